"""Finding the hours of a text: clock times that are not part of a day, and are not durations."""

from __future__ import annotations

from dataclasses import replace

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates.days import find_days
from seminarcrawl.reading.dates.hour_ranges import hours_at
from seminarcrawl.reading.dates.model import Found
from seminarcrawl.reading.dates.tokens import may_hold_hours, tokenize
from seminarcrawl.reading.dates.vocabulary import Vocabulary, vocabulary_for
from seminarcrawl.reading.dates.zone_text import zone_before

_NEAR = 14  # characters between a day and the dotted hour that belongs to it


def find_hours(text: str, context: Context) -> list[Found]:
    """Every clock time or range printed in `text`, left to right, days not mistaken for hours."""
    if not may_hold_hours(text):
        return []
    return hours_beside(text, context, find_days(text, context))


def hours_beside(text: str, context: Context, days: list[Found], *, lenient: bool = False) -> list[Found]:
    """The hours of `text` outside `days`. Dotted times are believed next to a day, or when `lenient`."""
    t, v = tokenize(text), vocabulary_for(context)
    found: list[Found] = []
    spans = iter(days)
    day = next(spans, None)
    last_day_end = -_NEAR - 1
    i = 0
    while i < t.count:
        while day is not None and t.starts[i] >= day.end:
            last_day_end, day = day.end, next(spans, None)
        if day is not None and t.starts[i] >= day.start:
            i += 1
            continue
        if t.values[i] < 0 and not _opens(v, t.words[i]):
            i += 1
            continue
        near = (
            t.starts[i] - last_day_end <= _NEAR
            or (day is not None and day.start - t.ends[i] <= _NEAR)
            or t.words[i - 1] in v.weekdays
        )
        reading = hours_at(t, v, i, lenient=lenient or near, stop=day.start if day is not None else None)
        if reading is None or (day is not None and reading.end_offset > day.start):
            i += 1
            continue
        if reading.hours is not None:
            hours = reading.hours
            if hours.zone is None:
                hours = replace(hours, zone=zone_before(t.text, t.starts[i]))
            found.append(Found(t.starts[i], reading.end_offset, hours))
        i = max(reading.after, i + 1)
    return found


def _opens(v: Vocabulary, word: str) -> bool:
    """Whether hours can begin with this word."""
    return (
        word in v.hour_prefix
        or word in v.at
        or word in v.from_
        or word in v.noon
        or word in v.midnight
        or word in v.noon_prefix
        or (len(word) > 1 and (word in v.am or word in v.pm))
    )
