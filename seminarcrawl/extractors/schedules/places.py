"""Rooms in a list: beside the date of an entry, or behind the usual hours of the series."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seminarcrawl.extractors.schedules.records import cut_block
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.calendar_words import is_weekday
from seminarcrawl.reading.people.names import speakers_likeness
from seminarcrawl.reading.places import Place, place_likeness, read_place

_PARTS = re.compile(r"\s[·•|/–—-]\s|\s?[|｜]\s?|;\s")
_ROOM_NUMBER = re.compile(r"[A-Za-z]?[-.]?\d{1,4}[A-Za-z]?")
_SURE_NUMBER = re.compile(r"[A-Za-z]{1,2}[-.]?\d{1,4}|\d{1,3}[.]\d{1,4}|\d{3}[A-Za-z]?")
_TAIL = re.compile(r"\s?[(（]([^()（）]{3,60})[)）][.\s]{0,2}$|[,;]\s([^,;()]{4,60})$")
_EDGES = " \t\n,;–—-|@·•:"
_HEAD = re.compile(r"\s?[(\[]([^()\[\]]{1,60})[)\]]\s?[:|–—-]?\s?|([^:|()]{2,40}?)\s?[:|]\s")
_NUMBER_ALONE = re.compile(r"[A-Z]{0,3}\d{0,3}[-.]\d{1,4}[A-Z]?|[A-Z]{1,3}-?\d{1,4}[A-Z]?|\d{3,4}[A-Z]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 70
_LONGEST_SMALL = 4  # letters of "in", "im", "at"
_LIKELY = 0.5
_PERSON = 0.6
_SURE = 0.75


def is_room(text: str) -> bool:
    """Whether a few words are a room: by their words, or as a name with a number ("Evans 939")."""
    return place_likeness(text) >= _LIKELY or _ends_in(_ROOM_NUMBER, text)


def _ends_in(number: re.Pattern[str], text: str) -> bool:
    """Whether a text is a capitalised name and a room's number."""
    words = text.split()
    named = all(word[:1].isupper() or word[:1].isdigit() for word in words)
    return named and 2 <= len(words) <= 5 and bool(number.fullmatch(words[-1]))


def read_room(text: str, links: Sequence[str] = ()) -> Place | None:
    """The place that a short text is ("Room change: Lunt 105" too); None when it is something else."""
    text = text.strip(_EDGES)
    if not 1 < len(text) <= _LONGEST or "\n" in text:
        return None
    head, colon, value = text.partition(": ")
    if colon and place_likeness(head) >= 0.4 and is_room(value):
        text = value
    if _names_person(text) or (place_likeness(text) < _LIKELY and not _ends_in(_SURE_NUMBER, text)):
        return None
    return read_place(text, links=list(links))


def read_number(text: str) -> Place | None:
    """A room told by its number alone ("2-131", "C304"), where only a room can stand."""
    return Place(text.strip(_EDGES), None) if _NUMBER_ALONE.fullmatch(text.strip(_EDGES)) else None


def _names_person(text: str) -> bool:
    """Whether a text begins with a person ("Lev Orlov (Jane Street), Title")."""
    heads = {text.split(separator)[0] for separator in ",("}
    return any(speakers_likeness(head) >= _PERSON and place_likeness(head) < _LIKELY for head in heads)


def take_place(behind: Block) -> tuple[Place | None, Block | None]:
    """The place that opens the text behind a date (`Room 5 · Jane Doe`), and what is left of that text.

    Also `(Room 1302): Jane Doe`, `in 2-131: Jane Doe`; a sign without words (`(!) | Jane Doe`) is dropped.
    """
    number = behind.text.strip(_EDGES)
    if _NUMBER_ALONE.fullmatch(number) and not _YEAR.fullmatch(number):
        return Place(number, None), None  # "14:15, 5870"
    head = _HEAD.match(behind.text)
    if head is not None:
        inner = head[1] if head[1] is not None else head[2]
        small, _, rest = inner.strip().partition(" ")
        named = rest if small.islower() and len(small) <= _LONGEST_SMALL and rest else inner
        place = read_room(named) or (read_number(named) if named is rest else None)
        is_remark = head[1] is not None and (inner.rstrip()[-1:] == "!" or is_weekday(inner.rstrip("! ")))
        if place is not None or is_remark or not any(char.isalnum() for char in inner):
            left = cut_block(behind, head.end(), len(behind.text))
            return place, left if left.text.strip(_EDGES) else None
    first = _PARTS.search(behind.text.split("\n", 1)[0])
    for end, start in ([(first.start(), first.end())] if first else []) + [(len(behind.text),) * 2]:
        place = read_room(behind.text[:end], behind.links)
        if place is not None and (place.location or place.online_url):
            rest = cut_block(behind, start, len(behind.text))
            return place, rest if rest.text.strip(_EDGES) else None
    return None, behind


def take_tail_place(block: Block) -> tuple[Place | None, Block]:
    """The room that closes a line of an entry (`…: Title (Room 5)`, `…, Lecture Theatre C`), and the rest."""
    found = _TAIL.search(block.text[-_LONGEST - 4 :]) if "\n" not in block.text else None
    value = (found[1] or found[2] or "") if found else ""
    if found is None or place_likeness(value) < _SURE or _names_person(value):
        return None, block
    rest = cut_block(block, 0, len(block.text) - len(found[0]))
    return (read_room(value) or read_place(value), rest) if len(rest.text) > len(value) else (None, block)
