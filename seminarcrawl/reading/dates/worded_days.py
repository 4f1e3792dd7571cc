"""Days whose month is a word: 17 June 2019, June 17th, 5./6. Mai, 1er avril, 2026 Oct 14, 12-14 March."""

from __future__ import annotations

from seminarcrawl.reading.dates.clock import clock_at
from seminarcrawl.reading.dates.hour_ranges import hours_at
from seminarcrawl.reading.dates.model import APOSTROPHES, DASHES, Day
from seminarcrawl.reading.dates.notation import (
    FIRST_YEAR,
    LAST_YEAR,
    Notation,
    Reading,
    is_day,
)
from seminarcrawl.reading.dates.order import two_digit_year

_MOST_DAYS = 6  # in "5, 12, 19 and 26 May"
_HYPHENS = frozenset("-/‐‑")


class WordedDays(Notation):
    """Methods take a token's index, and give a Reading or None."""

    __slots__ = ()

    def days_then_month(self, i: int) -> Reading | None:
        """17 June 2019, 13th of July, 5 & 12 May, 12–14 March, 5./6. Mai, 1er avril."""
        t = self.t
        words, foreign_months = t.words, self.v.foreign_months
        numbers: list[int] = []
        ranged = False
        j = i
        while len(numbers) < _MOST_DAYS:
            if not 1 <= t.values[j] <= 31 or t.ends[j] - t.starts[j] > 2:
                return None
            numbers.append(t.values[j])
            k = j + 1
            if words[k] not in foreign_months:
                j = self._after_ordinal(k)
                k = self._before_month(j)
            if words[k] in foreign_months:  # which holds the months of all languages
                return self._close_month(numbers, ranged, k)
            joined = self._joiner(j)
            if joined is None:
                return None
            ranged = ranged or joined[0]
            j = joined[1]
        return None

    def _is_number_of_day(self, j: int) -> bool:
        return 1 <= self.t.values[j] <= 31 and self.t.ends[j] - self.t.starts[j] <= 2

    def _after_ordinal(self, j: int) -> int:
        t = self.t
        if t.starts[j] != t.ends[j - 1]:
            return j
        if t.words[j] in self.v.ordinals:
            j += 1
        if t.words[j] == "." and t.touches(j):
            j += 1
        if t.words[j] in "º°ª" and t.touches(j):
            j += 1
        return j

    def _before_month(self, j: int) -> int:
        """Past what stands between day and month: "of", "de", "d'", a hyphen."""
        t = self.t
        last, of = j + 2, self.v.of
        while j < last and (t.words[j] in of or t.words[j] in "-/,‐‑"):
            j += 1
        if t.words[j] == "d" and t.words[j + 1] in APOSTROPHES:
            j += 2
        return j

    def _joiner(self, j: int) -> tuple[bool, int] | None:
        """Whether the numbers around token `j` are ends of a range (or a list), and the token behind it."""
        t, v = self.t, self.v
        word = t.words[j]
        if word not in v.joiners:
            return None
        if word in DASHES or word in v.to or word == "/":
            return True, j + 1
        j += 1
        if t.words[j] == "&" or t.words[j] in v.and_:
            j += 1
        return False, j

    def _close_month(self, numbers: list[int], ranged: bool, k: int) -> Reading | None:
        """The month at `k` behind its days, and the year behind it."""
        t, v = self.t, self.v
        after = k + 1 + (t.words[k + 1] == "." and t.touches(k + 1))
        if len(numbers) == 1 and t.values[k - 1] >= 0 and self._counts_something(k - 1, k):
            return None
        year, after = self._year_behind_sign(k, after) if t.words[k - 1] in _HYPHENS else self.year(after)
        month = v.months.get(t.words[k])
        if month is None:
            if year is None:
                return None  # a short word of another language is a month only with its year
            month = v.foreign_months[t.words[k]]
        return self._several(month, numbers, ranged, year, after)

    def _counts_something(self, number: int, k: int) -> bool:
        """In "Lecture 5 March 12" the 5 counts lectures: a word before it, a lone day behind the month."""
        t, v = self.t, self.v
        behind = k + 1 + (t.words[k + 1] == ".")
        if not self._is_number_of_day(behind) or t.words[k] not in v.month_first:
            return False
        before = t.words[number - 1] if number else ""
        if (
            not before.isalpha()
            or before in v.weekdays
            or before in v.on
            or before in v.of
            or before in v.from_
        ):
            return False
        if "\n" in t.text[t.ends[number - 1] : t.starts[number]]:
            return False
        clock = clock_at(t, v, behind)
        return (clock is None or not clock.sure) and hours_at(t, v, behind) is None

    def _year_behind_sign(self, k: int, after: int) -> tuple[int | None, int]:
        """The year of "5-May-21", "5/May/21", "May-5-21": the sign before `k` used twice. Else any."""
        t = self.t
        if t.words[after] == t.words[k - 1] and t.values[after + 1] >= 0 and t.digits(after + 1) == 2:
            return two_digit_year(t.values[after + 1]), after + 2
        return self.year(after)

    def _several(
        self, month: int, numbers: list[int], ranged: bool, year: int | None, after: int
    ) -> Reading | None:
        if len(numbers) == 1:
            return (Day(month, numbers[0], year),), after
        if not all(is_day(month, number, year) for number in numbers):
            return None
        if ranged and len(numbers) == 2 and numbers[0] < numbers[1]:
            return (Day(month, numbers[0], year, until=(month, numbers[1])),), after
        return tuple(Day(month, number, year) for number in numbers), after

    def month_first(self, i: int, *, certain: bool) -> Reading | None:
        """June 17th, 2019; Oct. 3; May 5 & 12; March 12-14. `certain`: a weekday or year stands before it."""
        t, v = self.t, self.v
        j = i + 1
        while j < i + 3 and (t.words[j] in ".,-/" or t.words[j] == "the"):
            j += 1
        if not 1 <= t.values[j] <= 31 or t.ends[j] - t.starts[j] > 2 or self._is_hour(j):
            return None
        numbers = [t.values[j]]
        after = j + 1
        has_ordinal = t.words[after] in v.ordinals and t.touches(after)
        after, ranged = after + has_ordinal, False
        if t.words[after] in v.joiners and not (t.words[after] == "," and t.values[after + 1] > 31):
            after, ranged = self._more_days(after, numbers)
        year, after = self._year_behind_sign(j, after) if t.words[j - 1] in _HYPHENS else self.year(after)
        if not (certain or has_ordinal or year or self._means_month(i, after)):
            return None
        return self._several(v.months[t.words[i]], numbers, ranged, year, after)

    def _is_hour(self, j: int) -> bool:
        """Whether the number at `j` begins an hour ("May 5pm", "May 10:30"), not a day."""
        t, v = self.t, self.v
        follower = t.words[j + 1]
        if follower == ":" and t.values[j + 2] >= 0 and t.touches(j + 1) and t.touches(j + 2):
            return True
        if len(follower) == 1 and not t.touches(j + 1):
            return False
        return follower in v.am or follower in v.pm or (follower in v.hour and follower not in v.ordinals)

    def _more_days(self, j: int, numbers: list[int]) -> tuple[int, bool]:
        """Further days behind "May 5": a range, or a list that ends in "and"/"&"."""
        t, v = self.t, self.v
        best = j
        found: list[int] = []
        while len(found) < _MOST_DAYS:
            joined = self._joiner(j)
            if joined is None:
                break
            ranged, j = joined
            closes = ranged or t.words[j - 1] == "&" or t.words[j - 1] in v.and_
            if not self._is_number_of_day(j) or self._is_hour(j) or hours_at(t, v, j) is not None:
                break
            behind = self._after_ordinal(j + 1)
            if t.words[behind] in v.months or (ranged and t.words[j + 1] in v.to):
                break
            found.append(t.values[j])
            j = j + 1 + (t.words[j + 1] in v.ordinals and t.touches(j + 1))
            if closes:
                numbers.extend(found)
                found = []
                best = j
            if ranged:
                return best, True
        return best, False

    def _means_month(self, i: int, after: int) -> bool:
        """Whether a word before a bare number is a month and no verb or name of something else.

        An English month with a capital; any other only when nothing but the day stands on its line,
        or punctuation follows.
        """
        t = self.t
        word = t.text[t.starts[i]]
        if word.isupper() and t.words[i] in self.v.month_first:
            return True
        gap = t.text[t.ends[after - 1] : t.starts[after]]
        return (
            self.at_line_head(i)
            and ("\n" in gap or after >= t.count or not t.words[after].isalnum())
            and not (t.words[after] == "-" and t.touches(after))
        )

    def year_then_month(self, i: int) -> Reading | None:
        """2026 Oct 14; 2026, October 14; 2026-Oct-14; 2026. október 14."""
        t = self.t
        if not FIRST_YEAR <= t.values[i] <= LAST_YEAR or t.digits(i) != 4:
            return None
        j = i + 1
        while j < i + 3 and t.words[j] in ",.-/":
            j += 1
        if t.words[j] not in self.v.months:
            return None
        reading = self.month_first(j, certain=True)
        if reading is None or any(day.year is not None for day in reading[0]):
            return None
        days, after = reading
        for day in days:
            day.year = t.values[i]
        return days, after
