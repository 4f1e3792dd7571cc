"""Events that a page states as data: JSON-LD, microdata, RDFa, h-event, hCalendar, calendar links, OpenGraph.

`read` gives every event of the page, talk or not, each once: what one syntax lacks another completes. Whether
such an event is a talk is for the page to judge, together with its visible text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.mapping.lines import complete_from_titles
from seminarcrawl.extractors.mapping.policy import Policy
from seminarcrawl.extractors.mapping.reader import Reading, read_mapping
from seminarcrawl.extractors.structured.classes import class_events, names_speaker
from seminarcrawl.extractors.structured.jsonld import event_record, json_ld_events
from seminarcrawl.extractors.structured.links import calendar_link
from seminarcrawl.extractors.structured.markup import (
    is_event_item,
    is_microformat,
    microdata_event,
    microformat_event,
)
from seminarcrawl.reading.bounds import Told, untold
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.text import fold

if TYPE_CHECKING:
    from bs4 import Tag

_MOST_EVENTS = 1000
_MOST_RECORDS = 2000
_MOST_TAGS = 200_000


def read(soup: Tag, context: Context, too_many: Told = untold) -> list[Draft]:
    """Every event that the page's data state, surest syntax first, doubles joined.

    `too_many` is told when there are more than are read.
    """
    readings: list[Reading] = []
    drafts: list[Draft] = []
    for number, (syntax, record) in enumerate(_records(soup)):
        if number >= _MOST_RECORDS or len(readings) >= _MOST_EVENTS:
            too_many(f"{len(readings):,} events of the page's data")
            break
        for reading in read_mapping(record, context, Policy()):
            if _is_event(reading, syntax):
                _name_evidence(reading.draft, syntax)
                readings.append(reading)
    complete_from_titles(readings, context.summary_role)
    for reading in readings:
        _join(drafts, reading.draft)
    return drafts


def _records(soup: Tag) -> Iterator[tuple[str, dict[str, Tree]]]:
    """The events as records with the syntax they stand in, surest syntax first."""
    scripts, marked, micro, links, metas, named = _sort_tags(soup)
    for script in scripts:
        for event in json_ld_events(script.string or script.get_text()):
            yield "JSON-LD", event
    for tag in marked:
        if properties := microdata_event(tag):
            yield "microdata", event_record(properties)
    for tag in micro:
        if record := microformat_event(tag):
            yield "microformat", record
    if "og:type" in metas and metas["og:type"] == "event":
        yield "OpenGraph", _open_graph(metas)
    for tag in links:
        if found := calendar_link(str(tag.get("href"))):
            yield "calendar link", found
    for record in class_events(named):
        yield "class names", record


def _sort_tags(
    soup: Tag,
) -> tuple[list[Tag], list[Tag], list[Tag], list[Tag], dict[str, str], list[Tag]]:
    """One pass: JSON-LD scripts, event items, microformats, calendar links, meta properties, speakers."""
    scripts: list[Tag] = []
    marked: list[Tag] = []
    micro: list[Tag] = []
    links: list[Tag] = []
    named: list[Tag] = []
    metas: dict[str, str] = {}
    for number, tag in enumerate(soup.find_all(True)):
        if number > _MOST_TAGS:
            break
        attributes = tag.attrs
        if not attributes:
            continue
        name = tag.name
        if name == "script":
            if "ld+json" in str(attributes.get("type", "")).lower():
                scripts.append(tag)
        elif name == "meta":
            metas.setdefault(str(attributes.get("property", "")), str(attributes.get("content", "")))
        elif name == "a" and "href" in attributes:
            links.append(tag)
        if is_event_item(attributes):
            marked.append(tag)
        elif "class" in attributes and is_microformat(attributes["class"]):
            micro.append(tag)
        elif "class" in attributes and names_speaker(attributes["class"]):
            named.append(tag)
    return scripts, marked[: _MOST_EVENTS + 1], micro[: _MOST_EVENTS + 1], links, metas, named


def _open_graph(metas: dict[str, str]) -> dict[str, Tree]:
    """`og:type` event: a title that may be cut, a start that may be all there is."""
    return {
        "title": metas.get("og:title"),
        "start": metas.get("event:start_time"),
        "end": metas.get("event:end_time"),
        "location": metas.get("event:location"),
    }


def _is_event(reading: Reading, syntax: str) -> bool:
    """Whether a record says when, and who or what (a calendar link's moment alone is worth having)."""
    item = reading.draft.item
    return bool(item.start and (item.title or item.speakers or item.series or syntax == "calendar link"))


def _name_evidence(draft: Draft, syntax: str) -> None:
    for name, why in draft.evidence.items():
        draft.evidence[name] = type(why)(why.text, f"{syntax}: {why.rule}")


def _join(drafts: list[Draft], draft: Draft) -> None:
    """Add an event, or complete the same event read from a surer syntax."""
    for known in drafts:
        if _is_same(known, draft):
            known.fill_from(draft)
            return
    drafts.append(draft)


def _is_same(one: Draft, other: Draft) -> bool:
    """Whether two events of a page are one: one day, and no two different titles."""
    if (one.item.start or "")[:10] != (other.item.start or "")[:10]:
        return False
    mine, theirs = fold(one.item.title or ""), fold(other.item.title or "")
    if not mine or not theirs:
        return not mine or one.item.start == other.item.start
    return mine == theirs or mine in theirs or theirs in mine
