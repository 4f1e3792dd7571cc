"""The one way from a mapping of keys and values to a talk: front matter, data files, JSON-LD, feeds.

`read_mapping` reads every field by what its key says (`keys`) and what its value is, with the key
as evidence. It does not judge whether the record is a talk: `judge` does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urljoin

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.mapping import title as mapping_title
from seminarcrawl.extractors.mapping import when as mapping_when
from seminarcrawl.extractors.mapping.people import affiliation_of, people_of, read_people
from seminarcrawl.extractors.mapping.values import (
    Entry,
    Fields,
    abstract_blocks,
    is_filled_in,
    is_true,
    line_of,
    numbered_talks,
    plain_text,
    read_fields,
    text_of,
    without_markdown,
)
from seminarcrawl.extractors.mapping.when import Moment, Stated
from seminarcrawl.items import STATUSES, Speaker
from seminarcrawl.reading import dates, places
from seminarcrawl.reading.announcement import reader as announcement
from seminarcrawl.reading.announcement.brief import brief_abstract
from seminarcrawl.reading.announcement.remarks import is_biography
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.html_text import looks_like_html
from seminarcrawl.reading.kinds import is_series_name
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.languages import load_languages
from seminarcrawl.reading.people import names
from seminarcrawl.reading.status import is_placeholder, read_status
from seminarcrawl.reading.text import fold

_SHORTEST_DESCRIPTION = 80  # a `description` or `summary` below this is a byline, not an abstract
_SHORTEST_ABSTRACT = 25  # "In this talk." was left to be completed
_LONGEST_TITLE = 150  # of a description that is the title
_SHORT_ABSTRACT = 200  # an abstract below this may be logistics only
_DAY_NUMBER = re.compile(r"\d{1,2}")
_MOST_LINKS = 12
_MOST_TOPICS = 20
WHEN = ("start", "end", "when", "timezone")  # the fields that are stated together


@dataclass(frozen=True, slots=True)
class Policy:
    """How records of a format are to be understood.

    `utc_is_local`: a `Z` that stands for the local clock (front matter). `site`: relative links lead to
    pages of the document's own site (not so for a file of a repository). `path_day`: the day in the file's
    name, the weakest evidence of when. `weak_abstracts`: whether `description` and the like may be abstracts.
    """

    utc_is_local: bool = False
    site: bool = True
    path_day: date | None = None
    weak_abstracts: bool = True


@dataclass(slots=True)
class Reading:
    """A record read: the draft, its fields by role, and what else helps to judge it."""

    draft: Draft
    fields: Fields
    kinds: str = ""
    unpublished: bool = False


def read_mapping(record: Mapping[str, Tree], context: Context, policy: Policy = Policy()) -> list[Reading]:
    """The talks of one record: one, or several when its keys number them."""
    fields = read_fields(record, context.languages)
    return [_read_one(one, context, policy) for one in numbered_talks(fields)]


def _read_one(fields: Fields, context: Context, policy: Policy) -> Reading:
    draft = Draft()
    _put_names(draft, fields, context)
    _put_when(draft, fields, context, policy)
    _put_place(draft, fields)
    _put_status(draft, fields)
    _put_small(draft, fields, context, policy)
    _put_abstract(draft, fields, context, policy)
    _name_again(draft, fields, context)
    _title_by_description(draft, fields)
    kinds = " ".join(line_of(text)[:80] for text in fields.texts("kind", "series", "topics")[:8])
    unpublished = any(is_true(text) for text in fields.texts("unpublished"))
    return Reading(draft, fields, kinds, unpublished)


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
        if _has_labels(entry.text) or is_placeholder(line):
            return
        put(draft, "title", line, entry)
        if draft.item.abstract and fold(draft.item.abstract) == fold(line):
            draft.drop("abstract", "the title")


def put(draft: Draft, name: str, value: object, entry: Entry | None, *, text: str = "") -> bool:
    """Set a field with its key as the evidence."""
    rule = f"key {entry.name!r}" if entry else "record"
    stated = text or (entry.text or str(entry.value) if entry else "")
    return draft.put(name, value, stated, rule)


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
    context = _dated(fields, context)
    stated = _stated(fields, context, policy)
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


def _dated(fields: Fields, context: Context) -> Context:
    """The context with the year or term that the record states, and its posting date as the "now"."""
    for entry in fields.all("year"):
        text = line_of(entry.text)
        if re.fullmatch(r"(?:19|20)\d\d", text):
            context = context.but(year=int(text))
            break
        term = dates.read_term(text, context)
        if term and term[0].year == term[1].year:
            context = context.but(year=term[0].year)
            break
    posted = mapping_when.moments(fields.texts("posted"), context)
    day = next((m.day for m in posted if m.day), None)
    if day and day <= context.fetched_at.date():
        context = context.but(fetched_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    return context


def _stated(fields: Fields, context: Context, policy: Policy) -> Stated:
    """Every moment that the record's keys state, by role."""
    zones = [text for text in fields.texts("zone") if text]
    own_zone = zones[0] if zones else None
    all_day = any(is_true(text) for text in fields.texts("all_day"))
    read: dict[str, tuple[Moment, ...]] = {}
    for role in ("start", "end", "date", "time", "when"):
        texts: list[str] = []
        for entry in fields.all(role):
            parts, zone, whole = _moment_texts(entry.value)
            if zone and own_zone and zone != own_zone:  # written in the server's zone, held in the talk's
                parts = [mapping_when.with_offset(text, zone) for text in parts]
            texts += [text for text in parts if role != "date" or not _DAY_NUMBER.fullmatch(text.strip())]
            zones += [zone] if zone else []
            all_day = all_day or (whole and role == "start")
        if role == "when":
            texts += [t for t in fields.texts("title") if mapping_when.is_only_when(t, context)]
        read[role] = mapping_when.moments(texts, context)
    if not any(moment.has_day for moments in read.values() for moment in moments):
        read["date"] = (*read["date"], *_day_in_parts(fields, context))
    if policy.path_day:
        read["date"] = (*read["date"], Moment(policy.path_day, text=policy.path_day.isoformat()))
    if not any(m.has_hours for role in ("start", "time", "when", "date") for m in read[role]):
        read["time"] = (*read["time"], *_hours_in_notes(fields, context))
    inner_ends = [
        text for role in ("start", "date", "when") for e in fields.all(role) for text in _inner_ends(e)
    ]
    read["end"] = (*read["end"], *mapping_when.moments(inner_ends, context))
    durations = (mapping_when.read_duration(text) for text in fields.texts("duration"))
    offsets = (mapping_when.read_offset(text) for text in fields.texts("offset"))
    return Stated(
        **read,
        duration=next((d for d in durations if d), None),
        zone=zones[0] if zones else None,
        offset=next((o for o in offsets if o), None),
        all_day=all_day,
        utc_is_local=policy.utc_is_local,
    )


