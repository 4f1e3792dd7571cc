"""What stands around a title and is no part of it: "(joint with J. Roe)", "(note the hour!)", "Job talk:"."""

from __future__ import annotations

import re

from seminarcrawl.reading.kinds import ends_in_talk_kind, is_series_name
from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.names import speakers_likeness
from seminarcrawl.reading.text import fold, unquote

_CLOSING = re.compile(r"\s?[(（\[]([^()（）\[\]]{3,90})[)）\]]\s{0,2}[.!]?$")
_PERSON = 0.6
_MOST_WORDS = 10
_LONGEST_KIND = 30
_FEWEST_TITLE_WORDS = 3
_SMALL = 3  # letters of words such as "not" and "the"


def without_closing_remark(title: str) -> str:
    """`title` without a closing remark on who worked along, what to note, or the language of the talk."""
    found = _CLOSING.search(title)
    if found is None or found.start() < 3:
        return title
    inner = found[1].strip()
    is_aside = names_partners(inner) or asks_to_note(inner) or fold(inner) in _asides()
    return unquote(title[: found.start()].rstrip(" ,;")) if is_aside else title


def without_kind(title: str) -> str:
    """`PhD defense: On knots` without the kind of talk before it; a series there is kept."""
    kind, colon, rest = title.partition(": ")
    if not colon or len(kind) > _LONGEST_KIND or is_series_name(kind):
        return title
    return rest.strip() if ends_in_talk_kind(kind) and len(rest.split()) >= _FEWEST_TITLE_WORDS else title


def names_partners(text: str) -> bool:
    """Whether a text is "joint work with" somebody; a mere "with" only before people."""
    tokens = text.split()
    for size in range(min(5, len(tokens) - 1), 0, -1):
        if fold(" ".join(tokens[:size])) in _joint():
            rest = " ".join(tokens[size:])
            return size > 1 or speakers_likeness(rest) >= _PERSON
    return False


def asks_to_note(text: str) -> bool:
    """Whether a few words open by asking to note something: "Note the room!", „Achtung, anderer Raum“."""
    tokens = fold(text).split()
    if len(tokens) > _MOST_WORDS:
        return False
    sizes = [size for size in range(1, min(3, len(tokens)) + 1) if " ".join(tokens[:size]) in _openers()]
    if not sizes or max(sizes) > 1 or len(tokens) == 1:
        return bool(sizes)
    is_called_out = text[len(tokens[0]) : len(tokens[0]) + 2].strip()[:1] in tuple(":!,：！-–—")
    return is_called_out or any(map(_is_noted, tokens[1:]))  # "(attention is all you need)" notes nothing


def _is_noted(token: str) -> bool:
    """Whether a word names what a remark asks to note: the room, the hour, a change."""
    if len(token) < _SMALL:
        return False
    return token in _noting() or match_label(token) in ("date", "time", "datetime", "place", "online")


@remember()
def _noting() -> frozenset[str]:
    told = {token for word in words("places", "remarks") for token in fold(word).split()}
    return frozenset(token for token in told if len(token) > _SMALL)


@remember()
def _joint() -> frozenset[str]:
    return frozenset(fold(word) for word in words("joiners", "joint"))


@remember()
def _asides() -> frozenset[str]:
    return frozenset(fold(word) for word in words("prose", "title_asides"))


@remember()
def _openers() -> frozenset[str]:
    return frozenset(fold(word) for word in words("prose", "note_openers"))
