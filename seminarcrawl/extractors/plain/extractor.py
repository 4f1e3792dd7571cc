"""Plain text and mail: one announcement or several, one below the other.

Several are told apart by what repeats: a group of labels ("Date and Time: … Venue: …"), a rule drawn
between them, or a line that is only a date. A term's list, a talk a line, is read as on a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.pages.extractor import read_blocks
from seminarcrawl.extractors.plain.mail import read_mail
from seminarcrawl.reading.announcement.labelled import leading_label
from seminarcrawl.reading.announcement.lines import is_rule, read_lines
from seminarcrawl.reading.announcement.reader import description_blocks, read_announcement
from seminarcrawl.reading.announcement.remarks import word_count
from seminarcrawl.reading.announcement.when_lines import residue
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import find_days
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_series_name, names_talk
from seminarcrawl.reading.labels import LabelField

_MOST_RECORDS = 500
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
    text = _unquoted(body)
    blocks = description_blocks(text)
    heading = [Block(mail.subject, "heading", 1)] if mail is not None and mail.subject else []
    preamble, records = split_records(blocks, context)
    if len(records) < 2:
        return _read_list(heading + blocks, context) or _only_talks(
            [read_announcement(heading + description_blocks(text), context)]
        )
    shared = read_announcement(heading + preamble, context) if preamble or heading else Draft()
    drafts = [_read_record(record, context) for record in records[:_MOST_RECORDS]]
    for draft in drafts:
        for name in _SHARED:
            draft.put(name, getattr(shared.item, name), "", "stated once for all talks")
    talks = _only_talks(drafts)
    if any(find_days(block.text[:300], context) for block in preamble):
        listed = _read_list(heading + blocks, context)  # a talk whose line had more words than the others'
        return listed if len(listed) > len(talks) else talks
    return talks


def _read_record(record: list[Block], context: Context) -> Draft:
    """One announcement of several, with the series that its first lines name."""
    draft = read_announcement(record, context)
    for line in read_lines(record)[:3]:
        name = line.text.lstrip("0123456789.) ")
        if is_series_name(name) and not find_days(name, context):
            draft.put("series", name, line.text, "line above the talk")
    return draft


def _read_list(blocks: list[Block], context: Context) -> list[Draft]:
    """The talks of a list without labels: several, each with a day of its own and somebody who speaks."""
    drafts = _only_talks(read_blocks(blocks, context))
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
    for line in text.replace("\r\n", "\n").split("\n"):
        if line in ("-- ", "--") and lines:
            break
        while line.startswith((">", "| ")):
            line = line[1:].removeprefix(" ")
        lines.append(line)
    return "\n".join(lines)


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
