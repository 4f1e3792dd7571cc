"""Remarks in an entry on its own hour or room: "note: 4:30 pm, Room 5", "(in NSH 1305!)", "**AT 2:30**".

What such a remark says holds for its entry alone and wins over the hours and the room of the series; it
is taken off the text before title and speaker are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from seminarcrawl.extractors.schedules.dates import find_days, find_hours, names_side_event
from seminarcrawl.extractors.schedules.places import is_room, read_number, read_room
from seminarcrawl.extractors.schedules.records import Record
from seminarcrawl.extractors.schedules.status import cut_out
from seminarcrawl.reading.announcement.abstract import is_running_text
from seminarcrawl.reading.announcement.when_lines import pieces_beside
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Hours
from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.names import institution_likeness
from seminarcrawl.reading.places import place_words
from seminarcrawl.reading.text import fold

_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]{3,90})[)）\]]")
_LAST_PIECE = re.compile(r",\s([^,()]{3,40})$")
_URL = re.compile(r"https?://\S{1,300}")
_WORD = re.compile(r"[^\W\d_]+")
_EDGES = " \t\n*!.,;:()[]（）–—-"
_SET_OFF = "-–—,;|·"
_LONGEST = 90
_INSTITUTION = 0.5
_LONGEST_BLOCK = 400  # longer ones are abstracts
_MOST_OTHER_WORDS = 2
_READ_ELSEWHERE = frozenset(("abstract", "time", "place", "number", "online"))


@dataclass(frozen=True, slots=True)
class _Remark:
    hours: Hours | None
    room: str | None


def take_remarks(record: Record, context: Context) -> None:
    """Note the hours and the room that a remark in the record states, and take the remark off its text."""
    passed = {id(b) for role in _READ_ELSEWHERE for b in record.columns.get(role, [])}
    links: list[Block] = []
    for block in record.blocks:
        if id(block) in passed or len(block.text) > _LONGEST_BLOCK:
            continue
        if (block is record.anchor and not record.columns) or any(
            is_running_text(_URL.sub("", line)) for line in block.lines
        ):
            continue
        if _is_hours_alone(block.text, context):
            continue  # "3:30pm" above "4:30pm" is a range
        for start, end, is_set_off in _candidates(block, is_date=block is record.anchor):
            if is_set_off and is_room(block.text[:start].strip()):
                continue  # "Room 2463 (near lifts 25 - 26)"
            remark = _read(block.text[start:end], context, is_set_off)
            if remark is not None:
                record.hours = record.hours or remark.hours
                record.room = record.room or remark.room
                url = _URL.search(block.text, start, end)
                if url is not None:  # the link to join stays, on a line of its own
                    links.append(replace(block, text=url[0], spans=[]))
                if is_set_off and (hours := _hours_behind_origin(block.text[start:end], context)):
                    cut_out(block, start + hours[0], start + hours[1], within=True)
                else:
                    cut_out(block, start, end)
                break
    record.blocks += links


def _hours_behind_origin(text: str, context: Context) -> tuple[int, int] | None:
    """Where the hours stand in brackets that tell where somebody is from: "(Oslo, 14:00)"."""
    found = find_hours(text, context)
    if len(found) != 1 or text[: found[0].start].rstrip()[-1:] not in (",", ";"):
        return None
    origin = text[: found[0].start].strip(_EDGES)
    if text[found[0].end :].strip(_EDGES) or _asks_to_note(origin) or any(map(str.isdigit, origin)):
        return None
    told = [word for word in fold(origin).split() if not _is_idle(word)]
    is_place = institution_likeness(origin) >= _INSTITUTION or place_words(origin) == 0
    return (found[0].start, found[0].end) if told and is_place else None


def _is_hours_alone(text: str, context: Context) -> bool:
    found = find_hours(text, context) if text[:1].isdigit() and len(text) < _LONGEST else ()
    return len(found) == 1 and not text[: found[0].start].strip() and not text[found[0].end :].strip()


def _candidates(block: Block, *, is_date: bool) -> Iterator[tuple[int, int, bool]]:
    """What could be a remark: brackets, marked runs, lines below the first; whether brackets hold it."""
    text = block.text
    for match in _BRACKETED.finditer(text):
        yield match.start(), match.end(), True
    for span in block.spans:
        if (
            span.kind in ("strong", "em")
            and span.end - span.start <= _LONGEST
            and (span.start > 0 or is_date)
        ):
            yield from _behind_title(text, span.start, span.end)
            yield span.start, span.end, False
    offset = 0
    for line in text.split("\n")[:12]:
        if (offset or (not is_date and _asks_to_note(line))) and 0 < len(line) <= _LONGEST:
            yield offset, offset + len(line), False
        offset += len(line) + 1
    last = _LAST_PIECE.search(text[-60:]) if "\n" not in text else None
    if last is not None:
        yield len(text) - len(last[0]), len(text), False


def _behind_title(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """A marked room set off from the title before it, to the line's end: "… — **room 226**, still 9:30"."""
    word = text[start:end].split(" ", 1)[0].strip(_EDGES)
    stop = text.find("\n", end) if "\n" in text[end:] else len(text)
    if start > 0 and text[:start].rstrip()[-1:] in _SET_OFF and match_label(word) == "place":
        if stop > end and stop - start <= _LONGEST:
            yield start, stop, True
        yield start, end, True


