"""Dates and times as people print them.

Our own grammar reads the common notations; `dateparser` (told the language) and `dateutil` stand
behind it, and only a result with both a day and a month is believed. CONTRACT: signatures below are
fixed; the implementation follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from seminarcrawl.reading.context import Context


@dataclass(frozen=True, slots=True)
class Day:
    """A printed day: any part may be missing. `weekday`: 0 is Monday. `last` ends a range of days."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """A printed time of day or range, as minutes after midnight, with the zone named beside it.

    `assumed` is True when am or pm was reasoned out (`4:00 - 5:00` with no meridiem).
    `zone` is the abbreviation or city as printed ("CET", "ET", "UTC+8"), None when none is.
    """

    start: int
    end: int | None = None
    zone: str | None = None
    assumed: bool = False


@dataclass(slots=True)
class When:
    """A moment read from text, ready for a TalkItem.

    `start`/`end`: ISO 8601 with offset, or a date alone. `inferred` as in TalkItem
    ("start.year", "start.meridiem", "start.zone"). `flags`: "weekday-contradicts", "dst-gap", "dst-fold".
    """

    start: str | None
    end: str | None = None
    timezone: str | None = None
    text: str = ""
    inferred: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """Where in a text a day or hours stand: `text[start:end]`."""

    start: int
    end: int
    value: Day | Hours


def find_days(text: str, context: Context) -> list[Found]:
    """Every day printed in `text` (own grammar only: needs a day and a month), left to right."""
    raise NotImplementedError


def find_hours(text: str, context: Context) -> list[Found]:
    """Every clock time or range printed in `text`, left to right, days not mistaken for hours."""
    raise NotImplementedError


def read_when(text: str, context: Context, *, hours: Hours | None = None, fallback: bool = True) -> When | None:
    """The day (and hours) that `text` states as a whole; None when it states no day.

    `hours` are used when the text has a day but no hour (a series' usual slot). `fallback` lets
    dateparser and dateutil try what our grammar does not know.
    """
    raise NotImplementedError


def resolve(day: Day, hours: Hours | None, context: Context) -> When:
    """Year, zone and offset worked out: printed zone, then the context's zone, then none."""
    raise NotImplementedError


def read_path_day(path: str) -> date | None:
    """The day in a file name or URL path: `2024-05-17-smith.md`, `/2024/05/17/`, `seminar-240517.html`."""
    raise NotImplementedError


def read_term(text: str, context: Context) -> tuple[date, date] | None:
    """First and last day of the term or year that a heading names: "Spring 2025", "WS 2024/25", "2023-2024"."""
    raise NotImplementedError


def localize(moment: datetime, timezone: str | None) -> str:
    """An aware datetime as ISO 8601 in the wall-clock of `timezone` (unchanged offset when None)."""
    raise NotImplementedError
