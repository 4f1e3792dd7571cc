"""Speaker and title together: in one cell, on lines of their own, or on one line."""

from __future__ import annotations

import re

from seminarcrawl.extractors.schedules.links import block_without_link_tail, without_link_tail
from seminarcrawl.extractors.schedules.places import read_room, take_tail_place
from seminarcrawl.extractors.schedules.records import EDGES
from seminarcrawl.extractors.schedules.speaker_cells import put_speakers, without_link_word
from seminarcrawl.extractors.schedules.titles import ABSTRACT_LENGTH, is_short_abstract, put_title
from seminarcrawl.reading.announcement.reader import trim_abstract
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_by_word, is_other_kind, is_with_word, names_talk
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.people.names import institution_likeness, speakers_likeness
from seminarcrawl.reading.prose.phrases import phrases
from seminarcrawl.reading.summary import Parts, split_summary
from seminarcrawl.reading.text import QUOTES, one_line

_BY = re.compile(r"\(\s?([^\W\d_]{2,12}):? ([^()]{3,100})\)")
_SEPARATOR = re.compile(r"\s?[:：](?!//)\s?|\s[-–—|]\s|(?<=\)),\s")
_BRACKET = re.compile(r"\s?\([^()]{1,120}\)")
_ALL_IN_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{2,60})[)\]）]")
BY_MARKS = "by marks"
_PERSON = 0.5
_BESIDE = 3  # characters between "chaired by" and a name


def read_mixed(draft: Draft, cells: list[Block], context: Context, summary_role: str | None) -> None:
    """Speaker and title in one cell: on lines of their own, or on one line with something between."""
    blocks = [b for b in cells if b.text.strip()]
    if not blocks:
        return
    lines = [(b, line.strip()) for b in blocks for line in b.text.split("\n") if line.strip()]
    scores = [speakers_likeness(text) if len(text) < 200 else 0.0 for _, text in lines[:3]]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    if len(lines) == 1 or scores[best] < _PERSON:
        read_one_line(draft, blocks[0], context, summary_role)
        if "\n" not in blocks[0].text and draft.has("speakers"):
            _read_below(draft, [text for _, text in lines[1:]])
    elif best + 1 < len(lines) and (best == 0 or names_talk(lines[0][1])):
        _read_speaker_above(draft, blocks, lines[best:], context)
    else:
        put_title(draft, " ".join(text for _, text in lines[:best]), "the line above the speaker")
        put_speakers(draft, lines[best][1], blocks, context, "the line below the title")


def _read_below(draft: Draft, rest: list[str]) -> None:
    """What stands below speaker and title in their cell: a room in brackets, an abstract."""
    told: list[str] = []
    for text in rest:
        inside = _ALL_IN_BRACKETS.fullmatch(text)
        room = read_room(inside[1]) if inside else None
        if room is not None:
            draft.put("location", room.location, text, "in brackets below the title")
        elif inside is None:
            told.append(text)
    if sum(map(len, told)) > ABSTRACT_LENGTH or is_short_abstract("\n".join(told)):
        draft.put("abstract", trim_abstract("\n\n".join(told)), told[0], "below the title")


def _read_speaker_above(
    draft: Draft, blocks: list[Block], lines: list[tuple[Block, str]], context: Context
) -> None:
    put_speakers(draft, lines[0][1], blocks, context, "the first line of the cell")
    rest = [text for _, text in lines[1:]]
    if rest and len(rest) > 1 and institution_likeness(rest[0]) > 0.6 and draft.item.speakers:
        if not draft.item.speakers[-1].affiliation:
            draft.item.speakers[-1].affiliation = rest[0]
        rest = rest[1:]
    short: list[str] = []
    for text in rest:
        if len(text) > 300 or split_label(text) is not None or (short and is_other_kind(text)):
            break
        if short and (short[0][:1] in QUOTES or is_short_abstract(text)):
            break
        short.append(text)
    if short:
        put_title(draft, " ".join(short[:3]), "the line below the speaker")
    long = rest[len(short) :]
    if sum(map(len, long)) > ABSTRACT_LENGTH or is_short_abstract("\n".join(long)):
        draft.put("abstract", trim_abstract("\n\n".join(long)), long[0], "below the title")


