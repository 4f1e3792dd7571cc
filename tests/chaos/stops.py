"""SIGTERM at seeded moments: while a server hangs, while it drips, while talks are stored."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.dumps import unsound
from tests.chaos.modes import MODES
from tests.chaos.nursery import Nursery
from tests.chaos.rows import SEED, Row, of, scaled
from tests.chaos.server import answer as whole
from tests.chaos.server import calendar, serve
from tests.chaos.sources import crawl, fresh

STOPS = 20
LIMIT = 10.0
_KINDS = ("hang", "drip", "hang-body", "flow")


def stopped(nursery: Nursery, folder: Path, number: int) -> tuple[float, str]:
    """One stop: the seconds until the process had ended, and what was wrong."""
    chance = random.Random(SEED + number)
    kind = _KINDS[number % len(_KINDS)]
    bench = fresh(folder / str(number))
    with serve() as chaos:
        chaos.handler = MODES["ok" if kind == "flow" else kind].handler
        if kind == "flow":
            body = whole(calendar(400, 100).encode())

            async def flow(_: object, __: object, writer: object) -> None:
                writer.write(body)  # type: ignore[attr-defined]

            chaos.handler = flow
        child = nursery.start(crawl(bench, chaos.urls[1]), bench.folder)
        while not chaos.times("/second.ics") and not child.ended.is_set():
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.4 if kind == "flow" else 1.5))
        began = time.monotonic()
        child.signal(signal.SIGTERM)
        done = child.wait()
        seconds = time.monotonic() - began
    told = (done.code, done.summary["failure_class"] if done.out.strip() else "no summary")
    wrong = "" if told in ((143, "stopped"), (0, None)) else f"{kind}: {told} {done.err[-300:]}"
    return seconds, wrong or unsound(bench.db) or ""


def rows() -> Iterator[Row]:
    """The line of the table."""
    stops = scaled(STOPS, 4)
    with TemporaryDirectory() as folder, Nursery() as nursery:
        results = [stopped(nursery, Path(folder), number) for number in range(stops)]
    bad = [wrong for seconds, wrong in results if wrong or seconds > LIMIT]
    for wrong in bad:
        print(f"    {wrong}")
    yield Row(
        f"{of(stops, STOPS)} SIGTERM",
        "clean stop within 10 s, exit 143",
        f"{stops - len(bad)} clean, the slowest {max(seconds for seconds, _ in results):.1f} s",
        not bad,
    )
