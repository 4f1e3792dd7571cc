"""Cancelled, postponed, struck through: what an entry's marks say, taken off before its fields are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from seminarcrawl.extractors.schedules.dates import find_days, find_hours
from seminarcrawl.extractors.schedules.records import Record
from seminarcrawl.items import Status
from seminarcrawl.reading.announcement.lines import Line as TextLine
from seminarcrawl.reading.blocks import Block, Span
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Day
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.people.names import read_speakers, speakers_likeness
from seminarcrawl.reading.prose.people import person_in
from seminarcrawl.reading.prose.phrases import phrases
from seminarcrawl.reading.prose.sentence import Sentence
from seminarcrawl.reading.status import mentioned_status, read_status

_EDGES = " \t\n-–—―:：,;|/·•.()[]!*"
_LONGEST_MARK = 40
_LONGEST_SPAN = 400  # characters of a mark before its edges are trimmed
_MOST_WORDS = 4
_PERSON = 0.6
_LONGEST_SENTENCE = 250
_BEFORE_MARK = (" -- ", " - ", " – ", " — ", ": ", ", ", "(", "[", "*")
_BEHIND_MARK = (": ", " | ", ") ", "] ", " - ", " – ", " — ")
_BRACKETED = re.compile(r"[(（]([^()（）]{5,150})[)）]")
_SENTENCE_END = re.compile(r"[.!。](?=\s|$)|\n")
_SHORT_LINE = 110
CALLED_OFF = "a sentence that calls the talk off"


def take_status(record: Record, context: Context) -> None:
    """Note the status that marks in the record state, and take the marking words off its text.

    A mark is set off from the text: in bold, italics or a link, beside text that is struck through, or on
    a line of its own. Beside a person's name it needs no emphasis ("Jane Doe Cancelled").
    """
    for block in list(record.blocks):
        told = read_sentence_status(block.text) if len(record.blocks) > 1 else None
        if told and block is not record.anchor:
            record.status = record.status or told
            if read_called_off(block, context) is None:
                _drop(record, block)
            continue
        if block is record.anchor:
            _take_beside_date(record, block, context)
        for start, end, status in islice(_marks(block), 1):
            record.status = record.status or status
            cut_out(block, start, end)


def _take_beside_date(record: Record, block: Block, context: Context) -> None:
    """A mark behind the date on its line: "9 February, 15:30, Room 5 -- CANCELLED", "9 Feb Postponed"."""
    offset = 0
    for line in block.text.split("\n")[:12]:
        found = [*find_days(line[:200], context), *find_hours(line[:200], context)] if line else []
        end = max((one.end for one in found), default=0)
        if any(isinstance(one.value, Day) for one in found):
            tail = line[end:]
            last = max((tail.rfind(mark) for mark in _BEFORE_MARK), default=-1)
            lead = len(tail) - len(tail.lstrip(_EDGES))
            first = min(
                (at for mark in _BEHIND_MARK if (at := tail.find(mark, lead)) > lead), default=len(tail)
            )
            for at, stop in dict.fromkeys(((0, len(tail)), (last + 1, len(tail)), (0, first))):
                word = tail[at:stop].strip(_EDGES)
                status, left = read_status(word) if 0 < len(word) <= _LONGEST_MARK else (None, word)
                if status and not left:
                    record.status = record.status or status
                    cut_out(block, offset + end + at, offset + end + stop)
                    return
        offset += len(line) + 1


def read_called_off(block: Block, context: Context) -> tuple[Status, Draft] | None:
    """The talk that a sentence calls off, when it names who speaks: "the talk by Jane Doe (MIT) is off"."""
    text = block.text
    if not 0 < len(text) <= _LONGEST_SENTENCE:
        return None
    status = mentioned_status(text)
    if status is None:
        return None
    draft = Draft()
    for match in _BRACKETED.finditer(text):
        name, comma, rest = match[1].partition(", ")
        if comma and speakers_likeness(name) >= _PERSON:
            marked = [
                text[s.start : s.end] for s in block.spans if s.kind == "em" and s.start > match.start()
            ]
            draft.put("speakers", read_speakers(name if rest in marked else match[1]), text, CALLED_OFF)
            draft.put("title", next((one for one in marked if one == rest), None), text, CALLED_OFF)
            return (status, draft) if draft.item.speakers else None
    days = [(f.start, f.end) for f in (*find_days(text, context), *find_hours(text, context))]
    sentence = Sentence(TextLine(text), 0, text, phrases("sentence").find(text))
    people = person_in(sentence, days)
    return (status, draft) if people and draft.put("speakers", people, text, CALLED_OFF) else None


def _drop(record: Record, block: Block) -> None:
    """Take a block that says nothing but its status off the record."""
    if len(block.text) <= _LONGEST_MARK and len(record.blocks) < 3:
        return
    record.blocks = [one for one in record.blocks if one is not block]
    record.columns = {role: [b for b in cells if b is not block] for role, cells in record.columns.items()}


def _marks(block: Block) -> Iterator[tuple[int, int, Status]]:
    text = block.text
    for start, end in chain(_emphasised(block), _around_struck(block), _beside_name(text)):
        word = text[start:end].strip(_EDGES) if end - start <= _LONGEST_SPAN else ""
        if 0 < len(word) <= _LONGEST_MARK:
            status = _whole_mark(word)
            if status and f"{text[:start]} {text[end:]}".strip(_EDGES):
                yield start, end, status


def _whole_mark(word: str) -> Status | None:
    """The status that a set-off mark states: "cancelled", and with a reason: "cancelled, snow"."""
    if word.count("(") > word.count(")"):
        word += ")"
    status, left = read_status(word)
    if status and not left:
        return status
    head, comma, reason = word.partition(", ")
    status, left = read_status(head) if comma and reason[:1].islower() else (None, head)
    return status if status and not left and len(reason.split()) <= _MOST_WORDS else None


def _emphasised(block: Block) -> Iterator[tuple[int, int]]:
    """Marked runs, and short lines of their own."""
    for span in block.spans:
        if span.kind in ("strong", "em", "link"):
            yield span.start, span.end
    offset = 0
    for line in block.text.split("\n")[:20]:
        if "\n" in block.text and len(line) <= _LONGEST_MARK:
            yield offset, offset + len(line)
        offset += len(line) + 1


def _around_struck(block: Block) -> Iterator[tuple[int, int]]:
    """The text before and behind the part that is struck through."""
    struck = [span for span in block.spans if span.kind == "strike"]
    if struck:
        yield 0, min(span.start for span in struck)
        yield max(span.end for span in struck), len(block.text)


def _beside_name(block_text: str) -> Iterator[tuple[int, int]]:
    """The last words of a short line, when the rest is a person, perhaps behind a label."""
    offset = 0
    for line in block_text.split("\n")[:12]:
        for start, end in _behind_name(line):
            yield offset + start, offset + end
        offset += len(line) + 1


def _behind_name(text: str) -> Iterator[tuple[int, int]]:
    if len(text) > 120 or len(text.split()) > 14:
        return
    if not any(read_status(_last_words(text, count))[0] for count in (1, 2)):
        return
    for count in range(1, _MOST_WORDS + 1):
        tail = _last_words(text, count)
        rest = text[: len(text) - len(tail)]
        labelled = split_label(rest)
        name = labelled.value if labelled is not None else rest
        if rest and speakers_likeness(name.strip(_EDGES)) >= _PERSON:
            yield len(rest), len(text)


def _last_words(text: str, count: int) -> str:
    return text[len(text.rsplit(None, count)[0]) :] if len(text.split()) > count else text


def cut_out(block: Block, start: int, end: int, *, within: bool = False) -> None:
    """Cut `text[start:end]`, and the punctuation that set it off, out of a block.

    `within` leaves the brackets alone in which it stands.
    """
    text = block.text
    while start > 0 and text[start - 1] in (" ,;" if within else " \t\n-–—―:|/·•([*,;"):
        start -= 1
    while end < len(text) and text[end] in ("" if within else " \t\n-–—―:|/·•)]*!,;"):
        end += 1
    glue = " " if start > 0 and end < len(text) and not within else ""
    if "\n" in text[start:end] and glue:
        glue = "\n"

    def moved(at: int) -> int:
        return at if at <= start else max(start, at - (end - start)) + (len(glue) if at > start else 0)

    block.text = text[:start] + glue + text[end:]
    spans = [Span(moved(s.start), min(moved(s.end), len(block.text)), s.kind, s.value) for s in block.spans
             if not (s.start >= start and s.end <= end)]  # fmt: skip
    block.spans = [span for span in spans if span.end > span.start]


def cell_status(block: Block) -> str | None:
    """The status that a word in a short text states, wherever it stands."""
    status = read_status(block.text)[0]
    if status:
        return status
    for line in block.lines:
        for marked in (line, *block.marked("strong", "em")):
            status = read_status(f"[{marked.strip()}]")[0] if len(marked) < 40 else None
            if status:
                return status
    return None


def read_sentence_status(text: str) -> Status | None:
    """The status that the first sentence of a short text states ("This talk has been cancelled. We …")."""
    first = text[: _split_sentence(text)]
    if not 0 < len(first) <= _SHORT_LINE:
        return None
    return _whole_mark(first.strip(" .!*()[]"))


def _split_sentence(text: str) -> int:
    """The end of the first sentence or line."""
    return next((m.end() for m in _SENTENCE_END.finditer(text[: _SHORT_LINE + 1])), len(text))
