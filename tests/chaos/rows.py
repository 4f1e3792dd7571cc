"""What a part of `make chaos` brings: rows of the table."""

from __future__ import annotations

import os
from dataclasses import dataclass

SCALE = float(os.environ.get("SCALE", "1"))
SEED = int(os.environ.get("SEED", "20261121"))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: `measured` in words, `met` or not."""

    what: str
    target: str
    measured: str
    met: bool


def judged(what: str, target: str, measured: str, bad: list[str]) -> Row:
    """The line of what is met when nothing is bad; the first of what is bad are printed."""
    for wrong in bad[:10]:
        print(f"    {what}: {wrong}")
    return Row(what, target, measured, not bad)


def scaled(number: int, least: int = 1) -> int:
    """How many of `number` are done at this SCALE."""
    return max(least, round(number * SCALE))


def of(done: int, all_of_them: int) -> str:
    """`200`, or `20 of 200` when the scale was smaller."""
    return f"{done:,}" if done >= all_of_them else f"{done:,} of {all_of_them:,}"
