"""Plain text and mail: one announcement or several, one below the other.

Several are told apart by what repeats: a group of labels ("Date and Time: … Venue: …"), a rule drawn
between them, or a line that is only a date. A term's list, a talk a line, is read as on a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.pages.extractor import read_blocks
from seminarcrawl.extractors.plain.mail import read_mail, without_headers
from seminarcrawl.extractors.schedules.records import cut_block
from seminarcrawl.reading.announcement.labelled import leading_label
from seminarcrawl.reading.announcement.lines import is_rule, read_lines
from seminarcrawl.reading.announcement.reader import description_blocks, read_announcement
from seminarcrawl.reading.announcement.remarks import word_count
from seminarcrawl.reading.announcement.when_lines import residue
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.bounds import Told
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import find_days, find_hours
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_series_name, names_talk
from seminarcrawl.reading.labels import LabelField

_ORIGINAL = re.compile(r"-{3,20} ?[^\W\d_][^-\n]{4,40}? ?-{3,20}")  # ----- Original Message -----
_EDGES = " \t*•·-–—:：,|"
_LONGEST_LINE = 200
_MOST_CHARACTERS = 400_000
_MOST_RECORDS = 500
_QUOTE_MARKS = re.compile(r"^(?:> ?|\| )++")
_ANCHORS: frozenset[LabelField] = frozenset({"speaker", "title", "date", "datetime"})
_LONGEST_HEAD = 8  # words
_LITTLE = 5  # words beside a date that is a line of its own: hours, a room
_SHARED = ("location", "online_url", "series", "host")


def extract(document: Document) -> list[Draft]:
    """The talks that a text or a mail announces, in its order; none when it announces none."""
    mail = read_mail(document.body, document.text)
    context = document.context
    if mail is not None:
        context = context.but(fetched_at=mail.sent or context.fetched_at)
    body = mail.text if mail is not None else document.text
    heading = [Block(mail.subject, "heading", 1)] if mail is not None and mail.subject else []
    above, below = _split_quoted(body) if mail is not None else (body, "")
    if below:
        if talks := _read_text(_unquoted(above), heading, context, document.too_many):
            return talks
        body = f"{above}\n\n{without_headers(below)}"
    if len(body) > _MOST_CHARACTERS:
        document.cut_off(f"{_MOST_CHARACTERS:,} characters")
    return _read_text(_unquoted(body), heading, context, document.too_many)


def _read_text(text: str, heading: list[Block], context: Context, too_many: Told) -> list[Draft]:
    """The talks of a text below its heading (a mail's subject)."""
    blocks = description_blocks(text)
    if talks := _read_sessions(heading + blocks, context):
        return talks
    preamble, records = split_records(blocks, context)
    if len(records) < 2:
        return _read_list(heading + blocks, context, too_many) or _only_talks(
            [read_announcement(heading + description_blocks(text), context)]
        )
    shared = read_announcement(heading + preamble, context) if preamble or heading else Draft()
    if len(records) > _MOST_RECORDS:
        too_many(f"{_MOST_RECORDS:,} announcements")
    drafts = [_read_record(record, context) for record in records[:_MOST_RECORDS]]
    for draft in drafts:
        for name in _SHARED:
            draft.put(name, getattr(shared.item, name), "", "stated once for all talks")
    talks = _only_talks(drafts)
    if any(find_days(block.text[:300], context) for block in preamble):
        listed = _read_list(
            heading + blocks, context, too_many
        )  # a talk whose line had more words than the others'
        return listed if len(listed) > len(talks) else talks
    return talks


def _read_sessions(blocks: list[Block], context: Context) -> list[Draft]:
    """Several talks of one day that is told above them, each below its hours ("10:15-11:15: Jane Doe")."""
    opened = [(number, _opening_hours(block, context)) for number, block in enumerate(blocks)]
    starts = [(number, end) for number, end in opened if end]
    if len(starts) < 2 or any(find_days(block.text, context) for block in blocks[starts[0][0] :]):
        return []
    shared = read_announcement(list(blocks[: starts[0][0]]), context)
    day = (shared.item.start or "")[:10]
    if not day:
        return []
    drafts = []
    for (number, end), (following, _) in pairwise([*starts, (len(blocks), 0)]):
        first = blocks[number]
        hours = Block(first.text[:end].strip(_EDGES), first.kind, first.level)
        own = [hours, cut_block(first, end, len(first.text)), *blocks[number + 1 : following]]
        draft = Draft()
        draft.put("start", day, day, "day stated above the hours")
        read = read_announcement([block for block in own if block.text], context, given=draft)
        if read.has("start"):
            draft.drop("start", "its hour is read")
        draft.fill_from(read)
        for name in _SHARED:
            draft.put(name, getattr(shared.item, name), "", "stated once for all talks")
        drafts.append(draft)
    for draft in drafts:  # how to join stands below the last of them
        draft.put("online_url", drafts[-1].item.online_url, "", "stated once for all talks")
    return drafts if all(draft.item.speakers or draft.item.title for draft in drafts) else []


def _opening_hours(block: Block, context: Context) -> int:
    """Where the hours end that a block opens with, behind a bullet; 0 when it opens with none."""
    line = block.text.split("\n", 1)[0][:_LONGEST_LINE]
    found = find_hours(line, context)
    if not found or line[: found[0].start].strip(_EDGES) or find_days(line, context):
        return 0
    end = found[0].end
    while end < len(line) and line[end] in _EDGES:
        end += 1
    return end


def _read_record(record: list[Block], context: Context) -> Draft:
    """One announcement of several, with the series that its first lines name."""
    draft = read_announcement(record, context)
    for line in read_lines(record)[:3]:
        name = line.text.lstrip("0123456789.) ")
        if is_series_name(name) and not find_days(name, context):
            draft.put("series", name, line.text, "line above the talk")
    return draft


def _read_list(blocks: list[Block], context: Context, too_many: Told) -> list[Draft]:
    """The talks of a list without labels: several, each with a day of its own and somebody who speaks."""
    drafts = _only_talks(read_blocks(blocks, context, too_many=too_many))
    if len({draft.item.start for draft in drafts if draft.item.start and draft.item.speakers}) < 2:
        return []
    return drafts


def _only_talks(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that announce a talk: somebody or something, and when (or at least a label's worth more)."""
    return [draft for draft in drafts if _is_talk(draft)]


def _is_talk(draft: Draft) -> bool:
    item = draft.item
    if not item.speakers and not item.title:
        return False
    return bool(
        item.start or item.when or (item.speakers and item.title and (item.abstract or item.location))
    )


def _unquoted(text: str) -> str:
    """Text without a mail's signature and without the marks of quoted lines."""
    lines: list[str] = []
    for line in text[:_MOST_CHARACTERS].replace("\r\n", "\n").split("\n"):
        if line in ("-- ", "--") and lines:
            break
        lines.append(_QUOTE_MARKS.sub("", line, count=1))
    return "\n".join(lines)


def _split_quoted(text: str) -> tuple[str, str]:
    """A mail's own text, and the mail that it answers or passes on below; "" when there is none."""
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines):
        bare = line.lstrip("> |").strip()
        drawn = _ORIGINAL.fullmatch(bare)
        if drawn is not None and number and any(one.strip() for one in lines[:number]):
            return "\n".join(lines[:number]), "\n".join(lines[number + 1 :])
    return text, ""


def split_records(blocks: list[Block], context: Context) -> tuple[list[Block], list[list[Block]]]:
    """What stands before the first announcement, and the blocks of each; one record when nothing repeats."""
    dates = _date_starts(blocks, context)
    labels = _label_starts(blocks)
    if len(labels) >= 2 and dates and dates[0] < labels[0]:
        return blocks[: dates[0]], _below_their_days(blocks, labels, dates)
    for starts in (labels, _rule_starts(blocks, context), dates):
        if len(starts) >= 2:
            ends = [*starts[1:], len(blocks)]
            return blocks[: starts[0]], [blocks[a:b] for a, b in zip(starts, ends, strict=True)]
    return [], [blocks]


def _below_their_days(blocks: list[Block], starts: Sequence[int], days: Sequence[int]) -> list[list[Block]]:
    """The records of a week's programme: each with the line that is its day, ended before the next day."""
    records: list[list[Block]] = []
    for start, following in zip(starts, [*starts[1:], len(blocks)], strict=True):
        end = next((day for day in days if start < day < following), following)
        day = max(day for day in days if day <= start)
        records.append(([blocks[day]] if day < start else []) + blocks[start:end])
    return records


def _label_starts(blocks: Sequence[Block]) -> list[int]:
    """Where a group of labels begins again: the blocks that open with the same label as the first group."""
    labels = [_labels_of(block) for block in blocks]
    anchor = next((fields[0] for fields in labels if fields and fields[0] in _ANCHORS), None)
    if anchor is None:
        return []
    starts = [i for i, fields in enumerate(labels) if fields and fields[0] == anchor]
    if len(starts) >= 2 and all(i and _heads_record(blocks[i - 1]) for i in starts):
        return [i - 1 for i in starts]
    repeated = [i for i, fields in enumerate(labels) if anchor in fields[1:]]
    return [] if repeated else starts


def _heads_record(block: Block) -> bool:
    """Whether a block is but the name of the event that the labels below it describe."""
    return "\n" not in block.text and word_count(block.text) <= _LONGEST_HEAD and names_talk(block.text)


def _labels_of(block: Block) -> list[LabelField]:
    """The labels that the lines of a block begin with."""
    found = (leading_label(line) for line in read_lines([block]))
    return [field for field in found if field is not None]


def _rule_starts(blocks: Sequence[Block], context: Context) -> list[int]:
    """The blocks after drawn rules, when most of the parts between rules have a date."""
    if not any(is_rule(block.text) for block in blocks):
        return []
    starts = [0] if not is_rule(blocks[0].text) else []
    starts += [i + 1 for i, block in enumerate(blocks[:-1]) if is_rule(block.text)]
    ends = [*starts[1:], len(blocks)] if starts else []
    parts = [blocks[a:b] for a, b in zip(starts, ends, strict=True)]
    dated = [
        start
        for start, part in zip(starts, parts, strict=True)
        if any(find_days(block.text[:300], context) for block in part)
    ]
    return dated if len(dated) >= 2 else []


def _date_starts(blocks: Sequence[Block], context: Context) -> list[int]:
    """The blocks whose first line is a date and little else."""
    return [i for i, block in enumerate(blocks) if _is_date_line(block.text.split("\n", 1)[0], context)]


def _is_date_line(line: str, context: Context) -> bool:
    if len(line) > 100:
        return False
    days = find_days(line, context)
    return len(days) == 1 and days[0].start <= 12 and word_count(residue(line, context)) <= _LITTLE