def _day_in_parts(fields: Fields, context: Context) -> list[Moment]:
    """A day whose number, month and year stand under three keys."""
    day, month = fields.first("date"), fields.first("month")
    year = next((text for text in fields.texts("year") if re.fullmatch(r"(?:19|20)\d\d", text)), "")
    if day is None or month is None or not _DAY_NUMBER.fullmatch(day.text):
        return []
    numbers = month.text.isdigit() and bool(year)
    text = (
        f"{year}-{month.text:0>2}-{day.text:0>2}" if numbers else f"{day.text} {line_of(month.text)} {year}"
    )
    moment = mapping_when.read_moment(text, context)
    return [moment] if moment and moment.has_day else []


def _moment_texts(value: Tree) -> tuple[list[str], str | None, bool]:
    """The moments in a value, the zone and the all-day flag in a mapping such as `{date:, time:, tz:}`."""
    if isinstance(value, list):
        return ([str(v) for v in value[:2] if isinstance(v, str)], None, False)
    if not isinstance(value, dict):
        return ([value] if value else [], None, False)
    fields = read_fields(value)
    zone = next(iter(fields.texts("zone")), None)
    whole = any(is_true(text) for text in fields.texts("all_day"))
    texts = fields.texts("when", "start")
    day, clock = fields.first("date"), fields.first("time")
    if day:
        texts.append(f"{day.text} {clock.text}" if clock and len(day.text) <= 12 else day.text)
    return texts or [text_of(value)], zone, whole


def _inner_ends(entry: Entry) -> list[str]:
    """The end that a day's mapping states beside it (Drupal's `{value:, end_value:}`)."""
    return read_fields(entry.value).texts("end") if isinstance(entry.value, dict) else []


def _hours_in_notes(fields: Fields, context: Context) -> list[Moment]:
    """The one hour that a remark states ("12:30pm NY time, online this week")."""
    for entry in fields.all("note"):
        found = dates.find_hours(line_of(entry.text)[:400], context)
        hours = {f.value for f in found if isinstance(f.value, dates.Hours)}
        if len(hours) == 1:
            return [Moment(hours=hours.pop(), text=line_of(entry.text)[:120])]
    return []


def _put_place(draft: Draft, fields: Fields) -> None:
    """The room (never a link) and the link to join."""
    parts: list[str] = []
    for entry in [*fields.all("building")[:1], *fields.all("place")[:3], *fields.all("room")[:1]]:
        _add_part(parts, place_text(entry.value))
    for entry in fields.all("address")[:1]:
        if isinstance(entry.value, dict):
            _add_part(
                parts, ", ".join(line_of(text) for text in read_fields(entry.value).texts("building")[:1])
            )
    if not parts:
        _add_part(parts, place_text(next((e.value for e in fields.all("address")), None)))
    line = ", ".join(parts)
    place = places.read_place(line) if line else places.Place(None, None)
    placed = fields.first("place", "room", "building", "address")
    links = [url for entry in fields.all("place", "room")[:4] for url in _urls(entry.value)]
    put(draft, "location", place.location, placed)
    for online in fields.all("online"):
        put(draft, "online_url", _join_url(online.value), online)
    put(draft, "online_url", place.online_url or places.find_online_url("", links), placed)


