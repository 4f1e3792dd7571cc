"""The grammar of days: which numbers of a text are a day and a month, in any of the notations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates.clock import clock_at, hours_at
from seminarcrawl.reading.dates.model import Day, Found
from seminarcrawl.reading.dates.order import is_swapped, two_digit_year, year_first, year_is_roc
from seminarcrawl.reading.dates.tokens import Tokens, may_hold_a_number, tokenize
from seminarcrawl.reading.dates.vocabulary import Vocabulary, vocabulary_for

_DASHES = frozenset("-–—‒−~〜～‐‑")
_APOSTROPHES = frozenset("'’‘`´")
_SEPARATORS = frozenset("./-‐‑–")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MOST_DAYS = 6  # in "5, 12, 19 and 26 May"


class Reading(NamedTuple):
    """What was read from a token on: the days, and the token after them."""

    days: tuple[Day, ...]
    after: int


def find_days(text: str, context: Context) -> list[Found]:
    """Every day printed in `text` (own grammar only: needs a day and a month), left to right.

    "5 & 12 May" gives two days at the same place, "12-14 May" one with `last` or `until`.
    """
    if not may_hold_a_number(text):
        return []
    tokens = tokenize(text)
    grammar = Grammar(tokens, vocabulary_for(context), context)
    return [
        Found(tokens.starts[first], tokens.ends[reading.after - 1], day)
        for first, reading in grammar.scan()
        for day in reading.days
    ]


def is_day(month: int, day: int, year: int | None = None) -> bool:
    """Whether such a day exists (29 February does, when no year is known)."""
    try:
        date(year or 2024, month, day)
    except ValueError:
        return False
    return True


class Grammar:
    """The notations of days over one text. Methods named `_x` take a token's index, give a Reading or None."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, context: Context) -> None:
        self.t = tokens
        self.v = vocabulary
        self.context = context

    def scan(self) -> Iterator[tuple[int, Reading]]:
        """All readings from left to right, each with its first token."""
        values, words, openers = self.t.values, self.t.words, self.v.openers
        i = 0
        while i < self.t.count:
            if values[i] >= 0 or words[i] in openers:
                reading = self.dated(i)
                if reading:
                    yield i, reading
                    i = reading.after
                    continue
            i += 1

    def dated(self, i: int) -> Reading | None:
        """A day at `i` with the weekday before or after it, its year, and the end of its range."""
        weekday, start = self._weekday(i)
        if start >= self.t.count:
            return None
        reading = self._day(start, weekday)
        if reading is None:
            return None
        if weekday is None:
            weekday, after = self._weekday_after(reading.after)
            reading = Reading(reading.days, after)
        days, after = reading.days, reading.after
        if days[-1].year is None:
            year, after = self._late_year(after)
            days = tuple(self._with_year(day, year) for day in days)
        if weekday is not None:
            days = (replace(days[0], weekday=weekday), *days[1:])
        reading = Reading(days, after)
        if len(days) == 1 and days[0].until is None:
            reading = self._range_to(reading)
        return self._valid(reading)

    def _valid(self, reading: Reading) -> Reading | None:
        days = tuple(self._settled(day) for day in reading.days)
        if all(is_day(day.month, day.day, day.year) for day in days):
            return Reading(days, reading.after)
        return None

    def _settled(self, day: Day) -> Day:
        if day.until is None or day.year is None:
            return day
        month, number = day.until
        year = day.year + ((month, number) < (day.month, day.day))
        return replace(day, last=date(year, month, number) if is_day(month, number, year) else None)

    @staticmethod
    def _with_year(day: Day, year: int | None) -> Day:
        return replace(day, year=year) if year is not None and day.year is None else day

    # Weekdays

    def _weekday(self, i: int) -> tuple[int | None, int]:
        """The weekday at `i` and the token where its day should begin."""
        t, v = self.t, self.v
        weekday = v.weekdays.get(t.words[i])
        if weekday is None:
            return None, i
        j = i + 1
        if t.words[j] == "-" and t.words[j + 1] in v.weekday_tails:
            j += 2
        steps = 0
        while steps < 4 and (t.words[j] in ".,;:)]|/-–·" or t.words[j] in v.on or t.words[j] in v.of):
            j += 1
            steps += 1
        return weekday, j

    def _weekday_after(self, i: int) -> tuple[int | None, int]:
        """A weekday behind the day, unless it begins the next day: "May 5 (Thu)", "5月8日星期五"."""
        t, v = self.t, self.v
        j = i
        while t.words[j] in ".,":
            j += 1
        if t.words[j] in "([":
            name = t.words[j + 1]
            weekday = v.weekdays.get(name, v.weekday_signs.get(name))
            if weekday is None:
                return None, i
            end = j + 2
            while (t.words[end] in "./・" or t.words[end] in v.weekday_signs):
                end += 1
            return (weekday, end + 1) if t.words[end] in (")", "]") else (weekday, j + 2)
        weekday = v.weekdays.get(t.words[j])
        if weekday is None:
            return None, i
        _, after = self._weekday(j)
        if "\n" in t.text[t.ends[i - 1] : t.starts[j]] or self._day(after, None):
            return None, i
        return weekday, j + 1

    # Years

    def _year(self, i: int) -> tuple[int | None, int]:
        """A year at `i`, behind the signs that may stand before it, and the token after it."""
        t, v = self.t, self.v
        j = i
        steps = 0
        while steps < 3 and t.words[j] and (t.words[j] in ",./-–(" or t.words[j] in v.of):
            j += 1
            steps += 1
        if t.words[j] in _APOSTROPHES and t.digits(j + 1) == 2 and t.values[j + 1] >= 0:
            return two_digit_year(t.values[j + 1]), j + 2
        if not self.is_year(j):
            return None, i
        after = j + 1
        if t.words[after] in v.year_mark:
            after += 1 + (t.words[after + 1] == ".")
        elif t.words[j - 1] == "(" and t.words[after] == ")":
            after += 1
        return t.values[j], after

    def is_year(self, i: int) -> bool:
        """Whether token `i` is a four-digit year and no hour (`2000 hrs`, `2026:30`)."""
        t = self.t
        if t.digits(i) != 4 or not _FIRST_YEAR <= t.values[i] <= _LAST_YEAR:
            return False
        follower = t.words[i + 1]
        if follower in self.v.hour or follower == ":" and t.values[i + 1 + 1] >= 0 and t.touches(i + 1):
            return False
        return not (
            t.words[i + 1] in _SEPARATORS and t.touches(i + 1) and t.values[i + 2] >= 0 and t.touches(i + 2)
        )

    def _late_year(self, i: int) -> tuple[int | None, int]:
        """The year printed after the hour: "13th of July (14:00), 2026", "Oct 14 14:30:00 CEST 2026"."""
        t = self.t
        j = i
        while t.words[j] and (t.words[j] in "(,@" or t.words[j] in self.v.at):
            j += 1
        hours = hours_at(t, self.v, j)
        if hours is None:
            return None, i
        j = hours.after
        while t.words[j] in "),.":
            j += 1
        if not self.is_year(j):
            return None, i
        # The day itself ends where it ended: the hours between are for those who look for hours.
        return t.values[j], i

    # One day, without weekday and range

    def _day(self, i: int, weekday: int | None) -> Reading | None:
        t, v = self.t, self.v
        if t.words[i] in v.eras:
            return self._era_day(i)
        if t.words[i] in v.months:
            return self._month_first(i, weekday)
        if t.values[i] < 0 or not self._begins_number(i):
            return None
        return (
            self._marked(i)
            or self._three_numbers(i, weekday)
            or self._days_then_month(i)
            or self._year_then_month(i)
            or self._two_numbers(i, weekday)
        )

    def _begins_number(self, i: int) -> bool:
        """No letter, digit, point or dash glued before the number at `i`: not part of an id or a version."""
        start, text = self.t.starts[i], self.t.text
        if start == 0:
            return True
        before = text[start - 1]
        if before.isascii() and (before.isalnum() or before in "_#$€£%=&"):
            return False
        if before in "./-:" and start > 1:
            earlier = text[start - 2]
            return not (earlier.isalnum() if before != ":" else earlier.isdigit())
        return True

    def _marked(self, i: int) -> Reading | None:
        """2024年7月12日, 7月12日, 2024년 7월 12일."""
        t, v = self.t, self.v
        year = None
        j = i
        if t.words[j + 1] in v.year_mark:
            if not (_FIRST_YEAR <= t.values[j] <= _LAST_YEAR):
                year = t.values[j] + 1911 if 80 <= t.values[j] <= 150 and year_is_roc(self.context) else None
                if year is None and t.values[j] < 100 and t.digits(j) == 2:
                    year = two_digit_year(t.values[j])
            else:
                year = t.values[j]
            j += 2
        return self._marked_month(j, year)

    def _marked_month(self, j: int, year: int | None) -> Reading | None:
        t, v = self.t, self.v
        if not (1 <= t.values[j] <= 12 and t.words[j + 1] in v.month_mark and 1 <= t.values[j + 2] <= 31):
            return None
        month, number, after = t.values[j], t.values[j + 2], j + 3
        if t.words[after] in v.day_mark:
            after += 1
        elif year is None or t.words[after] in (":", ".") or t.words[after] in v.month_mark:
            return None
        return Reading((Day(month, number, year),), after)

    def _era_day(self, i: int) -> Reading | None:
        """令和6年7月12日, 民國113年5月20日, 令和元年…"""
        t, v = self.t, self.v
        number = 1 if t.words[i + 1] in v.first_year else t.values[i + 1]
        if number < 1:
            return None
        year = v.eras[t.words[i]] + number
        j = i + 2
        if t.words[j] in v.year_mark:
            return self._marked_month(j + 1, year)
        if t.words[j] in ("/", ".", "-") and 1 <= t.values[j + 1] <= 12 and t.values[j + 3] >= 1:
            return Reading((Day(t.values[j + 1], t.values[j + 3], year),), j + 4)
        return None

    def _three_numbers(self, i: int, weekday: int | None) -> Reading | None:
        """17.06.2019, 6/7/19, 2024-07-12, 2024. 7. 12., 113/05/20."""
        t = self.t
        sign = t.words[i + 1]
        if sign not in ("/", ".", "-", "‐", "‑", "–") or t.words[i + 3] != sign:
            return None
        a, b, c = t.values[i], t.values[i + 2], t.values[i + 4]
        if a < 0 or b < 0 or c < 0 or not self._evenly_spaced(i, sign):
            return None
        if not self._ends_number(i + 4, sign):
            return None
        widths = (t.digits(i), t.digits(i + 2), t.digits(i + 4))
        day = self._numeric(a, b, c, widths, sign, weekday)
        if day is None or not is_day(day.month, day.day, day.year):
            return None
        after = i + 5
        if t.words[after] == "." and sign == "." and widths[0] >= 3:
            after += 1
        elif t.words[after] in self.v.year_mark:
            after += 1
        return Reading((day,), after)

    def _evenly_spaced(self, i: int, sign: str) -> bool:
        """No space around the signs, or after each point ("17. 6. 2019"), or on both sides of a slash."""
        t = self.t
        spaced = [not t.touches(k) for k in range(i + 1, i + 5)]
        if not any(spaced):
            return True
        if "\n" in t.text[t.starts[i] : t.starts[i + 4]]:
            return False
        if sign == ".":
            return not spaced[0] and not spaced[2]
        return sign == "/"

    def _ends_number(self, i: int, sign: str) -> bool:
        """Nothing glued behind the number at `i` that would make it part of something longer."""
        t = self.t
        if not t.touches(i + 1):
            return True
        follower = t.words[i + 1]
        if follower in ("t", "z") or not follower[0].isascii():
            return True
        if follower.isalpha() or follower == "_":
            return follower in self.v.year_mark
        return not (follower in (sign, "/", "-", ".") and t.values[i + 2] >= 0 and t.touches(i + 2))

    def _numeric(
        self, a: int, b: int, c: int, widths: tuple[int, int, int], sign: str, weekday: int | None
    ) -> Day | None:
        if widths[1] > 2:
            return None
        if widths[0] == 4 and widths[2] <= 2 and _FIRST_YEAR <= a <= _LAST_YEAR:
            return Day(b, c, a)
        if widths[0] == 3 and 80 <= a <= 150 and year_is_roc(self.context):
            return Day(b, c, a + 1911)
        if widths[0] > 2:
            return None
        if widths[2] == 4 and _FIRST_YEAR <= c <= _LAST_YEAR:
            return self._two_way(a, b, c, sign, weekday)
        if widths[2] != 2:
            return None
        if year_first(self.context) and is_day(b, c) and widths[0] == 2:
            return Day(b, c, two_digit_year(a))
        if sign == "." and widths != (2, 2, 2) and weekday is None and not self._dots_are_dates():
            return None  # a version or a section number
        return self._two_way(a, b, two_digit_year(c), sign, weekday)

    def _two_way(self, a: int, b: int, year: int | None, sign: str, weekday: int | None) -> Day | None:
        """Day and month in the order that the values, the weekday or the source's habit decide."""
        straight, swapped = is_day(b, a, year), is_day(a, b, year)
        if not (straight or swapped):
            return None
        if straight and swapped and a != b:
            month_first = is_swapped(self.context, Day(b, a, year, weekday), Day(a, b, year, weekday), sign)
            return Day(a, b, year, swapped=True) if month_first else Day(b, a, year)
        return Day(b, a, year) if straight else Day(a, b, year)

    def _dots_are_dates(self) -> bool:
        return bool(self.v.hour & {"uhr", "hod", "ч"}) or "godz" in self.v.at

    def _two_numbers(self, i: int, weekday: int | None) -> Reading | None:
        """Thu 5/9, 17.06., 17.6. at the head of a line, 9/12 at the head of a line."""
        t = self.t
        sign = t.words[i + 1]
        if sign not in ("/", ".") or not t.touches(i + 1) or t.digits(i) > 2:
            return None
        a, b = t.values[i], t.values[i + 2]
        if b < 0 or t.digits(i + 2) > 2 or (sign == "/" and not t.touches(i + 2)):
            return None
        if not self._ends_number(i + 2, sign) or t.words[i + 3] in (":", "%"):
            return None
        after = i + 3
        if sign == ".":
            if t.words[i + 3] != "." or not t.touches(i + 3):
                return None
            after = i + 4
        if weekday is None and not self._stands_alone(i, after, sign):
            return None
        day = self._two_way(a, b, None, sign, weekday)
        if day is None:
            return None
        year, after = self._year(after) if sign == "." else (None, after)
        return Reading((self._with_year(day, year),), after)

    def _stands_alone(self, i: int, after: int, sign: str) -> bool:
        """At the head of a line or behind "am"/"den": where a bare `17.6.` or `9/12` is a day."""
        t = self.t
        before = t.text[: t.starts[i]].rstrip(" \t(*•-–|")
        at_head = not before or before[-1] == "\n"
        if sign == ".":
            follows = t.words[i - 1] in (self.v.on | self.v.to | self.v.from_) if i else False
            return (at_head or follows) and self._dots_are_dates()
        follower = t.words[after]
        return at_head and not t.touches(i) if False else at_head and follower not in ("x", "of", "=", "+")

    def _days_then_month(self, i: int) -> Reading | None:
        """17 June 2019, 13th of July, 5 & 12 May, 12–14 March, 5./6. Mai, 1er avril."""
        t, v = self.t, self.v
        numbers: list[int] = []
        ranged = False
        j = i
        while len(numbers) < _MOST_DAYS:
            if not (1 <= t.values[j] <= 31 and t.digits(j) <= 2):
                return None
            numbers.append(t.values[j])
            j = self._after_ordinal(j + 1)
            k = self._before_month(j)
            if t.words[k] in v.months:
                return self._close_month(numbers, ranged, k)
            joined = self._joiner(j)
            if joined is None:
                return None
            ranged = ranged or joined[0]
            j = joined[1]
        return None

    def _after_ordinal(self, j: int) -> int:
        t = self.t
        if t.words[j] in self.v.ordinals and t.touches(j):
            j += 1
        if t.words[j] == "." and t.touches(j):
            j += 1
        if t.words[j] in ("º", "°", "ª") and t.touches(j):
            j += 1
        return j

    def _before_month(self, j: int) -> int:
        t = self.t
        steps = 0
        while steps < 2 and (t.words[j] in self.v.of or (t.words[j] in "-/,‐‑")):
            j += 1
            steps += 1
        if t.words[j] == "d" and t.words[j + 1] in _APOSTROPHES:
            j += 2
        return j

    def _joiner(self, j: int) -> tuple[bool, int] | None:
        """Whether the numbers around token `j` are ends of a range (or a list), and the token behind it."""
        t, v = self.t, self.v
        word = t.words[j]
        if word in _DASHES or word in v.to:
            return True, j + 1
        if word == "/":
            return True, j + 1
        if word == "," or word == "&" or word in v.and_:
            j += 1
            if t.words[j] == "&" or t.words[j] in v.and_:
                j += 1
            return False, j
        return None

    def _close_month(self, numbers: list[int], ranged: bool, k: int) -> Reading | None:
        t, v = self.t, self.v
        month = v.months[t.words[k]]
        if len(t.words[k]) <= 3 and t.words[k - 1] not in v.months and self._is_clock_behind(k):
            return None
        after = k + 1 + (t.words[k + 1] == "." and t.touches(k + 1))
        if len(numbers) == 1 and self._belongs_to_month_first(k - 1, k):
            return None
        year, after = self._year_behind_month(k, after)
        return self._several(month, numbers, ranged, year, after)

    def _is_clock_behind(self, k: int) -> bool:
        return False

    def _belongs_to_month_first(self, number: int, k: int) -> bool:
        """In "Lecture 5 March 12" the 5 counts lectures: a word before it, a lone day behind the month."""
        t, v = self.t, self.v
        if t.words[k] not in v.month_first or t.values[number] < 0 or not number:
            return False
        before, behind = t.words[number - 1], k + 1 + (t.words[k + 1] == ".")
        if (
            not before.isalpha()
            or before in v.weekdays
            or before in v.on
            or before in v.of
            or before in v.from_
        ):
            return False
        if (
            not (1 <= t.values[behind] <= 31 and t.digits(behind) <= 2)
            or "\n" in t.text[t.ends[number - 1] : t.starts[number]]
        ):
            return False
        return clock_at(t, v, behind) is None and hours_at(t, v, behind) is None

    def _year_behind_month(self, k: int, after: int) -> tuple[int | None, int]:
        """The year after "5 May", also "5-May-21" and "5/May/21" with the sign used twice."""
        t = self.t
        sign = t.words[k - 1]
        if (
            sign in ("-", "/", "‐", "‑")
            and t.words[after] == sign
            and t.digits(after + 1) == 2
            and t.values[after + 1] >= 0
        ):
            return two_digit_year(t.values[after + 1]), after + 2
        return self._year(after)

    def _several(
        self, month: int, numbers: list[int], ranged: bool, year: int | None, after: int
    ) -> Reading | None:
        if not all(is_day(month, number, year) for number in numbers):
            return None
        if ranged and len(numbers) == 2 and numbers[0] < numbers[1]:
            return Reading((Day(month, numbers[0], year, until=(month, numbers[1])),), after)
        return Reading(tuple(Day(month, number, year) for number in numbers), after)

    def _month_first(self, i: int, weekday: int | None) -> Reading | None:
        """June 17th, 2019; Oct. 3; May 5 & 12; March 12-14."""
        t, v = self.t, self.v
        month = v.months[t.words[i]]
        j = i + 1
        steps = 0
        while steps < 2 and t.words[j] and (t.words[j] in ".,-/" or t.words[j] == "the"):
            j += 1
            steps += 1
        if not (1 <= t.values[j] <= 31 and t.digits(j) <= 2) or self._is_hour(j):
            return None
        numbers, ranged = [t.values[j]], False
        after = j + 1
        ordinal = t.words[after] in v.ordinals and t.touches(after)
        after += ordinal
        after, ranged = self._more_days(after, numbers)
        year, after = self._year_after_day(j, after)
        if not (ordinal or year or weekday is not None or self._means_month(i)):
            return None
        return self._several(month, numbers, ranged, year, after)

    def _year_after_day(self, j: int, after: int) -> tuple[int | None, int]:
        t = self.t
        if t.words[after] in ("-", "/") and t.words[j - 1] == t.words[after] and t.digits(after + 1) == 2:
            return two_digit_year(t.values[after + 1]), after + 2
        return self._year(after)

    def _is_hour(self, j: int) -> bool:
        """Whether the number at `j` begins an hour ("May 5pm", "May 10:30"), not a day."""
        t, v = self.t, self.v
        follower = t.words[j + 1]
        if follower in (":",) and t.values[j + 2] >= 0 and t.touches(j + 1) and t.touches(j + 2):
            return True
        return follower in v.am or follower in v.pm or (follower in v.hour and follower not in v.ordinals)

    def _more_days(self, j: int, numbers: list[int]) -> tuple[int, bool]:
        """Further days behind "May 5": a range, or a list that ends in "and"/"&"."""
        t, v = self.t, self.v
        best, ranged = j, False
        found: list[int] = []
        while len(found) < _MOST_DAYS:
            joined = self._joiner(j)
            if joined is None:
                break
            is_list_end = t.words[joined[1] - 1] == "&" or t.words[joined[1] - 1] in v.and_
            j = joined[1]
            if not (1 <= t.values[j] <= 31 and t.digits(j) <= 2) or hours_at(t, v, j) or self._is_hour(j):
                break
            if t.words[j + 1] in v.months or t.words[self._after_ordinal(j + 1)] in v.months:
                break
            found.append(t.values[j])
            j = self._after_ordinal(j + 1) if t.words[j + 1] in v.ordinals else j + 1
            if is_list_end or joined[0]:
                numbers.extend(found)
                found = []
                best, ranged = j, joined[0]
            if joined[0]:
                break
        return best, ranged

    def _means_month(self, i: int) -> bool:
        """Whether a word before a bare number is a month: capitalised, or of a text without capitals."""
        t = self.t
        word = t.text[t.starts[i] : t.ends[i]]
        if t.words[i] not in self.v.month_first and not t.text[: t.starts[i]].rstrip(" (\t\n").endswith(
            ("\n", "")
        ):
            return False
        return word[0].isupper() or t.text.islower() or not word.isascii()

    def _year_then_month(self, i: int) -> Reading | None:
        """2026 Oct 14; 2026, October 14; 2026-Oct-14; 2026 年 would be `_marked`."""
        t, v = self.t, self.v
        if t.digits(i) != 4 or not _FIRST_YEAR <= t.values[i] <= _LAST_YEAR:
            return None
        j = i + 1
        while t.words[j] in ",.-/":
            j += 1
        if t.words[j] not in v.months:
            return None
        reading = self._month_first(j, 0)
        if reading is None or any(day.year is not None for day in reading.days):
            return None
        return Reading(tuple(replace(day, year=t.values[i]) for day in reading.days), reading.after)

    # Ranges

    def _range_to(self, reading: Reading) -> Reading:
        """March 30 – April 2; 12.05.2026 bis 14.05.2026; 7月12日〜14日."""
        t, v = self.t, self.v
        j = reading.after
        if not (t.words[j] in _DASHES or t.words[j] in v.to):
            return reading
        j += 1
        if t.words[j] in v.of or t.words[j] in v.on:
            j += 1
        first = reading.days[0]
        if 1 <= t.values[j] <= 31 and t.words[j + 1] in v.day_mark:
            return Reading((replace(first, until=(first.month, t.values[j])),), j + 2)
        _, j = self._weekday(j)
        second = self._day(j, None)
        if second is None or len(second.days) != 1:
            return reading
        last = second.days[0]
        if (
            last.year is not None
            and first.year is not None
            and (last.year, last.month, last.day) <= (first.year, first.month, first.day)
        ):
            return reading
        return Reading(
            (replace(first, year=first.year or last.year, until=(last.month, last.day)),), second.after
        )
