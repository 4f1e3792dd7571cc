"""Finding the days of a text: which numbers are a day and a month, with weekday, year and last day."""

from __future__ import annotations

from datetime import date

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates.hour_ranges import hours_at
from seminarcrawl.reading.dates.model import DASHES, Day, Found
from seminarcrawl.reading.dates.notation import Reading, is_day
from seminarcrawl.reading.dates.numeric_days import SIGNS, NumericDays
from seminarcrawl.reading.dates.tokens import Tokens, may_hold_a_number, tokenize
from seminarcrawl.reading.dates.vocabulary import Vocabulary, vocabulary_for
from seminarcrawl.reading.dates.worded_days import WordedDays


def find_days(text: str, context: Context) -> list[Found]:
    """Every day printed in `text` (own grammar only: needs a day and a month), left to right.

    "5 & 12 May" gives two days at the same place, "12-14 May" one with `last` or `until`. Only the
    first 20,000 characters are looked at.
    """
    if not may_hold_a_number(text):
        return []
    return days_of(tokenize(text), vocabulary_for(context), context)


def days_of(tokens: Tokens, vocabulary: Vocabulary, context: Context) -> list[Found]:
    """The days among `tokens`."""
    return Grammar(tokens, vocabulary, context).scan()


class Grammar(NumericDays, WordedDays):
    """All notations of days over one text."""

    __slots__ = ()

    def scan(self) -> list[Found]:
        """All days from left to right."""
        found: list[Found] = []
        t, openers = self.t, self.v.openers
        words, values, i, count = t.words, t.values, 0, t.count
        while i < count:
            reading = None
            if values[i] >= 0:
                if words[i + 1] != ":" and self.begins_number(i):
                    reading = self._number(i, None)
                    if reading is not None:
                        reading = self._completed(reading, None)
            elif words[i] in openers:
                reading = self.dated(i)
            if reading is None:
                i += 1
                continue
            days, after = reading
            start, end = t.starts[i], t.ends[after - 1]
            i = after
            found.append(Found(start, end, days[0]))
            if len(days) > 1:
                found += [Found(start, end, day) for day in days[1:]]
        return found

    def dated(self, i: int) -> Reading | None:
        """A day at `i` with the weekday before or after it, its year, and the end of its range."""
        weekday, start = self._weekday(i)
        reading = self._day(start, weekday)
        if reading is None and weekday is not None:  # "Mar 6": a Tuesday in Paris, March elsewhere
            weekday, reading = None, self._day(i, None)
        return self._completed(reading, weekday) if reading else None

    def _completed(self, reading: Reading, weekday: int | None) -> Reading | None:
        """The days of `reading` with what is printed behind them: weekday, year, end of a range."""
        days, after = reading
        words = self.t.words
        if weekday is None and (words[after] in ".,([" or words[after] in self.v.weekdays):
            weekday, after = self._weekday_after(after)
        first = days[0]
        if days[-1].year is None:
            if 0 <= self.t.values[after] < 1000 and self.t.digits(after) == 4:
                return None  # "01 Jan 0001", which software prints for no date
            year, after = self._late_year(after)
            if year:
                for day in days:
                    day.year = year
        if weekday is not None:
            first.weekday = weekday
        if len(days) > 1:
            days = (first, *days[1:])
            return (days, after) if all(is_day(day.month, day.day, day.year) for day in days) else None
        if first.until is None and (words[after] in DASHES or words[after] in self.v.to):
            first, after = self._range_to(first, after)
        if not is_day(first.month, first.day, first.year):
            return None
        return (first if first.until is None else _with_last(first),), after

    def _day(self, i: int, weekday: int | None) -> Reading | None:
        """One day, or the days of one month, without weekday and without a range over months."""
        word, v = self.t.words[i], self.v
        if word in v.months:
            return self.month_first(i, certain=weekday is not None)
        if word in v.eras:
            return self.era_day(i)
        if self.t.values[i] < 0 or self.t.words[i + 1] == ":" or not self.begins_number(i):
            return None
        return self._number(i, weekday)

    def _number(self, i: int, weekday: int | None) -> Reading | None:
        """The same where a number begins it."""
        follower, v = self.t.words[i + 1], self.v
        if follower in v.year_mark or follower in v.month_mark:
            reading = self.marked(i)
            if reading:
                return reading
        is_four_digits = self.t.ends[i] - self.t.starts[i] == 4
        if follower not in SIGNS:
            if is_four_digits:
                return self.year_then_month(i)
            return self.days_then_month(i) or self.shared_month(i)
        reading = self.three_numbers(i, weekday)
        if reading is not None:
            return reading
        if is_four_digits:
            return self.year_then_month(i)
        return self.days_then_month(i) or self.shared_month(i) or self.two_numbers(i, weekday)

    def _weekday(self, i: int) -> tuple[int | None, int]:
        """The weekday at `i` and the token where its day should begin."""
        t, v = self.t, self.v
        weekday = v.weekdays.get(t.words[i])
        if weekday is None:
            return None, i
        j = i + 1
        if t.words[j] == "-" and t.words[j + 1] in v.weekday_tails:
            j += 2
        last = j + 4
        while j < last and (t.words[j] in ".,;:()]|/-–·" or t.words[j] in v.on or t.words[j] in v.of):
            j += 1
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
            while t.words[end] in "./・" or t.words[end] in v.weekday_signs:
                end += 1
            return weekday, end + (t.words[end] in ")]")
        weekday = v.weekdays.get(t.words[j])
        if weekday is None or "\n" in t.text[t.ends[i - 1] : t.starts[j]]:
            return None, i
        _, after = self._weekday(j)
        return (None, i) if self._day(after, None) else (weekday, j + 1)

    def _late_year(self, i: int) -> tuple[int | None, int]:
        """The year behind the weekday or the hour: "13th of July (14:00), 2026", "Oct 14 14:30:00 CEST 2026".

        With an hour between, the day itself ends before it: the hours are for those who look for hours.
        """
        t = self.t
        year, after = self.year(i)
        if year is not None:
            return year, after
        j = i
        while t.words[j] in "(,@" or t.words[j] in self.v.at:
            j += 1
        if t.values[j] < 0:
            return None, i
        hours = hours_at(t, self.v, j)
        if hours is None:
            return None, i
        _, j = hours
        while t.words[j] in "),.":
            j += 1
        return (t.values[j], i) if self.is_year(j) else (None, i)

    def _range_to(self, first: Day, i: int) -> tuple[Day, int]:
        """March 30 – April 2; 12.05.2026 bis 14.05.2026; 7月12日〜14日: `i` is the range's sign."""
        t, v = self.t, self.v
        j = i + 1
        if t.words[j] in v.of or t.words[j] in v.on:
            j += 1
        if 1 <= t.values[j] <= 31 and t.words[j + 1] in v.day_mark:
            first.until = (first.month, t.values[j])
            return first, j + 2
        _, j = self._weekday(j)
        second = self._day(j, None)
        if second is None or len(second[0]) != 1:
            return first, i
        (last,), after = second
        if last.year is None or first.year is None:
            first.year = first.year or last.year
        elif (last.year, last.month, last.day) <= (first.year, first.month, first.day):
            return first, i
        first.until = (last.month, last.day)
        return first, after


def _with_last(day: Day) -> Day:
    """`last` worked out where the year is known."""
    if day.until is None or day.year is None:
        return day
    month, number = day.until
    year = day.year + ((month, number) < (day.month, day.day))
    if is_day(month, number, year):
        day.last = date(year, month, number)
    return day