def _add_part(parts: list[str], text: str) -> None:
    """Add a part of a place unless another part says it already."""
    if not text or is_filled_in("place", text):
        return
    folded = fold(text)
    if any(folded in fold(known) for known in parts):
        return
    parts[:] = [known for known in parts if fold(known) not in folded]
    parts.append(text)


def place_text(value: Tree) -> str:
    """A place as one line: text, `{building:, room:}`, or a list of parts."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(text for v in value[:4] if (text := place_text(v))))
    if not isinstance(value, dict):
        return line_of(value or "")
    fields = read_fields(value)
    parts: list[str] = []
    for entry in [*fields.all("name")[:1], *fields.all("title")[:1], *fields.all("building")[:1],
                  *fields.all("place")[:2], *fields.all("room")[:1]]:  # fmt: skip
        _add_part(parts, place_text(entry.value))
    if not parts:
        _add_part(parts, place_text(next((e.value for e in fields.all("address")), None)))
    return ", ".join(parts)


def _join_url(value: Tree) -> str | None:
    """The link in a key that is about joining online, whatever service it leads to."""
    texts = _urls(value)
    found = places.find_online_url(text_of(value), texts)
    return found or (places.strip_passcode(texts[0]) if texts else None)


_URL = re.compile(r"https?://[^\s<>\"'\\)\]]{4,1500}")


def _urls(value: Tree, depth: int = 0) -> list[str]:
    """Every web address in a value."""
    if isinstance(value, str):
        return [url.rstrip(".,;") for url in _URL.findall(value[:20_000])][:_MOST_LINKS]
    inner = list(value.values()) if isinstance(value, dict) else value or []
    return [url for v in inner[:30] for url in _urls(v, depth + 1)][:_MOST_LINKS] if depth < 4 else []


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


def _put_small(draft: Draft, fields: Fields, context: Context, policy: Policy) -> None:
    """ID, page, links, host, language and topics."""
    uid = fields.first("uid")
    put(draft, "uid", line_of(uid.text)[:200] if uid else None, uid)
    for entry in fields.all("url"):
        put(draft, "url", _page(entry.text, context, policy), entry)
    links = list(dict.fromkeys(url for entry in fields.all("link") for url in _urls(entry.value)))
    put(draft, "links", links[:_MOST_LINKS], fields.first("link"))
    host = fields.first("host")
    put(draft, "host", _host(host.value) if host else None, host)
    for entry in fields.all("language"):
        put(draft, "language", language_code(entry.text), entry)
    topics = [part.strip() for text in fields.texts("topics") for part in line_of(text).split(",")]
    put(draft, "topics", list(dict.fromkeys(t for t in topics if 1 < len(t) < 80))[:_MOST_TOPICS],
        fields.first("topics"))  # fmt: skip


def _page(text: str, context: Context, policy: Policy) -> str | None:
    """The talk's page; a relative address only where it leads to the document's own site."""
    text = text.strip()
    if text.startswith(("http://", "https://")):
        return None if places.find_online_url(text) else text.split()[0]
    is_path = text.startswith(("/", "./", "?")) and " " not in text
    return urljoin(context.url, text) if policy.site and is_path and context.url.startswith("http") else None


def _host(value: Tree) -> str | None:
    """Who organises: people or a department, as text."""
    if isinstance(value, (list, dict)):
        people = [p.name for p in people_of(value)]
        if people:
            return ", ".join(people)
    line = line_of(text_of(value))
    return None if is_filled_in("host", line) or len(line) > 200 or line.startswith("http") else line


def language_code(text: str) -> str | None:
    """`en`, `en-GB` and `English` as "en"; None for what names no language."""
    line = fold(text)
    if re.fullmatch(r"[a-z]{2}(?: [a-z]{2,4})?", line):
        return line[:2]
    names_of = {fold(str(table.get("name", ""))): code for code, table in load_languages().items()}
    code = names_of.get(line)
    return code.split("-")[0] if code else None


def _put_abstract(draft: Draft, fields: Fields, context: Context, policy: Policy) -> None:
    """The abstract from the surest key that has one; a description also gives what no key did."""
    for entry in fields.all("abstract"):
        if is_placeholder(line_of(entry.text)) or draft.item.abstract:
            continue
        if entry.key.rank == 0:
            _put_stated_abstract(draft, entry, context)
        elif policy.weak_abstracts and not isinstance(entry.value, list):
            if _is_all_stated(draft) and not _has_labels(entry.text) and not _is_biography(draft, entry.text):
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


def _is_all_stated(draft: Draft) -> bool:
    """Whether keys state title, speakers and hour: what is a description then, if not the abstract?"""
    return draft.has("title") and draft.has("speakers") and "T" in (draft.item.start or "")


def _is_biography(draft: Draft, text: str) -> bool:
    """Whether a description tells of the speaker instead of the talk."""
    return is_biography(plain_text(text[:2000]), [person.name for person in draft.item.speakers])


def _has_labels(text: str) -> bool:
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
    abstract = announcement.trim_abstract(text) or ""
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
