"""The grammar of hours: ranges of clock times, their halves of the day, the zone and the academic quarter."""

from __future__ import annotations

from seminarcrawl.reading.dates.clock import Clock, clock_at
from seminarcrawl.reading.dates.model import APOSTROPHES, DASHES, Hours
from seminarcrawl.reading.dates.tokens import Tokens
from seminarcrawl.reading.dates.vocabulary import Vocabulary
from seminarcrawl.reading.dates.zone_text import zone_at

_OFFSET_DIGITS = 4  # behind a sign, of an offset that has no name: -0400
_NOON, _HALF_DAY, _DAY = 12 * 60, 12 * 60, 24 * 60
_EARLIEST_MARKED = 7  # "2h" with no minutes is a duration, "9h" an hour
_MINUTES = frozenset({0, 10, 15, 20, 30, 40, 45, 50})
_YEARS = range(1950, 2051)
_ACADEMIC_QUARTER = {"ct": 15, "mct": 30, "st": 0}


# What was read from a token on: the hours (None when they say "all day"), and the token after them.
Reading = tuple[Hours | None, int]


def hours_at(
    t: Tokens, v: Vocabulary, i: int, *, lenient: bool = False, beside: bool = False, stop: int | None = None
) -> Reading | None:
    """A clock time or a range of them at token `i`, with the zone beside it.

    `lenient` believes a dotted time (`14.15`) and a bare hour behind "at", as in a text that is known
    to be about when; `beside` believes a bare range (`10-11`, `1400-1500`), as right behind a day. A
    range's end does not reach beyond offset `stop`.
    """
    announced = at = False
    if t.values[i] < 0:
        i, announced, at = _announced(t, v, i)
    first = clock_at(t, v, i) or (_four_digits(t, i) if beside else None)
    if first is None:
        return None
    zone, j = _zone(t, first.after)
    last = None
    if t.words[j] in v.joiners:
        last = _range_end(t, v, first, j, stop, beside=beside or (at and lenient), announced=announced)
    if last is not None:
        end_zone, j = _zone(t, last.after)
        zone = end_zone or zone
    elif (
        not (first.sure and not first.dotted)
        and not _believable(t, first, announced=announced, at=at, lenient=lenient)
    ) or (not announced and _is_duration(t, v, first, i)):
        return None
    quarter = 0
    if j < t.count:
        quarter, j = _quarter(t, j)
    return _resolve(first, last, zone, quarter), j


def _range_end(
    t: Tokens, v: Vocabulary, first: Clock, j: int, stop: int | None, *, beside: bool, announced: bool
) -> Clock | None:
    """The clock time that ends a range begun by `first`, when a range's sign stands at `j`."""
    k = _range_sign(t, v, j)
    if k is None:
        return None
    last = clock_at(t, v, k) or (_four_digits(t, k) if beside else None)
    if last is None:
        return None
    is_closed = announced or (beside and not t.words[last.after][0].isalnum())
    if not (_is_range(t, first, last, k) or (is_closed and _is_bare_range(t, first, last))):
        return None
    return None if stop and t.ends[last.after - 1] > stop else last


def _announced(t: Tokens, v: Vocabulary, i: int) -> tuple[int, bool, bool]:
    """Skip the words before an hour; say whether one of them can only announce an hour, or may."""
    announced = at = False
    steps = 0
    while steps < 3:
        word = t.words[i]
        if word in v.hour_prefix:
            announced = True
        elif word in v.at or word in v.from_:
            at = at or len(word) > 1
        else:
            break
        i += 1
        steps += 1
        while t.words[i] in ".:":
            i += 1
    return i, announced, at


def _range_sign(t: Tokens, v: Vocabulary, j: int) -> int | None:
    """The token behind a range's sign or word, None when there is none at `j`."""
    word = t.words[j]
    if word in DASHES:
        j += 1
        if t.words[j] in DASHES:
            j += 1
        return j
    if word and word in v.to:
        j += 1
        steps = 0
        while steps < 2 and (t.words[j] in v.at or t.words[j] in v.to or t.words[j] in v.hour_prefix):
            j += 1
            steps += 1
        if t.words[j] in APOSTROPHES:
            j += 1
        return j
    return None


def _is_range(t: Tokens, first: Clock, last: Clock, k: int) -> bool:
    """Whether two clock times joined by a dash are a range: one of them must surely be a time."""
    if "\n\n" in t.text[t.ends[first.after - 1] : t.starts[k]]:
        return False
    if first.dotted or last.dotted:
        return (
            (first.dotted and last.dotted)
            or first.marked
            or last.marked
            or first.sure != last.sure
            or bool(last.half)
        )
    return first.sure or last.sure or bool(last.half)


def _four_digits(t: Tokens, i: int) -> Clock | None:
    """1400 of a bare "1400-1500", which is no year of ours."""
    hour, minute = divmod(t.values[i], 100)
    if t.values[i] < 0 or t.digits(i) != 4 or not 7 <= hour <= 21 or minute not in _MINUTES:
        return None
    return Clock(hour, minute, "", False, False, True, False, i + 1)


