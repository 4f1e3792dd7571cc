"""A record's abstract, and the fields that only its description or a note states."""

from __future__ import annotations

import re
from datetime import date

from seminarcrawl.extractors.mapping.evidence import put
from seminarcrawl.extractors.mapping.policy import Policy
from seminarcrawl.extractors.mapping.values import (
    Entry,
    Fields,
    abstract_blocks,
    line_of,
    plain_text,
    without_markdown,
)
from seminarcrawl.reading import dates, places
from seminarcrawl.reading.announcement import reader as announcement
from seminarcrawl.reading.announcement.brief import brief_abstract
from seminarcrawl.reading.announcement.remarks import is_biography
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.html_text import looks_like_html
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.text import fold

_SHORTEST_DESCRIPTION = 80  # a `description` or `summary` below this is a byline, not an abstract
_SHORTEST_ABSTRACT = 25  # "In this talk." was left to be completed
_SHORT_ABSTRACT = 200  # an abstract below this may be logistics only
WHEN = ("start", "end", "when", "timezone")  # the fields that are stated together


def put_abstract(draft: Draft, fields: Fields, context: Context, policy: Policy) -> None:
    """The abstract from the surest key that has one; a description also gives what no key did."""
    for entry in fields.all("abstract"):
        if is_placeholder(line_of(entry.text)) or draft.item.abstract:
            continue
        if entry.key.rank == 0:
            _put_stated_abstract(draft, entry, context)
        elif policy.weak_abstracts and not isinstance(entry.value, list):
            if _is_all_stated(draft) and not has_labels(entry.text) and not _is_biography(draft, entry.text):
                _put_stated_abstract(draft, entry, context)
            read_into(draft, entry.text, context, f"key {entry.name!r}")
    if policy.weak_abstracts:
        put_brief(draft, fields)
    for entry in fields.all("note"):
        if len(entry.text) < 3000:
            _fill(draft, entry.text, context, f"key {entry.name!r}", keep_abstract=False)
    if any(person.affiliation is None for person in draft.item.speakers):
        for entry in fields.all("biography")[:1]:
            read = announcement.read_description(plain_text(entry.text), context, given=draft)
            _complete_affiliations(draft, read)


def put_brief(draft: Draft, fields: Fields) -> None:
    """A description of a sentence or two as the abstract, once title and speaker are known."""
    item = draft.item
    entry = fields.first("abstract")
    if entry and entry.key.rank == 1 and item.title and item.speakers and item.start and not item.abstract:
        speakers = [person.name for person in item.speakers]
        put(
            draft,
            "abstract",
            brief_abstract(plain_text(entry.text), title=item.title, speakers=speakers),
            entry,
        )


def put_described_title(draft: Draft, fields: Fields, context: Context) -> None:
    """The title that heads or labels a description, once the record's own turned out to be the speaker."""
    for entry in fields.all("abstract")[:2]:
        if draft.item.title or entry.key.rank == 0 or isinstance(entry.value, list):
            continue
        read = announcement.read_description(entry.text, context, given=draft)
        why = read.evidence.get("title")
        if why is not None:
            draft.put("title", read.item.title, why.text, f"key {entry.name!r}: {why.rule}")


def _is_all_stated(draft: Draft) -> bool:
    """Whether keys state title, speakers and hour: what is a description then, if not the abstract?"""
    return draft.has("title") and draft.has("speakers") and "T" in (draft.item.start or "")


def _is_biography(draft: Draft, text: str) -> bool:
    """Whether a description tells of the speaker instead of the talk."""
    return is_biography(plain_text(text[:2000]), [person.name for person in draft.item.speakers])


def has_labels(text: str) -> bool:
    """Whether a text has labelled lines ("Speaker: …"), and so is more than an abstract."""
    lines = plain_text(text[:20_000]).split("\n")[:60]
    return any(split_label(line[:200]) for line in lines)


def _put_stated_abstract(draft: Draft, entry: Entry, context: Context) -> None:
    """An abstract's own key: its text without what trails it; a short one may be logistics only."""
    html = looks_like_html(entry.text)
    text = "\n\n".join(b.text for b in abstract_blocks(entry.text)) if html else plain_text(entry.text)
    day_only = draft.item.start is not None and "T" not in draft.item.start
    if day_only and len(text) < _SHORT_ABSTRACT and dates.find_hours(text, context):
        _read_logistics(draft, text, context, entry)
        return
    names = [person.name for person in draft.item.speakers]
    abstract = announcement.trim_abstract(text, names) or ""
    if len(fold(abstract)) >= _SHORTEST_ABSTRACT or not abstract.isascii():
        put(draft, "abstract", abstract, entry)


def _read_logistics(draft: Draft, text: str, context: Context, entry: Entry) -> None:
    """A line of logistics in the abstract's place: hours for the day that is known, and the room."""
    day = date.fromisoformat((draft.item.start or "")[:10])
    found = dates.find_hours(text, context)[0]
    if isinstance(found.value, dates.Hours):
        when = dates.resolve(dates.Day(day.month, day.day, day.year), found.value, context)
        draft.put("start", when.start, text, f"key {entry.name!r}", replace=True)
        draft.put("end", when.end, text, f"key {entry.name!r}")
    pieces = [piece.strip(" .") for piece in re.split(r"[,;]", text)]
    room = max(pieces, key=places.place_likeness)
    if places.place_likeness(room) >= 0.5:
        put(draft, "location", places.read_place(room).location, entry)


def read_into(draft: Draft, text: str, context: Context, rule: str) -> None:
    """Read a description: abstract and every field that the record lacks."""
    _fill(draft, text, context, rule, keep_abstract=len(fold(plain_text(text))) >= _SHORTEST_DESCRIPTION)


def _fill(draft: Draft, text: str, context: Context, rule: str, *, keep_abstract: bool) -> None:
    read = announcement.read_description(
        text if looks_like_html(text) else without_markdown(text), context, given=draft
    )
    if not keep_abstract:
        read.drop("abstract", rule)
    if draft.has("start") and not adds_hour(draft, read):
        for name in WHEN:
            read.drop(name, rule)
    elif draft.has("start"):
        for name in WHEN:
            draft.drop(name, rule)
    _complete_affiliations(draft, read)
    draft.fill_from(read)


def _complete_affiliations(draft: Draft, read: Draft) -> None:
    """The affiliations that a description states of speakers whom a key names without one."""
    stated = {fold(person.name): person.affiliation for person in read.item.speakers}
    for person in draft.item.speakers:
        person.affiliation = person.affiliation or stated.get(fold(person.name))


def adds_hour(known: Draft, read: Draft) -> bool:
    """Whether `read` states the hour of the day that is all that is known."""
    day, moment = known.item.start or "", read.item.start or ""
    return len(day) == 10 and len(moment) > 10 and moment[:10] == day
