"""Records: which blocks of a page belong to which talk.

Every dated block is an anchor. Two anchors that share a container lie in two of its children, so the
child is the record (a table row, a card, a list item); where the children are the dates alone (headings
with paragraphs below), a record runs from one date to the next, or from the heading above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from seminarcrawl.extractors.schedules.dates import find_days, find_hours
from seminarcrawl.items import Status
from seminarcrawl.reading.blocks import Block, Span
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Day, Found, Hours
from seminarcrawl.reading.labels import match_label, split_label
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.sections import match_section
from seminarcrawl.reading.status import is_no_talk
from seminarcrawl.reading.text import fold

MAX_ANCHORS = 1_000
EDGES = " \t\n-–—―:：,;|/·•.、，"  # what divides the parts of an entry's line
_SHORT = 130  # a dated block up to this length may carry its date anywhere
_NEAR = 30  # in a longer one the date must stand this near to the start of a line
_FEW_WORDS = 5
_REACH = 12  # blocks above the first date that its entry may begin with
_MAYBE_DAY = re.compile(r"\d")
_CLAUSE = re.compile(r"[.,;:：|()–—]\s?|\s-\s")
_DATE_LABELS = frozenset(("date", "datetime", "time"))


@dataclass(slots=True)
class Record:
    """The blocks of one talk in a list, with what the list says of it."""

    blocks: list[Block]
    anchor: Block | None = None
    day: Day | None = None
    day_text: str = ""
    hours: Hours | None = None
    room: str | None = None
    columns: dict[str, list[Block]] = field(default_factory=dict)
    term: tuple[date, date] | None = None
    heading: str = ""
    rule: str = ""
    siblings: int = 1
    merged: bool = False
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A dated block: its number and its day."""

    index: int
    day: Day


def find_anchors(blocks: Sequence[Block], context: Context, skip: frozenset[int]) -> list[Anchor]:
    """The dated blocks, `skip` (by number) left out."""
    anchors: list[Anchor] = []
    for index, block in enumerate(blocks):
        if index in skip or block.aside or not _MAYBE_DAY.search(block.text):
            continue
        found = anchor_day(block, context)
        if found is not None and isinstance(found.value, Day):
            anchors.append(Anchor(index, found.value))
            if len(anchors) >= MAX_ANCHORS:
                break
    return anchors


def anchor_day(block: Block, context: Context) -> Found | None:
    """The day that a block announces, None when it has none or only mentions one in running text."""
    offset = 0
    for line in block.text.split("\n")[:12]:
        if _MAYBE_DAY.search(line):
            for found in find_days(line[:200], context):
                if isinstance(found.value, Day) and _announces(line, found):
                    return Found(found.start + offset, found.end + offset, found.value)
        offset += len(line) + 1
    return None


def _announces(line: str, found: Found) -> bool:
    """Whether a line announces the day in it rather than mentions it."""
    prefix = line[: found.start].rstrip(" :：")
    if len(line) > _SHORT and found.start > _NEAR and len(line) - found.end > _NEAR:
        return False
    word = _CLAUSE.split(prefix)[-1].strip() if prefix else ""
    if _tells_of_page(prefix) or _tells_of_page(word):
        return False
    label = match_label(word) if 0 < len(word) < 40 else None
    if prefix and _is_number(line[found.start : found.end]) and is_room_word(prefix.rsplit(None, 1)[-1]):
        return False  # "Room 2.08"
    return (
        label is None or label in _DATE_LABELS or label not in ("other", "abstract", "biography", "contact")
    )


def _tells_of_page(prefix: str) -> bool:
    """Whether the few words before a day make it that of the page: "Posted on", "Dernière mise à jour"."""
    tokens = fold(prefix[:_NEAR]).split()
    return 0 < len(tokens) <= _FEW_WORDS and len(prefix) <= _NEAR and not _page_words().isdisjoint(tokens)


@remember()
def _page_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words("dates", "page_days"))


def _is_number(text: str) -> bool:
    return not any(character.isalpha() for character in text)


def is_room_word(word: str) -> bool:
    """Whether a word stands before a room's number; not a mere "at" or "on"."""
    return word[:1].isupper() and match_label(word[:40]) == "place"


def explode(blocks: list[Block], context: Context) -> list[Block]:
    """Blocks that hold several dated lines (`Oct 3: …<br>Oct 10: …`) taken apart before each date."""
    out: list[Block] = []
    for block in blocks:
        if "\n" not in block.text or block.aside:
            out.append(block)
            continue
        if _is_broken_day(block.text, context):
            out.append(replace(block, text=block.text.replace("\n", " ")))
            continue
        starts = _dated_lines(block, context)
        out.extend(_pieces(block, starts) if len(starts) >= 2 else [block])
    return out


def _is_broken_day(text: str, context: Context) -> bool:
    """Whether the few lines of a block are one day in pieces, as on a leaf of a calendar ("MAY" / "12")."""
    if (
        len(text) > _NEAR
        or not _MAYBE_DAY.search(text)
        or any(find_days(t, context) for t in text.split("\n"))
    ):
        return False
    found = find_days(text, context)
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(text)


