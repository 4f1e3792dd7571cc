"""The disk is full, read-only, locked or damaged, or files are taken away; several crawls write at once.

Real crawls, real files.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from seminarcrawl.store import schema
from tests.chaos.dumps import uids, unsound
from tests.chaos.nursery import Nursery
from tests.chaos.rows import Row, judged, of, scaled
from tests.chaos.sources import calendar, crawl, fresh
from tests.loopback.server import CALENDAR_TYPE, Reply, Site, serve
from tests.processes import Bench, Done

TALKS = 60


class Faults:
    """A source, a database that holds its first half, and a way to crawl the whole into it."""

    def __init__(self, folder: Path, nursery: Nursery, site: Site) -> None:
        self.folder, self.nursery, self.site = folder, nursery, site
        site.pages["/half.ics"] = lambda: Reply(calendar(TALKS // 2), CALENDAR_TYPE, headers={"ETag": '"1"'})
        site.pages["/whole.ics"] = lambda: Reply(calendar(TALKS), CALENDAR_TYPE, headers={"ETag": '"2"'})
        self.before = fresh(folder / "before")
        assert self.crawl(self.before, "/half.ics").code == 0
        self.earlier = set(uids(self.before.db))

    def crawl(self, bench: Bench, page: str = "/whole.ics", *more: str, log: Path | None = None) -> Done:
        """One crawl to its end."""
        return self.nursery.run(
            crawl(bench, f"{self.site.url}{page}", *more), self.folder, ACKNOWLEDGED=str(log or "")
        )

    def copy(self, folder: Path) -> Bench:
        """The database with the first half, in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        for path in self.before.folder.iterdir():
            shutil.copy(path, folder)
        return Bench(folder)

    def lost(self, bench: Bench, log: Path | None = None) -> str | None:
        """What a fault has cost that it must not cost."""
        confirmed = set(log.read_text().split()) if log is not None and log.exists() else set()
        missing = (self.earlier | confirmed) - set(uids(bench.db))
        return unsound(bench.db) or (f"lost {sorted(missing)[:3]}" if missing else None)


def rows() -> Iterator[Row]:
    """The lines of the table."""
    with TemporaryDirectory() as place, serve() as site, Nursery() as nursery:
        faults = Faults(Path(place), nursery, site)
        for part in (full, full_for_lines, read_only, locked, damaged, lines, answers, taken_away, together):
            yield from part(faults)


