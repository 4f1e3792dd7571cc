"""A run that is stopped or killed: it ends soon, says so, and costs nothing that was stored."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.loopback.server import Reply, Site, plain_calendar, serve
from tests.processes import ROOT, Bench, scrapy

pytestmark = pytest.mark.slow
SEED = 20261121
TALKS = 200


def start(bench: Bench, site: Site, path: str) -> subprocess.Popen[bytes]:
    command = bench.command("ical", "-a", f"url={site.url}{path}", "-a", "timezone=Europe/Paris")
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_until_asked(site: Site, path: str) -> None:
    deadline = time.monotonic() + 60
    while path not in site.paths():
        assert time.monotonic() < deadline, "the crawl never asked"
        time.sleep(0.02)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_a_hanging_crawl_within_ten_seconds(tmp_path: Path, number: int, code: int) -> None:
    with serve() as site:
        bench = Bench(tmp_path)
        process = start(bench, site, "/hang.ics")
        wait_until_asked(site, "/hang.ics")
        began = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        assert time.monotonic() - began < 10
    assert process.returncode == code, err.decode()
    summary = json.loads(out.decode().strip().splitlines()[-1])
    assert (summary["exit_code"], summary["failure_class"]) == (code, "stopped")


def test_kill_minus_nine_twenty_times_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Killed at seeded random moments while talks flow; afterwards one whole run must equal a clean one."""
    moments = random.Random(SEED)
    bench, clean = Bench(tmp_path / "killed"), Bench(tmp_path / "clean")
    bench.folder.mkdir()
    clean.folder.mkdir()
    stored: set[str] = set()
    with serve(flow_ics=lambda: Reply(plain_calendar(TALKS), "text/calendar")) as site:
        for _ in range(20):
            process = start(bench, site, "/flow.ics")
            already = len(site.paths())
            while len(site.paths()) < already + 2 and process.poll() is None:
                time.sleep(0.01)
            time.sleep(moments.uniform(0.0, 0.6))
            process.kill()
            process.communicate()
            stored = check_after_kill(bench, stored)
        for each in (bench, clean):
            arguments = ("-a", f"url={site.url}/flow.ics", "-a", "timezone=Europe/Paris")
            frozen = ("-s", "FETCHED_AT=2026-09-01T00:00:00+00:00")
            assert each.crawl("ical", *arguments, *frozen).code == 0
    strip = [{k: v for k, v in talk.items() if k != "fetched_at"} for talk in bench.talks()]
    assert strip == [{k: v for k, v in talk.items() if k != "fetched_at"} for talk in clean.talks()]
    assert len(strip) == TALKS


def check_after_kill(bench: Bench, stored: set[str]) -> set[str]:
    """Both outputs are readable and nothing stored before is missing; the UIDs that are stored now."""
    if bench.jsonl.exists():
        assert all(talk["uid"] for talk in bench.talks())
    if not bench.db.exists():
        assert not stored
        return stored
    with sqlite3.connect(bench.db) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "talks" not in tables:
            assert not stored
            return stored
        uids = [uid for (uid,) in connection.execute("SELECT uid FROM talks")]
    assert len(uids) == len(set(uids))
    assert stored <= set(uids)
    return set(uids)


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
