"""Abstracts that stand in a section of their own, joined to the talks of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seminarcrawl.extractors.schedules.records import Record
from seminarcrawl.reading.announcement.reader import trim_abstract
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.sections import match_section
from seminarcrawl.reading.text import fold

_LONG = 120
_HEAD_LENGTH = 300
_EDGES = " \t\n-–—―:：,;|/·•."


@dataclass(slots=True)
class Entry:
    """One abstract of the section: its heading, its anchors, and the text below."""

    head: str
    anchors: frozenset[str]
    body: list[str]

    @property
    def folded(self) -> str:
        """The heading, folded for comparison."""
        return fold(self.head)


def read_entries(blocks: Sequence[Block]) -> list[Entry]:
    """Headings (or bold or labelled lines) with long text below them."""
    entries: list[Entry] = []
    for block in blocks:
        head = _head(block)
        if head is not None:
            rest = block.text[len(head) :].lstrip(_EDGES).rstrip()
            entries.append(Entry(head, frozenset(block.anchor.split()), [rest] if rest else []))
        elif entries:
            if block.anchor:
                entries[-1].anchors |= frozenset(block.anchor.split())
            entries[-1].body.append(block.text)
    return [entry for entry in entries if sum(map(_length, entry.body)) > _LONG]


def _length(text: str) -> int:
    """Characters, an ideograph counting as the two or three letters that it stands for."""
    return len(text) if text.isascii() else len(text) + round(1.5 * sum(char > "\u2fff" for char in text))


def _head(block: Block) -> str | None:
    """The text of a block that opens an entry: a heading, a bold or labelled line; None for other blocks."""
    first = block.text.split("\n", 1)[0]
    if len(first) > _HEAD_LENGTH or match_section(first) in ("abstracts",):
        return None
    labelled = split_label(first)
    if labelled is not None and labelled.field in ("abstract", "biography", "other"):
        return None
    if block.kind in ("heading", "term"):
        return first
    bold = next((s for s in block.spans if s.kind == "strong" and s.start == 0 and s.end >= 6), None)
    if bold is not None:
        return block.text[: max(bold.end, 0)] if bold.end < len(first) - _LONG else first
    return first if block.anchor and len(first) < _HEAD_LENGTH else None


def join_abstracts(pairs: Sequence[tuple[Record, Draft]], entries: Sequence[Entry]) -> None:
    """Give each talk without an abstract the entry that its link, its speaker or its title points to."""
    used: set[int] = set()
    for record, draft in pairs:
        if draft.has("abstract") or not entries:
            continue
        number, rule = _match(record, draft, entries, used)
        if number < 0:
            continue
        used.add(number)
        entry = entries[number]
        names = [speaker.name for speaker in draft.item.speakers]
        draft.put("abstract", trim_abstract("\n\n".join(entry.body), names), entry.body[0], rule)
        if not draft.has("title"):
            _title_from_head(draft, entry)


def _match(record: Record, draft: Draft, entries: Sequence[Entry], used: set[int]) -> tuple[int, str]:
    targets = {
        href[1:] for block in record.blocks for href in block.links if href.startswith("#") and len(href) > 1
    }
    free = [i for i in range(len(entries)) if i not in used]
    for i in free:
        if targets & entries[i].anchors:
            return i, "abstract that the row links to"
    title = fold(draft.item.title or "")
    for i in free:
        if _length(title) > 8 and (title in entries[i].folded or entries[i].folded == title):
            return i, "abstract under the talk's title"
    names = [fold(speaker.name) for speaker in draft.item.speakers]
    for i in free:
        if any(name in entries[i].folded for name in names if _length(name) > 4):
            return i, "abstract under the speaker's name"
    return -1, ""


def _title_from_head(draft: Draft, entry: Entry) -> None:
    """`Jane Doe: On knots` as an entry's heading states the title that the list leaves out."""
    for speaker in draft.item.speakers[:1]:
        head = " ".join(entry.head.split())
        if head.startswith(speaker.name):
            rest = head[len(speaker.name) :].strip(_EDGES)
            if len(rest) > 8 and not rest.startswith("("):
                draft.put("title", rest, entry.head, "heading of the abstract")
