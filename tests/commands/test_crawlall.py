"""`scrapy crawlall`: several sources, several processes, one summary; and one crawl of a source at a time."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from seminarcrawl.fleet import Fleet, Outcome, hosts_of, worst
from spiders.msu_events import MsuEventsSpider
from spiders.uva_math import UvaMathSpider
from tests.loopback.server import Site, serve
from tests.processes import HASTE, ROOT, Bench, Done, run


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


def command(folder: Path, *arguments: str) -> list[str]:
    bench = Bench(folder)
    outputs = ["-s", f"TALKS_DB={bench.db}", "-s", f"TALKS_JSONL={bench.jsonl}"]
    modules = ["-s", "SPIDER_MODULES=tests.loopback.spiders"]
    return [sys.executable, "-m", "scrapy", "crawlall", *modules, *outputs, *HASTE, *arguments]


def crawlall(folder: Path, site: Site, *arguments: str) -> Done:
    return run(command(folder, *arguments), LOOPBACK_URL=site.url)


def test_all_that_need_no_argument_one_summary_and_the_gravest_exit_code(tmp_path: Path, site: Site) -> None:
    done = crawlall(tmp_path, site, "east", "north", "south")
    assert done.code == 4
    assert "3 sources: 2 ok, 1 source failed" in done.out
    assert "south: source failed: answered 410" in done.err
    with sqlite3.connect(Bench(tmp_path).db) as connection:
        shown = dict(connection.execute("SELECT source, count(*) FROM sightings GROUP BY source"))
    assert shown == {"north": 3, "east": 400}


def test_one_line_of_json_for_each(tmp_path: Path, site: Site) -> None:
    done = crawlall(tmp_path, site, "--json", "north", "south")
    lines = {line["spider"]: line for line in map(json.loads, done.out.splitlines())}
    assert (lines["north"]["exit_code"], lines["north"]["new"]) == (0, 3)
    assert (lines["south"]["exit_code"], lines["south"]["failure_class"]) == (4, "gone")


def test_one_that_takes_too_long_is_ended(tmp_path: Path, site: Site) -> None:
    done = crawlall(tmp_path, site, "--limit", "9", "west", "north")
    assert done.code == 124
    assert "west: took too long" in done.err
    assert "2 sources: 1 ok, 1 took too long" in done.out


@pytest.mark.parametrize("arguments", [("nobody",), ("--jobs", "0"), ("--limit", "-1")])
def test_wrong_usage(tmp_path: Path, site: Site, arguments: tuple[str, ...]) -> None:
    done = crawlall(tmp_path, site, *arguments)
    assert done.code == 2
    assert "Traceback" not in done.err


def test_ctrl_c_ends_those_under_way_and_begins_no_more(tmp_path: Path, site: Site) -> None:
    environment = {**os.environ, "LOOPBACK_URL": site.url}
    asked = len(site.asked)
    with subprocess.Popen(
        command(tmp_path, "--jobs", "1", "west", "north"), cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 30
        while "/hang.ics" not in site.paths()[asked:] and time.monotonic() < deadline:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "1 source: 0 ok, 1 terminated" in out


def test_a_second_crawl_of_the_same_source_refuses_at_once(tmp_path: Path, site: Site) -> None:
    bench = Bench(tmp_path)
    hang = ("ical", "-a", f"url={site.url}/hang.ics", "-a", "timezone=Europe/London")
    other = ("ical", "-a", f"url={site.url}/export.ics", "-a", "timezone=Europe/London")
    asked = len(site.asked)
    with subprocess.Popen(
        bench.command(*hang), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as first:
        deadline = time.monotonic() + 30
        while "/hang.ics" not in site.paths()[asked:] and time.monotonic() < deadline:
            time.sleep(0.1)
        second = bench.crawl(*other)
        named = bench.crawl(*other, "-a", "source_name=another")
        first.kill()
    assert (second.code, second.summary["failure_class"]) == (2, "already_running")
    assert named.code == 0
    assert bench.crawl(*other).code == 0  # the lock died with the process


class TestFleet:
    """Which may run together."""

    def test_never_two_on_one_host(self, monkeypatch: pytest.MonkeyPatch) -> None:
        spiders = {f"s{n}": frozenset({"abc"[n % 3]}) for n in range(9)}
        running: set[str] = set()
        most = 0

        async def crawl(self: Fleet, name: str) -> Outcome:
            nonlocal most
            hosts = [host for other in running for host in spiders[other]]
            assert not spiders[name] & set(hosts), (name, running)
            running.add(name)
            most = max(most, len(running))
            await asyncio.sleep(0.001 * (ord(name[1]) % 4))
            running.remove(name)
            return Outcome(name, 0, 0.0)

        monkeypatch.setattr(Fleet, "_crawl", crawl)
        outcomes = asyncio.run(Fleet(spiders, jobs=2, limit=1).run())
        assert {outcome.name for outcome in outcomes} == set(spiders)
        assert most == 2

    def test_the_hosts_of_a_spider(self) -> None:
        assert hosts_of(MsuEventsSpider) == {"events.msu.edu"}
        assert hosts_of(UvaMathSpider) == {"calendar.google.com"}  # it names calendars, not addresses

    @pytest.mark.parametrize(
        ("codes", "code"),
        [((), 0), ((0, 3), 3), ((3, 4, 0), 4), ((4, 5, 1), 5), ((4, 124), 124), ((0, 143), 143)],
    )
    def test_the_gravest_code(self, codes: tuple[int, ...], code: int) -> None:
        assert worst(codes) == code
