"""A dated block without its date and hours, and the room that stands beside them."""

from __future__ import annotations

import re

from seminarcrawl.extractors.schedules.dates import find_days, find_hours
from seminarcrawl.extractors.schedules.places import take_place
from seminarcrawl.extractors.schedules.records import EDGES, cut_block, is_room_word
from seminarcrawl.reading.announcement.when_lines import residual_place
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Day
from seminarcrawl.reading.places import Place

_LONG_WORD = re.compile(r"[^\W\d_]{4}")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_OPENING_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）\n]{4,110})[)\]）]\s{0,2}[.:,–—-]?\s{0,2}")
_SHORT_LINE = 110


def without_when(block: Block, context: Context) -> Block:
    """The block without the date and hours that open it, or that close its first line."""
    before, after = around_when(block, context)
    return before if after is None or before.text else after


def undated(block: Block, context: Context) -> tuple[list[Block], Block | None]:
    """A dated block without its date: what is left as blocks, and the text behind the date on its line."""
    offset = 0
    for line in block.text.split("\n")[:12]:
        if _DIGIT.search(line) and find_days(line[:400], context):
            dated = cut_block(block, offset, offset + len(line))
            before, after = around_when(dated, context)
            behind = before if after is None else after
            rest = [cut_block(block, 0, offset), cut_block(block, offset + len(line), len(block.text))]
            parts = [rest[0], *([before] if after is not None else []), behind, rest[1]]
            return [part for part in parts if part.text], behind if behind.text else None
        offset += len(line) + 1
    return [block], None


def undated_and_placed(block: Block, context: Context) -> tuple[list[Block], Place | None]:
    """A dated block without its date and without the place beside it, and that place."""
    if opening := _in_opening_brackets(block, context):
        return opening
    rest, behind = undated(block, context)
    if behind is None:
        return rest, None
    room = _room_of_remark(behind.text, context)
    place, left = (Place(room, None), None) if room else take_place(behind)
    if place is None and left is behind:
        return rest, None
    return [part for one in rest if (part := left if one is behind else one) is not None], place


def _in_opening_brackets(block: Block, context: Context) -> tuple[list[Block], Place | None] | None:
    """`(3 May, 14:00, Room 5). Jane Doe: On knots`: what follows the brackets, and the room in them."""
    match = _OPENING_BRACKETS.match(block.text)
    if match is None or not find_days(match[1], context):
        return None
    room = residual_place(match[1], context)
    rest = cut_block(block, match.end(), len(block.text))
    return [rest] if rest.text else [], Place(room, None) if room else None


def _room_of_remark(text: str, context: Context) -> str | None:
    """The room in a remark on the date that is nothing but an hour and a room: "CAREFUL: 2 pm, Room 7"."""
    if len(text) > _SHORT_LINE or "\n" in text:
        return None
    before = [text[: found.start].rsplit(None, 1)[-1:] for found in find_hours(text, context)]
    if not before or any(is_room_word(word) for words in before for word in words):
        return None  # "Room G.10"
    room = residual_place(text, context)
    others = [word for word in _WORD.findall(text) if not any(c.isdigit() for c in word)]
    return room if room and len(others) <= len(_WORD.findall(room)) + 2 else None


def around_when(block: Block, context: Context) -> tuple[Block, Block | None]:
    """The text before and after a block's date and hours; None for after when they open the block.

    `Oct 3, 4 pm: Jane Doe` is ("Jane Doe", None); `Jane Doe: Title. 3 October, Room 5` is ("Jane Doe:
    Title", "Room 5").
    """
    text = block.text
    line_end = text.find("\n") if "\n" in text else len(text)
    head = text[: min(line_end, 400)]
    found = sorted([*find_days(head, context), *find_hours(head, context)], key=lambda f: f.start)
    found = [f for f in found if isinstance(f.value, Day) or f.start < 40 or f.start > found[0].start]
    if not found:
        return block, None
    start = found[0].start
    end = found[0].end
    for one in found[1:]:
        if one.start - end > 14 or _LONG_WORD.search(head, end, max(one.start, end)):
            break
        end = max(end, one.end)
    while end < len(text) and text[end] in EDGES + ")]!":
        end += 1
    if len(text[:start].strip(EDGES + "([")) < 4:
        return cut_block(block, end, len(text)), None
    stop = start
    while stop > 0 and text[stop - 1] in EDGES + "([":
        stop -= 1
    return cut_block(block, 0, stop), cut_block(block, end, len(text))
