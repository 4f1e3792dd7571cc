"""What a crawl costs in the long run: memory, an unchanged source, and the same bytes everywhere."""

from __future__ import annotations

import contextlib
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.kills import memory
from tests.chaos.nursery import Nursery
from tests.chaos.rows import Row, of, scaled
from tests.chaos.server import page as small_page
from tests.chaos.sources import FROZEN, calendar, crawl, fresh
from tests.loopback.server import CALENDAR_TYPE, HTML_TYPE, Reply, Site, plain_calendar, serve
from tests.processes import ROOT, run

REQUESTS = 50_000
WARM = 1_000  # of them, at the most, before memory is looked at for the first time
GROWTH = 20.0  # megabytes
TEMPORARY = 4  # files in which SQLite keeps what this run has met, and their journals
EVENTS = 10_000
SHARE = 0.1  # of the first crawl's CPU time
ZONES = ("UTC", "Asia/Tokyo", "America/New_York", "Australia/Lord_Howe")
LANGUAGES = ("C", "de_DE.UTF-8", "tr_TR.UTF-8")


def soak() -> Iterator[Row]:
    """One crawl of very many small pages, a talk from each; its memory and open files on the way."""
    requests = scaled(REQUESTS, 200)
    begin, half, end = min(requests // 10, WARM), requests // 2, requests - 20
    marks: dict[int, _Usage] = {}
    with TemporaryDirectory(dir=memory()) as place, serve() as site, Nursery() as nursery:
        bench = fresh(Path(place) / "soak")

        def page() -> Reply:
            asked = len(site.asked)
            if asked in (begin, half, end):
                marks[asked] = _usage(child.pid)
            link = f'<a class="next" href="/list.html?{asked}">next</a>' if asked < requests else ""
            return Reply(small_page(1, asked).replace("</body>", f"{link}</body>"), HTML_TYPE)

        site.pages["/list.html"] = page
        arguments = bench.command(
            "pages",
            *("-a", f"urls={site.url}/list.html", "-s", "SPIDER_MODULES=tests.chaos.spiders"),
            *("-s", "ALLOW_LOOPBACK=True", "-s", f"FETCHED_AT={FROZEN}", "-s", "CLOSESPIDER_TIMEOUT=0"),
        )[3:]
        child = nursery.start(arguments, bench.folder, CHAOS_ENDLESS="1")
        done = child.wait(7200)
        talks = sum(1 for _ in bench.jsonl.open("rb"))
    begun, middle, ended = (marks.get(mark, _Usage()) for mark in (begin, half, end))
    files = ended.files - begun.files
    # With the end of the run, when the file of all talks is written: what it took at the most.
    growth = max(child.megabytes, ended.megabytes) - begun.megabytes
    late = (ended.megabytes - middle.megabytes) * 10_000 / (end - half)
    yield Row(
        f"{of(requests, REQUESTS)} requests on loopback in one crawl, a talk from each",
        f"memory grows by less than {GROWTH:.0f} MB, no file left open",
        f"{ended.megabytes - begun.megabytes:+.1f} MB after the first {begin:,} requests "
        f"({begun.megabytes:.0f} MB), "
        f"{late:+.1f} MB per 10,000 requests in the second half, at most {growth:+.1f} MB to the run's end; "
        f"{talks:,} talks, {files:+d} open files, {ended.temporary} of SQLite's, exit {done.code}",
        growth < GROWTH
        and files <= 1
        and ended.temporary <= TEMPORARY
        and done.code == 0
        and len(marks) == 3
        and talks >= end,
    )


@dataclass(frozen=True, slots=True)
class _Usage:
    """What a process uses now: memory, open files, and among them not counted SQLite's temporary ones."""

    megabytes: float = 0.0
    files: int = 0
    temporary: int = 0


def _usage(pid: int) -> _Usage:
    status = Path(f"/proc/{pid}/status").read_text()
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    names = [_target(entry) for entry in Path(f"/proc/{pid}/fd").iterdir()]
    temporary = sum("/etilqs_" in name for name in names)
    return _Usage(int(resident.split()[1]) / 1024, len(names) - temporary, temporary)


def _target(entry: Path) -> str:
    with contextlib.suppress(OSError):  # closed meanwhile
        return str(entry.readlink())
    return ""


def unchanged() -> Iterator[Row]:
    """A feed of 10,000 events, crawled twice by processes of their own."""
    events = scaled(EVENTS, 600)
    with TemporaryDirectory() as place, serve() as site:
        bench = fresh(Path(place) / "feed")
        body = plain_calendar(events)
        site.pages["/feed.ics"] = lambda: Reply(_stamped(body, len(site.asked)), CALENDAR_TYPE)
        site.pages["/none.ics"] = lambda: Reply(calendar(1), CALENDAR_TYPE)
        start = _seconds(site, fresh(Path(place) / "start"), "/none.ics")[0]
        first, code = _seconds(site, bench, "/feed.ics")
        before = _rows(bench.db)
        again, code_again = _seconds(site, bench, "/feed.ics")
        after = _rows(bench.db)
    share = (again - start) / (first - start)
    written = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    yield Row(
        f"a feed of {of(events, EVENTS)} events crawled again, only DTSTAMP different",
        "at most a tenth of the CPU time, writes its run alone",
        f"{first:.1f} s, then {again:.1f} s, of which {start:.1f} s is starting"
        f" ({max(share, 0):.0%} of the rest; {again / first:.0%} in all);"
        f" rows written: {written}; exit {code}, {code_again}",
        share <= SHARE and written == {"runs": 1} and (code, code_again) == (0, 0),
    )


def _stamped(body: str, number: int) -> str:
    return body.replace("DTSTAMP:20260901T0000", f"DTSTAMP:20260902T{number % 24:02}00")


def _seconds(site: Site, bench: object, page: str) -> tuple[float, int]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "scrapy", *crawl(bench, f"{site.url}{page}")]  # type: ignore[arg-type]
    done = run(command, timeout=900)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.code


