"""Every notation of the table is read as a careful person reads it."""

from __future__ import annotations

import pytest

from benchmarks.dates import Line, lines
from seminarcrawl.reading.dates import read_when

LINES = lines()


def test_the_table_is_large_and_holds_traps() -> None:
    assert len(LINES) >= 400
    assert sum(line.start is None for line in LINES) >= 80


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.text} {line.context.timezone}")
def test_notation(line: Line) -> None:
    when = read_when(line.text, line.context)
    if line.start is None:
        assert when is None
        return
    assert when is not None
    inferred = {name for name in when.inferred if not name.startswith("start.dst-")}  # which flags say, too
    notes = {*inferred, *(f"!{flag}" for flag in when.flags)}
    assert (when.start, when.end, notes) == (line.start, line.end, line.notes)
