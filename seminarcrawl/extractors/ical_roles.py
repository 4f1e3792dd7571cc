"""Which part of an event means what, decided for a calendar as a whole.

SUMMARY may be the title, the speaker, the series or a mix; LOCATION may be the series; the title may be the
whole DESCRIPTION. `layout_of` looks at all entries of a calendar, `read_talk` reads one entry by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from seminarcrawl.extractors.ical_components import Calendar
from seminarcrawl.extractors.ical_dialects import Dialect
from seminarcrawl.extractors.ical_entry import Entry, urls_in
from seminarcrawl.items import Speaker
from seminarcrawl.reading import dates, kinds, names
from seminarcrawl.reading.announcement import read_description
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.html_text import looks_like_html
from seminarcrawl.reading.labels import LabelField, split_label
from seminarcrawl.reading.places import find_online_url, place_likeness, read_place, strip_passcode
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.summary import (
    Hints,
    Parts,
    SummaryRole,
    choose_role,
    split_summary,
    with_shared_openings,
)
from seminarcrawl.reading.text import fold, one_line

_MOST_LABELLED_LINES = 60
_LONGEST_TITLE = 300
_LIKELY = 0.5
_TAG = re.compile(r"<(?:br|/p|/div|/li|p|div|li|tr|/tr)\b[^>]{0,200}>", re.I)
_ANY_TAG = re.compile(r"<[^<>]{1,500}>")
_BARE_URL = re.compile(r"^\W{0,5}https?://\S+\s*$")
_LIST_SEPARATORS = re.compile(r"\s*(?:[;/|&,·•]|\s[-–—]\s)\s*")
_SENTENCE = re.compile(r"[.!?]\s+[A-ZÀ-ÖØ-Þ]")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the parts of a calendar's events mean.

    `series` is the calendar's own series, for entries that name none. `is_fixed`: the role is known, not
    reasoned from the entries.
    """

    dialect: Dialect
    role: SummaryRole
    hints: Hints
    series: str | None = None
    is_fixed: bool = False

    @property
    def title_in_description(self) -> bool:
        """Whether SUMMARY has no place for a title."""
        return "title" not in self.role


@dataclass(slots=True)
class Reading:
    """An entry as it was read: what its SUMMARY was taken apart into, and the talk it gives."""

    entry: Entry
    parts: Parts
    draft: Draft
    labelled: dict[LabelField, str]


def layout_of(entries: Sequence[Entry], calendar: Calendar, dialect: Dialect, context: Context) -> Layout:
    """The layout that makes a calendar consistent; the spider's `summary_role` and the platform's come first."""
    summaries = [entry.summary for entry in entries]
    labelled = [labelled_lines(entry.description) for entry in entries[:200]]
    known_series = [value.get("series") for value in labelled]
    known_series += [
        category for entry in entries for category in entry.categories if kinds.is_series_name(category)
    ]
    hints = Hints.of(
        series=[*known_series, context.series],
        speakers=[s for value in labelled if names.speakers_likeness(s := value.get("speaker", "")) >= 0.35],
    )
    hints = with_shared_openings(summaries, hints)
    role = context.summary_role or dialect.role or choose_role(summaries, hints)
    name = calendar.properties.text("X-WR-CALNAME") or calendar.properties.text("NAME")
    series = context.series or (name if kinds.is_series_name(name) and not dialect.talks_only else None)
    is_fixed = bool(context.summary_role or dialect.role)
    return Layout(dialect, cast("SummaryRole", role), hints, series, is_fixed)


def labelled_lines(description: str) -> dict[LabelField, str]:
    """The first value of each label that begins a line of a description."""
    found: dict[LabelField, str] = {}
    for line in plain_lines(description)[:_MOST_LABELLED_LINES]:
        if len(line) <= 1000 and (labelled := split_label(line)) and labelled.value.strip():
            found.setdefault(labelled.field, one_line(labelled.value))
    return found


def plain_lines(description: str) -> list[str]:
    """The non-empty lines of a description, tags taken off."""
    if looks_like_html(description):
        description = _ANY_TAG.sub("", _TAG.sub("\n", description))
    return [line for text in description.split("\n") if (line := text.strip())]


def read_talk(entry: Entry, layout: Layout, context: Context) -> Reading:
    """One entry read as a talk; whether it is one is for `ical_judge`."""
    labelled = {} if entry.is_read else labelled_lines(entry.description)
    parts = split_summary(entry.summary, layout.role, layout.hints, fixed=layout.is_fixed)
    draft = Draft()
    draft.fill_from(entry.stated)
    reading = Reading(entry, parts, draft, labelled)
    _put_time(reading, context)
    _put_status(reading)
    _put_place(reading, layout)
    _put_people(reading)
    _put_title(reading)
    _put_series(reading, layout)
    draft.put("url", entry.url or None, entry.url, "ical.url")
    if not entry.is_read:
        _read_description(reading, layout, context)
    _drop_contradictions(reading)
    return reading


