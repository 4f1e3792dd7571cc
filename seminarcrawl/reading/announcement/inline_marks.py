"""Markdown's inline marks in plain text (`**bold**`, `[text](address)`) as spans of a block."""

from __future__ import annotations

import re

from seminarcrawl.reading.blocks import Block, Span, SpanKind

_MARK = re.compile(
    r"\*\*(?P<strong>[^*\n]{1,300})\*\*|(?<!\w)__(?P<under>[^_\n]{1,300})__(?!\w)"
    r"|(?<![\w*$\\])(?P<em>\*[^\s*$\\][^*$\\\n]{0,200}\*|_[^\s_$\\][^_$\\\n]{0,200}_)(?![\w*$])"
    r"|(?<!!)\[(?P<text>[^\[\]\n]{1,300})\]\((?P<link>(?:https?://|mailto:)[^()\s]{1,1000})\)"
    r"|<(?P<bare>https?://[^<>\s]{1,1000})>"
)
_SIGNS = frozenset("*_[<")


def read_inline_marks(block: Block) -> Block:
    """The block with Markdown's marks taken out of its text and kept as spans."""
    if block.spans or _SIGNS.isdisjoint(block.text) or not _MARK.search(block.text):
        return block
    parts: list[str] = []
    spans: list[Span] = []
    position = length = 0
    for match in _MARK.finditer(block.text):
        before = block.text[position : match.start()]
        kind: SpanKind = "link" if match["link"] or match["bare"] else "em" if match["em"] else "strong"
        inner = match["strong"] or match["under"] or match["text"] or match["bare"] or match["em"][1:-1]
        start = length + len(before)
        spans.append(Span(start, start + len(inner), kind, match["link"] or match["bare"] or ""))
        parts += [before, inner]
        length = start + len(inner)
        position = match.end()
    parts.append(block.text[position:])
    block.text, block.spans = "".join(parts), spans
    return block
