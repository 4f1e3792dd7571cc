"""Blocks: a page, mail or description as a sequence of text blocks that remember their markup.

Every format comes down to this before fields are read: HTML and Markdown through
`extractors.pages.html_blocks` and `extractors.pages.markdown_blocks`, plain text through `text_blocks` here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "cell", "term", "definition", "quote", "pre"]
SpanKind = Literal["strong", "em", "link", "strike", "time", "hidden"]


@dataclass(slots=True)
class Span:
    """A marked run inside a block: `block.text[start:end]`. `value` is a link's href or a time's datetime."""

    start: int
    end: int
    kind: SpanKind
    value: str = ""


@dataclass(slots=True)
class Block:
    """One run of text between block-level tags. Lines that `<br>` or source lines made are kept as `\\n`.

    `level` is the heading level (1 to 6) or the nesting depth of a list item, else 0. `row` and
    `column` place a table cell in table number `table`. `classes` are the lower-cased class and id
    words of the element and its near ancestors: weak evidence of a role ("speaker", "abstract").
    `anchor` holds the ids that a link may point to, space-separated. `path` names the block-level elements
    around the text, outermost first, so that a shared prefix is a shared container. `aside` marks what
    stands beside the main content (related and further events, sidebars).
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    spans: list[Span] = field(default_factory=list)
    classes: frozenset[str] = frozenset()
    anchor: str = ""
    table: int = -1
    row: int = -1
    column: int = -1
    path: tuple[int, ...] = ()
    aside: bool = False

    @property
    def lines(self) -> list[str]:
        """The text's non-empty lines."""
        return [line for line in self.text.split("\n") if line.strip()]

    def marked(self, *kinds: SpanKind) -> list[str]:
        """The texts of all spans of these kinds, in order."""
        return [self.text[s.start : s.end] for s in self.spans if s.kind in kinds]

    @property
    def links(self) -> list[str]:
        """All hrefs in order."""
        return [s.value for s in self.spans if s.kind == "link" and s.value]

    def all_marked(self, *kinds: SpanKind) -> bool:
        """Whether the whole text lies in spans of these kinds (a heading made of bold type)."""
        covered = sum(s.end - s.start for s in self.spans if s.kind in kinds)
        return bool(self.text.strip()) and covered >= len(self.text.strip())


def text_blocks(text: str) -> list[Block]:
    """Plain text as blocks: one per paragraph, its lines kept."""
    blocks = []
    for paragraph in text.split("\n\n"):
        lines = [line.strip() for line in paragraph.split("\n")]
        body = "\n".join(line for line in lines if line)
        if body:
            blocks.append(Block(body))
    return blocks