def _put_time(reading: Reading, context: Context) -> None:
    time, draft = reading.entry.time, reading.draft
    draft.put("when", time.when or None, time.when, "ical.dtstart")
    if time.is_day and time.end is None:
        _put_hours(reading, context)
    draft.put("start", time.start, time.when, "ical.dtstart")
    draft.put("end", time.end, reading.entry.event.raw("DTEND"), "ical.dtend")
    draft.put("timezone", time.timezone, time.when, "ical.zone")
    for name in time.inferred:
        draft.item.infer(name)


def _put_hours(reading: Reading, context: Context) -> None:
    """The hour of an all-day event, from its prose: a labelled time, else the first line that prints one."""
    entry, draft = reading.entry, reading.draft
    context = context.but(timezone=entry.time.timezone or context.timezone)
    labelled = [reading.labelled[name] for name in ("time", "datetime") if name in reading.labelled]
    for line in [*labelled, entry.summary, *plain_lines(entry.description)[:12]]:
        found = dates.find_hours(line[:400], context)
        if not found or not isinstance(found[0].value, dates.Hours):
            continue
        year, month, day = map(int, (entry.time.start or "").split("-"))
        when = dates.resolve(dates.Day(month, day, year), found[0].value, context)
        if when.start and len(when.start) > 10:
            draft.put("start", when.start, line, "ical.hour-in-prose")
            draft.put("end", when.end, line, "ical.hour-in-prose")
            draft.put("timezone", when.timezone, line, "ical.hour-in-prose")
            draft.put("when", f"{entry.time.when} {line[found[0].start : found[-1].end]}", line, "ical.hour-in-prose",
                      replace=True)  # fmt: skip
            _put_place_beside(draft, line[found[-1].end :])
        return


def _put_place_beside(draft: Draft, rest: str) -> None:
    """The room that follows an hour on its line: `4:00 PM · Old Library`."""
    text = rest.strip(" \t·•|,;@–—-")
    if text and len(text) < 120 and place_likeness(text) >= _LIKELY:
        place = read_place(text)
        draft.put("location", place.location, text, "ical.place-beside-hour")
        draft.put("online_url", place.online_url, text, "ical.place-beside-hour")


def _put_status(reading: Reading) -> None:
    entry = reading.entry
    status = entry.status if entry.status == "cancelled" else reading.parts.status or entry.status
    reading.draft.put("status", status, entry.event.raw("STATUS") or entry.summary, "ical.status")


def _put_place(reading: Reading, layout: Layout) -> None:
    """LOCATION as a room or a link; a series, a mode ("Online") or a kind of event ("Seminar") is neither."""
    entry, draft = reading.entry, reading.draft
    text = entry.location
    if not text or is_placeholder(text):
        return
    links = urls_in(text)
    if not links and is_no_place(text, layout.hints):
        if kinds.is_series_name(text):
            draft.put("series", one_line(text), text, "ical.location-is-series")
        return
    place = read_place(text, links=links or None)
    if place.location and not kinds.is_mode(place.location):
        draft.put("location", place.location, text, "ical.location")
    elif place.location and links:  # "Visio: https://…": whatever the host, it is the link to join
        draft.put("online_url", strip_passcode(links[0]), text, "ical.location")
    draft.put("online_url", place.online_url, text, "ical.location")


def is_no_place(text: str, hints: Hints) -> bool:
    """Whether a LOCATION is a series, or only modes and kinds of events ("Online; Seminar")."""
    if hints.knows_series(text):
        return True
    tokens = [token for token in _LIST_SEPARATORS.split(text) if token]
    if tokens and all(kinds.is_mode(token) or kinds.is_kind_word(token) for token in tokens):
        return True
    return (
        kinds.is_series_name(text) and place_likeness(text) < _LIKELY and not any(c.isdigit() for c in text)
    )


def _put_people(reading: Reading) -> None:
    """The speakers that SUMMARY names, unless the description labels them (it says more of them there)."""
    draft, parts = reading.draft, reading.parts
    stated = reading.labelled.get("speaker", "")
    if draft.has("speakers") or not parts.speaker:
        return
    if stated and names.speakers_likeness(stated) >= min(_LIKELY, names.speakers_likeness(parts.speaker)):
        return
    people = _with_fuller_affiliations(names.read_speakers(parts.speaker), reading.entry)
    draft.put("speakers", people, parts.speaker, f"ical.summary.{parts.role}")


