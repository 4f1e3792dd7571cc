"""Mutated documents: talks or the one typed error, soon, and in little memory.

Each document is made from its number alone, so that `python -m tests.chaos.fuzz ical 4711` shows it again.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from tests import bombs
from tests.chaos.rows import SEED, Row, of, scaled

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
MANY = 100_000
SLOWEST = 1.0  # seconds of CPU time for one document
HANGING = 10.0  # seconds of CPU time after which a worker is given up
MOST_MEMORY = 200  # megabytes above what the process had before the first document
_TYPES = {
    "ical": {".ics": "text/calendar"},
    "text": {
        ".html": "text/html",
        ".json": "application/json",
        ".xml": "application/rss+xml",
        ".atom": "application/atom+xml",
        ".yml": "application/yaml",
        ".yaml": "application/yaml",
        ".toml": "application/toml",
        ".md": "text/markdown",
    },
}


@dataclass
class Findings:
    """What reading some documents came to."""

    read: int = 0
    talks: int = 0
    typed: int = 0
    uncaught: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_number: int = -1
    over: int = 0
    megabytes: float = 0.0

    def add(self, other: Findings) -> None:
        """These and those."""
        if other.slowest > self.slowest:
            self.slowest, self.slowest_number = other.slowest, other.slowest_number
        for name in ("read", "talks", "typed", "over"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.uncaught += other.uncaught
        self.megabytes = max(self.megabytes, other.megabytes)


@cache
def seeds(family: str) -> list[tuple[bytes, str]]:
    """The documents that are mutated, of the tests and samples, small ones first."""
    kinds = _TYPES[family]
    places = ("samples", "tests/extractors", "tests/layouts")
    files = [file for place in places for file in (ROOT / place).rglob("*.*")]
    chosen = [
        file
        for file in files
        if file.suffix in kinds
        and file.name != "meta.json"
        and not (file.suffix == ".json" and "." in file.stem)  # x.html.json says what x.html states
        and file.stat().st_size < 12_000
    ]
    chosen.sort(key=lambda file: (file.stat().st_size, file.as_posix()))
    return [(file.read_bytes(), kinds[file.suffix]) for file in chosen]


def mutate(body: bytes, rng: random.Random) -> bytes:
    """One of: bytes changed, lines dropped, doubled or swapped, a piece cut or repeated."""
    kind = rng.randrange(5)
    data = bytearray(body)
    if kind == 0:
        for _ in range(rng.randint(1, 12)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return bytes(data)
    lines = body.split(b"\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    if kind == 1:
        del lines[at]
    elif kind == 2:
        lines.insert(to, lines[at])
    elif kind == 3:
        lines[at], lines[to] = lines[to], lines[at]
    else:
        start = rng.randrange(len(body))
        return body[:start] + body[start + rng.randrange(200) :] if rng.random() < 0.5 else body[:start]
    return b"\n".join(lines)


def document(family: str, number: int) -> tuple[bytes, str]:
    """The mutated document of this number, and its type."""
    rng = random.Random(SEED * 1_000_003 + number)
    body, content_type = rng.choice(seeds(family))
    for _ in range(rng.randint(1, 4)):
        body = mutate(body, rng) or b"x"
    return body, content_type


def read(family: str, numbers: range) -> Iterator[Findings]:
    """Read these documents; what was found so far, after each of them."""
    from seminarcrawl import ExtractionError

    bombs.warm_up()
    found = Findings()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in numbers:
        body, content_type = document(family, number)
        signal.setitimer(signal.ITIMER_PROF, HANGING)  # whose signal ends the process
        began = time.process_time()
        try:
            found.talks += len(bombs.talks_of(body, content_type))
        except ExtractionError:
            found.typed += 1
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            found.uncaught.append(f"{family} {number}: {type(error).__name__}: {error}"[:300])
        seconds = time.process_time() - began
        signal.setitimer(signal.ITIMER_PROF, 0)
        found.read += 1
        found.over += seconds > SLOWEST
        if seconds > found.slowest:
            found.slowest, found.slowest_number = seconds, number
        found.megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        yield found


def in_worker(family: str, numbers: range, told: Callable[[int], None] = lambda _: None) -> Findings:
    """Read these documents in a process of its own; one that hangs is noted, and the rest read by another."""
    found = Findings()
    while numbers:
        command = [sys.executable, "-m", "tests.chaos.fuzz", family, str(numbers.start), str(numbers.stop)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            last = Findings()
            for line in process.stdout:
                last = Findings(**json.loads(line))
                told(last.read)
        found.add(last)
        if process.returncode == 0:
            break
        stuck = numbers.start + last.read  # the worker tells of each hundred
        numbers = range(min(stuck + 100, numbers.stop), numbers.stop)
        found.uncaught.append(f"{family} {stuck} to {stuck + 100}: the worker died: {process.returncode}")
    return found


def mutated(family: str, many: int) -> Findings:
    """`many` documents, shared out among the workers."""
    share = -(-many // WORKERS)
    parts = [range(n, min(n + share, many)) for n in range(0, many, share)]
    total = Findings()
    with ThreadPoolExecutor(WORKERS) as pool:
        for found in pool.map(lambda numbers: in_worker(family, numbers, _progress(family)), parts):
            total.add(found)
    return total


def _progress(family: str) -> Callable[[int], None]:
    def told(done: int) -> None:
        if done % 5_000 == 0:
            print(f"    {family}: {done:,}", file=sys.stderr, flush=True)

    return told


def rows() -> Iterator[Row]:
    """The lines of the table."""
    names = {"ical": "mutated calendars", "text": "mutated HTML, JSON(-LD), RSS, YAML, TOML and Markdown"}
    for family, name in names.items():
        many = scaled(MANY, 100)
        found = mutated(family, many)
        for uncaught in found.uncaught[:20]:
            print(f"    {uncaught}", file=sys.stderr)
        yield Row(
            f"{of(found.read, MANY)} {name}",
            "0 uncaught, each < 1 s CPU, < 200 MB more",
            f"{len(found.uncaught)} uncaught, {found.over} over 1 s, slowest {found.slowest:.2f} s"
            f" (number {found.slowest_number}), {found.megabytes:.0f} MB",
            not found.uncaught and not found.over and found.megabytes < MOST_MEMORY,
        )


def main() -> None:
    """`FAMILY NUMBER`: show one document. `FAMILY START STOP`: read many, telling of each hundred."""
    family, first, *stop = sys.argv[1:]
    if not stop:
        sys.stdout.buffer.write(document(family, int(first))[0])
        return
    numbers = range(int(first), int(stop[0]))
    for found in read(family, numbers):
        if found.read % 100 == 0 or found.read == len(numbers):
            print(json.dumps(asdict(found)), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
