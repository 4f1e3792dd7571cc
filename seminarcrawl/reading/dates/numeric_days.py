"""Days printed as numbers: 17.06.2019, 6/7/19, 2024-07-12, 2024年7月12日, 113/05/20, Thu 5/9, 17.6."""

from __future__ import annotations

from dataclasses import replace

from seminarcrawl.reading.dates.model import DASHES, Day
from seminarcrawl.reading.dates.notation import FIRST_YEAR, LAST_YEAR, Notation, Reading, is_day
from seminarcrawl.reading.dates.order import is_swapped, two_digit_year, year_first, year_is_roc

SIGNS = frozenset("/.-‐‑–")
_NO_DAY_BEHIND = frozenset({"x", "of", "=", "+", "%", "*"})  # "3/4 of all graphs", "2/3 x"
ROC = 1911  # the year before the first of the Republic of China


class NumericDays(Notation):
    """Methods take a token's index, and give a Reading or None."""

    __slots__ = ()

    def marked(self, i: int) -> Reading | None:
        """2024年7月12日, 7月12日, 2024년 7월 12일, 113年5月20日."""
        t, v = self.t, self.v
        if t.words[i + 1] not in v.year_mark:
            return self._marked_month(i, None)
        value, digits = t.values[i], t.digits(i)
        if FIRST_YEAR <= value <= LAST_YEAR:
            year = value
        elif 80 <= value <= 150 and year_is_roc(self.context):
            year = value + ROC
        elif value < 100 and digits == 2:
            year = two_digit_year(value)
        else:
            return None
        return self._marked_month(i + 2, year)

    def _marked_month(self, j: int, year: int | None) -> Reading | None:
        t, v = self.t, self.v
        if not (1 <= t.values[j] <= 12 and t.words[j + 1] in v.month_mark and 1 <= t.values[j + 2] <= 31):
            return None
        month, number, after = t.values[j], t.values[j + 2], j + 3
        if t.words[after] in v.day_mark:
            after += 1
        elif year is None or t.words[after] in (":", ".") or t.words[after] in v.month_mark:
            return None
        return (Day(month, number, year),), after

    def era_day(self, i: int) -> Reading | None:
        """令和6年7月12日, 民國113年5月20日, 令和元年…, R6.7.12."""
        t, v = self.t, self.v
        number = 1 if t.words[i + 1] in v.first_year else t.values[i + 1]
        if number < 1 or (t.words[i].isascii() and not t.touches(i + 1)):
            return None
        year = v.eras[t.words[i]] + number
        j = i + 2
        if t.words[j] in v.year_mark:
            return self._marked_month(j + 1, year)
        if t.words[j] in "/.-" and 1 <= t.values[j + 1] <= 12 and t.values[j + 3] >= 1:
            return (Day(t.values[j + 1], t.values[j + 3], year),), j + 4
        return None

    def three_numbers(self, i: int, weekday: int | None) -> Reading | None:
        """17.06.2019, 6/7/19, 2024-07-12, 2024. 7. 12., 113/05/20."""
        t = self.t
        sign = t.words[i + 1]
        if sign not in SIGNS or t.words[i + 3] != sign:
            return None
        a, b, c = t.values[i], t.values[i + 2], t.values[i + 4]
        if a < 0 or b < 0 or c < 0 or not self._evenly_spaced(i, sign) or not self.ends_number(i + 4, sign):
            return None
        widths = (t.digits(i), t.digits(i + 2), t.digits(i + 4))
        after = i + 5
        day = self._numeric((a, b, c), widths, sign, weekday, after)
        if day is None or not is_day(day.month, day.day, day.year):
            return None
        if (t.words[after] == "." and sign == "." and widths[0] >= 3) or t.words[after] in self.v.year_mark:
            after += 1
        return (day,), after

    def _evenly_spaced(self, i: int, sign: str) -> bool:
        """No space around the signs, or after each point ("17. 6. 2019"), or around a slash."""
        t = self.t
        if t.starts[i + 1 : i + 5] == t.ends[i : i + 4]:
            return True
        if "\n" in t.text[t.starts[i] : t.starts[i + 4]]:
            return False
        return sign == "/" or (sign == "." and t.touches(i + 1) and t.touches(i + 3))

    def _numeric(
        self,
        numbers: tuple[int, int, int],
        widths: tuple[int, int, int],
        sign: str,
        weekday: int | None,
        after: int,
    ) -> Day | None:
        """Which of three numbers is the year, by their widths and the source's habits."""
        a, b, c = numbers
        if widths[1] > 2:
            return None
        if widths[0] >= 3:
            if widths[2] > 2:
                return None
            if widths[0] == 4:
                return Day(b, c, a) if FIRST_YEAR <= a <= LAST_YEAR else None
            return Day(b, c, a + ROC) if 80 <= a <= 150 and year_is_roc(self.context) else None
        if widths[2] == 4:
            return self._two_way(a, b, c, sign, weekday, after) if FIRST_YEAR <= c <= LAST_YEAR else None
        if widths[2] != 2:
            return None
        if widths[0] == 2 and year_first(self.context) and is_day(b, c):
            return Day(b, c, two_digit_year(a))
        if sign == "." and widths != (2, 2, 2) and weekday is None and not self.v.dotted_days:
            return None  # a version or a section number
        return self._two_way(a, b, two_digit_year(c), sign, weekday, after)

    def _two_way(
        self, a: int, b: int, year: int | None, sign: str, weekday: int | None, after: int
    ) -> Day | None:
        """Day and month in the order that the values, the weekday or the source's habit decide."""
        straight, swapped = is_day(b, a, year), is_day(a, b, year)
        if straight and swapped and a != b:
            if weekday is None:
                weekday = self.weekday_behind(after)
            day_first, month_first = Day(b, a, year, weekday), Day(a, b, year, weekday)
            if is_swapped(self.context, day_first, month_first, sign):
                return Day(a, b, year)
            return Day(b, a, year)
        if straight:
            return Day(b, a, year)
        return Day(a, b, year) if swapped and sign != "." else None

    def two_numbers(self, i: int, weekday: int | None) -> Reading | None:
        """Thu 5/9, 17.06., 17.6. at the head of a line, 9/12 at the head of a line."""
        t = self.t
        sign = t.words[i + 1]
        a, b = t.values[i], t.values[i + 2]
        if sign not in ("/", ".") or not t.touches(i + 1) or t.digits(i) > 2 or b < 0 or t.digits(i + 2) > 2:
            return None
        if sign == "/":
            after = i + 3
            if not t.touches(i + 2) or (t.words[after] == ":" and t.values[after + 1] >= 0):
                return None
        else:
            after = i + 4
            if t.words[i + 3] != "." or not t.touches(i + 3):
                return None
        if not self.ends_number(i + 2, sign) or not (
            weekday is not None or self._stands_alone(i, after, sign)
        ):
            return None
        day = self._two_way(a, b, None, sign, weekday, after)
        if day is None:
            return None
        if sign == ".":
            year, after = self.year(after)
            day = replace(day, year=year)
        return (day,), after

    def _stands_alone(self, i: int, after: int, sign: str) -> bool:
        """At the head of a line or behind "am"/"den": where a bare `17.6.` or `9/12` is a day."""
        t = self.t
        if sign == ".":
            announced = i > 0 and (t.words[i - 1] in self.v.on or t.words[i - 1] in self.v.to)
            listed = i > 0 and t.words[i - 1] in ",;|(" and t.digits(i) == t.digits(i + 2) == 2
            return self.v.dotted_days and (announced or listed or self.at_line_head(i))
        follower = t.words[after]
        if self.at_line_head(i):
            return follower not in _NO_DAY_BEHIND
        return t.words[after] in "([" and t.words[after + 1] in self.v.weekday_signs

    def shared_month(self, i: int) -> Reading | None:
        """14.-16.10.2026, 14. bis 16.10., 14./15.10.2026: the month printed once, behind the last day."""
        t = self.t
        if not 1 <= t.values[i] <= 31 or t.digits(i) > 2:
            return None
        j = i + 1 + (t.words[i + 1] == ".")
        if (
            not (t.words[j] in DASHES or t.words[j] in self.v.to or t.words[j] == "/")
            or not self.v.dotted_days
        ):
            return None
        if t.values[j + 1] <= t.values[i] or t.words[j + 2] != ".":
            return None
        reading = self.three_numbers(j + 1, None) or self.two_numbers(j + 1, 0)
        if reading is None:
            return None
        (last, *_), after = reading
        if last.day != t.values[j + 1]:
            return None
        first = Day(last.month, t.values[i], last.year, until=(last.month, last.day))
        return (first,), after