def _with_fuller_affiliations(people: list[Speaker], entry: Entry) -> list[Speaker]:
    """The affiliations as the description's opening lines give them, where those say more than SUMMARY."""
    for line in plain_lines(entry.description)[:3]:
        for person in people:
            if len(line) > 300 or not fold(line).startswith(fold(person.name)):
                continue
            for other in names.read_speakers(line):
                is_same = fold(other.name) == fold(person.name)
                if is_same and len(other.affiliation or "") > len(person.affiliation or ""):
                    person.affiliation = other.affiliation
    return people


def _put_title(reading: Reading) -> None:
    """The title that SUMMARY holds, unless the description labels another text as the title."""
    draft, parts, labelled = reading.draft, reading.parts, reading.labelled
    stated = labelled.get("title", "")
    if stated and not is_placeholder(stated):
        return  # the description's reader knows where its value ends
    if parts.title and fold(parts.title) not in {
        fold(labelled.get(name, "")) for name in ("topics", "other")
    }:
        draft.put("title", parts.title, reading.entry.summary, f"ical.summary.{parts.role}")


def _put_series(reading: Reading, layout: Layout) -> None:
    draft, entry = reading.draft, reading.entry
    draft.put("series", reading.parts.series, entry.summary, f"ical.summary.{reading.parts.role}")
    for category in entry.categories:
        if layout.hints.knows_series(category) and not kinds.is_kind_word(category):
            draft.put("series", category, category, "ical.categories")
    if "series" not in reading.labelled:
        draft.put("series", layout.series, layout.series or "", "ical.calendar-name")


def _read_description(reading: Reading, layout: Layout, context: Context) -> None:
    """What the description adds to what is known already."""
    entry, draft = reading.entry, reading.draft
    text = _without_closing_urls(entry, draft)
    if layout.title_in_description and not draft.has("title") and "title" not in reading.labelled:
        text = _take_title(text, draft)
    context = context.but(timezone=entry.time.timezone or context.timezone)
    if text.strip():
        draft.fill_from(read_description(text, context, given=draft))


def _without_closing_urls(entry: Entry, draft: Draft) -> str:
    """The description without the addresses that end it; the first is the talk's page if it has none yet."""
    lines = entry.description.split("\n")
    while lines and (not lines[-1].strip() or _BARE_URL.match(lines[-1])):
        url = lines.pop().strip()
        if url and find_online_url(url) is None:
            draft.put("url", url, url, "ical.closing-url")
        elif url:
            draft.put("online_url", find_online_url(url), url, "ical.closing-url")
    return "\n".join(lines)


def _take_title(text: str, draft: Draft) -> str:
    """The title from a description that is `Speaker - Title` or nothing but the title; what is left of it."""
    lines = plain_lines(text)
    if not lines or looks_like_html(text) or len(lines[0]) > _LONGEST_TITLE:
        return text
    known = [person.name for person in draft.item.speakers]
    parts = split_summary(lines[0], "speaker_title", Hints.of(speakers=[*known, " and ".join(known)]))
    if parts.title and parts.speaker and any(fold(name) in fold(parts.speaker) for name in known):
        draft.put("title", parts.title, lines[0], "ical.description.speaker_title")
        return "\n".join(lines[1:])
    if len(lines) == 1 and known and _may_be_title(lines[0]):
        draft.put("title", lines[0], lines[0], "ical.description.title")
        return ""
    return text


def _may_be_title(line: str) -> bool:
    """Whether a lone line can be a title: no label, link, sentence, person, place or placeholder."""
    if is_placeholder(line) or urls_in(line) or split_label(line) or _SENTENCE.search(line):
        return False
    others = (names.speakers_likeness, names.institution_likeness, place_likeness)
    return len(line.split()) <= 30 and not any(likeness(line) >= 0.6 for likeness in others)


def _drop_contradictions(reading: Reading) -> None:
    """A title in the speaker's place is no speaker; a speaker's name or a series' name is no title."""
    draft = reading.draft
    title, people = draft.item.title or "", draft.item.speakers
    if (
        title
        and people
        and all(fold(p.name) in fold(title) for p in people)
        and names.person_likeness(people[0].name) < 0.6
    ):
        draft.drop("speakers", "ical.title-in-speaker-place")
    if title and any(fold(title) == fold(person.name) for person in draft.item.speakers):
        draft.drop("title", "ical.name-in-title-place")