def _rows(path: Path) -> dict[str, int]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not name.startswith(("sqlite_", "talks_search"))
        ]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def same() -> Iterator[Row]:
    """Twelve environments: zones, languages, hash seeds."""
    environments = list(product(ZONES, LANGUAGES))
    contents = set()
    codes = set()
    with TemporaryDirectory() as place, serve() as site:
        site.pages["/whole.ics"] = lambda: Reply(calendar(30), CALENDAR_TYPE)
        for number, (zone, language) in enumerate(environments):
            bench = fresh(Path(place) / str(number))
            command = [sys.executable, "-m", "scrapy", *crawl(bench, f"{site.url}/whole.ics")]
            seed = {"PYTHONHASHSEED": str(number * 37)}
            codes.add(run(command, cwd=ROOT, TZ=zone, LANG=language, LC_ALL=language, **seed).code)
            contents.add(bench.jsonl.read_bytes())
    yield Row(
        f"{len(environments)} environments (TZ, LANG, PYTHONHASHSEED)",
        "the same bytes in talks.jsonl",
        f"{len(contents)} different content{'s' if len(contents) > 1 else ''}, exit codes {sorted(codes)}",
        len(contents) == 1 and codes == {0},
    )


def beside_bombs() -> Iterator[Row]:
    """One crawl that meets bombs and calendars by turns: the talks of the others come, and in time."""
    from tests.bombs import bombs
    from tests.chaos.nursery import Child

    names = (
        "ical: 2,000 daily events",
        "ical: 100,000 RDATE",
        "html: 20,000 tables",
        "html: 5 MB of paragraphs",
    )
    with TemporaryDirectory() as place, serve() as site, Nursery() as nursery:
        bench = fresh(Path(place) / "bombs")
        every, urls = bombs(), []
        for number, name in enumerate(names):
            bomb, body = every[name], every[name].body
            kind = "ics" if name.startswith("ical") else "html"
            site.pages[f"/bomb{number}.{kind}"] = lambda b=body, t=bomb.content_type: Reply(b, t)
            site.pages[f"/good{number}.ics"] = lambda n=number: Reply(
                calendar(3, first=n * 10), CALENDAR_TYPE
            )
            urls += [f"{site.url}/bomb{number}.{kind}", f"{site.url}/good{number}.ics"]
        child: Child = nursery.start(
            bench.command(
                "several",
                *("-s", "SPIDER_MODULES=tests.loopback.spiders", "-s", "ALLOW_LOOPBACK=True"),
                *("-s", f"FETCHED_AT={FROZEN}", "-a", f"urls={' '.join(urls)}"),
            )[3:],
            bench.folder,
        )
        child.wait()
        good = [talk for talk in bench.talks() if "/good" in talk["source_url"]]
    yield Row(
        f"one crawl with {len(names)} bombs among {len(names)} calendars",
        "the calendars' talks are stored, at most 3 s a bomb",
        f"{len(good)} of {3 * len(names)} talks, {child.seconds:.1f} s, {child.megabytes:.0f} MB",
        len(good) == 3 * len(names) and child.seconds < 3 * len(names) + 10,
    )


def rows() -> Iterator[Row]:
    """The lines of the table."""
    for part in (same, unchanged, beside_bombs, soak):
        yield from part()
