"""`kill -9` at seeded random moments while a real crawl stores (K1: database, K2: talks.jsonl alone)."""

from __future__ import annotations

import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.dumps import canonical, uids, unsound
from tests.chaos.nursery import Child, Nursery
from tests.chaos.rows import SEED, Row, of, scaled
from tests.chaos.sources import calendar, crawl, fresh
from tests.loopback.server import CALENDAR_TYPE, Reply, Site, serve
from tests.processes import Bench

KILLS = 200
TALKS = 120
ONCE = 2  # crawls at a time


@dataclass
class Harm:
    """What the kills have done: `struck` while the crawl ran, `storing` of them between two talks."""

    struck: int = 0
    storing: int = 0
    corrupt: int = 0
    lost: int = 0
    doubled: int = 0
    differing: int = 0
    told: list[str] = field(default_factory=list)

    def tell(self, number: int, what: str) -> None:
        """Say what was found after which kill."""
        self.told.append(f"kill {number} (seed {SEED}): {what}")

    @property
    def row(self) -> tuple[str, bool]:
        """In words, and whether there is none."""
        bad = self.corrupt + self.lost + self.doubled + self.differing
        words = (
            f"{self.corrupt} corrupt, {self.lost} lost, {self.doubled} doubled, {self.differing} differing"
        )
        return f"{words}; {self.storing} struck while talks were stored", not bad


