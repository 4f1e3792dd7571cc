"""Lists without columns: which recurring line of each record is the speaker's, which the title's.

A line's key is what it looks like (tag, level, marks) and its number among its like, so that the same
place in every record shares a key. The whole list decides what a key holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from seminarcrawl.extractors.schedules.combined import BY_MARKS, speaker_in_brackets, split_by_marks
from seminarcrawl.extractors.schedules.records import Record, cut_block, leading_hours
from seminarcrawl.extractors.schedules.roles import mean, numberless_institution, share, speaker_share
from seminarcrawl.extractors.schedules.undated import undated_and_placed, without_when
from seminarcrawl.reading.announcement.remarks import is_aside
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Hours
from seminarcrawl.reading.labels import match_label, split_label
from seminarcrawl.reading.people.names import institution_likeness, speakers_likeness
from seminarcrawl.reading.places import place_likeness
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.summary import choose_role, split_summary
from seminarcrawl.reading.text import QUOTES
from seminarcrawl.reading.title_remarks import names_partners

Key = tuple[str, int, str, int]

_MOST_LINES = 8
_LONGEST = 320
_LONGEST_REMARK = 60
_PERSON = 0.5
_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a record that carries no label: its key and the line as a block."""

    key: Key
    block: Block


@dataclass(frozen=True, slots=True)
class LineRoles:
    """Which key is the speaker's and which the title's; `mixed` with its `role` when one line holds both."""

    speaker: Key | None = None
    title: Key | None = None
    mixed: Key | None = None
    role: str | None = None
    affiliation: Key | None = None


def open_lines(record: Record, context: Context) -> list[Line]:
    """The first lines of a record that no label explains, its date and hours taken off."""
    lines: list[Line] = []
    counts: dict[tuple[str, int, str], int] = {}
    after_label = False
    for block in record.blocks:
        parts = undated_and_placed(block, context)[0] if block is record.anchor else [block]
        for line in (line for part in parts for line in _lines(part)):
            if block is record.anchor and _is_remark_on_date(line.text, context):
                continue
            if block is record.anchor and match_label(line.text[:_LONGEST_REMARK]) == "time":
                continue  # "from 16:30", its hour taken off
            if len(line.text) < _LONGEST and names_partners(line.text.strip(" ().;")):
                continue  # "with J. Roe and K. Poe" below the title of a paper
            if after_label or len(line.text) > _LONGEST or _is_label(line.text):
                after_label = match_label(line.text) is not None if len(line.text) < 60 else False
                continue
            signature = (block.kind, block.level, _marks(line))
            counts[signature] = counts.get(signature, -1) + 1
            lines.append(Line((*signature, counts[signature]), line))
            if len(lines) >= _MOST_LINES:
                return lines
    return lines


def _is_remark_on_date(text: str, context: Context) -> bool:
    """Whether what is left beside a date is a remark on it: "exceptionally at 14:30", "(note the day!)"."""
    return len(text) <= _LONGEST_REMARK and is_aside(text, context) and speakers_likeness(text) < _PERSON


def _lines(block: Block) -> list[Block]:
    if "\n" not in block.text:
        return [block] if block.text else []
    pieces, offset = [], 0
    for line in block.text.split("\n")[:_MOST_LINES]:
        piece = cut_block(block, offset, offset + len(line))
        if piece.text:
            pieces.append(piece)
        offset += len(line) + 1
    return pieces


def _is_label(text: str) -> bool:
    """Whether a line is explained by a label ("Seminar 8 – Jane Doe" merely begins with its series)."""
    labelled = split_label(text)
    return (len(text) < 60 and match_label(text) is not None) or (
        labelled is not None and labelled.field != "series"
    )


def _marks(line: Block) -> str:
    return "".join(kind[0] for kind in ("strong", "em", "link") if line.all_marked(kind))


def labelled_fields(record: Record) -> set[str]:
    """The fields that labels in the record name."""
    fields: set[str] = set()
    for block in record.blocks:
        for line in block.text.split("\n")[:20]:
            labelled = split_label(line[:200])
            label = labelled.field if labelled else match_label(line) if len(line) < 60 else None
            if label:
                fields.add(label)
    return fields


def decide_lines(lists: Sequence[list[Line]], labelled: frozenset[str] = frozenset()) -> LineRoles:
    """The roles of the recurring lines of all records together; `labelled` fields need no line."""
    texts: dict[Key, list[str]] = {}
    positions: dict[Key, list[int]] = {}
    blocks: dict[Key, list[Block]] = {}
    for lines in lists[:_SAMPLE]:
        for position, line in enumerate(lines):
            texts.setdefault(line.key, []).append(line.block.text)
            blocks.setdefault(line.key, []).append(line.block)
            positions.setdefault(line.key, []).append(position)
    told = sum(1 for lines in lists[:_SAMPLE] if lines)
    common = [key for key, found in texts.items() if len(found) * 2 >= told and told]
    by_line = _one_line(common, texts, blocks)
    if "speaker" in labelled and "title" not in labelled:
        return by_line or LineRoles(title=_marked_title(common, texts))
    speaker = max(common, key=lambda key: speaker_share(texts[key]), default=None)
    if by_line is not None and speaker in (None, by_line.mixed):
        return by_line
    if speaker is not None and speaker_share(texts[speaker]) >= _PERSON:
        title = _title_key(common, texts, positions, speaker)
        if title is not None or by_line is None:
            return LineRoles(speaker, title, affiliation=_affiliation_key(common, texts, speaker))
    return by_line or LineRoles()


