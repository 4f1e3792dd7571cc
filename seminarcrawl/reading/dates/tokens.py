"""A text as the tokens of dates: numbers, words and signs, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from seminarcrawl.reading.dates.vocabulary import clock_words, latin_compounds, other_compounds

LONGEST_TEXT = 20_000  # characters of one block that are looked at; what follows is not an announcement

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_NUMERALS = "〇零一二三四五六七八九十廿卅两兩"
_MARKS = "年月日号號时時点點"


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"


_LATIN, _OTHER = latin_compounds(), other_compounds()
_HEADS = "".join(sorted({word[0] for word in _LATIN}))
_SECONDS = {head: "".join({word[1] for word in _LATIN if word[0] == head}) for head in _HEADS}
_LONGER_HEADS = "|".join(f"{head}[{re.escape(seconds)}]" for head, seconds in _SECONDS.items())
_TOKEN = re.compile(
    # A space is told first, as the commonest. A group, so that `split` gives gaps and tokens in turn.
    "(?! )({})".format(
        "|".join(
            [
                r"[0-9]++",
                r"[:,/()-]",  # the commonest signs, before what costs more
                rf"(?=[{_HEADS}])(?={_LONGER_HEADS})(?<![^\W\d_])(?:{_any(_LATIN)})(?![^\W\d_])",
                r"(?=[apmcs]\.)(?<![^\W\d_])(?:[ap]\.\s?m|(?:m\.\s?)?[cs]\.\s?t)\b\.?",
                r"[a-z]++(?![^\x00-\x7f])",  # the commonest words, before what tells all letters
                rf"[^\W\d_{_CJK}]++",
                rf"(?=[{_CJK}])(?:{_any(_OTHER)}|[{_NUMERALS}]{{1,6}}(?=[{_MARKS}]))",
                r"\S",
            ]
        )
    )
)
_NUMBER = re.compile(rf"[0-9０-９]|[{_NUMERALS}][{_MARKS}]")
_ASCII_NUMBER = re.compile("[0-9]")
_CLOCK_WORDS = clock_words()
_WINDOW = 80  # characters around a number that can belong to its date
_LONG = 3 * _WINDOW
_SPACE = re.compile(r"\s")
# Tokens that nothing matches, at the end: as many as the grammar looks ahead.
_AHEAD = 5
_BARRIERS = ["\0"] * _AHEAD
_NO_VALUES = [-1] * _AHEAD
_MOST_VALUES = 8192
_HAS_WIDE = re.compile("[\uff01-\uff5e]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}


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

    Tokens of `\\0` that match nothing stand at the end (they spare the grammar its bounds checks), and a
    space where text was left out.
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
    """The tokens of the first `LONGEST_TEXT` characters of `text`, of a long one only those near a number."""
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT]
    if not text.isascii() and _HAS_WIDE.search(text):
        text = text.translate(_WIDE)
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if len(text) > _LONG:
        return _tokens(text, low, *_near_numbers(low))
    pieces = _TOKEN.split(low)  # gap, token, gap, token, …, gap
    pieces.pop()
    places = list(accumulate(map(len, pieces)))
    return _tokens(text, low, pieces[1::2], places[::2], places[1::2])


def _near_numbers(low: str) -> tuple[list[str], list[int], list[int]]:
    """Words, starts and ends of the tokens near a number. A space stands where text was left out."""
    matches: list[re.Match[str]] = []
    for start, end in _windows(low):
        matches += _TOKEN.finditer(low, start, end)
        gap = _SPACE.match(low, end)
        if gap:
            matches.append(gap)
    return [m[0] for m in matches], [m.start() for m in matches], [m.end() for m in matches]


def _tokens(text: str, low: str, words: list[str], starts: list[int], ends: list[int]) -> Tokens:
    count = len(words)
    values = list(map(_VALUES.__getitem__, words))
    if low.count(".") != words.count("."):  # a point stands in a word: "p.m."
        words = [word if len(word) == 1 or "." not in word else _letters(word) for word in words]
    behind = (len(text) + 1,) * _AHEAD
    starts += behind
    ends += behind
    words += _BARRIERS
    values += _NO_VALUES
    return Tokens(text, words, values, starts, ends, count)


class _Values(dict[str, int]):
    """The numbers that tokens are, -1 for those that are none; the first few thousand are kept."""

    def __missing__(self, word: str) -> int:
        value = -1
        if "0" <= word < ":":
            value = int(word) if len(word) < 9 else -1
        elif all(c in _NUMERALS for c in word):
            value = numeral(word)
        if len(word) < 32 and len(self) < _MOST_VALUES:
            self[word] = value
        return value


_VALUES = _Values()


def _letters(word: str) -> str:
    """ "pm" of "p.m."."""
    return "".join(filter(str.isalpha, word))


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that can hold a date, cut at spaces."""
    start = end = -1
    for place in sorted(_places(text)):
        if place < end - _WINDOW // 2:
            continue
        if end < 0 or place - _WINDOW > end:
            if end >= 0:
                yield start, end
            start = max(text.rfind(" ", 0, max(0, place - _WINDOW)) + 1, place - 2 * _WINDOW, 0, end)
        end = text.find(" ", place + _WINDOW, place + 2 * _WINDOW)
        end = min(len(text), place + 2 * _WINDOW) if end < 0 else end
    if end >= 0:
        yield start, end


def _places(low: str) -> Iterator[int]:
    """Where numbers and the words for noon stand."""
    for match in _NUMBER.finditer(low):
        yield match.start()
    for word in _CLOCK_WORDS:
        place = low.find(word)
        while place >= 0:
            yield place
            place = low.find(word, place + 1)


def may_hold_a_number(text: str) -> bool:
    """Whether `text` can hold a day or an hour at all: the cheap test before the grammar."""
    pattern = _ASCII_NUMBER if text.isascii() else _NUMBER
    return pattern.search(text, 0, LONGEST_TEXT) is not None


def may_hold_hours(text: str) -> bool:
    """The same for hours, which a word alone ("noon") can state."""
    if may_hold_a_number(text):
        return True
    low = text[:LONGEST_TEXT].lower()
    return any(word in low for word in _CLOCK_WORDS)
