"""Days and hours of a line, remembered: a list's lines are asked for them at every stage."""

from __future__ import annotations

from functools import lru_cache

from seminarcrawl.reading import dates
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Found


@lru_cache(maxsize=8192)
def find_days(text: str, context: Context) -> tuple[Found, ...]:
    """`reading.dates.find_days`, remembered."""
    return tuple(dates.find_days(text, context))


@lru_cache(maxsize=8192)
def find_hours(text: str, context: Context) -> tuple[Found, ...]:
    """`reading.dates.find_hours`, remembered."""
    return tuple(dates.find_hours(text, context))
