"""A page as blocks: parsed once, its frame (navigation, footers, banners) cut, what stands beside marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from seminarcrawl.extractors.document import Document
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.bounds import Told, untold
from seminarcrawl.reading.html_attributes import class_words
from seminarcrawl.reading.html_text import element_blocks, parse_html
from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.recall import recalled
from seminarcrawl.reading.sections import match_section
from seminarcrawl.reading.text import one_line

MAX_CHARACTERS = 5_000_000
MAX_TAGS = 50_000
MAX_ATTRIBUTES = 500
_LXML_DEPTH = 250

_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{1000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG_NAME = re.compile(r"<[a-zA-Z][\w:-]{0,60}")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,30})")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dd", "dt", "td", "tr", "th", "option",
})  # fmt: skip

_FRAME_TAGS = frozenset({"nav", "footer", "marquee"})
_FRAME_ROLES = frozenset({
    "navigation", "contentinfo", "search", "alert", "alertdialog", "dialog",
})  # fmt: skip
_FRAME_WORDS = frozenset({
    "nav", "navbar", "navigation", "topnav", "sidenav", "breadcrumb", "breadcrumbs", "menu", "footer",
    "cookie", "cookies", "consent", "pagination", "pager", "skip", "skiplink", "toc", "share", "sharing",
    "social",
    "comments", "comment", "disqus", "login", "rating", "ratings", "asset-metadata", "documentbyline",
})  # fmt: skip
# Signs that only link to the heading they stand in ("¶", "#").
_LINK_SIGNS = frozenset({"headerlink", "anchorjs-link", "anchor-link", "heading-anchor", "hash-link"})
_ASIDE_WORDS = frozenset({
    "sidebar", "related", "teaser", "teasers", "aside", "recommend", "recommended", "recommendations",
})  # fmt: skip
_LEADS_ELSEWHERE = ["a", "h1", "h2", "h3", "h4", "h5", "h6"]
_LABEL_TAGS = ["dt", "th", "strong", "b", "h3", "h4"]
_MOST_LABELS, _LONGEST_LABEL = 24, 40
_CARD_WORDS = frozenset(("card", "box", "bio", "profile", "about"))
# Words that turn a frame word into the name of something else ("no-sidebar", "has-footer", "comments-off").
_NOT_FRAME = frozenset({
    "no", "has", "with", "without", "not", "content", "main", "page", "body", "wrapper", "container",
    "offset", "target",
})  # fmt: skip
_ROOTS = frozenset(("body", "main", "html", "article", "h1", "table", "tr", "td", "tbody"))


@dataclass(slots=True)
class Page:
    """A parsed page: the tree for structured data, the blocks for reading, and what the head says."""

    soup: BeautifulSoup
    blocks: list[Block]
    title: str = ""
    language: str | None = None


def parse(document: Document) -> BeautifulSoup:
    """The document's tree, parsed once. Hostile mark-up is cut first, and said so in `document.problems`."""
    return parse_html(guarded(document.text, document))


def guarded(text: str, document: Document) -> str:
    """`text` without what would keep the parser busy: megabytes of it, tags with hundreds of attributes."""
    if len(text) > MAX_CHARACTERS:
        document.cut_off(f"{MAX_CHARACTERS:,} characters")
        text = text[:MAX_CHARACTERS]
    if text.count("<") > MAX_TAGS:
        document.cut_off(f"{MAX_TAGS:,} tags")
        text = text[: _start_of_tag(text, MAX_TAGS)]

    def shortened(match: re.Match[str]) -> str:
        bare = _QUOTED.sub('""', match.group())
        if len(bare.split()) <= MAX_ATTRIBUTES and bare.count("=") <= MAX_ATTRIBUTES:
            return match.group()
        document.problem("html.too-many-attributes", f"a tag with more than {MAX_ATTRIBUTES} attributes")
        name = _TAG_NAME.match(bare)
        return name.group() if name else ""

    text = _LONG_TAG.sub(shortened, text)
    if _nesting(text) > _LXML_DEPTH:
        document.problem(
            "html.too-deep", f"tags nested more than {_LXML_DEPTH} deep: the innermost may be lost"
        )
    return text


def _start_of_tag(text: str, number: int) -> int:
    at = -1
    for _ in range(number):
        at = text.find("<", at + 1)
    return at


def _nesting(text: str) -> int:
    """About how deep the tags of `text` nest (void and self-closing tags aside)."""
    if text.count("<") < _LXML_DEPTH * 2:
        return 0
    depth = deepest = 0
    for match in _TAG.finditer(text):
        if match[2].lower() not in _VOID:
            depth = max(depth - 1, 0) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def page_blocks(soup: BeautifulSoup, cut_off: Told = untold) -> list[Block]:
    """The blocks of a page's body without its frame; sections beside the main content are marked `aside`."""
    root = soup.body or soup
    blocks = element_blocks(root, frame=_Frame(root).verdict, cut_off=cut_off)
    mark_side_sections(blocks)
    return blocks


def read_page(document: Document) -> Page:
    """The document parsed and taken apart."""
    soup = parse(document)
    return Page(soup, page_blocks(soup, document.cut_off), _head_title(soup), page_language(soup))


def page_language(soup: BeautifulSoup) -> str | None:
    """The language the page declares, as a lower-cased tag ("zh-hant-tw"), None when it declares none."""
    html = soup.html
    declared = html.get("lang") or html.get("xml:lang") if isinstance(html, Tag) else None
    name = str(declared or _meta(soup, "og:locale") or "").strip().lower().replace("_", "-")
    return name or None