class Killing:
    """A source with two versions; crawls of the second are killed and then done again.

    Half of them begin with nothing, the others with what the first version left.
    """

    def __init__(self, nursery: Nursery, site: Site, folder: Path, *, database: bool) -> None:
        self.nursery, self.site, self.folder, self.database = nursery, site, folder, database
        self.harm = Harm()
        self.more = () if database else ("-s", "TALKS_DB=")
        site.pages["/one.ics"] = lambda: Reply(calendar(TALKS - 30, 1), CALENDAR_TYPE)
        site.pages["/two.ics"] = lambda: Reply(calendar(TALKS, 2), CALENDAR_TYPE)
        self.page = lambda: Reply(calendar(TALKS - 30, 1), CALENDAR_TYPE)
        self.before: dict[bool, Bench] = {}
        self.after: dict[bool, tuple[str, bytes]] = {}
        self.tail = 0.0  # seconds from the last talk to the end of a run
        for begun in (False, True):
            self._undisturbed(begun)

    def _command(self, bench: Bench, page: str) -> list[str]:
        return crawl(bench, f"{self.site.url}{page}", *self.more)

    def _undisturbed(self, begun: bool) -> None:
        self.before[begun] = fresh(self.folder / f"before-{begun}")
        if begun:
            assert self.nursery.run(self._command(self.before[begun], "/one.ics"), self.folder).code == 0
        bench = self._copy(self.before[begun], f"after-{begun}")
        log = bench.folder / "acknowledged"
        child = self.nursery.start(self._command(bench, "/two.ics"), self.folder, ACKNOWLEDGED=str(log))
        done = child.wait()
        assert done.code == 0, done
        self.tail = max(self.tail, time.time() - log.stat().st_mtime)
        self.after[begun] = self._content(bench)

    def _copy(self, bench: Bench, name: str) -> Bench:
        copied = fresh(self.folder / name)
        for path in bench.folder.iterdir():
            shutil.copy(path, copied.folder)
        return copied

    def _content(self, bench: Bench) -> tuple[str, bytes]:
        return canonical(bench.db) if self.database else "", bench.jsonl.read_bytes()

    def kill(self, number: int) -> None:
        """One kill, tried anew until it strikes a crawl that runs; then look, crawl again, and look again."""
        chance = random.Random(SEED * 1000 + number)
        begun = bool(number % 2)
        for attempt in range(20):
            bench = self._copy(self.before[begun], f"{number}-{attempt}")
            if self._strike(number, bench, chance):
                break
            shutil.rmtree(bench.folder)
        else:
            raise RuntimeError("no kill struck")
        self._again(number, bench, begun)
        shutil.rmtree(bench.folder)

    def _strike(self, number: int, bench: Bench, chance: random.Random) -> bool:
        log = bench.folder / "acknowledged"
        before = bench.jsonl.read_bytes() if bench.jsonl.exists() else None
        earlier = set(uids(bench.db))
        child = self.nursery.start(self._command(bench, "/two.ics"), bench.folder, ACKNOWLEDGED=str(log))
        child.started.wait(60)
        self._bide(log, child, chance)
        child.signal(signal.SIGKILL)
        child.ended.wait(60)
        if child.code != -signal.SIGKILL:
            return False
        confirmed = set(log.read_text().split()) if log.exists() else set()
        self.harm.struck += 1
        self.harm.storing += 0 < len(confirmed) < TALKS
        self._look(
            number, bench, (confirmed | earlier) if self.database else set(), before, begun=bool(number % 2)
        )
        return True

    def _bide(self, log: Path, child: Child, chance: random.Random) -> None:
        """Wait for the moment: after so many talks, in some rounds all of them, and then a little."""
        if chance.random() < 0.1:  # while it starts
            time.sleep(chance.uniform(0.0, 0.5))
            return
        talks = TALKS if chance.random() < (0.25 if self.database else 0.7) else chance.randrange(1, TALKS)
        while not child.ended.is_set():
            if log.exists() and log.read_bytes().count(b"\n") >= talks:
                break
            time.sleep(0.005)
        time.sleep(chance.uniform(0.0, self.tail if talks == TALKS else 0.02))

    def _look(
        self, number: int, bench: Bench, wanted: set[str], before: bytes | None, *, begun: bool
    ) -> None:
        found = unsound(bench.db)
        if found:
            self.harm.corrupt += 1
            self.harm.tell(number, found)
        stored = Counter(uids(bench.db))
        lost = wanted - set(stored)
        self.harm.lost += len(lost)
        self.harm.doubled += sum(times - 1 for times in stored.values())
        if lost:
            self.harm.tell(number, f"lost {sorted(lost)[:3]}")
        now = bench.jsonl.read_bytes() if bench.jsonl.exists() else None
        if now not in (before, self.after[begun][1]):
            self.harm.corrupt += 1
            self.harm.tell(number, "talks.jsonl is neither the old nor the new one")

    def _again(self, number: int, bench: Bench, begun: bool) -> None:
        done = self.nursery.run(self._command(bench, "/two.ics"), bench.folder)
        if done.code:
            self.harm.differing += 1
            self.harm.tell(number, f"the next run ended with {done.code}: {done.err[-300:]}")
            return
        if self.database:
            stored = Counter(uids(bench.db))
            self.harm.doubled += sum(times - 1 for times in stored.values())
        lines = [talk["uid"] for talk in bench.talks()]
        self.harm.doubled += len(lines) - len(set(lines))
        if self._content(bench) != self.after[begun]:
            self.harm.differing += 1
            self.harm.tell(number, "after the next run it is not what an undisturbed run leaves")


def memory() -> Path | None:
    """A folder in memory, where the system has one: what a killed process wrote is not up to the disk."""
    place = Path("/dev/shm")
    return place if place.is_dir() else None


def killed(kills: int, *, database: bool) -> Harm:
    """`kills` kills; the harm they did."""
    with tempfile.TemporaryDirectory(dir=memory()) as folder, serve() as site, Nursery() as nursery:
        killing = Killing(nursery, site, Path(folder), database=database)
        with ThreadPoolExecutor(ONCE) as pool:
            list(pool.map(killing.kill, range(kills)))
        return killing.harm


def rows() -> Iterator[Row]:
    """The lines of the table."""
    for database, name in ((True, "the database"), (False, "talks.jsonl alone")):
        kills = scaled(KILLS, 4)
        harm = killed(kills, database=database)
        for told in harm.told:
            print(f"    {told}")
        measured, met = harm.row
        target = "0 corrupt, 0 lost, 0 doubled, re-run equals an undisturbed run"
        yield Row(f"{of(harm.struck, KILLS)} kill -9 while writing {name}", target, measured, met)
