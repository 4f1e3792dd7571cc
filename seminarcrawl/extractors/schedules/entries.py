"""One entry of a list without columns: roles that the list decided first, then labels and prose.

Also what any entry, row or card, says of itself: whether it is a talk, and whether it is cancelled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from seminarcrawl.extractors.schedules.combined import quoted_title, read_one_line
from seminarcrawl.extractors.schedules.dates import find_days, find_hours
from seminarcrawl.extractors.schedules.lines import Key, Line, LineRoles
from seminarcrawl.extractors.schedules.links import read_links
from seminarcrawl.extractors.schedules.places import read_room
from seminarcrawl.extractors.schedules.records import Record, leading_hours
from seminarcrawl.extractors.schedules.speaker_cells import read_speaker_lines
from seminarcrawl.extractors.schedules.status import cell_status, read_called_off
from seminarcrawl.extractors.schedules.titles import is_short_abstract, read_title_text
from seminarcrawl.extractors.schedules.undated import undated, undated_and_placed, without_when
from seminarcrawl.items import Speaker
from seminarcrawl.reading.announcement.reader import read_announcement, trim_abstract
from seminarcrawl.reading.announcement.remarks import is_aside
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import resolve
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_other_kind
from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.people.names import speakers_likeness
from seminarcrawl.reading.places import read_place
from seminarcrawl.reading.status import is_no_talk
from seminarcrawl.reading.text import fold

_BRACKETS = re.compile(r"[(（]([^()（）]{3,80})[)）]")
_EDGES = " \t-–—―:：,;|·•.()[]"
_SHORT = 120
_BY_SHAPE = "line that is a person"
_WHEN = ("start", "end", "timezone", "when")


def read_entry(
    draft: Draft, record: Record, lines: list[Line], labels: set[str], roles: LineRoles, context: Context
) -> None:
    """All fields of an entry but its date: `roles` say which line is which, `labels` what is labelled."""
    lines = _with_usual_keys(lines, roles)
    used = [line.block for line in lines if _read_line(draft, line, labels, roles, context)]
    blocks = _undated_blocks(draft, record, context)
    if record.rule == "part of a day":
        _read_session_place(draft, record, context)
    given = Draft()
    given.fill_from(draft)
    if record.day is not None:
        when = resolve(record.day, None, context)
        given.put("start", when.start, record.day_text, "date of the entry")
    left = _without(blocks, used)
    read = read_announcement(left, context, given=given) if left else Draft()
    for name in _WHEN:
        if read.has(name):
            read.drop(name, "the entry's date is read")
    draft.fill_from(read)
    if not draft.has("abstract") and draft.has("title"):
        _read_short_abstract(draft, left, context)
    quoted = quoted_title(draft.item.title or "")
    if not draft.has("speakers") and quoted is not None:  # Jane Doe (MIT), "On knots", as one heading
        why = "speaker and quoted title"
        draft.put("speakers", read_speaker_lines([quoted[0]]), quoted[0], why)
        draft.put("title", read_title_text(quoted[1])[0], quoted[1], why, replace=True)
    if not draft.has("speakers") and not labels:
        _read_called_off(draft, record, context)
    read_links(draft, record, context)


def _with_usual_keys(lines: list[Line], roles: LineRoles) -> list[Line]:
    """The lines, one that differs from a role's usual line only by being a link (or none) under its key."""
    for key in (roles.speaker, roles.title, roles.mixed):
        if key is None or any(line.key == key for line in lines):
            continue
        taken = {roles.speaker, roles.title, roles.mixed, roles.affiliation}
        usual = next((n for n, x in enumerate(lines) if x.key not in taken and _alike(x.key, key)), None)
        if usual is not None:
            lines = [replace(one, key=key) if n == usual else one for n, one in enumerate(lines)]
    return lines


def _alike(one: Key, other: Key) -> bool:
    """Whether two keys are the same but for a link."""
    return one[2].replace("l", "") == other[2].replace("l", "") and (one[:2], one[3]) == (other[:2], other[3])


