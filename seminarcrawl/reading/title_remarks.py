"""What stands in brackets behind a title and is no part of it: "(joint with J. Roe)", "(note the hour!)"."""

from __future__ import annotations

import re

from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.names import speakers_likeness
from seminarcrawl.reading.text import fold, unquote

_CLOSING = re.compile(r"\s?[(（\[]([^()（）\[\]]{3,90})[)）\]]\s{0,2}[.!]?$")
_PERSON = 0.6
_MOST_WORDS = 10


def without_closing_remark(title: str) -> str:
    """`title` without a closing remark on who worked along, what to note, or the language of the talk."""
    found = _CLOSING.search(title)
    if found is None or found.start() < 3:
        return title
    inner = found[1].strip()
    is_aside = _names_partners(inner) or _asks_to_note(inner) or fold(inner) in _asides()
    return unquote(title[: found.start()].rstrip(" ,;")) if is_aside else title


def _names_partners(text: str) -> bool:
    """Whether a text is "joint work with" somebody; a mere "with" only before people."""
    tokens = text.split()
    for size in range(min(5, len(tokens) - 1), 0, -1):
        if fold(" ".join(tokens[:size])) in _joint():
            rest = " ".join(tokens[size:])
            return size > 1 or speakers_likeness(rest) >= _PERSON
    return False


def _asks_to_note(text: str) -> bool:
    tokens = fold(text).split()
    if len(tokens) > _MOST_WORDS:
        return False
    return any(" ".join(tokens[:size]) in _openers() for size in range(1, min(3, len(tokens)) + 1))


@remember()
def _joint() -> frozenset[str]:
    return frozenset(fold(word) for word in words("joiners", "joint"))


@remember()
def _asides() -> frozenset[str]:
    return frozenset(fold(word) for word in words("prose", "title_asides"))


@remember()
def _openers() -> frozenset[str]:
    return frozenset(fold(word) for word in words("prose", "note_openers"))