def _title_key(
    common: list[Key], texts: dict[Key, list[str]], positions: dict[Key, list[int]], speaker: Key
) -> Key | None:
    """The line that looks most like a title: marked or quoted, beside the speaker's, no place."""
    at = _average(positions[speaker])
    best: tuple[float, Key] | None = None
    for key in common:
        lines = texts[key]
        length = _average([len(text) for text in lines])
        if key == speaker or length < 10 or speaker_share(lines) >= _PERSON:
            continue
        told = [text for text in lines if not is_placeholder(text)]
        if share(lines, _is_prose) >= 0.5 or len(set(told)) * 2 <= len(told):
            continue
        if mean(lines, place_likeness) >= 0.6 or mean(lines, institution_likeness) >= 0.6:
            continue
        score = 0.5 - min(abs(_average(positions[key]) - at), 4) * 0.1
        score += 0.3 if key[0] in ("heading", "term") else 0.2 if key[2] else 0.0
        score += 0.4 * share(lines, lambda text: text[:1] in QUOTES) + min(length, 80) / 400
        if best is None or score > best[0]:
            best = (score, key)
    return best[1] if best else None


def _marked_title(common: list[Key], texts: dict[Key, list[str]]) -> Key | None:
    """The longest line in the records that is a link, bold or a heading, and differs from one to the next."""
    found: list[tuple[float, Key]] = []
    for key in common:
        told = [text for text in texts[key] if not is_placeholder(text)]
        if not key[2] and key[0] not in ("heading", "term"):
            continue
        if len(set(told)) * 2 <= len(told) or share(told, _is_prose) >= 0.5 or speaker_share(told) >= _PERSON:
            continue
        if mean(told, place_likeness) < 0.6 and mean(told, institution_likeness) < 0.6:
            found.append((_average([len(text) for text in told]), key))
    return max(found)[1] if found else None


def _affiliation_key(common: list[Key], texts: dict[Key, list[str]], speaker: Key) -> Key | None:
    """The line of institutions, when the list has one."""
    scored = [(mean(texts[key], numberless_institution), -number, key) for number, key in enumerate(common)]
    likeness, _, key = max((one for one in scored if one[2] != speaker), default=(0.0, 0, speaker))
    return key if likeness >= 0.6 else None


def _is_prose(text: str) -> bool:
    """Whether a line is a sentence or more of running text."""
    return len(text) > 120 and text.rstrip().endswith((".", "。", "…"))


def _one_line(
    common: list[Key], texts: dict[Key, list[str]], blocks: dict[Key, list[Block]]
) -> LineRoles | None:
    """The key whose lines hold speaker and title together, with the role that divides them."""
    for key in common:
        lines = texts[key]
        if share(lines, lambda text: speaker_in_brackets(text) is not None) >= 0.5:
            return LineRoles(mixed=key, role="speaker_title")
        role = choose_role(lines)
        if "_" not in role or "speaker" not in role:
            marked = [parts for block in blocks.get(key, []) if (parts := split_by_marks(block)) is not None]
            places = mean([title for _, title in marked], institution_likeness)
            if marked and len(marked) * 2 >= len(lines) and places < _PERSON:  # not "**Jane Doe**, MIT"
                return LineRoles(mixed=key, role=BY_MARKS)
            continue
        divided = [split_summary(text, role) for text in lines]
        people = [p for p in divided if p.speaker and p.title and speakers_likeness(p.speaker) >= _PERSON]
        titles = {p.title for p in people}
        if titles and mean([title or "" for title in titles], institution_likeness) >= _PERSON:
            continue  # "Jane Doe | MIT" is a person and where they are from
        if len(people) * 2 >= len(lines) and (len(titles) * 2 > len(people) or len(lines) == 1):
            return LineRoles(mixed=key, role=role)
    return None