def _read_called_off(draft: Draft, record: Record, context: Context) -> None:
    """The talk that the entry's one sentence calls off."""
    for block in record.blocks:
        found = read_called_off(block, context) if block.kind != "heading" else None
        if found is not None:
            status, told = found
            for name in ("title", "abstract"):
                draft.drop(name, "the entry calls the talk off")
            draft.fill_from(told)
            record.status = record.status or status
            return


def _read_short_abstract(draft: Draft, left: list[Block], context: Context) -> None:
    """The few sentences of an entry that are nothing else: in small type, a quotation, a collapsed panel."""
    known = {fold(draft.item.title or ""), *(fold(speaker.name) for speaker in draft.item.speakers)}
    told: list[str] = []
    for line in (line.strip() for block in left if block.kind != "heading" for line in block.lines):
        stated = fold(line)
        is_known = any(word and word in stated for word in known)
        if is_short_abstract(line) and not is_known and not find_days(line[:200], context):
            told.append(line)
    if told:
        draft.put("abstract", trim_abstract("\n\n".join(told)), told[0], "sentences of the entry")


def _read_line(draft: Draft, line: Line, labels: set[str], roles: LineRoles, context: Context) -> bool:
    """Read a line that has a role; say whether anything came of it."""
    before = len(draft.evidence)
    text = line.block.text
    if line.key == roles.mixed and not {"speaker", "title"} & labels:
        read_one_line(draft, line.block, context, roles.role)
    if line.key == roles.speaker and "speaker" not in labels:
        draft.put("speakers", read_speaker_lines([text]), text, "line of the speaker in this list")
    if line.key == roles.affiliation and "affiliation" not in labels:
        _put_affiliation(draft, text)
        return True
    if line.key == roles.title and "title" not in labels and not is_aside(text, context):
        title, status = read_title_text(text)
        draft.put("title", title, text, "line of the title in this list")
        draft.put("status", status, text, "marked in the title")
    return len(draft.evidence) > before


def _undated_blocks(draft: Draft, record: Record, context: Context) -> list[Block]:
    """The entry's blocks without its date; a room beside the date is put."""
    blocks: list[Block] = []
    for block in record.blocks:
        rest, place = undated_and_placed(block, context) if block is record.anchor else ([block], None)
        if place is not None:
            draft.put("location", place.location, block.text, "place beside the date")
            draft.put("online_url", place.online_url, block.text, "place beside the date")
        if block is not record.anchor and _opens_with_hours(block, context):
            rest = [part for part in (without_when(block, context),) if part.text]
            room = read_room(rest[0].text, rest[0].links) if rest else None
            if room is not None:
                draft.put("location", room.location, block.text, "place beside the hours")
        if block is record.anchor and not rest and blocks and _labels_date(blocks[-1]):
            blocks.pop()
        blocks += rest
    return blocks


def _opens_with_hours(block: Block, context: Context) -> bool:
    """Whether a line is an hour and perhaps a room ("16:00, Room 101")."""
    if len(block.text) >= _SHORT or not block.text[:1].isdigit() or "\n" in block.text:
        return False
    return leading_hours(block.text, context) is not None


def _labels_date(block: Block) -> bool:
    """Whether a block is the label of the date that follows it."""
    return len(block.text) < 60 and match_label(block.text) in ("date", "datetime", "time")


def _put_affiliation(draft: Draft, text: str) -> None:
    """The institution on a line of its own belongs to the people who have none yet."""
    for speaker in draft.item.speakers:
        speaker.affiliation = speaker.affiliation or text.strip(" ,;()")


def _read_session_place(draft: Draft, record: Record, context: Context) -> None:
    """The room in the brackets that hold a session's hours: `7 April (10-12 h, Hall 3)`."""
    near = [block.text for block in record.blocks if len(block.text) < 120]
    for text in (record.day_text[:200], *near):
        for inside in _BRACKETS.findall(text):
            hours = find_hours(inside, context)
            if hours:
                place = read_place(inside[hours[-1].end :].strip(" ,;")).location
                draft.put("location", place, text, "place beside the hours")


