"""Tables drawn with blanks (in `<pre>`, or in plain text): the cells of each line, by column."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from seminarcrawl.extractors.schedules.records import cut_block
from seminarcrawl.reading.blocks import Block

_RULE = re.compile(r"[\s|+]{0,20}[-=_]{3,200}(?:[\s|+]{1,20}[-=_]{3,200}){1,12}[\s|+]{0,20}")
_BORDER = re.compile(r"[-=_]{3,200}")
_GAP = re.compile(r"\S(?:\s?\S){0,400}")
_MOST_LINES = 1_000
_LEAST_ROWS = 3
_MOST_COLUMNS = 40


def split_pre_tables(blocks: list[Block]) -> list[Block]:
    """The blocks, preformatted ones that are tables replaced by one block per cell."""
    if not any(block.kind == "pre" and "  " in block.text for block in blocks):
        return blocks
    number = max((block.table for block in blocks), default=-1) + 1
    out: list[Block] = []
    for block in blocks:
        cells = _cells(block, number) if block.kind == "pre" and block.table < 0 else []
        number += bool(cells)
        out += cells or [block]
    return out


def _cells(block: Block, number: int) -> list[Block]:
    """One block per cell; [] when the lines do not stand in columns."""
    lines = block.text.split("\n")[:_MOST_LINES]
    starts = _columns(lines)
    if not 2 <= len(starts) <= _MOST_COLUMNS:
        return []
    cells: list[Block] = []
    above: dict[int, Block] = {}
    offset = 0
    for row, line in enumerate(lines):
        edges = [_edge(line, at) for at in starts[1:]]
        found: dict[int, Block] = {}
        for column, (start, end) in enumerate(pairwise([0, *edges, len(line)])):
            if line[start:end].strip() and not _RULE.fullmatch(line):
                if column and line[start:end].startswith(": "):
                    start += 1  # "Speaker   : Jane Doe"
                cell = cut_block(block, offset + start, offset + end, row)
                found[column] = replace(cell, kind="cell", table=number, row=row, column=column)
        if found and 0 in above and 0 not in found and found.keys() <= above.keys():
            for column, cell in found.items():
                _go_on(above[column], cell)
        else:
            above = found
            cells += found.values()
        offset += len(line) + 1
    return cells


def _go_on(cell: Block, below: Block) -> None:
    """Put the line below a cell, in a row without a first column, into the cell: its text goes on there."""
    shift = len(cell.text) + 1
    cell.text = f"{cell.text}\n{below.text}"
    cell.spans += [replace(s, start=s.start + shift, end=s.end + shift) for s in below.spans]


def _edge(line: str, at: int) -> int:
    """Where the column that should begin at `at` begins in a line: later when the one before runs over."""
    if at >= len(line) or line[at - 1].isspace():
        return min(at, len(line))
    gap = line.find("  ", at)
    return gap if gap >= 0 else len(line)


def _columns(lines: list[str]) -> list[int]:
    """Where the columns begin: under a rule of dashes, or where most lines have something after a gap."""
    rule = next((line for line in lines if _RULE.fullmatch(line)), None)
    if rule is not None:
        return [match.start() for match in _BORDER.finditer(rule)]
    told = [line for line in lines if line.strip()]
    rows = [[match.start() for match in _GAP.finditer(line)] for line in told]
    counts = Counter(at for row in rows if len(row) > 1 for at in row)
    starts = sorted(at for at, count in counts.items() if count * 2 > len(told))
    return starts if len(told) >= _LEAST_ROWS else []
