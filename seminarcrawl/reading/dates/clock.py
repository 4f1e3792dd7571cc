"""The grammar of hours: clock times and ranges of them, in any of the notations."""

from __future__ import annotations

from typing import NamedTuple

from seminarcrawl.reading.dates.model import Hours
from seminarcrawl.reading.dates.tokens import Tokens
from seminarcrawl.reading.dates.vocabulary import Vocabulary
from seminarcrawl.reading.dates.zone_text import zone_at

_DASHES = frozenset("-–—‒−~〜～‐‑")
_NOON, _HALF_DAY, _DAY = 12 * 60, 12 * 60, 24 * 60
_EARLIEST_MARKED = 7  # "2h" with no minutes is a duration, "9h" an hour
_ACADEMIC_QUARTER = {"ct": 15, "mct": 30, "st": 0}
_HOUR_UNITS = frozenset({"h", "hrs", "hr", "hours", "uhr"})


class Clock(NamedTuple):
    """One printed clock time. `half`: "am", "pm" or "" when none is printed.

    `sure` says that it can only be a time; `dotted` was printed with a point, `padded` with a leading
    zero, `marked` with a word for hour.
    """

    hour: int
    minute: int
    half: str
    sure: bool
    dotted: bool
    padded: bool
    marked: bool
    after: int

    def minutes(self, half: str | None = None) -> int:
        """Minutes after midnight, read with the given half of the day."""
        half = self.half if half is None else half
        hour = self.hour
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        return hour * 60 + self.minute


class HoursReading(NamedTuple):
    """Hours read from tokens, and the token after them. `duration` are minutes printed beside them."""

    hours: Hours | None
    after: int
    end_offset: int


def clock_at(t: Tokens, v: Vocabulary, i: int) -> Clock | None:
    """One clock time at token `i`; a bare number gives a Clock that is not `sure`."""
    word = t.words[i]
    half = ""
    if word in v.noon_prefix and t.values[i + 1] >= 0:
        half, i = "noon", i + 1
    elif (word in v.am or word in v.pm) and t.values[i + 1] >= 0 and len(word) > 1:
        half, i = ("am" if word in v.am else "pm"), i + 1
    elif word in v.noon:
        return Clock(12, 0, "pm", True, False, False, True, i + 1)
    elif word in v.midnight:
        return Clock(24, 0, "", True, False, False, True, i + 1)
    value = t.values[i]
    if value < 0 or not _begins(t, i):
        return None
    if t.digits(i) == 4 and not half:
        return _military(t, v, i)
    if value > 24 or t.digits(i) > 2:
        return None
    return _with_minutes(t, v, i, half)


def _begins(t: Tokens, i: int) -> bool:
    """No letter, digit or sign glued before it that makes it part of something else."""
    start, text = t.starts[i], t.text
    if start == 0:
        return True
    before = text[start - 1]
    if before.isascii() and before.isalpha():
        return t.words[i - 1] in ("t", "h", "u", "kl") or (start > 1 and text[start - 2] in "°º")
    if before in "./:,+" and start > 1:
        return not text[start - 2].isdigit()
    return before not in "_#$€£%=&"


def _military(t: Tokens, v: Vocabulary, i: int) -> Clock | None:
    """1600h, 1430 hrs, 0900–1030 hrs."""
    hour, minute = divmod(t.values[i], 100)
    if hour > 23 or minute > 59:
        return None
    follower = t.words[i + 1]
    if follower in _HOUR_UNITS:
        return Clock(hour, minute, "", True, False, True, True, i + 2)
    if follower in ("am", "pm") and 1 <= hour <= 12:
        return Clock(hour, minute, follower, True, False, False, True, i + 2)
    if (
        follower in _DASHES
        and t.values[i + 2] >= 0
        and t.digits(i + 2) == 4
        and t.words[i + 3] in _HOUR_UNITS
    ):
        return Clock(hour, minute, "", False, False, True, False, i + 1)
    return None


