"""Days and hours of a line, remembered: a list's lines are asked for them at every stage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seminarcrawl.reading import dates
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Found
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.recall import recalled

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(?:\d{4}|\d{2}))?(?![\d/])")
_LONGEST = 400  # characters of a block that are looked at
_MOST_MONTHS = 12
_WORD = re.compile(r"\w+")


def with_date_order(blocks: Sequence[Block], context: Context) -> Context:
    """The context with the order that the page's unambiguous dates show (`4/17/2024`), unless it is known."""
    if context.date_order is not None:
        return context
    found = [match.groups() for block in blocks for match in _SLASHED.finditer(block.text[:_LONGEST])]
    by_month = any(int(second) > _MOST_MONTHS >= int(first) for first, second in found)
    by_day = any(int(first) > _MOST_MONTHS >= int(second) for first, second in found)
    if by_month == by_day:
        return context
    return context.but(date_order="MDY" if by_month else "DMY")


@recalled(8192)
def find_days(text: str, context: Context) -> tuple[Found, ...]:
    """`reading.dates.find_days`, remembered."""
    return tuple(dates.find_days(text, context))


@recalled(8192)
def find_hours(text: str, context: Context) -> tuple[Found, ...]:
    """`reading.dates.find_hours`, remembered."""
    return tuple(dates.find_hours(text, context))


def names_side_event(text: str) -> bool:
    """Whether a text speaks of tea or lunch around the talk, whose hours and rooms are not the talk's."""
    return not _side_events().isdisjoint(_WORD.findall(text.casefold()))  # not folded: « thé » is not "the"


@remember()
def _side_events() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("dates", "side_events"))
