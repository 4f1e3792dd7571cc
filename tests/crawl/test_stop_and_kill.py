"""A run that is stopped ends soon and says so; `tests/chaos/test_quick.py` kills others."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.loopback.server import Reply, Site, plain_calendar, serve
from tests.processes import ROOT, Bench, scrapy

pytestmark = pytest.mark.slow


def start(bench: Bench, site: Site, path: str) -> subprocess.Popen[bytes]:
    command = bench.command("ical", "-a", f"url={site.url}{path}", "-a", "timezone=Europe/Paris")
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_until_asked(site: Site, path: str) -> None:
    deadline = time.monotonic() + 60
    while path not in site.paths():
        assert time.monotonic() < deadline, "the crawl never asked"
        time.sleep(0.02)


def test_ctrl_c_ends_a_hanging_crawl_within_ten_seconds(tmp_path: Path) -> None:
    with serve() as site:
        bench = Bench(tmp_path)
        process = start(bench, site, "/hang.ics")
        wait_until_asked(site, "/hang.ics")
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert time.monotonic() - began < 10
    assert process.returncode == 130, err.decode()
    summary = json.loads(out.decode().strip().splitlines()[-1])
    assert (summary["exit_code"], summary["failure_class"]) == (130, "stopped")


def test_a_signal_ends_the_reading_of_a_long_document(tmp_path: Path) -> None:
    """Ten thousand events take far longer than ten seconds to read and store."""
    with serve(long_ics=lambda: Reply(plain_calendar(10_000), "text/calendar")) as site:
        bench = Bench(tmp_path)
        process = start(bench, site, "/long.ics")
        wait_until_asked(site, "/long.ics")
        time.sleep(1)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
        assert time.monotonic() - began < 10
    assert process.returncode == 143, err.decode()
    assert "Traceback" not in err.decode()
    assert json.loads(out.decode().strip().splitlines()[-1])["failure_class"] == "stopped"


def test_a_killed_run_is_told_and_closed_by_the_next(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve(flow_ics=lambda: Reply(plain_calendar(3), "text/calendar")) as site:
        process = start(bench, site, "/hang.ics")
        wait_until_asked(site, "/hang.ics")
        verdicts = [health(bench)]
        refused = bench.crawl("ical", "-a", f"url={site.url}/flow.ics", "-a", "timezone=Europe/Paris")
        process.kill()
        process.communicate()
        verdicts.append(health(bench))
        done = bench.crawl("ical", "-a", f"url={site.url}/flow.ics", "-a", "timezone=Europe/Paris")
        verdicts.append(health(bench))
    assert verdicts == [(0, "running"), (3, "killed"), (0, "healthy")]
    assert (refused.code, refused.summary["failure_class"]) == (2, "already_running")
    assert done.code == 0, done.err
    with sqlite3.connect(bench.db) as connection:
        runs = connection.execute("SELECT reason, failure_class, exit_code FROM runs").fetchall()
    assert runs == [("killed", "killed", None), ("finished", None, 0)]


def health(bench: Bench) -> tuple[int, str]:
    done = scrapy("health", "--json", "-s", f"TALKS_DB={bench.db}")
    return done.code, json.loads(done.out)["verdict"]
