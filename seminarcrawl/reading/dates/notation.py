"""What all notations of days share: the tokens, the words, and how a year is recognised."""

from __future__ import annotations

from datetime import date

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates.model import APOSTROPHES, Day
from seminarcrawl.reading.dates.order import two_digit_year
from seminarcrawl.reading.dates.tokens import Tokens
from seminarcrawl.reading.dates.vocabulary import Vocabulary

FIRST_YEAR, LAST_YEAR = 1900, 2100
_HOURS_OF_FOUR_DIGITS = frozenset({"h", "hrs", "hr", "hours", "uhr"})


# What was read from a token on: the days, and the token after them.
Reading = tuple[tuple[Day, ...], int]


def is_day(month: int, day: int, year: int | None = None) -> bool:
    """Whether such a day exists (29 February does, when no year is known)."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    if day <= 28:
        return True
    try:
        date(year or 2024, month, day)
    except ValueError:
        return False
    return True


class Notation:
    """One text under the grammar. Methods take the index of a token."""

    __slots__ = ("context", "t", "v")

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, context: Context) -> None:
        self.t = tokens
        self.v = vocabulary
        self.context = context

    def is_year(self, i: int) -> bool:
        """Whether token `i` is a four-digit year and no hour (`2000 hrs`, `2026:30`) nor part of an id."""
        t = self.t
        if not FIRST_YEAR <= t.values[i] <= LAST_YEAR or t.ends[i] - t.starts[i] != 4:
            return False
        follower, value = t.words[i + 1], t.values[i + 2]
        if follower in _HOURS_OF_FOUR_DIGITS and value < 0 and t.values[i] % 100 < 60:
            return False
        return not (follower in ":./-" and value >= 0 and t.touches(i + 1) and t.touches(i + 2))

    def year(self, i: int) -> tuple[int | None, int]:
        """A year at `i`, behind the signs that may stand before it, and the token after it."""
        t, v = self.t, self.v
        words, values = t.words, t.values
        j = i
        while j < i + 3 and values[j] < 0 and (words[j] in ",./-–(" or words[j] in v.of):
            j += 1
        if values[j] < 0:
            if words[j] in APOSTROPHES and values[j + 1] >= 0 and t.digits(j + 1) == 2:
                return two_digit_year(values[j + 1]), j + 2
            return None, i
        if not self.is_year(j):
            return None, i
        after = j + 1
        if t.words[after] in v.year_mark:
            after += 1 + (t.words[after + 1] == ".")
        elif t.words[j - 1] == "(" and t.words[after] == ")":
            after += 1
        return t.values[j], after

    def weekday_behind(self, i: int) -> int | None:
        """The weekday right behind a day that ends before token `i`: "05/06 (Fri)", "5/6, Friday"."""
        t, v = self.t, self.v
        if t.words[i] in "([":
            name = t.words[i + 1]
            return v.weekdays.get(name, v.weekday_signs.get(name))
        return v.weekdays.get(t.words[i + (t.words[i] == ",")])

    def begins_number(self, i: int) -> bool:
        """No letter, digit, point or dash glued before the number at `i`: not part of an id or a version."""
        start, text = self.t.starts[i], self.t.text
        if start == 0:
            return True
        before = text[start - 1]
        if before in " \n":
            return True
        if before in "./-:":
            earlier = text[start - 2] if start > 1 else " "
            return not (earlier.isalnum() if before != ":" else earlier.isdigit())
        return not (before.isascii() and (before.isalnum() or before in "_#$€£%=&+"))

    def ends_number(self, i: int, sign: str) -> bool:
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

    def at_line_head(self, i: int) -> bool:
        """Whether nothing but bullets and brackets stands before token `i` on its line."""
        before = self.t.text[max(0, self.t.starts[i] - 12) : self.t.starts[i]].rstrip(" \t(*•·–|-")
        return not before or before[-1] == "\n"
