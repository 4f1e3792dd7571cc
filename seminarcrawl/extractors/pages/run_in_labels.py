"""Several labelled values on one line: taken apart before each label that is set off by its type."""

from __future__ import annotations

from collections.abc import Sequence

from seminarcrawl.extractors.schedules.records import cut_block
from seminarcrawl.reading.blocks import Block, Span
from seminarcrawl.reading.labels import match_label

_COLONS = (":", "：")
_SEPARATORS = " \t\n-–—|/;,·•"
_LONGEST_LABEL = 40
_LONGEST_BLOCK = 3_000
_LONGEST_LEAD = 160  # characters before the first label: a date and a name, not an abstract
_MATERIAL = ("slides", "video")


def break_at_labels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; one with two or more labels in bold or italics taken apart before each of them."""
    return [part for block in blocks for part in (_parts(block) if len(block.spans) > 1 else [block])]


def _parts(block: Block) -> list[Block]:
    starts = {span.start for span in block.spans if _is_label(block, span)}
    if (
        len(starts) < 2
        or min(starts) > _LONGEST_LEAD
        or len(block.text) > _LONGEST_BLOCK
        or "\n" in block.text
    ):
        return [block]
    if not any(_names_field(block, start) for start in starts):
        return [block]
    edges = [0, *sorted({*starts, *_material(block, max(starts))} - {0}), len(block.text)]
    ends = [len(block.text[:end].rstrip(_SEPARATORS)) for end in edges[1:]]
    parts = [cut_block(block, start, end, n) for n, (start, end) in enumerate(zip(edges, ends, strict=False))]
    for part in parts[1:]:
        part.kind = "paragraph" if part.kind == "item" else part.kind
    return [part for part in parts if part.text]


def _is_label(block: Block, span: Span) -> bool:
    """Whether a marked run is a short text with a colon at its end, inside or behind it."""
    if span.kind not in ("strong", "em") or span.end - span.start > _LONGEST_LABEL:
        return False
    text = block.text[span.start : span.end].rstrip()
    return text.endswith(_COLONS) or block.text[span.end : span.end + 2].lstrip().startswith(_COLONS)


def _names_field(block: Block, start: int) -> bool:
    """Whether the label at `start` is one that we know."""
    head = block.text[start : start + _LONGEST_LABEL].replace("：", ":").partition(":")[0]
    return match_label(head.strip()) is not None


def _material(block: Block, behind: int) -> list[int]:
    """Where the links to slides and videos behind the last label begin."""
    for span in block.spans:
        text = block.text[span.start : span.end].strip("[]() ")
        if span.kind == "link" and span.start > behind and match_label(text) in _MATERIAL:
            return [span.start]
    return []