def _dated_lines(block: Block, context: Context) -> list[int]:
    starts, offset = [], 0
    for line in block.text.split("\n")[:400]:
        if _MAYBE_DAY.search(line[:_NEAR]) and any(f.start <= 12 for f in find_days(line[:60], context)):
            starts.append(offset)
        offset += len(line) + 1
    return starts


def _pieces(block: Block, starts: list[int]) -> list[Block]:
    edges = [0, *starts, len(block.text)] if starts[0] > 0 else [*starts, len(block.text)]
    pieces = []
    near: list[Span] = []
    waiting = sorted(block.spans, key=lambda span: span.start)[::-1]
    for number, (start, end) in enumerate(pairwise(edges)):
        while waiting and waiting[-1].start < end:
            near.append(waiting.pop())
        near = [span for span in near if span.end > start]
        pieces.append(cut_block(block, start, end, number, near))
    return [piece for piece in pieces if piece.text]


def cut_block(
    block: Block, start: int, end: int, number: int = 0, marks: Sequence[Span] | None = None
) -> Block:
    """The part `text[start:end]` of a block as a block of its own, trimmed, its marks moved.

    `marks` are those of the block's that reach into the part, where they are known.
    """
    while start < end and block.text[start].isspace():
        start += 1
    while end > start and block.text[end - 1].isspace():
        end -= 1
    spans = [
        Span(max(s.start, start) - start, min(s.end, end) - start, s.kind, s.value)
        for s in (block.spans if marks is None else marks)
        if s.start < end and s.end > start
    ]
    return Block(
        block.text[start:end], block.kind, block.level, spans, block.classes, block.anchor,
        block.table, block.row, block.column, (*block.path, -1 - number), block.aside,
    )  # fmt: skip


def segment(
    blocks: Sequence[Block], anchors: list[Anchor], terms: frozenset[int] = frozenset()
) -> list[Record]:
    """One record per anchor: the container that it alone dates, or the run of blocks up to the next one.

    `terms` are the numbers of headings that name a term: they open no record.
    """
    if not anchors:
        return []
    depths = _container_depths([blocks[a.index].path for a in anchors])
    records: list[Record] = []
    first = 0
    for last in range(1, len(anchors) + 1):
        # Anchors whose containers are siblings are one list.
        if last == len(anchors) or _parent(blocks, anchors[last], depths[last]) != _parent(
            blocks, anchors[first], depths[first]
        ):
            records += _segment_list(blocks, anchors[first:last], depths[first:last], anchors, last, terms)
            first = last
    return records


def _container_depths(paths: list[tuple[int, ...]]) -> list[int]:
    shared = [_shared(a, b) for a, b in pairwise(paths)]
    return [max([*shared[max(i - 1, 0) : i], *shared[i : i + 1]], default=0) for i in range(len(paths))]


def _shared(a: tuple[int, ...], b: tuple[int, ...]) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _parent(blocks: Sequence[Block], anchor: Anchor, depth: int) -> tuple[int, ...]:
    return blocks[anchor.index].path[:depth]


def _segment_list(
    blocks: Sequence[Block],
    mine: list[Anchor],
    depths: list[int],
    anchors: list[Anchor],
    following: int,
    terms: frozenset[int],
) -> list[Record]:
    """The records of one list: anchors whose containers are children of the same parent."""
    depth = depths[0]
    starts = [_container_start(blocks, a, depth) for a in mine]
    leads = _leads(blocks, mine, starts, depth, terms)
    limit = anchors[following].index if following < len(anchors) else len(blocks)
    ends = [*leads[1:], limit]
    records = []
    typical = _typical_tail(blocks, mine, starts, leads, depth)
    for number, anchor in enumerate(mine):
        begin, end = leads[number], ends[number]
        if number == len(mine) - 1:
            end = _list_end(blocks, anchor, depth, end, typical)
        later = (n for n in terms if n > anchor.index and blocks[n].kind == "heading")
        end = min(_section_end(blocks, anchor, begin, end), *later, len(blocks))
        chosen = [b for b in blocks[begin:end] if not b.aside]
        records.append(Record(chosen, blocks[anchor.index], anchor.day, siblings=len(mine)))
    return records


def _container_start(blocks: Sequence[Block], anchor: Anchor, depth: int) -> int:
    """The first block of the container that holds only this anchor."""
    container = blocks[anchor.index].path[: depth + 1]
    start = anchor.index
    if len(container) <= depth:
        return start
    while start > 0 and blocks[start - 1].path[: depth + 1] == container:
        start -= 1
    return start


def _leads(
    blocks: Sequence[Block], mine: list[Anchor], starts: list[int], depth: int, terms: frozenset[int]
) -> list[int]:
    """Where each record starts: its container, or the heading or label that comes before each date."""
    if len(mine) == 1:
        return [_heading_above(blocks, mine[0], starts[0], depth, terms)]
    signature = _lead_signature(blocks, mine, starts, depth, terms)
    if signature is None:
        return starts
    leads = []
    floor = max(starts[0] - _REACH, 0)
    for anchor, start in zip(mine, starts, strict=True):
        before = (i for i in range(start - 1, floor - 1, -1) if i not in terms)
        leads.append(next((i for i in before if _signature(blocks[i]) == signature), start))
        floor = anchor.index + 1
    return leads


