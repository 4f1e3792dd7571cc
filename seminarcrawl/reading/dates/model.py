"""What a printed date is before it becomes a moment: a day, hours, and where they stand in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

# Values like these are not changed once made. They are not `frozen` because that makes them three times
# as slow to make, and a page has thousands.
DASHES = frozenset("-–—‒−~〜～‐‑→")
APOSTROPHES = frozenset("'’‘`´")


@dataclass(slots=True, unsafe_hash=True)
class Day:
    """A printed day: any part may be missing. `weekday`: 0 is Monday. `last` ends a range of days.

    `until` is that last day as (month, day) while its year may be unknown: `last` follows from it once
    `year` is known.
    """

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    last: date | None = None
    until: tuple[int, int] | None = None


@dataclass(slots=True, unsafe_hash=True)
class Hours:
    """A printed time of day or range, as minutes after midnight, with the zone named beside it.

    `end` may exceed 1440: the range then ends on the next day. `assumed` is True when am or pm was
    reasoned out (`4:00 - 5:00` with no meridiem). `zone` is the abbreviation, offset or city as printed
    ("CET", "ET", "UTC+8"), None when none is.
    """

    start: int
    end: int | None = None
    zone: str | None = None
    assumed: bool = False


@dataclass(slots=True)
class When:
    """A moment read from text, ready for a TalkItem.

    `start`/`end`: ISO 8601 with offset, or a date alone (no hour printed, or no zone known to put it
    in: the hour then stays in `text`). `inferred` as in TalkItem ("start.year", "start.meridiem",
    "start.zone"). `flags`: "weekday-contradicts", "dst-gap", "dst-fold", "zones-disagree".
    """

    start: str | None
    end: str | None = None
    timezone: str | None = None
    text: str = ""
    inferred: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


@dataclass(slots=True, unsafe_hash=True)
class Found:
    """Where in a text a day or hours stand: `text[start:end]`."""

    start: int
    end: int
    value: Day | Hours
