"""Talks whose place on a page somebody has pointed out with CSS selectors, where reading alone is not enough.

What a selector points at is a record like any other (`mapping`): its key says what it is, its text is read
as people write it. What no selector points at is read from the talk's element as from a page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import soupsieve
from bs4 import BeautifulSoup
from bs4.element import Tag

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.mapping import judge as mapping_judge
from seminarcrawl.extractors.mapping.description import WHEN, adds_hour
from seminarcrawl.extractors.mapping.keys import read_key
from seminarcrawl.extractors.mapping.policy import Policy
from seminarcrawl.extractors.mapping.reader import Reading, read_mapping
from seminarcrawl.extractors.pages import extractor as page
from seminarcrawl.extractors.pages.defaults import read_series
from seminarcrawl.extractors.pages.html_blocks import parse, read_page
from seminarcrawl.extractors.pages.selection import Selection
from seminarcrawl.reading.announcement.reader import read_announcement
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.html_text import element_blocks
from seminarcrawl.reading.markup import join_url
from seminarcrawl.reading.text import one_line

_ATTRIBUTE = re.compile(r"::(?:attr\(([\w:-]{1,60})\)|text)$")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption")
_LINK_ROLES = frozenset({"url", "link", "online", "speaker_url"})
_PROSE_ROLES = frozenset({"abstract", "biography"})
_MOST_TALKS = 2_000


@dataclass(slots=True)
class Selected:
    """The talks, and the names of the selectors that pointed at something or at nothing."""

    drafts: list[Draft]
    matched: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)


def check_selector(selector: str) -> None:
    """Raise ValueError when `selector` is no CSS selector."""
    try:
        soupsieve.compile(_ATTRIBUTE.sub("", selector) or "*")
    except soupsieve.SelectorSyntaxError as error:
        raise ValueError(f"{selector!r} is no CSS selector: {one_line(str(error))[:200]}") from None


def check_field(name: str) -> None:
    """Raise ValueError when `name` says nothing of a talk."""
    if read_key(name) is None:
        raise ValueError(f"{name!r} is no field of a talk (title, speakers, when, date, time, location, …)")


def restrict(document: Document, selector: str) -> Document | None:
    """The document with only what `selector` points at in its body; None when it points at nothing."""
    soup = parse(document)
    parts = soup.select(selector)
    if not parts:
        return None
    body = soup.body or soup
    for part in parts:
        part.extract()
    body.clear()
    for part in parts:
        body.append(part)
    kept = Document(str(soup).encode(), document.context, "text/html; charset=utf-8")
    kept.problems = document.problems
    return kept


def read_selected(document: Document, selection: Selection) -> Selected:
    """The talks at which the selection points; what reading alone gives where its talks are not found."""
    read = read_page(document)
    context = page.page_context(read, document.context)
    elements = _elements(read.soup, selection.talk)
    if not elements:
        return Selected(page.extract(document), missed={"talk_selector"})
    series = context.series or read_series(read.title, [b for b in read.blocks if not b.aside], context)
    found = Selected([], matched={"talk_selector"} if selection.talk else set())
    for element in elements:
        record = _record(element, selection.fields, context)
        found.matched |= record.keys()
        draft = _read_element(element, record, context)
        if draft is not None:
            draft.put("series", series, series or "", "page: its heading")
            found.drafts.append(draft)
    found.missed = set(selection.fields) - found.matched
    return found


def _elements(soup: BeautifulSoup, selector: str | None) -> list[Tag]:
    """The elements of single talks, an element within another one left out."""
    if selector is None:
        return [soup.body] if soup.body else []
    found = soup.select(selector, limit=_MOST_TALKS)
    known = {id(tag) for tag in found}
    return [tag for tag in found if not any(id(parent) in known for parent in tag.parents)]


def _record(element: Tag, fields: Mapping[str, str], context: Context) -> dict[str, Tree]:
    """What the fields' selectors point at in one talk's element."""
    record: dict[str, Tree] = {}
    for name, selector in fields.items():
        value = _value(element, name, selector, context)
        if value:
            record[name] = value
    return record


def _value(element: Tag, name: str, selector: str, context: Context) -> str | None:
    """The text of the first match; of several speakers or topics all."""
    suffix = _ATTRIBUTE.search(selector)
    path = selector[: suffix.start()] if suffix else selector
    tags = element.select(path, limit=30) if path else [element]
    key = read_key(name)
    role = key.role if key else None
    attribute = suffix.group(1) if suffix else None
    if attribute is None and role in _LINK_ROLES:
        attribute = "href"
    values = [v for tag in tags if (v := _stated(tag, attribute, role, context))]
    several = role in {"speaker", "topics"} and len(values) > 1
    return "; ".join(values) if several else next(iter(values), None)


def _stated(tag: Tag, attribute: str | None, role: str | None, context: Context) -> str:
    if attribute is None:
        return tag.decode_contents() if role in _PROSE_ROLES else one_line(tag.get_text(" "))
    if attribute == "href" and not tag.has_attr("href"):
        inner = tag.find("a", href=True)
        tag = inner if isinstance(inner, Tag) else tag
    value = tag.get(attribute)
    text = " ".join(value) if isinstance(value, list) else str(value or "")
    return join_url(context.url, text) if attribute in {"href", "src"} and text else text.strip()


def _read_element(element: Tag, record: dict[str, Tree], context: Context) -> Draft | None:
    """One talk's element: what was pointed out, completed by the rest of it; None when it is no talk."""
    term = element.find_previous(list(_HEADINGS))
    if isinstance(term, Tag):
        record = {**record, "year": one_line(term.get_text(" "))[:100]}
    reading: Reading = read_mapping(record, context, Policy())[0]
    draft = reading.draft
    blocks = element_blocks(element)
    alone = page.read_blocks(blocks, context) if not draft.has("title") or not draft.has("speakers") else []
    rest = alone[0] if len(alone) == 1 else read_announcement(blocks, context, given=draft)
    if draft.has("start") and adds_hour(draft, rest):
        for name in WHEN:
            draft.drop(name, "the element states the hour")
    draft.fill_from(rest)
    return draft if mapping_judge.is_talk(reading, expected=True) else None