def _average(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0


def split_record(record: Record, context: Context) -> list[Record]:
    """A day with several talks below it, one record each; the record itself when it holds one talk."""
    for split in (_by_labels, _by_terms, _by_hours, _by_items):
        records = split(record, context)
        if len(records) > 1:
            return records
    return [record]


def _by_labels(record: Record, context: Context) -> list[Record]:
    """Split where the label that comes first (`Speaker:` or `Title:`) comes again."""
    starts: dict[str, list[int]] = {}
    for number, block in enumerate(record.blocks):
        first = block.text.split("\n", 1)[0][:200]
        labelled = split_label(first)
        label = labelled.field if labelled else match_label(first) if len(first) < 60 else None
        if label in ("speaker", "title"):
            starts.setdefault(label, []).append(number)
    repeated = [found for found in starts.values() if len(found) > 1]
    if not repeated:
        return [record]
    leading = min(repeated, key=lambda found: found[0])
    return _cut_at(record, _with_headings(record, leading))


def _by_terms(record: Record, context: Context) -> list[Record]:
    """Split at the terms of a definition list, when people stand below each (`Title` / `: Jane Doe`)."""
    starts = []
    for number, (block, below) in enumerate(pairwise(record.blocks)):
        if block.kind == "term" and below.kind == "definition" and match_label(block.text) is None:
            line = below.text.split("\n", 1)[0]
            if len(line) < 160 and speakers_likeness(line) >= _PERSON:
                starts.append(number)
    if len(starts) < 2:
        return [record]
    parts = _cut_at(record, starts)
    for part in parts:
        part.blocks = [block for block in part.blocks if block.kind in ("term", "definition")]
    return parts


def _with_headings(record: Record, starts: list[int]) -> list[int]:
    """Starts moved up to a heading right above each of them."""
    moved = [
        start - 1 if start > 0 and record.blocks[start - 1].kind == "heading" else start for start in starts
    ]
    return (
        moved
        if len(set(moved)) == len(starts) and all(m < s for m, s in zip(moved, starts, strict=True))
        else starts
    )


def _by_hours(record: Record, context: Context) -> list[Record]:
    """Split before each line that opens with an hour and says more (`10:00 Jane Doe: …`)."""
    blocks: list[Block] = []
    starts: list[int] = []
    hours: list[Hours] = []
    for block in record.blocks:
        for piece in _hour_pieces(block, context) if block is not record.anchor else [block]:
            found = leading_hours(piece.text, context) if piece is not record.anchor else None
            if found is not None and isinstance(found.value, Hours):
                starts.append(len(blocks))
                hours.append(found.value)
                piece = without_when(piece, context)
            blocks.append(piece)
    starts, hours = _without_bare_hours(blocks, starts, hours)
    if len(starts) < 2:
        return [record]
    copy = _like(record, blocks)
    records = _cut_at(copy, starts)
    for part, value in zip(records, hours, strict=True):
        part.hours = value
    return records


def _without_bare_hours(
    blocks: Sequence[Block], starts: list[int], hours: list[Hours]
) -> tuple[list[int], list[Hours]]:
    """Starts without those of an hour alone on its line right above the next one, which is then its end."""
    kept: list[tuple[int, Hours]] = []
    for at, value in zip(starts, hours, strict=True):
        above = kept[-1] if kept else None
        if above is not None and not any(block.text for block in blocks[above[0] : at]):
            start = above[1]
            is_end = start.end is None and value.end is None and value.start > start.start
            kept[-1] = (above[0], replace(start, end=value.start) if is_end else start)
            continue
        kept.append((at, value))
    return [at for at, _ in kept], [value for _, value in kept]


def _hour_pieces(block: Block, context: Context) -> list[Block]:
    if "\n" not in block.text:
        return [block]
    starts, offset = [0], 0
    for line in block.text.split("\n")[:100]:
        if offset and leading_hours(line, context) is not None:
            starts.append(offset)
        offset += len(line) + 1
    edges = [*starts, len(block.text)]
    return [cut_block(block, a, b, n) for n, (a, b) in enumerate(pairwise(edges))]


def _by_items(record: Record, context: Context) -> list[Record]:
    """Split a session into the items below its date, when each item names a speaker and a title."""
    after = next((n for n, block in enumerate(record.blocks) if block is record.anchor), -1) + 1
    items = [n for n in range(after, len(record.blocks)) if record.blocks[n].kind == "item"]
    if len(items) < 2 or _heads_other_people(record.blocks[items[0] - 1] if items[0] else None):
        return [record]
    texts = [record.blocks[n].text.split("\n", 1)[0] for n in items]
    role = choose_role(texts)
    people = [
        p
        for t in texts
        if (p := split_summary(t, role)).speaker and speakers_likeness(p.speaker or "") >= _PERSON
    ]
    return _cut_at(record, items) if len(people) * 3 >= len(items) * 2 else [record]


def _heads_other_people(block: Block | None) -> bool:
    """Whether a line above a list of people says that they do not speak: "Jury:", "Organizers"."""
    if block is None or len(block.text) > _LONGEST_REMARK:
        return False
    labelled = split_label(block.text)
    field = labelled.field if labelled is not None and not labelled.value else match_label(block.text)
    return field in ("other", "host", "contact")


def _cut_at(record: Record, starts: list[int]) -> list[Record]:
    """One record from each start to the next, all on the day of `record`."""
    edges = [*starts, len(record.blocks)]
    parts = []
    for begin, end in pairwise(edges):
        part = _like(record, record.blocks[begin:end])
        part.rule = "part of a day"
        parts.append(part)
    return parts


def _like(record: Record, blocks: list[Block]) -> Record:
    return replace(record, blocks=blocks, columns={})