def _read(text: str, context: Context, is_set_off: bool) -> _Remark | None:
    """The hours and the room that a remark states; None for what is no remark."""
    text = _URL.sub("", text).strip(_EDGES)
    if not any(char.isdigit() for char in text) or find_days(text, context):
        return None
    if names_side_event(text):
        return None
    found = find_hours(text, context)
    rest = pieces_beside(text, context) if found else [text]
    room = next((one for piece in rest if (one := _room(piece))), None)
    is_told = is_set_off or _asks_to_note(text)
    if not found and (room is None or not is_told or not (place_words(room) or fold(room) != fold(text))):
        return None  # "(B487)" specifies the room before it
    known = set(fold(room or "").split())
    others = [w for w in fold(text).split() if not any(c.isdigit() for c in w) and not _is_idle(w)]
    if len([word for word in others if word not in known]) > _MOST_OTHER_WORDS:
        return None
    hours = found[0].value if found and isinstance(found[0].value, Hours) else None
    return _Remark(hours, room)


def _room(text: str) -> str | None:
    """The room in a remark, behind "in" or "room change:", before ", still (at 4)"."""
    before, _, last = text.rpartition(", ")
    if before and last.islower() and last.isalpha():
        text = before
    head, _, told = text.rpartition(":")
    noted = [told] if head and all(map(_is_idle, fold(head).split())) else []
    for piece in (*noted, text, told, text.rpartition(",")[2]):
        piece = piece.strip(_EDGES)
        small, _, rest = piece.partition(" ")
        named = rest if rest and (small.islower() or fold(small) in _small()) and len(small) <= 4 else piece
        place = read_room(named) or read_number(named)
        if place is not None and place.location and any(char.isdigit() for char in place.location):
            return place.location
    return None


def _asks_to_note(text: str) -> bool:
    """`Achtung: Raum 5`, `Note special room: Gunn 103`: whether a text opens by asking to note something."""
    tokens = fold(text[:_LONGEST]).split()
    return len(tokens) > 1 and tokens[0] in _openers()


def _is_idle(word: str) -> bool:
    """Whether a word only says that something is noted: a small word, a label, "unusual", "note"."""
    return word in _small() or word in _noting() or match_label(word) in ("date", "time", "datetime", "place")


@remember()
def _small() -> frozenset[str]:
    return frozenset(fold(word) for word in words("function_words"))


@remember()
def _openers() -> frozenset[str]:
    return frozenset(fold(word) for word in words("prose", "note_openers"))


@remember()
def _noting() -> frozenset[str]:
    return frozenset(token for word in words("places", "remarks") for token in fold(word).split())