def _heading_above(
    blocks: Sequence[Block], anchor: Anchor, start: int, depth: int, terms: frozenset[int]
) -> int:
    """The start of a lone entry: the heading close above it, when it has none itself."""
    parent = blocks[anchor.index].path[:depth]
    if any(block.kind == "heading" for block in blocks[start : anchor.index + 1]):
        return start
    for i in range(start - 1, max(start - 5, -1), -1):
        if blocks[i].path[: len(parent)] != parent:
            break
        if blocks[i].kind == "heading":
            opens = i not in terms and blocks[i].level > 1 and match_section(blocks[i].text) is None
            return i if opens else start
    return start


_Signature = tuple[str, int, str]


def _signature(block: Block) -> _Signature | None:
    """What kind of opening a block is: a heading of a level, a line in bold, or a label."""
    if match_section(block.text) is not None:
        return None
    if block.kind == "heading":
        return ("heading", block.level, "")
    first = block.text.split("\n", 1)[0]
    label = match_label(first) if len(first) < 40 else None
    if label is None and len(first) < 400 and block.kind != "term":
        labelled = split_label(first)
        label = labelled.field if labelled else None
    if label in ("speaker", "title"):
        return ("label", 0, label or "")
    if block.kind == "term":
        return ("term", 0, "")
    if len(block.text) < 200 and block.all_marked("strong"):
        return ("strong", 0, "")
    return None


def _lead_signature(
    blocks: Sequence[Block], mine: list[Anchor], starts: list[int], depth: int, terms: frozenset[int]
) -> _Signature | None:
    """The opening that stands between (nearly) every date and the one before it, if there is one."""
    if _signature(blocks[mine[0].index]) in {("heading", level, "") for level in range(1, 7)}:
        return None
    parent = blocks[mine[0].index].path[:depth]
    counts: Counter[_Signature] = Counter()
    floor = max(starts[0] - _REACH, 0)
    first: list[_Signature] = []
    for number, (anchor, start) in enumerate(zip(mine, starts, strict=True)):
        seen = [
            signature
            for i in range(floor, start)
            if i not in terms
            and blocks[i].path[: len(parent)] == parent
            and (signature := _signature(blocks[i])) is not None
        ]
        if number == 0:
            first = seen
        counts.update(set(seen))
        floor = anchor.index + 1
    wanted = [s for s, n in counts.items() if s in first and n >= max(2, 0.7 * len(mine))]
    if not wanted:
        return None
    # A heading is the best opening, the deepest level that all share; then bold lines, then labels.
    rank = {"heading": 0, "term": 1, "strong": 2, "label": 3}
    return min(wanted, key=lambda s: (rank[s[0]], -s[1], first.index(s)))


def _typical_tail(
    blocks: Sequence[Block], mine: list[Anchor], starts: list[int], leads: list[int], depth: int
) -> int:
    """How many blocks at most lie between a record's container and the next record; 0 for cards in a row."""
    tails = []
    for number in range(len(mine) - 1):
        container = blocks[mine[number].index].path[: depth + 1]
        end = leads[number + 1]
        inside = mine[number].index
        while inside < end and blocks[inside].path[: depth + 1] == container:
            inside += 1
        tails.append(end - inside)
    return max(tails, default=1 << 20)


def _list_end(blocks: Sequence[Block], anchor: Anchor, depth: int, limit: int, tail: int) -> int:
    """Where the last record of a list ends: with its container, or a usual tail behind it."""
    path = blocks[anchor.index].path
    container, parent = path[: depth + 1], path[:depth]
    end = anchor.index + 1
    while end < limit and blocks[end].path[: depth + 1] == container and len(container) > depth:
        end += 1
    extra = 0
    while end < limit and extra < tail * 2 and blocks[end].path[: len(parent)] == parent:
        end += 1
        extra += 1
    return end


def _section_end(blocks: Sequence[Block], anchor: Anchor, begin: int, end: int) -> int:
    """The first later heading that opens another section: as high as the record's own, or a higher one."""
    own = min((b.level for b in blocks[begin : anchor.index + 1] if b.kind == "heading"), default=0)
    depth = len(blocks[anchor.index].path)
    for i in range(anchor.index + 1, end):
        block = blocks[i]
        if block.kind != "heading" or match_label(block.text) is not None:
            continue
        if (own and block.level <= own) or (not own and len(block.path) < depth - 1):
            return i
        if match_section(block.text) in ("people", "related", "comments", "abstracts"):
            return i
        if is_no_talk(block.text):
            return i
    return end


def leading_hours(line: str, context: Context) -> Found | None:
    """The clock time at the start of a line (`10:00–11:00 Jane Doe`)."""
    if not _MAYBE_DAY.search(line[:12]):
        return None
    found = find_hours(line[:80], context)
    return found[0] if found and found[0].start <= 6 and isinstance(found[0].value, Hours) else None
