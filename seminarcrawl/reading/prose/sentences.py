"""Running text taken apart into sentences, with abbreviations left whole."""

from __future__ import annotations

import re

from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.text import QUOTES, fold

_STOP = re.compile(
    r"(?<![.!?])[.!?]{1,10}[)\]”’\"'»]{0,2}(?=\s)|(?<![。！？．])[。！？．]{1,10}[」』）]?(?!\d)"
)
_LAST_WORD = re.compile(r"[\w.]{1,12}$")
_LONGEST_ABBREVIATION = 4
_QUOTE_ENDS = '”’"»'


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of `text` starts and ends, in order. "Prof.", "St.", "J." and "10." end none."""
    return list(_sentences(text))


@remember(1024, longest=4000)  # several readers take the same text apart in turn
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if match.group()[0] == "." and _is_abbreviation(text, match.start(), match.end()):
            following = text[match.end() :].lstrip()[:1] if match.group()[-1] in _QUOTE_ENDS else ""
            if not following.isupper():  # … "Cave Ice." Then
                continue
        found.append((start, match.end()))
        start = match.end()
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text):
        found.append((start, len(text)))
    return tuple(found)


def _is_abbreviation(text: str, stop: int, end: int) -> bool:
    """Whether the full stop at `stop` shortens a word: a capital or digit before it, or lower case after."""
    head = _LAST_WORD.search(text, max(0, stop - 12), stop)
    word = head.group() if head else ""
    following = text[end : end + 8].lstrip()[:1]
    if following and (following.islower() or following in ",;:)"):
        return True
    if following.isdigit() and word.isalpha() and len(word) <= _LONGEST_ABBREVIATION + 1:
        return True
    if word.isalpha() and (fold(word) in _title_words() or (len(word) <= 3 and following in QUOTES)):
        return True  # "dr. Jane Doe", "pt. „Title”"
    if fold(word) in _shortened():
        return True  # "sala im. Szafera"
    if not word or word.isdigit():
        return bool(word) and len(word) <= 2 and text[stop - len(word) - 1 : stop - len(word)] != ":"
    letters = word.rsplit(".", 1)[-1]
    if "." in word and letters.isalpha() and len(letters) <= 2:
        return True
    return len(letters) == 1 or (
        letters[0].isupper() and len(letters) <= _LONGEST_ABBREVIATION and not letters.isupper()
    )


@remember()
def _shortened() -> frozenset[str]:
    return frozenset(fold(word) for word in words("places", "shortened"))


@remember()
def _title_words() -> frozenset[str]:
    """The words of honorifics that are shortened: "dr", "hab", "prof"."""
    return frozenset(
        word for phrase in words("honorifics", "words") for word in fold(phrase).split() if len(word) <= 5
    )