def _with_minutes(t: Tokens, v: Vocabulary, i: int, half: str) -> Clock | None:
    hour, minute, j = t.values[i], 0, i + 1
    sure, dotted, marked = bool(half), False, False
    sign = t.words[j]
    if (
        sign in (":", ".", "∶")
        and t.values[j + 1] >= 0
        and t.digits(j + 1) == 2
        and t.touches(j)
        and t.touches(j + 1)
    ):
        minute, j, dotted = t.values[j + 1], j + 2, sign == "."
        sure = sure or not dotted
        if t.words[j] == sign and t.values[j + 1] >= 0 and t.digits(j + 1) == 2 and t.touches(j):
            j += 2  # seconds
            if t.words[j] == "." and t.values[j + 1] >= 0 and t.touches(j + 1):
                j += 2
    elif sign in v.hour:
        marked = True
        j += 1
        if t.words[j] == "." and t.touches(j) and sign in ("ч", "hod", "h"):
            j += 1
        if t.words[j] in v.half:
            minute, j = 30, j + 1
        elif 0 <= t.values[j] < 60 and t.digits(j) == 2 and not _starts_other(t, j, i):
            minute, j = t.values[j], j + 1
            if t.words[j] in v.minute:
                j += 1
        elif 0 <= t.values[j] < 60 and t.words[j + 1] in v.minute and not sign.isascii():
            minute, j = t.values[j], j + 2
    if minute > 59 or (hour == 24 and minute):
        return None
    if not marked and t.words[j] in v.hour and not _is_letter_clash(t, v, j):
        marked, j = True, j + 1 + (t.words[j + 1] == "." and t.words[j] in ("ч", "hod"))
    half, j = _half_behind(t, v, j, hour, half)
    if not _ends(t, v, j):
        return None
    if half == "noon":
        half = "pm" if hour in (12, 1, 2) else ""
    if half and hour > 12:
        half = ""
    padded = t.digits(i) == 2 and hour < 10
    return Clock(hour, minute, half, sure or marked or bool(half), dotted, padded, marked, j)


def _starts_other(t: Tokens, j: int, i: int) -> bool:
    """Whether the number at `j` is no minutes: apart from "14 h", or the head of another time or date."""
    if t.touches(j):
        return t.words[j + 1] in (":", "/") and t.values[j + 2] >= 0
    spread = not t.touches(i + 1)  # "14 h 30"
    return not spread or t.words[j + 1] in (":", ".", "/", "-", "–") or t.words[j + 1].isalpha()


def _is_letter_clash(t: Tokens, v: Vocabulary, j: int) -> bool:
    """A word that follows an hour but begins something else ("14:00 u 15:00")."""
    return len(t.words[j]) == 1 and t.words[j].isascii() and t.values[j + 1] >= 0


def _half_behind(t: Tokens, v: Vocabulary, j: int, hour: int, half: str) -> tuple[str, int]:
    """am, pm or noon behind the digits: "4 p.m.", "6p", "12 noon", "12m", "4 Uhr nachmittags"."""
    word = t.words[j]
    if half or not word or not (word in v.am or word in v.pm or word in v.noon or word in ("n", "m")):
        return half, j
    if len(word) == 1 and not (t.touches(j) and word.isascii()):
        return half, j
    if word in v.noon or word in ("n", "m"):
        return ("pm", j + 1) if hour == 12 else (half, j)
    if 1 <= hour <= 12:
        return ("am" if word in v.am else "pm"), j + 1
    return half, j + 1


def _ends(t: Tokens, v: Vocabulary, j: int) -> bool:
    """Nothing glued behind it that makes it part of something else."""
    if j >= t.count or not t.touches(j):
        return True
    follower = t.words[j]
    if t.values[j] >= 0:
        return False
    if follower in (".", ":", "/", ",") and t.values[j + 1] >= 0 and t.touches(j + 1):
        return False
    if follower.isascii() and follower.isalpha():
        return follower in ("z", "utc", "gmt", "ct", "st") or follower in v.to
    return follower not in "%€$£_"


