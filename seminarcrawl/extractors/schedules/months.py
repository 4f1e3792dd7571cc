"""Tables that print a month once: the days below it ("1", "Tue 15 (17:00)") completed by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from seminarcrawl.extractors.schedules.dates import find_days
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context

_BARE_DAY = re.compile(
    r"\s{0,3}(?:[^\W\d_]{2,12}[.,]{0,2}\s{1,2})?(?:[12]\d|3[01]|0?[1-9])(?![\d:.,/-]?\d)\b"
)
_LONGEST_MONTH = 24
_LONGEST_DAY = 40
_FEWEST = 2

Row = Mapping[int, Sequence[Block]]


def complete_days(rows: Iterable[Row], context: Context) -> None:
    """Write the month of a cell or row above ("October", "March 2024") behind the bare days below it.

    The days stand in the column right of the month's, or where a month is a row of its own in the first.
    Nothing is changed unless several days are bare.
    """
    month, column = "", -1
    bare: list[tuple[Block, int, str]] = []
    for row in rows:
        first = min(row, default=-1)
        cell = row[first][0] if first >= 0 and row[first] else None
        if cell is not None and _is_month(cell.text, context):
            month, column = cell.text.strip(), first + (len(row) > 1)
        if not month or not row.get(column):
            continue
        day = row[column][0]
        match = _BARE_DAY.match(day.text) if len(day.text) < _LONGEST_DAY else None
        if match is not None and not find_days(day.text, context):
            bare.append((day, match.end(), month))
    if len(bare) >= _FEWEST:
        for block, end, name in bare:
            _insert(block, end, f" {name}")


def _is_month(text: str, context: Context) -> bool:
    """Whether a text is a month's name, alone or with its year."""
    text = text.strip()
    if not 2 < len(text) <= _LONGEST_MONTH or not text[0].isalpha() or find_days(text, context):
        return False
    found = find_days(f"1 {text}", context)
    return len(found) == 1 and found[0].start == 0 and found[0].end >= len(text) + 2


def _insert(block: Block, at: int, text: str) -> None:
    """Put `text` into a block, the marks behind it moved."""
    block.text = block.text[:at] + text + block.text[at:]
    size = len(text)
    block.spans = [
        replace(span, start=span.start + size * (span.start >= at), end=span.end + size * (span.end > at))
        for span in block.spans
    ]
