"""HTML to blocks: the walk that pages, Markdown and descriptions in HTML share.

`element_blocks` walks a parsed tree without recursion; `fragment_blocks` parses a piece of HTML (a
calendar's description, a front matter value) first. What belongs to a page's frame (navigation,
footers) is told by the caller through `frame`; see `extractors.pages.html_blocks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from seminarcrawl.reading.blocks import Block, BlockKind, Span, SpanKind, text_blocks
from seminarcrawl.reading.bounds import Told, untold
from seminarcrawl.reading.html_attributes import STYLE_MARKS, attribute, class_mark, class_words
from seminarcrawl.reading.html_facts import calendar_leaf, facts_apart, is_institution

SKIPPED = frozenset({
    "script", "style", "template", "noscript", "head", "title", "iframe", "object", "svg", "canvas", "audio",
    "video", "select", "textarea", "input", "datalist", "map", "progress", "meter",
})  # fmt: skip
BLOCK_TAGS = frozenset({
    "p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "h1", "h2", "h3", "h4",
    "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr",
    "td", "th",
    "blockquote", "pre", "form", "fieldset", "legend", "figure", "figcaption", "address", "details",
    "summary", "button", "center", "hr", "body", "html", "hgroup", "menu", "dir", "search", "dialog",
})  # fmt: skip
_MARKS: dict[str, SpanKind] = {
    "b": "strong", "strong": "strong", "em": "em", "i": "em", "cite": "em", "var": "em", "dfn": "em",
    "s": "strike", "del": "strike", "strike": "strike", "a": "link", "time": "time",
}  # fmt: skip
_KINDS: dict[str, BlockKind] = {
    "li": "item", "dt": "term", "dd": "definition", "td": "cell", "th": "cell", "blockquote": "quote",
    "pre": "pre", "summary": "heading", "legend": "heading", "caption": "heading",
}  # fmt: skip
# Classes of empty elements that a style sheet draws as a separator.
_DRAWN = frozenset({"divider", "separator", "sep", "middot", "bullet"})
_AS_BLOCK = re.compile(r"display\s{0,3}:\s{0,3}(?:block|flex|grid|table)", re.I)
_LOOKS_LIKE_HTML = re.compile(
    r"</[a-z]|<(?:br|p|div|b|i|ul|li|a|span|strong|em|table|h\d)\b[^<>]{0,300}>|&(?:nbsp|lt|gt|amp|quot);",
    re.I,
)
# XHTML is read as HTML all the same; the declaration would make the parser warn.
_XML_DECLARATION = re.compile(r"\A\s{0,80}<\?xml[^>]{0,200}>")
_OPEN_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_ITEM_TAGS = frozenset({"li", "p", "div", "a", "article"})
_MAX_DEPTH = 64
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MAX_SPAN = 60
_MAX_FRAGMENT = 200_000
_MOST_BLOCKS = 10_000  # of one document; what follows is not read
_MOST_SPANS = 1_000  # of one block
_LONGEST_BLOCK = 300_000  # characters

Frame = Callable[[Tag], Literal["keep", "cut", "aside"]]


def looks_like_html(text: str) -> bool:
    """Whether `text` carries HTML mark-up (not merely a `<` inside a formula)."""
    return ("<" in text and bool(_LOOKS_LIKE_HTML.search(text[:20_000]))) or "&nbsp;" in text


def fragment_blocks(html: str) -> list[Block]:
    """A piece of HTML as blocks; plain text (no tags in it) as `text_blocks` gives it."""
    if not looks_like_html(html):
        return text_blocks(unescape(html) if "&" in html else html)
    html = html[:_MAX_FRAGMENT]
    # In a fragment an empty line between tags is a paragraph that its author typed.
    return element_blocks(parse_html(_OPEN_PARAGRAPH.sub("<p>", html)))


def parse_html(html: str) -> BeautifulSoup:
    """A tree of `html`. Attributes stay as printed: a class is one string, not a list."""
    return BeautifulSoup(_XML_DECLARATION.sub("", html), "lxml", multi_valued_attributes=None)


def element_blocks(root: Tag, *, frame: Frame | None = None, cut_off: Told = untold) -> list[Block]:
    """All text under `root` as blocks, in reading order.

    `frame` says of an element whether it is kept, cut, or kept as `aside` (beside the main content).
    `cut_off` is told when there is more than is read. Comments, scripts, styles and templates are never
    read; what a style sheet hides is.
    """
    walker = _Walker(frame)
    blocks = walker.walk(root)
    if len(blocks) >= _MOST_BLOCKS:
        cut_off(f"{_MOST_BLOCKS:,} blocks")
    if walker.is_cut:
        cut_off(f"{_LONGEST_BLOCK:,} characters of a block")
    return blocks


@dataclass(slots=True)
class _Table:
    """A table being walked: where the next cell goes, and cells that reach into later rows."""

    number: int
    row: int = -1
    column: int = 0
    row_start: int = 0
    taken: dict[int, set[int]] = field(default_factory=dict)
    carried: dict[int, list[Block]] = field(default_factory=dict)


@dataclass(slots=True)  # never changed, but made for every element: frozen ones are slow to make
class _Place:
    """What a block inherits from the elements around it."""

    kind: BlockKind = "paragraph"
    level: int = 0
    classes: tuple[frozenset[str], ...] = ()
    path: tuple[int, ...] = ()
    table: _Table | None = None
    row: int = -1
    column: int = -1
    pre: bool = False
    aside: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Open:
    """An element whose children are being walked."""

    children: Iterator[PageElement]
    place: _Place
    tag: Tag
    is_block: bool
    marks: int = 0
    first: int = 0


class _Walker:
    """One walk over a tree: an explicit stack instead of recursion, so that depth costs nothing."""

    def __init__(self, frame: Frame | None) -> None:
        self.frame = frame
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.length = 0
        self.space = False
        self.breaks = 0
        self.marks: list[tuple[SpanKind, str, int]] = []
        self.spans: list[Span] = []
        self.anchors: list[str] = []
        self.tables = 0
        self.elements = 0
        self.facts: frozenset[int] = frozenset()
        self.leaf: frozenset[int] = frozenset()
        self.bracketed: set[int] = set()
        self.is_cut = False

    def walk(self, root: Tag) -> list[Block]:
        stack = [_Open(iter(root.contents), _Place(), root, True)]
        while stack and len(self.blocks) < _MOST_BLOCKS:
            top = stack[-1]
            node = next(top.children, None)
            if node is None:
                stack.pop()
                self.close(top)
            elif isinstance(node, Tag):
                opened = self.open(node, top.place)
                if opened is not None:
                    stack.append(opened)
            elif type(node) is NavigableString:
                self.text(node, top.place)
        return self.blocks

    # -- elements -------------------------------------------------------------------------------

    def open(self, tag: Tag, place: _Place) -> _Open | None:
        name = tag.name
        if name == "br":
            self.line_break(place)
            return None
        attributes = tag.attrs
        classes = attribute(tag, "class") if attributes else ""
        if name in SKIPPED or name == "math" or ("katex" in classes and "katex" in classes.split()):
            self.formula(tag, place)
            return None
        verdict = self.frame(tag) if self.frame is not None and name != "body" else "keep"
        if verdict == "cut":
            self.flush(place)
            return None
        if id(tag) in self.facts and self.length:
            self.append("\n")
            self.space = False
        elif id(tag) in self.leaf:
            self.space = True
        elif (
            classes
            and self.length
            and self.parts[-1].rstrip()[-1:].isalnum()
            and is_institution(tag, classes)
        ):
            self.append(" (")
            self.space = False
            self.bracketed.add(id(tag))
        is_block, marks = name in BLOCK_TAGS, 0
        if attributes or name in _MARKS:
            self.note_anchor(tag, name)
            style = attribute(tag, "style")
            is_block = is_block or (name != "a" and bool(style) and bool(_AS_BLOCK.search(style)))
            marks = self.open_marks(tag, name, classes, style)
        if not is_block:
            if name == "q":
                self.append("“")
            elif name == "span" and not tag.contents and _DRAWN & class_words(classes):
                self.line_break(place)
            return _Open(iter(tag.contents), place, tag, False, marks)
        self.flush(place)
        if name in _ITEM_TAGS:
            self.facts, self.leaf = facts_apart(tag), calendar_leaf(tag)
        return _Open(
            iter(tag.contents),
            self.enter(tag, name, place, verdict == "aside"),
            tag,
            True,
            marks,
            len(self.blocks),
        )

    def close(self, opened: _Open) -> None:
        tag = opened.tag
        if opened.is_block:
            self.flush(opened.place)
            if tag.name in ("td", "th"):
                self.close_cell(tag, opened)
            elif tag.name == "tr" and opened.place.table is not None:
                self.close_row(opened.place.table)
        elif tag.name == "q":
            self.append("”")
        elif id(tag) in self.bracketed:
            self.append(")")
        for _ in range(opened.marks):
            kind, value, start = self.marks.pop()
            if self.length > start and len(self.spans) < _MOST_SPANS:
                self.spans.append(Span(start, self.length, kind, value))

    def enter(self, tag: Tag, name: str, place: _Place, aside: bool) -> _Place:
        self.elements += 1
        kind, level = place.kind, place.level
        table, row, column = place.table, place.row, place.column
        if len(name) == 2 and name[0] == "h" and name[1] in "123456":
            kind, level = "heading", int(name[1])
        elif name in _KINDS:
            kind = _KINDS[name]
            level = 6 if kind == "heading" else place.level
        if name in ("ul", "ol"):
            level = place.level + 1 if kind == "item" else 1
        elif name == "table":
            table, row, column = _Table(self.tables), -1, -1
            self.tables += 1
        elif table is not None:
            row, column = self.enter_table_part(tag, name, table, row, column)
        words: frozenset[str] = frozenset()
        if tag.attrs:
            words = class_words(attribute(tag, "class"), attribute(tag, "id"), attribute(tag, "itemprop"))
        if name in ("th", "thead", "button", "summary", "footer"):
            words = words | {name}
        return _Place(
            kind=kind,
            level=level,
            classes=(*place.classes[-3:], words) if words else place.classes,
            path=(*place.path, self.elements) if place.depth < _MAX_DEPTH else place.path,
            table=table,
            row=row,
            column=column,
            pre=place.pre or name == "pre",
            aside=aside or place.aside,
            depth=place.depth + 1,
        )

    # -- tables ---------------------------------------------------------------------------------

    def enter_table_part(self, tag: Tag, name: str, table: _Table, row: int, column: int) -> tuple[int, int]:
        if name == "tr":
            table.row += 1
            table.column = 0
            table.row_start = len(self.blocks)
            return table.row, -1
        if name in ("td", "th"):
            table.row = max(table.row, 0)
            taken = table.taken.get(table.row, ())
            while table.column in taken:
                table.column += 1
            return table.row, table.column
        return row, column

    def close_cell(self, tag: Tag, opened: _Open) -> None:
        table, place = opened.place.table, opened.place
        if table is None:
            return
        width, height = _count(tag, "colspan"), _count(tag, "rowspan")
        table.column = place.column + width
        if height == 1 or place.column > _MAX_SPAN:
            return
        mine = [b for b in self.blocks[opened.first :] if b.table == table.number]
        for row in range(place.row + 1, place.row + height):
            table.taken.setdefault(row, set()).update(range(place.column, place.column + width))
            copies = [
                Block(
                    b.text, b.kind, b.level, b.spans, b.classes, "", b.table, row, b.column, b.path, b.aside
                )
                for b in mine[:8]
            ]
            table.carried.setdefault(row, []).extend(copies)

    def close_row(self, table: _Table) -> None:
        carried = table.carried.pop(table.row, None)
        if not carried:
            return
        here = self.blocks[table.row_start :]
        if all(block.table == table.number for block in here):
            here = sorted([*carried, *here], key=lambda block: block.column)
            # A cell that reaches down belongs to the row it is read in.
            copies = set(map(id, carried))
            path = next((block.path for block in here if id(block) not in copies), ())
            for block in carried:
                block.path = path
            self.blocks[table.row_start :] = here

    # -- text -----------------------------------------------------------------------------------

    def text(self, node: NavigableString, place: _Place) -> None:
        if place.pre:
            self.append(str(node))
            return
        body = " ".join(node.split())
        if not body:
            self.space = self.space or bool(node)
            return
        if self.length and not self.breaks and (self.space or node[0].isspace()):
            self.append(" ")
        if len(body) <= 2 and body.isdigit() and self._is_footnote_mark(node):
            body = body.translate(_SUPERSCRIPTS)
        self.breaks = 0
        self.append(body)
        self.space = node[-1].isspace()

    def _is_footnote_mark(self, node: NavigableString) -> bool:
        """Whether a number is raised behind a word or before a line: a footnote's mark, no exponent."""
        if node.parent is None or node.parent.name != "sup":
            return False
        before = self.parts[-1][-3:] if self.length and self.parts else ""
        return not before.strip() or (len(before) == 3 and before.isalpha())

    def append(self, text: str) -> None:
        if self.length > _LONGEST_BLOCK:
            self.is_cut = True
            return
        self.parts.append(text)
        self.length += len(text)

    def line_break(self, place: _Place) -> None:
        self.breaks += 1
        self.space = False
        if self.breaks == 2 and place.kind in ("paragraph", "quote", "definition"):
            self.flush(place)
        elif self.length and self.breaks <= 2:
            self.append("\n")

    def formula(self, tag: Tag, place: _Place) -> None:
        """LaTeX that the page keeps beside its rendered form."""
        if tag.name == "script":
            if attribute(tag, "type").startswith("math/tex"):
                self.text(NavigableString(f"${tag.string or ''}$"), place)
            return
        if tag.name in SKIPPED:
            return
        source = tag.find("annotation")
        latex = source.get_text() if isinstance(source, Tag) else attribute(tag, "alttext")
        if latex:
            self.text(NavigableString(f"${latex.strip()}$"), place)
        elif tag.name == "math":
            self.text(NavigableString(tag.get_text()), place)

    def open_marks(self, tag: Tag, name: str, classes: str, style: str) -> int:
        before = len(self.marks)
        kind = _MARKS.get(name)
        if kind is not None:
            value = attribute(tag, "href" if kind == "link" else "datetime").strip()
            if kind != "link" or value:
                self.marks.append((kind, value, self.length))
        if style:
            for pattern, styled in STYLE_MARKS:
                if pattern.search(style):
                    self.marks.append((styled, "", self.length))
        for word in classes.split()[:8]:
            marked = class_mark(word)
            if marked:
                self.marks.append((marked, "", self.length))
        return len(self.marks) - before

    def note_anchor(self, tag: Tag, name: str) -> None:
        anchor = attribute(tag, "id") or (attribute(tag, "name") if name == "a" else "")
        if anchor and len(self.anchors) < 8:
            self.anchors.append(anchor.split()[0] if anchor.strip() else "")

    def flush(self, place: _Place) -> None:
        """End the block that is being collected; marks that are still open go on in the next one."""
        if not self.length:
            self.space, self.breaks = False, 0
            return
        text = "".join(self.parts)
        if text.strip():
            spans = self.spans + [Span(start, self.length, kind, value) for kind, value, start in self.marks]
            self.blocks.append(_make_block(text, spans, place, " ".join(filter(None, self.anchors))))
            self.anchors = []
        self.parts, self.length, self.space, self.breaks, self.spans = [], 0, False, 0, []
        self.marks = [(kind, value, 0) for kind, value, _ in self.marks]


def _make_block(text: str, spans: list[Span], place: _Place, anchor: str) -> Block:
    offset = len(text) - len(text.lstrip())
    body = text.strip()
    kept = []
    for span in spans:
        start, end = max(span.start - offset, 0), min(span.end - offset, len(body))
        while start < end and body[start].isspace():
            start += 1
        while end > start and body[end - 1].isspace():
            end -= 1
        if end > start:
            kept.append(Span(start, end, span.kind, span.value))
    kept.sort(key=lambda span: (span.start, -span.end))
    return Block(
        body,
        place.kind,
        place.level,
        kept,
        frozenset().union(*place.classes) if place.classes else frozenset(),
        anchor,
        place.table.number if place.table is not None else -1,
        place.row,
        place.column,
        place.path,
        place.aside,
    )


def _count(tag: Tag, name: str) -> int:
    value = attribute(tag, name).strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() and len(value) < 6 else 1