def _without(blocks: list[Block], used: list[Block]) -> list[Block]:
    """The blocks without the lines that are read already."""
    read = {line.text for line in used}
    out = []
    for block in blocks:
        if block.text in read or not block.text:
            continue
        if read & {line.strip() for line in block.text.split("\n")}:
            block = replace(block, text="\n".join(t for t in block.lines if t.strip() not in read), spans=[])
        out.append(block)
    return out


def is_talk(record: Record, draft: Draft, context: Context) -> bool:
    """Whether a record announces a talk: somebody speaks, or a title stands in a row of a schedule."""
    item = draft.item
    texts = [b.text for b in record.blocks if b is not record.anchor]
    if not item.speakers and any(is_no_talk(t) for t in texts if len(t) < 120):
        return False
    if item.title is not None and is_no_talk(item.title):
        return False
    if item.title is None and item.speakers and _is_free(draft.evidence["speakers"].text):
        return False
    if item.title and not item.speakers and is_aside(item.title, context):
        return False
    if not record.columns and not item.title and _is_free_day(record, context):
        return False
    if record.merged and item.title is None and _says_no_talk(record):
        return False
    if item.speakers and item.title and is_other_kind(item.title) and _is_one_word(item.speakers):
        return False  # "Open day", with a square for a speaker
    if item.speakers:
        if (
            item.title is not None
            and is_other_kind(item.title)
            and draft.evidence["speakers"].rule == _BY_SHAPE
        ):
            return False  # "Summer picnic" in the "Botanic Garden"
        return item.title is not None or not _is_stay(record)
    if item.title is None or is_no_talk(item.title) or is_other_kind(item.title):
        return False
    if "mixed" in record.columns and record.anchor is None and "time" in record.columns:
        return False  # "08:45 Introduction by the staff" among "09:00 Jane Doe: On knots"
    return bool(record.columns) or draft.evidence["title"].rule.startswith("label")


def _is_one_word(speakers: Sequence[Speaker]) -> bool:
    """Whether the only speaker is one word in letters that divide names ("Plaza")."""
    return (
        len(speakers) == 1 and speakers[0].name.split() == [speakers[0].name] and speakers[0].name < "\u2e80"
    )


def _is_free(text: str) -> bool:
    """Whether the line that was read as a person says that there is none ("No seminar - Fall break")."""
    return len(text) < _SHORT and is_no_talk(text)


def _is_stay(record: Record) -> bool:
    """Whether the record's days are those of a visit: from one day to another, without hours."""
    return record.day is not None and record.day.until is not None and record.hours is None


def _is_free_day(record: Record, context: Context) -> bool:
    """Whether the line of the date says that nothing takes place ("10 October: Thanksgiving, no seminar")."""
    if record.anchor is None:
        return False
    lines = [line for block in undated(record.anchor, context)[0] for line in block.lines]
    return any(is_no_talk(line.strip(_EDGES)) for line in lines if len(line) < _SHORT)


def _says_no_talk(record: Record) -> bool:
    """Whether the one cell that fills a row is a remark ("Spring break"), not a person."""
    when = {id(b) for role in ("date", "datetime", "time", "number") for b in record.columns.get(role, [])}
    text = " ".join(b.text for b in record.blocks if id(b) not in when)
    return is_no_talk(text) or is_other_kind(text) or speakers_likeness(text) < 0.6


def entry_status(record: Record) -> str | None:
    """ "cancelled" when the record is struck through or marked so."""
    if record.status:
        return record.status
    if any({"cancelled", "canceled"} & b.classes for b in record.blocks):
        return "cancelled"
    told = [b for b in record.blocks if len(b.text) > 3]
    struck = [b for b in told if b.all_marked("strike")]
    if any(b in struck for role in ("speaker", "mixed") for b in record.columns.get(role, [])):
        return "cancelled"
    if struck and len(struck) * 2 >= len(told):
        return "cancelled"
    return next((s for b in record.blocks if len(b.text) < 60 and (s := cell_status(b))), None)