def hours_at(
    t: Tokens, v: Vocabulary, i: int, *, lenient: bool = False, stop: int | None = None
) -> HoursReading | None:
    """A clock time or a range of them at token `i`, with the zone beside it.

    `lenient` believes a dotted time (`14.15`) and a bare hour behind "at", as in a text that is known
    to be about when. A range's end does not reach beyond offset `stop`.
    """
    i, announced, at = _announced(t, v, i)
    first = clock_at(t, v, i)
    if first is None:
        return None
    zone, j = _zone(t, first.after)
    first_zone, last = zone, None
    k = _range_sign(t, v, j)
    if k is not None:
        last = clock_at(t, v, k)
        if last is not None and (
            not _is_range(t, first, last, k) or (stop and t.ends[last.after - 1] > stop)
        ):
            last = None
    if last is not None:
        zone, j = _zone(t, last.after)
        zone = zone or first_zone
    elif not (first.sure and not first.dotted) and not _believable(
        t, first, announced, at and lenient, lenient
    ):
        return None
    elif _is_duration(t, v, first, i, announced):
        return None
    quarter, j = _quarter(t, j)
    hours = _resolve(first, last, zone, quarter)
    return HoursReading(hours, j, t.ends[j - 1])


def _announced(t: Tokens, v: Vocabulary, i: int) -> tuple[int, bool, bool]:
    """Skip the words before an hour; say whether one of them can only announce an hour, or may."""
    announced = at = False
    steps = 0
    while steps < 3:
        word = t.words[i]
        if word in v.hour_prefix:
            announced = True
        elif word in v.at:
            at = True
        elif word not in v.from_:
            break
        i += 1
        steps += 1
        while t.words[i] in ".:":
            i += 1
    return i, announced, at


def _range_sign(t: Tokens, v: Vocabulary, j: int) -> int | None:
    """The token behind a range's sign or word, None when there is none at `j`."""
    if not t.words[j]:
        return None
    if t.words[j] in _DASHES:
        j += 1
        if t.words[j] in _DASHES:
            j += 1
        return j
    if t.words[j] in v.to:
        j += 1
        steps = 0
        while steps < 2 and (t.words[j] in v.at or t.words[j] in v.to or t.words[j] in v.hour_prefix):
            j += 1
            steps += 1
        if t.words[j] in _APOSTROPHES:
            j += 1
        return j
    return None


_APOSTROPHES = frozenset("'’")


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
    return first.sure or last.sure


def _believable(t: Tokens, clock: Clock, announced: bool, at: bool, lenient: bool) -> bool:
    """Whether a lone dotted time or bare hour is a time at all."""
    if clock.half or clock.marked or t.words[clock.after] in ("ct", "mct"):
        return True
    if clock.dotted:
        return announced or (lenient and 7 <= clock.hour <= 21 and clock.minute % 5 == 0)
    if announced:
        return 1 <= clock.hour <= 22
    follower = t.words[clock.after]
    return at and 1 <= clock.hour <= 22 and (not follower[0].isalnum() or follower == "in")


def _is_duration(t: Tokens, v: Vocabulary, clock: Clock, i: int, announced: bool) -> bool:
    """ "(1h)", "2 hours", "1h30" last so long; nobody speaks at one in the morning."""
    if not clock.marked or clock.half or announced or clock.padded or clock.hour >= _EARLIEST_MARKED:
        return False
    if t.words[i - 1] in v.at if i else False:
        return False
    mark = t.words[i + 1]
    return mark in v.duration or mark == "h"


def _zone(t: Tokens, j: int) -> tuple[str | None, int]:
    """The zone printed behind token `j - 1`, and the token behind it."""
    if j >= t.count:
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
    if first.half:
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
