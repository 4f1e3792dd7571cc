"""A text as the tokens of dates: numbers, words and signs, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from seminarcrawl.reading.dates.vocabulary import clock_words, compound_words

LONGEST_TEXT = 20_000  # characters of one block that are looked at; what follows is not an announcement

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_NUMERALS = "〇零一二三四五六七八九十廿卅"
_TOKEN = re.compile(
    "|".join(
        [
            "|".join(
                re.escape(w) if not w.isascii() or not w[0].isalpha() else rf"(?<![^\W\d_]){re.escape(w)}\b"
                for w in compound_words()
            ),
            r"\d+",
            r"(?<![^\W\d_])[ap]\.\s?m\b\.?",
            r"(?<![^\W\d_])(?:m\.\s?)?[cs]\.\s?t\b\.?",
            rf"[^\W\d_{_CJK}]+",
            rf"[{_NUMERALS}]{{1,6}}(?=[年月日号號时時点點])",
            r"\S",
        ]
    ),
    re.I,
)
# A text without any digit or written-out CJK date cannot hold one: nearly all prose stops here.
HAS_NUMBER = re.compile(rf"\d|[{_NUMERALS}][年月日号號时時点點]")
_HAS_CLOCK_WORD = re.compile("|".join(re.escape(word) for word in clock_words()), re.I)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


def numeral(word: str) -> int:
    """A Chinese numeral up to 99 or a digit-by-digit year (二〇二六) as a number."""
    word = word.replace("廿", "二十").replace("卅", "三十")
    if "十" in word:
        tens, _, ones = word.partition("十")
        return _DIGITS.get(tens, 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    value = 0
    for char in word:
        value = value * 10 + _DIGITS.get(char, 0)
    return value


@dataclass(slots=True)
class Tokens:
    """Parallel lists: `words[i]` (lower case), `values[i]` (-1 unless a number), `starts[i]`, `ends[i]`.

    Three empty tokens at the end spare the grammar its bounds checks.
    """

    text: str
    words: list[str]
    values: list[int]
    starts: list[int]
    ends: list[int]
    count: int

    def digits(self, i: int) -> int:
        """How many digits the number at `i` is printed with."""
        return self.ends[i] - self.starts[i]

    def touches(self, i: int) -> bool:
        """Whether token `i` follows token `i - 1` without a space."""
        return self.starts[i] == self.ends[i - 1]


@lru_cache(maxsize=64)
def tokenize(text: str) -> Tokens:
    """The tokens of the first `LONGEST_TEXT` characters of `text`."""
    text = text[:LONGEST_TEXT].translate(_WIDE)
    words: list[str] = []
    values: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        first = word[0]
        value = -1
        if first.isdecimal():
            value = int(word) if len(word) < 9 else -1
        elif first in _NUMERALS and all(c in _NUMERALS for c in word):
            value = numeral(word)
        else:
            word = word.lower()
            if "." in word and len(word) > 1:
                word = "".join(c for c in word if c.isalpha())
        words.append(word)
        values.append(value)
        starts.append(match.start())
        ends.append(match.end())
    count = len(words)
    end = ends[-1] if ends else 0
    for _ in range(4):
        words.append("")
        values.append(-1)
        starts.append(end + 1)
        ends.append(end + 1)
    return Tokens(text, words, values, starts, ends, count)


def may_hold_a_number(text: str) -> bool:
    """Whether `text` can hold a day or an hour at all: the cheap test before the grammar."""
    return HAS_NUMBER.search(text, 0, LONGEST_TEXT) is not None


def may_hold_hours(text: str) -> bool:
    """The same for hours, which a word alone ("noon") can state."""
    return may_hold_a_number(text) or _HAS_CLOCK_WORD.search(text, 0, LONGEST_TEXT) is not None
