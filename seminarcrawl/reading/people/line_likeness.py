"""How surely a text is a speaker line: one or more people, with or without affiliations."""

from __future__ import annotations

import re

from seminarcrawl.reading.languages import remember
from seminarcrawl.reading.people.honorifics import is_degree, strip_role
from seminarcrawl.reading.people.likeness import (
    begins_as_prose,
    institution_likeness,
    is_place_name,
    person_likeness,
)
from seminarcrawl.reading.people.speaker_parts import Part, split_parts

_ROOM_NUMBER = re.compile(r"[A-Z]?-?\d{2,4}[A-Za-z]?")
_DIVIDED = re.compile(r"[,(（\-–—/@|]")


def speakers_likeness(text: str) -> float:
    """0 to 1: how surely `text` is a speaker line: one or more people, with or without affiliations."""
    if not 1 < len(text) <= 300 or "\n" in text.strip():
        return 0.0
    return _speakers_likeness(text)


@remember(20_000)
def _speakers_likeness(text: str) -> float:
    if begins_as_prose(text):
        return 0.02
    alone = person_likeness(text)
    if alone >= 0.5:
        return alone
    if text.rstrip()[-1:] in "?!" or ": " in text:
        return 0.02
    if not _DIVIDED.search(text) and institution_likeness(text) >= 0.6:
        return 0.05
    parts = split_parts(text)
    if len(parts) > 24 or not parts:
        return 0.0
    if any(_ROOM_NUMBER.fullmatch(part.text) for part in parts[1:]):
        return 0.1  # "Olin Hall, 114"
    first = _part_score(parts[0], first=True)
    if first < 0.4:
        return min(first, 0.3)
    misfits = sum(_part_score(part, first=False) < 0.4 for part in parts[1:])
    return max(0.0, min(0.99, first - 0.25 * misfits))


def _part_score(part: Part, *, first: bool) -> float:
    """How well a part fits into a speaker line."""
    person = person_likeness(part.text)
    if first:
        if part.notes and any(institution_likeness(note) >= 0.5 for note in part.notes):
            person += 0.15
        return person
    if strip_role(part.text) is not None or is_degree(part.text):
        return 0.9
    return max(person, institution_likeness(part.text), 0.6 if is_place_name(part.text) else 0.0)
