"""The people of an entry: a cell or lines of speakers, their affiliations and their pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from seminarcrawl.extractors.schedules.links import FILE_NAME, links_in
from seminarcrawl.extractors.schedules.records import EDGES
from seminarcrawl.items import Speaker
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_about_word, is_by_word, names_talk
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.people.names import institution_likeness, read_speakers, speakers_likeness
from seminarcrawl.reading.status import is_no_talk, is_placeholder, read_status
from seminarcrawl.reading.text import one_line

_NAME_AND_PLACE = re.compile(r"([^\d(),:;]{3,60})(?:\(([^()]{2,120})\)|,([^\d]{2,100}))?")
_MOST_NAME_WORDS = 3  # of an institution that no word tells
_PERSON = 0.5


def read_speaker_cell(draft: Draft, cells: list[Block], affiliation: str, context: Context) -> None:
    """A speaker cell: people, perhaps their affiliation on a line of its own, a host, a mark."""
    lines = [line.strip() for b in cells for line in b.text.split("\n") if line.strip()]
    if not lines:
        return
    text = " ".join(lines)
    status, _ = read_status(text)
    if status:
        draft.put("status", status, text, "marked beside the speaker")
    speakers = read_speaker_lines(lines, affiliation)
    if not speakers:
        return
    put_urls(speakers, cells, context)
    draft.put("speakers", speakers, text, "column 'Speaker'")


def read_speaker_lines(lines: list[str], affiliation: str = "") -> list[Speaker]:
    """People on one or several lines; a line that is an institution belongs to the person above it."""
    lines = [
        rest for line in lines if (rest := read_status(line)[1].strip(EDGES)) and not is_placeholder(rest)
    ]
    if not lines:
        return []
    if len(lines) == 1 or affiliation:
        line = one_line(" ".join(lines))
        return read_speakers(line, affiliation=affiliation or None) or _as_printed(line, affiliation)
    speakers: list[Speaker] = []
    for line in lines:
        labelled = split_label(line)
        if labelled is not None and labelled.field not in ("speaker", "affiliation"):
            break
        value = labelled.value if labelled else line
        looks_person = speakers_likeness(value) >= _PERSON and institution_likeness(value) < 0.6
        if speakers and not looks_person:
            if not speakers[-1].affiliation and _can_be_affiliation(value):
                for speaker in (one for one in speakers if not one.affiliation):
                    speaker.affiliation = value.strip("() ")
            continue
        speakers += read_speakers(value)
    return speakers


def _can_be_affiliation(text: str) -> bool:
    """Whether the line below people says where they are from: an institution, or a few capitalised words."""
    bare = text.strip("() ")
    tokens = bare.split()
    is_name = 0 < len(tokens) <= _MOST_NAME_WORDS and all(token[0].isupper() for token in tokens)
    return institution_likeness(bare) >= 0.3 or (is_name and not names_talk(bare))


def _as_printed(line: str, affiliation: str) -> list[Speaker]:
    """What a column of speakers holds is a person even when it does not look like one ("Yaqi duan (NYU)")."""
    match = _NAME_AND_PLACE.fullmatch(line)
    if match is None or is_no_talk(line) or names_talk(line) or not 1 < len(match[1].split()) <= 5:
        return []
    return [Speaker(match[1].strip(), affiliation or (match[2] or "").strip() or None)]


def put_urls(speakers: list[Speaker], cells: list[Block], context: Context) -> None:
    """A link on a person's name is the person's page."""
    for text, href in links_in(cells, context):
        for speaker in speakers:
            if not speaker.url and speaker.name in text and not FILE_NAME.search(urlsplit(href).path):
                speaker.url = href


def without_link_word(text: str) -> str:
    """`Jane Doe (MIT) on` without the word that leads on to the title."""
    head, _, last = text.rpartition(" ")
    return head if head and (is_about_word(last) or is_by_word(last)) else text


def put_speakers(draft: Draft, text: str, cells: list[Block], context: Context, rule: str) -> None:
    """Set the people that a text names, each with the page that a link on the name leads to."""
    speakers = read_speakers(text)
    put_urls(speakers, cells, context)
    draft.put("speakers", speakers, text, rule)