@contextmanager
def tmpfs(folder: Path, kilobytes: int) -> Iterator[None]:
    """A file system of its own in memory. Raises OSError where that is not allowed."""
    folder.mkdir(exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(folder)],
        check=False,
        capture_output=True,
    )
    if made.returncode:
        raise PermissionError(made.stderr.decode())
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def full(faults: Faults) -> Iterator[Row]:
    """F1: a disk of 40, 48 … 400 kB beyond what the database has already, and larger ones up to enough."""
    bad: list[str] = []
    codes: Counter[int] = Counter()
    sizes = [*range(40, 401, 8), *range(600, 6001, 200)]
    some = sizes[:: max(1, len(sizes) // scaled(len(sizes), 5))]
    base = sum(path.stat().st_size for path in faults.before.folder.iterdir()) // 1024 + 16
    try:
        for size in some:
            code, wrong = _filled(faults, base + size)
            codes[code] += 1
            bad += [f"{size} kB: {wrong}"] * bool(wrong)
    except PermissionError as error:
        print(f"    disk full: not tried ({error})")
        return
    measured = f"exit 5: {codes[5]}, exit 0: {codes[0]}; with more room the next run is complete"
    yield _row(f"disk full at {of(len(some), len(sizes))} sizes", measured, bad)


def _filled(faults: Faults, size: int) -> tuple[int, str | None]:
    """A crawl with so many kB, and one with more: the exit code of the first, and what was wrong."""
    disk, log = faults.folder / "disk", faults.folder / "log-full"
    log.unlink(missing_ok=True)
    with tmpfs(disk, size):
        bench = faults.copy(disk)
        done = faults.crawl(bench, log=log)
        told = (done.code, done.summary["failure_class"])
        if told not in ((5, "storage"), (0, None)):
            return done.code, f"{told}: {done.err[-300:]}"
        if lost := faults.lost(bench, log):
            return done.code, lost
        if len(bench.talks()) != (TALKS if done.code == 0 else TALKS // 2):
            return done.code, f"talks.jsonl has {len(bench.talks())} talks"
        subprocess.run(["mount", "-o", "remount,size=16m", str(disk)], check=True)
        again = faults.crawl(bench)
        if (again.code, len(bench.talks()), unsound(bench.db)) != (0, TALKS, None):
            return done.code, f"with more room: {again.code} {again.err[-300:]}"
    return done.code, None


def full_for_lines(faults: Faults) -> Iterator[Row]:
    """Room for the database, none for talks.jsonl: the old file stays, and the next run makes up for it."""
    bad: list[str] = []
    disk, old = faults.folder / "full-for-lines", faults.before.jsonl.read_bytes()
    sizes = [len(old) // 1024 + 4 + 4 * n for n in range(3)]
    try:
        for size in sizes:
            with tmpfs(disk, size):
                shutil.copy(faults.before.jsonl, disk)
                bench = faults.copy(faults.folder / f"lines-{size}")
                to = ("-s", f"TALKS_JSONL={disk / 'talks.jsonl'}")
                done = faults.crawl(bench, "/whole.ics", *to)
                left = sorted(path.name for path in disk.iterdir())
                stored = len(uids(bench.db))
                if (done.code, stored, left) != (5, TALKS, ["talks.jsonl"]) or Bench(
                    disk
                ).jsonl.read_bytes() != old:
                    bad.append(f"{size} kB: {done.code}, {stored} stored, {left}: {done.err[-300:]}")
                subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
                again = faults.crawl(bench, "/whole.ics", *to)
                if (again.code, len(Bench(disk).talks())) != (0, TALKS):
                    bad.append(f"{size} kB, then more: {again.code} {again.err[-300:]}")
    except PermissionError as error:
        print(f"    disk full for talks.jsonl: not tried ({error})")
        return
    measured = f"{len(sizes) - len(bad)} of {len(sizes)} exit 5, the next run complete"
    yield _row("disk full while talks.jsonl is written", measured, bad, "exit 5, the old file stays")


def read_only(faults: Faults) -> Iterator[Row]:
    """F2: the file system is read-only."""
    bad = []
    disk = faults.folder / "read-only"
    try:
        with tmpfs(disk, 8000):
            bench = faults.copy(disk)
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            asked = len(faults.site.paths())
            done = faults.crawl(bench)
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
            if (done.code, len(faults.site.paths())) != (5, asked) or faults.lost(bench):
                bad.append(f"{done.code} {faults.lost(bench)} {done.err[-300:]}")
    except PermissionError as error:
        print(f"    read-only: not tried ({error})")
        return
    yield _row("read-only file system", "exit 5, nothing asked", bad)


def locked(faults: Faults) -> Iterator[Row]:
    """F4: another program holds the lock for 3 s, and for 60 s."""
    bad = []
    told = []
    for seconds, code in ((3, 0), (60, 5)):
        bench = faults.copy(faults.folder / f"locked-{seconds}")
        connection = sqlite3.connect(bench.db, isolation_level=None, check_same_thread=False)
        connection.execute("BEGIN IMMEDIATE")
        release = threading.Timer(seconds, lambda c=connection: (c.execute("COMMIT"), c.close()))
        release.start()
        began = time.monotonic()
        done = faults.crawl(bench)
        told.append(f"{seconds} s: exit {done.code} after {time.monotonic() - began:.0f} s")
        release.cancel() if done.code == 5 else release.join()
        if done.code == 5:
            connection.execute("COMMIT")
            connection.close()
        if done.code != code or faults.lost(bench):
            bad.append(f"{seconds} s: {done.code} {faults.lost(bench)} {done.err[-300:]}")
    yield _row("database locked for 3 s and for 60 s", ", ".join(told), bad)


def damaged(faults: Faults) -> Iterator[Row]:
    """A database of noise, one with damaged pages, one of a newer version, a folder: exit 5, untouched."""

    def noise(bench: Bench) -> None:
        bench.db.write_bytes(os.urandom(50_000))

    def pages(bench: Bench) -> None:
        with bench.db.open("r+b") as file:
            file.seek(4096)
            file.write(os.urandom(bench.db.stat().st_size - 8192))

    def newer(bench: Bench) -> None:
        with closing(sqlite3.connect(bench.db)) as connection:
            connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")

    def folder(bench: Bench) -> None:
        bench.db.unlink()
        bench.db.mkdir()

    bad = []
    harms: list[Callable[[Bench], None]] = [noise, pages, newer, folder]
    for harm in harms:
        bench = faults.copy(faults.folder / harm.__name__)
        harm(bench)
        before = bench.jsonl.read_bytes(), bench.db.read_bytes() if bench.db.is_file() else b""
        done = faults.crawl(bench)
        after = bench.jsonl.read_bytes(), bench.db.read_bytes() if bench.db.is_file() else b""
        if done.code != 5 or before[0] != after[0] or (harm is not pages and before != after):
            bad.append(f"{harm.__name__}: {done.code} {done.err[-300:]}")
    yield _row("database of noise, damaged, newer, a folder", f"{len(harms) - len(bad)} of 4 exit 5", bad)


def lines(faults: Faults) -> Iterator[Row]:
    """talks.jsonl cannot be written: known before anything is asked."""

    def folder(path: Path) -> None:
        path.unlink()
        path.mkdir()

    def foreign(path: Path) -> None:
        path.write_text("shopping: milk, eggs\n")

    def nowhere(path: Path) -> None:
        shutil.rmtree(path.parent)

    bad = []
    harms: list[Callable[[Path], None]] = [folder, foreign, nowhere]
    for harm in harms:
        bench = faults.copy(faults.folder / f"jsonl-{harm.__name__}")
        place = faults.folder / f"jsonl-{harm.__name__}-there"
        place.mkdir()
        harm(Path(shutil.copy(bench.jsonl, place)))
        asked = len(faults.site.paths())
        done = faults.crawl(bench, "/whole.ics", "-s", f"TALKS_JSONL={place / 'talks.jsonl'}")
        if (done.code, len(faults.site.paths())) != (5, asked) or faults.lost(bench):
            bad.append(f"{harm.__name__}: {done.code} {faults.lost(bench)} {done.err[-300:]}")
    measured = f"{len(harms) - len(bad)} of {len(harms)} exit 5, nothing asked"
    yield _row("talks.jsonl is a folder, another file, nowhere", measured, bad)


def answers(faults: Faults) -> Iterator[Row]:
    """What is kept of answers is noise, damaged, another program's, locked, a folder: a fetch, no failure."""

    def noise(path: Path) -> None:
        path.write_bytes(os.urandom(50_000))

    def pages(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(os.urandom(path.stat().st_size - 4096))

    def values(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE responses SET body = x'00ff', headers = '{'")

    def foreign(path: Path) -> None:
        path.unlink()
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")

    def locked(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        return connection

    def folder(path: Path) -> None:
        path.unlink()
        path.mkdir()

    bad = []
    harms: list[Callable[[Path], sqlite3.Connection | None]] = [noise, pages, values, foreign, locked, folder]  # type: ignore[list-item]
    for harm in harms:
        bench = faults.copy(faults.folder / f"answers-{harm.__name__}")
        assert faults.crawl(bench).code == 0  # so that the answer that is asked about is kept
        held = harm(bench.folder / "talks.responses.db")
        done = faults.crawl(bench)
        if held is not None:
            held.close()
        if (done.code, len(bench.talks())) != (0, TALKS) or faults.lost(bench):
            bad.append(f"{harm.__name__}: {done.code} {faults.lost(bench)} {done.err[-300:]}")
    measured = f"{len(harms) - len(bad)} of {len(harms)} complete"
    yield _row(
        "talks.responses.db damaged, foreign, locked, a folder", measured, bad, "fetched whole, exit 0"
    )


def taken_away(faults: Faults) -> Iterator[Row]:
    """The database is moved away, or put in place of another, while a crawl writes into it."""
    bad = []
    for put_back in (False, True):
        bench = faults.copy(faults.folder / f"taken-{put_back}")
        log = bench.folder / "acknowledged"
        old = bench.jsonl.read_bytes()
        child = faults.nursery.start(
            crawl(bench, f"{faults.site.url}/whole.ics"), faults.folder, ACKNOWLEDGED=str(log)
        )
        while not child.ended.is_set() and not (log.exists() and log.stat().st_size):
            time.sleep(0.005)
        bench.db.rename(bench.folder / "elsewhere.db")
        if put_back:
            shutil.copy(faults.before.db, bench.db)
        done = child.wait()
        if done.code != 5 or bench.jsonl.read_bytes() != old:
            bad.append(f"{'replaced' if put_back else 'moved'}: {done.code} {done.err[-300:]}")
    yield _row("database moved away or replaced meanwhile", f"{2 - len(bad)} of 2 exit 5", bad)


def together(faults: Faults) -> Iterator[Row]:
    """F5, F6: two crawls at once, twenty times; eight sources at once; a source twice."""
    pairs = scaled(20, 3)
    bad = [wrong for number in range(pairs) if (wrong := _at_once(faults, 2, f"pair-{number}"))]
    yield _row(f"two crawls into one database, {of(pairs, 20)} times", f"{pairs - len(bad)} complete", bad)
    wrong = _at_once(faults, 8, "eight")
    yield _row("eight crawls into one database at once", "all complete", [wrong] if wrong else [])
    yield _twice(faults)


def _twice(faults: Faults) -> Row:
    """A second crawl of a source, while the first one waits for its answer."""
    bench = fresh(faults.folder / "twice")
    waiting = threading.Event()
    asked = threading.Event()

    def slow() -> Reply:
        asked.set()
        waiting.wait(60)
        return Reply(calendar(TALKS), CALENDAR_TYPE)

    faults.site.pages["/slow.ics"] = slow
    one = faults.nursery.start(crawl(bench, f"{faults.site.url}/slow.ics"), faults.folder)
    asked.wait(60)
    began = time.monotonic()
    two = faults.crawl(bench)
    seconds = time.monotonic() - began
    waiting.set()
    codes = (one.wait().code, two.code)
    well = codes == (0, 2) and two.summary["failure_class"] == "already_running" and not unsound(bench.db)
    bad = [] if well and len(bench.talks()) == TALKS else [f"exit codes {codes}: {two.err[-300:]}"]
    target = "the second exits 2 at once, the first is complete"
    return _row("two crawls of one source", f"exit codes {codes} after {seconds:.1f} s", bad, target)


def _at_once(faults: Faults, many: int, name: str) -> str | None:
    bench = fresh(faults.folder / name)
    page = f"{faults.site.url}/whole.ics"
    children = [
        faults.nursery.start(crawl(bench, page, "-a", f"source_name=source{n}"), faults.folder)
        for n in range(many)
    ]
    codes = [child.wait().code for child in children]
    with closing(sqlite3.connect(bench.db)) as connection:
        sightings = connection.execute("SELECT count(*) FROM sightings").fetchone()[0]
    stored, lines = len(uids(bench.db)), len(bench.talks())
    if any(codes) or (stored, lines, sightings) != (TALKS, TALKS, TALKS * many):
        return f"{name}: exit codes {codes}, {stored} talks, {lines} lines, {sightings} sightings"
    return unsound(bench.db)


def _row(
    what: str, measured: str, bad: list[str], target: str = "exit 5 or success, nothing half done or lost"
) -> Row:
    return judged(what, target, measured, bad)