def _head_title(soup: BeautifulSoup) -> str:
    title = soup.title
    return one_line(title.get_text()) if isinstance(title, Tag) else ""


def _meta(soup: BeautifulSoup, name: str) -> str:
    tag = soup.find("meta", attrs={"property": name})
    return one_line(str(tag.get("content") or "")) if isinstance(tag, Tag) else ""


class _Frame:
    """Tells a page's frame from its content, by tag, role and class, never cutting most of the text away."""

    def __init__(self, root: Tag) -> None:
        self.root = root

    @cached_property
    def sizes(self) -> dict[int, int]:
        """How much text each element holds, by its `id`, all in one pass: frames may nest thousands deep."""
        sizes: dict[int, int] = {}
        opened: list[tuple[Tag, Iterator[PageElement]]] = [(self.root, iter(self.root.contents))]
        while opened:
            tag, children = opened[-1]
            child = next(children, None)
            if isinstance(child, Tag):
                opened.append((child, iter(child.contents)))
            elif child is not None:
                if type(child) is NavigableString:
                    sizes[id(tag)] = sizes.get(id(tag), 0) + len(child)
            else:
                opened.pop()
                if opened:
                    parent = id(opened[-1][0])
                    sizes[parent] = sizes.get(parent, 0) + sizes.get(id(tag), 0)
        return sizes

    @cached_property
    def with_main(self) -> set[int]:
        """The `id`s of the elements that hold a main part or an article."""
        found: set[int] = set()
        for tag in self.root.find_all(["main", "article"]):
            for parent in tag.parents:
                if id(parent) in found:
                    break
                found.add(id(parent))
        return found

    def verdict(self, tag: Tag) -> Literal["keep", "cut", "aside"]:
        name = tag.name
        if name in _ROOTS:
            return "keep"
        verdict = self._by_name(tag)
        if verdict != "keep" and self._is_content(tag):
            return "keep"
        return verdict

    def _by_name(self, tag: Tag) -> Literal["keep", "cut", "aside"]:
        name, attrs = tag.name, tag.attrs
        if name in _FRAME_TAGS or attrs.get("role") in _FRAME_ROLES:
            return "cut"
        if name == "aside":
            return "keep" if _states_event(tag) else "aside"
        if name == "address" and tag.parent is self.root:
            return "aside"  # who wrote the page, and when
        if "class" not in attrs and "id" not in attrs:
            return "keep"
        classes = attrs.get("class", "")
        text = classes if isinstance(classes, str) else " ".join(classes)
        if name == "a" and not _LINK_SIGNS.isdisjoint(text.split()):
            return "cut"
        verdict = _by_class(text, str(attrs.get("id", "")))
        if verdict == "aside" and "teaser" in text and tag.find(_LEADS_ELSEWHERE) is None:
            return "keep"  # the lead of an article
        return verdict

    def _is_content(self, tag: Tag) -> bool:
        """Whether a supposed frame holds the page's main content, as where one class wraps everything."""
        if id(tag) in self.with_main:
            return True
        return self.sizes.get(id(tag), 0) * 2 > self.sizes.get(id(self.root), 0)


def _states_event(tag: Tag) -> bool:
    """Whether an `<aside>` within the main part labels when and where: the facts of the page's own event."""
    if tag.find_parent(["main", "article"]) is None:
        return False
    labels = (one_line(label.get_text()) for label in tag.find_all(_LABEL_TAGS, limit=_MOST_LABELS))
    told = {match_label(text) for text in labels if len(text) <= _LONGEST_LABEL}
    return "place" in told and not told.isdisjoint(("date", "time", "datetime"))


@recalled(4096)
def _by_class(classes: str, identity: str) -> Literal["keep", "cut", "aside"]:
    for name in [*classes.split()[:24], identity]:
        words = class_words(name[:80])
        if words & _NOT_FRAME:
            continue
        if words & _FRAME_WORDS:
            return "cut"
        if words & _ASIDE_WORDS or ("author" in words and words & _CARD_WORDS):
            return "aside"
    return "keep"


def mark_side_sections(blocks: list[Block]) -> None:
    """Mark the sections whose heading says that they are about other things ("Related events")."""
    opening: Block | None = None
    inside: tuple[int, ...] = ()
    for number, block in enumerate(blocks):
        if opening is not None and _ends_section(block, opening, inside):
            opening = None
        if opening is None and _opens_section(block) and match_section(block.text) in ("related", "comments"):
            opening, inside = block, _section_container(blocks, number)
        if opening is not None:
            block.aside = True


def _opens_section(block: Block) -> bool:
    """Whether a block stands alone as a heading does: no list item, no table cell, no mere link."""
    if len(block.text) > 60 or block.kind not in ("heading", "paragraph"):
        return False
    return block.kind == "heading" or not block.all_marked("link")


def _section_container(blocks: list[Block], number: int) -> tuple[int, ...]:
    """The element that a heading opens: its parent, or further up while the heading stands there alone."""
    path = blocks[number].path
    following = blocks[number + 1].path if number + 1 < len(blocks) else ()
    for up in range(1, 4):
        container = path[:-up]
        if following[: len(container)] == container:
            return container
    return path[:-1]


def _ends_section(block: Block, opening: Block, inside: tuple[int, ...]) -> bool:
    """Whether a block lies outside the section: elsewhere, or under another heading of its rank."""
    if block.path[: len(inside)] != inside:
        return True
    is_heading = block.kind == "heading" and len(block.path) <= len(opening.path)
    return is_heading and block.level <= (opening.level or 6)