def read_one_line(draft: Draft, block: Block, context: Context, summary_role: str | None) -> None:
    """A line such as `Jane Doe (MIT): Title`, taken apart by the role that fits the whole list."""
    place, block = take_tail_place(block)
    if place is not None:
        draft.put("location", place.location, block.text, "place at the end of the line")
    text = one_line(without_link_tail(block))
    by = speaker_in_brackets(text)
    if by is None and summary_role == BY_MARKS:
        by, rule = split_by_marks(block_without_link_tail(block)), "told apart by bold, italic or link"
    else:
        rule = "named in brackets after 'by'"
    if by is not None:
        put_speakers(draft, by[0], [block], context, rule)
        put_title(draft, by[1], rule)
        return
    summary_role = None if summary_role == BY_MARKS else summary_role
    quoted = quoted_title(text)
    parts = Parts(quoted[1], quoted[0], role="speaker_title") if quoted else split_summary(text, summary_role)
    is_cut_at_comma = parts.speaker is not None and text.startswith(f"{parts.speaker},")
    if (parts.speaker is None or is_cut_at_comma) and summary_role and "speaker_title" in summary_role:
        parts = _cut_once(text, parts)
    if parts.speaker and not _is_hosting(text, parts.speaker):
        put_speakers(
            draft, without_link_word(parts.speaker), [block], context, f"part of the line ({parts.role})"
        )
    if parts.title:
        put_title(draft, parts.title, f"part of the line ({parts.role})")
    if parts.status:
        draft.put("status", parts.status, text, "marked in the line")


def _is_hosting(text: str, people: str) -> bool:
    """Whether a line says of people that they chair: "Round table, moderated by Jane Doe"."""
    at = text.find(people)
    found = phrases("sentence").find(text[:at]) if at > 0 else ()
    return any(p.group == "hosted" and at - p.end <= _BESIDE for p in found)


def _cut_once(text: str, parts: Parts) -> Parts:
    """The line cut at its first separator when people stand before it, as in the list's other lines."""
    match = _SEPARATOR.search(text)
    head = text[: match.start()] if match else ""
    if match is None or not (speakers_likeness(head) >= _PERSON or _has_form_of_name(head)):
        return parts
    return parts._replace(speaker=text[: match.start()], title=text[match.end() :], role="speaker_title")


def _has_form_of_name(text: str) -> bool:
    """Whether a text begins with two to four capitalised words, whoever they name."""
    words = text.split(",")[0].split("(")[0].split()
    return 2 <= len(words) <= 4 and all(word[:1].isupper() and word.isalpha() for word in words)


def speaker_in_brackets(text: str) -> tuple[str, str] | None:
    """`Paper presentation (by Jane Doe): Title` as speaker and title; None for other lines."""
    match = _BY.search(text[:300])
    if match is None or not is_by_word(match[1]) or is_with_word(match[1]):
        return None
    behind = text[match.end() :].strip(EDGES)
    title = behind if len(behind) > 8 else text[: match.start()].strip(EDGES)
    return match[2], title


def quoted_title(text: str) -> tuple[str, str] | None:
    """`Jane Doe (MIT) and John Roe: "Title"` as speakers and title; None for other lines."""
    end = text.rstrip(" .")
    opener = next((a for a, closers in QUOTES.items() if end and end[-1] in closers), None)
    start = end.rfind(opener, 0, len(end) - 1) if opener else -1
    if start < 4 or len(end) - start < 6:
        return None
    people = without_link_word(text[:start].strip(EDGES))
    return (people, end[start:]) if speakers_likeness(people) >= _PERSON else None


def split_by_marks(block: Block) -> tuple[str, str] | None:
    """Speaker and title of a line whose only separator is that one of them is bold, italic or a link."""
    text = block.text
    for span in block.spans:
        end = _after_bracket(text, span.end)
        inside = text[span.start : end].strip(EDGES)
        rest = f"{text[: span.start].strip(EDGES)} {text[end:].strip(EDGES)}".strip()
        if span.kind not in ("strong", "em", "link") or len(inside) < 5 or len(rest) < 5 or len(text) > 300:
            continue
        inner, outer = speakers_likeness(inside), speakers_likeness(rest)
        if outer >= 0.6 and inner < _PERSON:
            return rest, inside
        if inner >= 0.6 and outer < _PERSON:
            return inside, _emphasised_part(block, end) or rest
    return None


def _emphasised_part(block: Block, start: int) -> str | None:
    """The run in italics or bold that is most of what follows the speaker: the title before remarks."""
    rest = len(block.text) - start
    for span in block.spans:
        if span.kind in ("em", "strong") and span.start >= start and (span.end - span.start) * 2 > rest:
            return block.text[span.start : span.end].strip(EDGES)
    return None


def _after_bracket(text: str, at: int) -> int:
    """Behind a bracket that follows at once (the affiliation after a bold name), else `at`."""
    match = _BRACKET.match(text, at)
    return match.end() if match else at
