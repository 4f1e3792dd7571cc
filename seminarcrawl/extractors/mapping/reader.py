"""The one way from a mapping of keys and values to a talk: front matter, data files, JSON-LD, feeds.

`read_mapping` reads every field by what its key says (`keys`) and what its value is, with the key
as evidence. It does not judge whether the record is a talk: `judge` does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.mapping import title as mapping_title
from seminarcrawl.extractors.mapping import when as mapping_when
from seminarcrawl.extractors.mapping.description import has_labels, put_abstract
from seminarcrawl.extractors.mapping.details import put_details
from seminarcrawl.extractors.mapping.evidence import put
from seminarcrawl.extractors.mapping.moments import stated_moments, with_stated_year
from seminarcrawl.extractors.mapping.people import affiliation_of, read_people
from seminarcrawl.extractors.mapping.place import put_place
from seminarcrawl.extractors.mapping.policy import Policy
from seminarcrawl.extractors.mapping.values import (
    Entry,
    Fields,
    is_true,
    line_of,
    numbered_talks,
    plain_text,
    read_fields,
)
from seminarcrawl.items import STATUSES, Speaker
from seminarcrawl.reading.announcement.series_head import split_named_series
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_series_name
from seminarcrawl.reading.people import names
from seminarcrawl.reading.status import is_placeholder, read_status
from seminarcrawl.reading.text import fold

_LONGEST_DESCRIPTION = 20_000
_LONGEST_TITLE = 150  # of a description that is the title


@dataclass(slots=True)
class Reading:
    """A record read: the draft, its fields by role, and what else helps to judge it."""

    draft: Draft
    fields: Fields
    kinds: str = ""
    unpublished: bool = False
    context: Context | None = None


def read_mapping(record: Mapping[str, Tree], context: Context, policy: Policy | None = None) -> list[Reading]:
    """The talks of one record: one, or several when its keys number them."""
    fields = read_fields(record, context.languages)
    return [_read_one(one, context, policy or Policy()) for one in numbered_talks(fields)]


def _read_one(fields: Fields, context: Context, policy: Policy) -> Reading:
    draft = Draft()
    _put_names(draft, fields, context)
    _put_when(draft, fields, context, policy)
    put_place(draft, fields)
    _put_status(draft, fields)
    put_details(draft, fields, context, policy)
    put_abstract(draft, fields, context, policy)
    _name_again(draft, fields, context)
    _title_by_description(draft, fields)
    _take_series_off_title(draft, fields)
    kinds = " ".join(line_of(text)[:80] for text in fields.texts("kind", "series", "topics")[:8])
    unpublished = any(is_true(text) for text in fields.texts("unpublished"))
    return Reading(draft, fields, kinds, unpublished, context)


def _name_again(draft: Draft, fields: Fields, context: Context) -> None:
    """The title once more when it names a speaker whom only the description made known."""
    speakers, title = draft.item.speakers, draft.item.title
    if not title or not speakers or draft.evidence["speakers"].rule.startswith("key "):
        return
    if mapping_title.people_in(title, speakers):
        named = mapping_title.read_title(fields, speakers, context)
        draft.drop("title", "names the speaker")
        put(draft, "title", named.title, named.entry)
        put(draft, "series", named.series, named.series_entry)


def _title_by_description(draft: Draft, fields: Fields) -> None:
    """The title in a description's place, where a record of a talk has no key for a title at all."""
    entry = fields.first("abstract")
    is_description = entry is not None and (entry.key.rank == 1 or entry.name.lower().startswith("desc"))
    if entry is None or not is_description or not draft.has("speakers") or not draft.has("start"):
        return
    line = line_of(entry.text)
    is_line = len(line) <= _LONGEST_TITLE and "\n" not in entry.text.strip() and not line.endswith(".")
    others = [e for e in fields.all("series_or_title") if not is_series_name(line_of(e.text))]
    if is_line and not others and not fields.has("title", "subtitle", "name"):
        if has_labels(entry.text) or is_placeholder(line):
            return
        put(draft, "title", line, entry)
        if draft.item.abstract and fold(draft.item.abstract) == fold(line):
            draft.drop("abstract", "the title")


def _take_series_off_title(draft: Draft, fields: Fields) -> None:
    """`Soil Lunch: On roots` as series and title, where the description tells of "the Soil Lunch series"."""
    title, why = draft.item.title, draft.evidence.get("title")
    if not title or why is None or ":" not in title:
        return
    for entry in fields.all("abstract", "note"):
        found = split_named_series(title, plain_text(entry.text[:_LONGEST_DESCRIPTION]))
        if found is not None:
            draft.put("series", found[0], why.text, f"{why.rule}, before the title")
            draft.put("title", found[1], why.text, f"{why.rule}, behind the series", replace=True)
            return


def _put_names(draft: Draft, fields: Fields, context: Context) -> None:
    """Speakers, title, series and a status marked in the title."""
    people, entry = read_people(fields)
    named = mapping_title.read_title(fields, people, context)
    if named.speaker:
        people, entry = _fuller(people, named.speaker, entry, fields)
    put(draft, "speakers", people, entry)
    put(draft, "title", named.title, named.entry)
    put(draft, "series", named.series, named.series_entry)
    if named.status:
        put(draft, "status", named.status, named.entry)


def _fuller(
    people: list[Speaker], line: str, entry: Entry | None, fields: Fields
) -> tuple[list[Speaker], Entry | None]:
    """The speakers as the title names them, when that tells who comes from where and the key did not."""
    stated = fields.first("affiliation")
    titled = names.read_speakers(
        line, affiliation=affiliation_of(stated.value) if stated and not people else None
    )
    if not people or (len(titled) == len(people) > 1 and all(p.affiliation for p in titled)):
        return titled, fields.first("title", "name")
    return people, entry


def _put_when(draft: Draft, fields: Fields, context: Context, policy: Policy) -> None:
    context = with_stated_year(fields, context)
    stated = stated_moments(fields, context, policy)
    when = mapping_when.compose(stated, context)
    if when is None:
        return
    entry = fields.first("start", "when", "date")
    put(draft, "start", when.start, entry, text=when.text)
    put(draft, "end", when.end, fields.first("end", "time", "start"))
    put(draft, "timezone", when.timezone, fields.first("zone"))
    put(draft, "when", when.text, entry)
    for name in when.inferred:
        draft.item.infer(name)


def _put_status(draft: Draft, fields: Fields) -> None:
    for entry in fields.all("cancelled"):
        if is_true(entry.text):
            put(draft, "status", "cancelled", entry)
    for entry in fields.all("postponed"):
        if is_true(entry.text):
            put(draft, "status", "postponed", entry)
    for entry in fields.all("status"):
        word = line_of(entry.text).lower()
        put(draft, "status", word if word in STATUSES[1:] else None, entry)  # all but confirmed
    for entry in [*fields.all("status"), *fields.all("note")]:
        status, _ = read_status(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", line_of(entry.text)[:120]))
        put(draft, "status", status, entry)
