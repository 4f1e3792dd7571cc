"""An entry's links: the talk's own page, slides and videos, the link to join; a line without its links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from seminarcrawl.extractors.schedules.records import EDGES, Record, cut_block
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.markup import join_url
from seminarcrawl.reading.places import find_online_url
from seminarcrawl.reading.text import one_line

FILE_NAME = re.compile(r"\.(?:pdf|pptx?|ps|key|mp4|m4v|mov|zip|djvu)$", re.I)
_LINK_TAIL = re.compile(r"(?:\s?[\[(][^\[\]()]{1,30}[\])]){1,6}$")
_MATERIAL = frozenset(("slides", "video", "online", "abstract"))


def absolute(href: str, context: Context) -> str:
    """`href` against the page's address; "" for what is no web address."""
    href = href.strip()
    if href.startswith(("mailto:", "javascript:", "tel:", "data:")):
        return ""
    full = join_url(context.url, href)
    return full if full.startswith(("http://", "https://")) else ""


def links_in(blocks: Sequence[Block], context: Context) -> Iterator[tuple[str, str]]:
    """The text and the web address of every link in some blocks."""
    for block in blocks:
        for span in block.spans:
            if span.kind == "link" and (href := absolute(span.value, context)):
                yield block.text[span.start : span.end], href


def block_without_link_tail(block: Block) -> Block:
    """The block without the links that close it."""
    text = without_link_tail(block)
    return cut_block(block, 0, len(text)) if block.text.startswith(text) else block


def without_link_tail(block: Block) -> str:
    """The text without the links that close it: in brackets ("[pdf]"), or named by a label ("Slides")."""
    text = block.text
    tail = _LINK_TAIL.search(text)
    links = [span for span in block.spans if span.kind == "link"]
    if tail is not None and tail.start() > 0 and any(span.end > tail.start() for span in links):
        text = text[: tail.start()]
    for span in sorted(links, key=lambda span: -span.start):
        end = len(text.rstrip(EDGES + ")]"))
        if 0 < span.start < end <= span.end + 1 and _names_material(text[span.start : end]):
            text = text[: span.start].rstrip(" \t\n-–—,;|/·•([")
            text = text[:-1] if text.endswith(".") else text
    return text


def _names_material(text: str) -> bool:
    """Whether a link's text is nothing but what it leads to: "Slides", "abstract", "Zoom"."""
    return len(text) < 40 and match_label(text.strip("[]()., ")) in _MATERIAL


def read_links(draft: Draft, record: Record, context: Context) -> None:
    """The link to join, slides and videos, and the talk's own page (the link on its title)."""
    links = []
    for role, cells in (record.columns or {"": record.blocks}).items():
        for text, href in links_in(cells, context):
            if _is_material(text, href, role):
                links.append(href)
            elif role in ("title", "mixed", "") and _is_own_page(text, href, draft, context):
                draft.put("url", href, text, "the link on the title")
    if links:
        draft.put("links", list(dict.fromkeys(links)), " ".join(links), "links to slides, video or paper")
    if not record.columns or record.columns.get("online"):
        cells = record.columns.get("online") or record.blocks
        hrefs = [absolute(h, context) for b in cells for h in b.links]
        text = "\n".join(b.text for b in cells)
        draft.put("online_url", find_online_url(text, [h for h in hrefs if h]), text, "the link to join")


def _is_material(text: str, href: str, role: str) -> bool:
    if role in ("slides", "video") or FILE_NAME.search(urlsplit(href).path):
        return True
    return len(text) < 40 and match_label(text.strip("[]() ")) in ("slides", "video")


def _is_own_page(text: str, href: str, draft: Draft, context: Context) -> bool:
    """Whether a link leads to the talk's own page: on the title, to the same site, not within this page."""
    title = draft.item.title
    here, there = urlsplit(context.url), urlsplit(href)
    if not title or not context.url or here.netloc != there.netloc or here.path == there.path:
        return False
    return one_line(text).strip(EDGES) in title or title in one_line(text)
