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

from tests.chaos.dumps import canonical, finished, left_open, uids, unsound
from tests.chaos.nursery import Child, Nursery
from tests.chaos.rows import SEED, Row, of, scaled
from tests.chaos.sources import calendar, crawl, fresh, shows, stream
from tests.loopback.server import CALENDAR_TYPE, Reply, Site, serve
from tests.processes import Bench

KILLS = 200
TALKS = 120
SHOWN = sum(shows(n, 2) for n in range(TALKS))  # by the second version
FLOWING = 20  # kills while MANY talks flow
MANY = 5000
CHAINS = 4  # databases that are filled by one killed crawl after the other
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

    def add(self, other: Harm) -> None:
        """Count the harm of other kills too."""
        for name in ("struck", "storing", "corrupt", "lost", "doubled", "differing"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.told += other.told

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

    Half of them begin with nothing, the others with what the first version left: talks that move, get
    another title, or are missing.
    """

    def __init__(self, nursery: Nursery, site: Site, folder: Path, *, database: bool) -> None:
        self.nursery, self.site, self.folder, self.database = nursery, site, folder, database
        self.harm = Harm()
        self.more = () if database else ("-s", "TALKS_DB=")
        self.before = {False: fresh(folder / "before-False"), True: fresh(folder / "before-True")}
        site.pages["/talks.ics"] = lambda: Reply(
            calendar(TALKS - 30, 1), CALENDAR_TYPE, headers={"ETag": '"1"'}
        )
        assert nursery.run(self._command(self.before[True]), folder).code == 0
        site.pages["/talks.ics"] = lambda: Reply(calendar(TALKS, 2), CALENDAR_TYPE, headers={"ETag": '"2"'})
        self.after: dict[tuple[bool, bool], tuple[str, bytes]] = {}
        self.tail = 0.0  # seconds from the last talk to the end of a run
        for begun in (False, True):
            self._undisturbed(begun)

    def _command(self, bench: Bench) -> list[str]:
        return crawl(bench, f"{self.site.url}/talks.ics", *self.more)

    def _undisturbed(self, begun: bool) -> None:
        """What a run that nothing happens to leaves, and another one after it."""
        bench = self._copy(self.before[begun], f"after-{begun}")
        log = bench.folder / "acknowledged"
        child = self.nursery.start(self._command(bench), self.folder, ACKNOWLEDGED=str(log))
        done = child.wait()
        assert done.code == 0, done
        self.tail = max(self.tail, time.time() - log.stat().st_mtime)
        self.after[begun, False] = self._content(bench)
        done = self.nursery.run(self._command(bench), self.folder)
        assert done.code == 0, done
        self.after[begun, True] = self._content(bench)

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
        child = self.nursery.start(self._command(bench), bench.folder, ACKNOWLEDGED=str(log))
        child.started.wait(60)
        self._bide(log, child, chance)
        child.signal(signal.SIGKILL)
        child.ended.wait(60)
        if child.code != -signal.SIGKILL:
            return False
        confirmed = set(log.read_text().split()) if log.exists() else set()
        self.harm.struck += 1
        self.harm.storing += 0 < len(confirmed) < SHOWN
        self._look(
            number, bench, (confirmed | earlier) if self.database else set(), before, begun=bool(number % 2)
        )
        return True

    def _bide(self, log: Path, child: Child, chance: random.Random) -> None:
        """Wait for the moment: after so many talks, in some rounds all of them, and then a little."""
        if chance.random() < 0.1:  # while it starts
            time.sleep(chance.uniform(0.0, 0.5))
            return
        last = chance.random() < (0.25 if self.database else 0.7)
        talks = SHOWN if last else chance.randrange(1, SHOWN)
        while not child.ended.is_set():
            if log.exists() and log.read_bytes().count(b"\n") >= talks:
                break
            time.sleep(0.005)
        time.sleep(chance.uniform(0.0, self.tail if last else 0.02))

    def _look(
        self, number: int, bench: Bench, wanted: set[str], before: bytes | None, *, begun: bool
    ) -> None:
        for found in filter(None, map(unsound, (bench.db, bench.folder / "talks.responses.db"))):
            self.harm.corrupt += 1
            self.harm.tell(number, found)
        stored = Counter(uids(bench.db))
        lost = wanted - set(stored)
        self.harm.lost += len(lost)
        self.harm.doubled += sum(times - 1 for times in stored.values())
        if lost:
            self.harm.tell(number, f"lost {sorted(lost)[:3]}")
        now = bench.jsonl.read_bytes() if bench.jsonl.exists() else None
        if now not in (before, self.after[begun, False][1]):
            self.harm.corrupt += 1
            self.harm.tell(number, "talks.jsonl is neither the old nor the new one")

    def _again(self, number: int, bench: Bench, begun: bool) -> None:
        # A run whose books were closed was a run: the next one is the second.
        twice = finished(bench.db) > finished(self.before[begun].db)
        done = self.nursery.run(self._command(bench), bench.folder)
        if done.code:
            self.harm.differing += 1
            self.harm.tell(number, f"the next run ended with {done.code}: {done.err[-300:]}")
            return
        if self.database:
            stored = Counter(uids(bench.db))
            self.harm.doubled += sum(times - 1 for times in stored.values())
        lines = [talk["uid"] for talk in bench.talks()]
        self.harm.doubled += len(lines) - len(set(lines))
        if self._content(bench) != self.after[begun, twice]:
            self.harm.differing += 1
            self.harm.tell(number, "after the next run it is not what an undisturbed run leaves")
        if still := left_open(bench.db):
            self.harm.differing += 1
            self.harm.tell(number, f"after the next run {still} runs seem to be under way")


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


def flowing(kills: int, talks: int) -> Harm:
    """Kills while `talks` ready talks flow through the pipelines, several in one database one by one."""
    with tempfile.TemporaryDirectory(dir=memory()) as folder, Nursery() as nursery:
        clean = fresh(Path(folder, "clean"))
        assert nursery.run(stream(clean, talks), clean.folder).code == 0
        wanted = canonical(clean.db), clean.jsonl.read_bytes()
        chains = [
            Chain(nursery, Path(folder, f"chain-{n}"), n, kills // CHAINS, talks, wanted)
            for n in range(CHAINS)
        ]
        with ThreadPoolExecutor(ONCE) as pool:
            list(pool.map(Chain.run, chains))
        harm = Harm()
        for chain in chains:
            harm.add(chain.harm)
        return harm


class Chain:
    """One database; crawls that write into it are killed one after the other, the last one is not."""

    def __init__(
        self, nursery: Nursery, folder: Path, number: int, kills: int, talks: int, wanted: tuple[str, bytes]
    ) -> None:
        self.nursery, self.number, self.wanted = nursery, number, wanted
        self.kills, self.talks = kills, talks
        self.bench, self.harm = fresh(folder), Harm()
        self.chance = random.Random(SEED * 100 + number)

    def run(self) -> None:
        """All kills, a look after each, and the last crawl."""
        for kill in range(self.kills):
            self._kill(kill)
        done = self.nursery.run(stream(self.bench, self.talks), self.bench.folder)
        if done.code or (canonical(self.bench.db), self.bench.jsonl.read_bytes()) != self.wanted:
            self.harm.differing += 1
            self.harm.tell(self.number, f"the last run, {done.code}, is not an undisturbed one")

    def _kill(self, kill: int) -> None:
        log = self.bench.folder / f"acknowledged-{kill}"
        child = self.nursery.start(stream(self.bench, self.talks), self.bench.folder, ACKNOWLEDGED=str(log))
        # The chain goes through the talks, so that kills late in a run find talks that are new.
        first, last = self.talks * kill // self.kills, self.talks * (kill + 1) // self.kills
        moment = self.chance.randrange(first + 1, last)
        while not child.ended.is_set() and _lines(log) < moment:
            time.sleep(0.005)
        child.signal(signal.SIGKILL)
        child.ended.wait(60)
        self.harm.struck += child.code == -signal.SIGKILL
        self.harm.storing += 0 < _lines(log) < self.talks
        if found := unsound(self.bench.db):
            self.harm.corrupt += 1
            self.harm.tell(kill, found)
        stored = Counter(uids(self.bench.db))
        lost = set(log.read_text().split()) - set(stored)
        self.harm.lost += len(lost)
        self.harm.doubled += sum(times - 1 for times in stored.values())
        if lost:
            self.harm.tell(kill, f"lost {sorted(lost)[:3]}")


def _lines(log: Path) -> int:
    return log.read_bytes().count(b"\n") if log.exists() else 0


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
    talks = scaled(MANY, 200)
    harm = flowing(scaled(FLOWING, CHAINS), talks)
    for told in harm.told:
        print(f"    {told}")
    measured, met = harm.row
    target = "0 corrupt, 0 lost, 0 doubled, the last run equals an undisturbed run"
    yield Row(f"{of(harm.struck, FLOWING)} kill -9 while {talks:,} talks flow", target, measured, met)
