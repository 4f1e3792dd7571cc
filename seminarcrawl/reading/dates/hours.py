"""Finding the hours of a text: clock times that are not part of a day, and are not durations."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates.days import find_days
from seminarcrawl.reading.dates.hour_ranges import hours_at
from seminarcrawl.reading.dates.model import Found, Hours
from seminarcrawl.reading.dates.tokens import Tokens, may_hold_hours, tokenize
from seminarcrawl.reading.dates.vocabulary import Vocabulary, vocabulary_for
from seminarcrawl.reading.dates.zone_text import zone_before

_LONGEST_PAIR = 240  # minutes from an hour to its end on the next line
_NEAR = 14  # characters between a day and the dotted hour that belongs to it
# What may stand between a day and a bare range of hours.
_BETWEEN = frozenset({",", ":", "|", "/", ";", "@", "·", "–", "—", "),", "):", ")"})


def find_hours(text: str, context: Context, *, lenient: bool = False) -> list[Found]:
    """Every clock time or range printed in `text`, left to right, days not mistaken for hours.

    `lenient` believes a dotted time (`14.15`), as in a value that is labelled as a time.
    """
    if not may_hold_hours(text):
        return []
    vocabulary = vocabulary_for(context)
    return hours_beside(tokenize(text), vocabulary, find_days(text, context), lenient=lenient)


def hours_beside(t: Tokens, v: Vocabulary, days: list[Found], *, lenient: bool = False) -> list[Found]:
    """The hours outside `days`. Dotted times are believed next to a day, or when `lenient`."""
    values, words, starts, openers = t.values, t.words, t.starts, v.hour_openers
    found: list[Found] = []
    spans = iter(days)
    day = next(spans, None)
    last_day_end = -_NEAR - 1
    i, count = 0, t.count
    while i < count:
        if values[i] < 0 and words[i] not in openers:
            i += 1
            continue
        start = starts[i]
        while day is not None and start >= day.end:
            last_day_end, day = day.end, next(spans, None)
        if day is not None and start >= day.start:
            i = bisect_left(starts, day.end, i + 1, count)
            continue
        near = (
            lenient
            or start - last_day_end <= _NEAR
            or (day is not None and day.start - t.ends[i] <= _NEAR)
            or words[i - 1] in v.weekdays
        )
        stop = day.start if day is not None else None
        beside = 0 <= start - last_day_end <= _NEAR and t.text[last_day_end:start].strip() in _BETWEEN
        reading = hours_at(t, v, i, lenient=near, beside=beside, stop=stop)
        if reading is None:
            i += 1
            continue
        hours, after = reading
        end = t.ends[after - 1]
        if day is not None and end > day.start:
            i += 1
            continue
        i = after
        if hours is None:
            continue
        zone = None if hours.zone or not start else zone_before(t.text, start)
        found.append(Found(start, end, replace(hours, zone=zone) if zone else hours))
    return _joined(*found) if len(found) == 2 and _is_pair(t.text, *found) else found


def _joined(first: Found, second: Found) -> list[Found]:
    start, end = first.value, second.value
    assert isinstance(start, Hours) and isinstance(end, Hours)  # noqa: S101, PT018 - `_is_pair` saw to it
    return [Found(first.start, second.end, replace(start, end=end.start))]


def _is_pair(text: str, first: Found, second: Found) -> bool:
    """Whether two hours with nothing but a line's end between them are the start and the end of one talk."""
    start, end = first.value, second.value
    if not (isinstance(start, Hours) and isinstance(end, Hours)) or text[first.end : second.start].strip():
        return False
    alone = start.end is None and end.end is None and start.zone == end.zone
    return alone and 0 < end.start - start.start <= _LONGEST_PAIR
