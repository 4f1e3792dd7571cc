"""Our date grammar beside dateparser, on every line of tests/reading/date_table.tsv: rightness and rate.

    python -m benchmarks.dates

Both get the line's zone, languages and time of fetch; dateparser is told them through its settings. Both are
measured warm. The ratio is the median over the lines that state a date. A date that dateparser gives for a
line that states none counts as wrong; of a range only the start is asked of it.
"""

from __future__ import annotations

import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import read_when
from seminarcrawl.reading.dates.tokens import tokenize

TABLE = Path(__file__).resolve().parents[1] / "tests" / "reading" / "date_table.tsv"
OUR_CALLS, THEIR_CALLS = 40, 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `notes` are what was inferred, and flags with a "!"."""

    text: str
    context: Context
    start: str | None
    end: str | None
    notes: frozenset[str]


def lines() -> list[Line]:
    """All lines of the table, comments left out."""
    return [_line(row) for row in TABLE.read_text("utf-8").splitlines() if row and not row.startswith("#")]


def _line(row: str) -> Line:
    cells = (cell.strip() for cell in row.split(" | "))
    text, zone, fetched, languages, start, end, notes = (None if cell == "-" else cell for cell in cells)
    context = Context(
        datetime.fromisoformat(fetched or "").replace(tzinfo=UTC),
        timezone=zone,
        languages=tuple((languages or "").split(",")) if languages else (),
    )
    noted = frozenset((notes or "").split(",")) if notes else frozenset()
    return Line((text or "").replace("\\n", "\n"), context, start, end, noted)


def ours(line: Line) -> str | None:
    """Our reading of a line, nothing remembered from the call before."""
    tokenize.cache_clear()
    when = read_when(line.text, line.context, fallback=False)
    return when.start if when else None


def theirs(line: Line) -> str | None:
    """dateparser's reading: a date alone when it gives midnight and the line states no hour."""
    import dateparser

    languages = [tag.split("-")[0] for tag in line.context.languages] or None
    settings = {
        "RELATIVE_BASE": line.context.fetched_at.replace(tzinfo=None),
        "PREFER_DATES_FROM": "current_period",
        "REQUIRE_PARTS": ["day", "month"],
        "DATE_ORDER": "MDY" if (line.context.timezone or "").startswith("America/New_York") else "DMY",
    }
    try:
        found = dateparser.parse(line.text, languages=languages, settings=settings)  # type: ignore[arg-type]
    except ValueError:  # a language that it does not know
        return None
    if found is None:
        return None
    if line.start is not None and len(line.start) == 10:
        return found.date().isoformat()
    zone = ZoneInfo(line.context.timezone) if line.context.timezone else UTC
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(zone).isoformat()


def seconds(read: Callable[[Line], str | None], line: Line, calls: int) -> float:
    """CPU seconds of one call, averaged; one call before them, of either reader, is not counted."""
    read(line)
    began = time.process_time()
    for _ in range(calls):
        read(line)
    return (time.process_time() - began) / calls


@dataclass(frozen=True, slots=True)
class Result:
    """How many lines each reads rightly, the median seconds of each on lines with a date, and their ratio."""

    lines: int
    right: int
    their_right: int
    seconds: float
    their_seconds: float
    ratio: float


def measure() -> Result:
    """Both readers on every line, side by side."""
    warnings.simplefilter("ignore")
    table = lines()
    right = sum(ours(line) == line.start for line in table)
    their_right = sum(theirs(line) == line.start for line in table)
    dated = [line for line in table if line.start]
    pairs = [(seconds(ours, line, OUR_CALLS), seconds(theirs, line, THEIR_CALLS)) for line in dated]
    return Result(
        len(table),
        right,
        their_right,
        statistics.median(own for own, _ in pairs),
        statistics.median(their for _, their in pairs),
        statistics.median(their / own for own, their in pairs),
    )


def main() -> None:
    """Print rightness, rate and ratio."""
    result = measure()
    print(f"{'':12}{'right':>12}{'µs a line':>12}")
    print(f"{'seminarcrawl':12}{result.right:>7} / {result.lines}{result.seconds * 1e6:>12.1f}")
    print(f"{'dateparser':12}{result.their_right:>7} / {result.lines}{result.their_seconds * 1e6:>12.1f}")
    print(f"ours is {result.ratio:.0f} times as fast (median over the lines that state a date; target 50)")


if __name__ == "__main__":
    main()
