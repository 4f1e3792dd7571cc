"""Signals at seeded moments: while a server hangs or drips, while talks are stored, and at worse moments."""

from __future__ import annotations

import contextlib
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.dumps import left_open, unsound
from tests.chaos.modes import MODES
from tests.chaos.nursery import Child, Nursery
from tests.chaos.rows import SEED, Row, judged, of, scaled
from tests.chaos.server import Chaos, calendar, serve
from tests.chaos.server import answer as whole
from tests.chaos.sources import crawl, fresh
from tests.loopback import server as loopback
from tests.processes import HASTE, Bench

STOPS = 20
FLEETS = 8
LIMIT = 10.0
_KINDS = ("hang", "drip", "hang-body", "flow")
WORSE = {
    "SIGINT while a server hangs": ("hang", (signal.SIGINT,), {130}),
    "SIGINT twice while talks are stored": ("flow", (signal.SIGINT, signal.SIGINT), {130}),
    "SIGTERM twice while a server hangs": ("hang", (signal.SIGTERM, signal.SIGTERM), {143}),
    "SIGTERM while another program locks the database": ("locked", (signal.SIGTERM,), {143}),
    "SIGTERM while it starts": ("start", (signal.SIGTERM,), {143, -signal.SIGTERM}),
}


def _serve_kind(chaos: Chaos, kind: str) -> None:
    """Have the server do what a kind of stop needs."""
    if kind in MODES:
        chaos.handler = MODES[kind].handler
        return
    body = whole(calendar(400, 100).encode())

    async def flow(_: object, __: object, writer: object) -> None:
        writer.write(body)  # type: ignore[attr-defined]

    chaos.handler = flow


@contextmanager
def _locked(bench: Bench) -> Iterator[None]:
    """Another program has the database."""
    with closing(sqlite3.connect(bench.db, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def stopped(
    nursery: Nursery, folder: Path, number: int, kind: str, signals: tuple[signal.Signals, ...]
) -> tuple[float, int, str]:
    """One stop: the seconds until the process had ended, its exit code, and what was wrong."""
    chance = random.Random(SEED + number)
    bench = fresh(folder / str(number))
    with serve() as chaos, ExitStack() as held:
        _serve_kind(chaos, kind)
        child = nursery.start(crawl(bench, chaos.urls[1]), bench.folder)
        if kind == "start":
            child.started.wait(60)
            while not child.err.exists():
                time.sleep(0.001)
        else:
            _until_asked(chaos, child)
        if kind == "locked":
            held.enter_context(_locked(bench))
        time.sleep(chance.uniform(0.0, {"flow": 0.4, "start": 0.8}.get(kind, 1.5)))
        began = time.monotonic()
        for each in signals:
            child.signal(each)
            time.sleep(chance.uniform(0.0, 0.1) if each is not signals[-1] else 0)
        done = child.wait()
        seconds = time.monotonic() - began
    wrong = unsound(bench.db) or ""
    if done.code >= 128 and done.summary["failure_class"] != "stopped":
        wrong = wrong or f"{done.summary}"
    if len(signals) == 1 and kind not in ("locked", "start") and left_open(bench.db):
        wrong = wrong or "its books are open"
    return seconds, done.code, wrong and f"{kind}: {wrong} {done.err[-300:]}"


def _until_asked(chaos: Chaos, child: Child) -> None:
    while not chaos.times("/second.ics") and not child.ended.is_set():
        time.sleep(0.01)


def rows() -> Iterator[Row]:
    """The lines of the table."""
    with TemporaryDirectory() as place, Nursery() as nursery:
        folder = Path(place)
        yield _terminated(nursery, folder, scaled(STOPS, 4))
        yield _worse(nursery, folder, scaled(2))
        yield _fleets(nursery, folder, scaled(FLEETS, 2))


def _terminated(nursery: Nursery, folder: Path, stops: int) -> Row:
    slowest, bad = 0.0, []
    for number in range(stops):
        kind = _KINDS[number % len(_KINDS)]
        seconds, code, wrong = stopped(nursery, folder, number, kind, (signal.SIGTERM,))
        slowest = max(slowest, seconds)
        # A crawl that had ended just before the signal came is well too.
        if wrong or seconds > LIMIT or code not in (143, 0):
            bad.append(f"{kind}: {code} after {seconds:.1f} s {wrong}")
    return judged(
        f"{of(stops, STOPS)} SIGTERM",
        "clean stop within 10 s, exit 143",
        f"{stops - len(bad)} clean, the slowest {slowest:.1f} s",
        bad,
    )


def _worse(nursery: Nursery, folder: Path, times: int) -> Row:
    slowest, bad, number = 0.0, [], 1000
    for name, (kind, signals, codes) in WORSE.items():
        for _ in range(times):
            number += 1
            seconds, code, wrong = stopped(nursery, folder, number, kind, signals)
            slowest = max(slowest, seconds)
            if wrong or seconds > LIMIT or code not in codes:
                bad.append(f"{name}: {code} after {seconds:.1f} s {wrong}")
    return judged(
        f"signals at worse moments: {', '.join(WORSE)}; {times} each",
        "ended within 10 s, the signal's exit code, database sound",
        f"{times * len(WORSE) - len(bad)} of {times * len(WORSE)}, the slowest {slowest:.1f} s",
        bad,
    )


def _fleets(nursery: Nursery, folder: Path, times: int) -> Row:
    slowest, bad = 0.0, []
    for number in range(times):
        bench = fresh(folder / f"fleet-{number}")
        with loopback.serve() as site:
            outputs = ("-s", f"TALKS_DB={bench.db}", "-s", f"TALKS_JSONL={bench.jsonl}")
            modules = ("-s", "SPIDER_MODULES=tests.loopback.spiders", "-s", "ALLOW_LOOPBACK=True", *HASTE)
            arguments = ["crawlall", *modules, *outputs, "--jobs", "2", "west", "east", "north"]
            child = nursery.start(arguments, bench.folder, LOOPBACK_URL=site.url)
            child.started.wait(60)
            time.sleep(0.3 + random.Random(SEED + number).uniform(0.0, 5.0))
            began = time.monotonic()
            child.signal(signal.SIGTERM)
            done = child.wait()
            seconds = time.monotonic() - began
            left = _processes_with(str(bench.db))
        slowest = max(slowest, seconds)
        early = -signal.SIGTERM  # before there was a handler: for a shell that is 143 too
        if seconds > LIMIT or done.code not in (143, early) or left or unsound(bench.db):
            bad.append(f"{done.code} after {seconds:.1f} s, left: {left} {done.err[-300:]}")
    return judged(
        f"{of(times, FLEETS)} SIGTERM to crawlall",
        "all its processes ended within 10 s, exit 143",
        f"{times - len(bad)} clean, the slowest {slowest:.1f} s",
        bad,
    )


def _processes_with(argument: str) -> list[str]:
    """The processes that were started with this in their arguments."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if argument in (line := path.read_text().replace("\0", " ")):
                found.append(line)
    return found