def _is_bare_range(t: Tokens, first: Clock, last: Clock) -> bool:
    """Whether two bare numbers can be the hours of a talk."""
    if t.digits(first.after - 1) != t.digits(last.after - 1):
        return False
    return 1 <= first.hour < last.hour <= min(21, first.hour + 3) and t.values[first.after - 1] not in _YEARS


def _believable(t: Tokens, clock: Clock, *, announced: bool, at: bool, lenient: bool) -> bool:
    """Whether a lone dotted time or bare hour is a time at all."""
    if (
        clock.marked
        and t.ends[clock.after - 1] - t.starts[clock.after - 1] == 1
        and t.words[clock.after - 1] in "ap"
    ):
        return lenient  # "6p" beside a day; else a "type 1a"
    if clock.half and not clock.sure:
        return lenient  # "6p" beside a day, but a supernova of "type 1a"
    if clock.half or clock.marked or t.words[clock.after] in ("ct", "mct"):
        return True
    if clock.dotted:
        return announced or (lenient and 7 <= clock.hour <= 21 and clock.minute % 5 == 0)
    follower = t.words[clock.after]
    ends = not follower[0].isalnum() or follower == "in"
    return 1 <= clock.hour <= 22 and (
        lenient if announced and not ends else ends and (announced or (at and lenient))
    )


def _is_duration(t: Tokens, v: Vocabulary, clock: Clock, i: int) -> bool:
    """Whether it is no time of day: (1h), 2 hours, 1h30 last so long. Nobody speaks at one in the morning."""
    if not clock.marked or clock.half or clock.padded or clock.hour >= _EARLIEST_MARKED:
        return False
    if i and t.words[i - 1] in v.at:
        return False
    mark = t.words[i + 1]
    return mark in v.duration or mark == "h"


def _zone(t: Tokens, j: int) -> tuple[str | None, int]:
    """The zone printed behind token `j - 1`, and the token behind it."""
    if j >= t.count or (t.words[j] in DASHES and t.ends[j + 1] - t.starts[j + 1] < _OFFSET_DIGITS):
        return None, j
    found = zone_at(t.text, t.ends[j - 1])
    if found is None:
        return None, j
    zone, end = found
    while j < t.count and t.starts[j] < end:
        j += 1
    if t.words[j] in (")", "]"):
        j += 1
    return zone, j


def _quarter(t: Tokens, j: int) -> tuple[int, int]:
    """Minutes that "c.t." adds, and the token behind it."""
    k = j + (t.words[j] in ("(", ","))
    if t.words[k] in _ACADEMIC_QUARTER:
        return _ACADEMIC_QUARTER[t.words[k]], k + 1 + (t.words[k + 1] == ")" and k > j)
    return 0, j


def _resolve(first: Clock, last: Clock | None, zone: str | None, quarter: int) -> Hours | None:
    """Halves of the day worked out. None when the hours say "all day" (00:00–00:00, 00:00–23:59)."""
    start, assumed = _start(first, last, zone)
    end = _end(start, first, last)
    if start % _DAY == 0 and (end is None or end % _DAY == 0 or end == _DAY - 1):
        return None
    if end is not None and end < start:
        if start - end >= _HALF_DAY - 60 and first.half == "am" and first.hour == 12:
            start = _NOON
        else:
            end += _DAY
    if start < 60 and first.half == "am" and end is not None and _NOON < end <= _NOON + 240:
        start, assumed = _NOON + start, True  # "12:00am - 1:00pm" means noon
    return Hours(start + quarter, end + quarter if end is not None else None, zone, assumed)


def _start(first: Clock, last: Clock | None, zone: str | None) -> tuple[int, bool]:
    if first.half or (last is None and first.hour > 7):
        return first.minutes(), False
    if last is not None and last.half:
        together = first.minutes(last.half)
        if first.hour > 12 or together < last.minutes():
            return (first.minutes() if first.hour > 12 else together), False
        return first.minutes("am" if last.half == "pm" else "pm"), False
    literal = first.padded or first.hour > 12 or first.hour == 0
    is_universal = zone is not None and zone.upper()[:3] in ("UTC", "GMT", "Z")
    if literal and (last is None or is_universal or first.hour > 12 or first.hour == 0 or last.hour > 7):
        return first.minutes(), False
    if is_universal or not 1 <= first.hour <= 6 + (first.hour == 7) or (last is not None and last.hour > 12):
        return first.minutes(), False
    return first.minutes("pm"), True


def _end(start: int, first: Clock, last: Clock | None) -> int | None:
    if last is None:
        return None
    if last.half and not (last.half == "am" and last.hour == 12 and start >= 60):
        end = last.minutes()
        if last.half == "am" and 0 < start < _NOON and last.hour == 12:
            return _NOON + last.minute  # "11:30 am - 12:30 am"
        return end
    if last.half == "am":
        return _NOON + last.minute if start < _NOON else _DAY + last.minute
    end = last.minutes()
    if end <= start and last.hour <= 12 and not last.padded:
        return next((later for later in (end + _HALF_DAY, end + _DAY) if later > start), end)
    return end
