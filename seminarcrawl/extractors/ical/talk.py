"""One event of a calendar read as a talk, by the layout of its calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from seminarcrawl.extractors.ical.entry import Entry, urls_in
from seminarcrawl.extractors.ical.roles import (
    Layout,
    has_digit,
    is_boilerplate,
    is_no_place,
    labelled_lines,
    plain_lines,
)
from seminarcrawl.items import Speaker
from seminarcrawl.reading import dates, kinds
from seminarcrawl.reading.announcement.brief import brief_abstract
from seminarcrawl.reading.announcement.reader import read_description
from seminarcrawl.reading.announcement.remarks import read_remark
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.html_text import looks_like_html
from seminarcrawl.reading.labels import LabelField, match_label, split_label
from seminarcrawl.reading.people import names
from seminarcrawl.reading.places import find_online_url, place_likeness, read_place, strip_passcode
from seminarcrawl.reading.status import is_no_talk, is_placeholder, read_status
from seminarcrawl.reading.summary import Hints, Parts, split_summary
from seminarcrawl.reading.text import QUOTES, fold, one_line, unquote

_LONGEST_TITLE = 300
_LIKELY = 0.5
_SHORT_SENTENCE = 8  # words up to which a line with a full stop may be a title
_CLOSING_URL = re.compile(r"([^:/\n]{0,50}?:?)\s{0,5}<?https?://\S+$")
_DOTS = re.compile(r"\s[·•|]\s")
_BRACKETS = re.compile(r"[(（][^()（）]{1,60}[)）]")
_LINKED_LINE = re.compile(
    r"(?:<p>|<span>|\s){0,4}<a\b[^<>]{1,500}>([^<>]{8,300})</a>\s{0,5}(?=<br|</p|</span|$)"
)
_SENTENCE = re.compile(r"[.!?]\s+[A-ZÀ-ÖØ-Þ]")


@dataclass(slots=True)
class Reading:
    """An entry as it was read: what its SUMMARY was taken apart into, and the talk it gives."""

    entry: Entry
    parts: Parts
    draft: Draft
    labelled: Mapping[LabelField, str]


def read_talk(entry: Entry, layout: Layout, context: Context) -> Reading:
    """One entry read as a talk; whether it is one is for `judge`."""
    labelled = {} if entry.is_read else labelled_lines(entry.description)
    parts = _split(entry, layout, labelled)
    draft = Draft()
    if entry.stated.evidence:
        draft.fill_from(entry.stated)
    reading = Reading(entry, parts, draft, labelled)
    _put_time(reading, context)
    _put_status(reading)
    _put_place(reading, layout)
    _put_people(reading)
    _put_title(reading)
    _put_series(reading, layout)
    draft.put("url", entry.url or None, entry.url, "ical.url")
    if not entry.is_read and not (parts.status is None and is_no_talk(entry.summary)):
        _read_description(reading, layout, context)
    _drop_contradictions(reading)
    return reading


def _split(entry: Entry, layout: Layout, labelled: Mapping[LabelField, str]) -> Parts:
    """SUMMARY taken apart; where the description labels another title, it is not what the platform says."""
    title = fold(labelled.get("title", ""))
    if layout.is_fixed and title and "speaker" not in labelled and title not in fold(entry.summary):
        return split_summary(entry.summary, None, layout.hints)
    return split_summary(entry.summary, layout.role, layout.hints, fixed=layout.is_fixed)


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
            for name in ("start", "end", "timezone"):
                draft.put(name, getattr(when, name), line, "ical.hour-in-prose")
            words = f"{entry.time.when} {line[found[0].start : found[-1].end]}"
            draft.put("when", words, line, "ical.hour-in-prose", replace=True)
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
    if not links and (is_no_place(text, layout.hints) or (layout.location_is_series and not has_digit(text))):
        if kinds.is_series_name(text) or layout.location_is_series:
            draft.put("series", one_line(text), text, "ical.location-is-series")
        return
    place = read_place(text, links=links or None)
    if place.location and not kinds.is_mode(place.location):
        draft.put("location", place.location, text, "ical.location")
    elif place.location and links:  # "Visio: https://…": whatever the host, it is the link to join
        draft.put("online_url", strip_passcode(links[0]), text, "ical.location")
    draft.put("online_url", place.online_url, text, "ical.location")


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
            if not line.startswith(person.name) or len(line) > 200 or _SENTENCE.search(line):
                continue
            if line[len(person.name) :].lstrip()[:1] not in ("(", ",", "（", "，"):
                continue  # "Name - Title", or a sentence
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
    status, title = read_status(parts.title) if parts.title else (None, "")
    if status and not title:  # `Series: cancelled (holiday)`
        draft.put("status", status, parts.title or "", "ical.summary.status", replace=True)
        return
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
    text = _without_known(_without_closing_urls(entry, draft), entry, layout)
    has_no_place = layout.title_in_description or "title" not in reading.parts.role
    if has_no_place and not draft.has("title") and "title" not in reading.labelled:
        text = _take_title(text, draft)
    if not text.strip():
        return
    if not draft.has("speakers") and "speaker" not in reading.labelled:
        text = _take_person_line(text, draft)
    context = context.but(timezone=entry.time.timezone or context.timezone)
    draft.fill_from(read_description(text, context, given=draft))
    if not draft.has("speakers"):
        _put_speaker_of_lecture(draft, text)
    if draft.has("title") and draft.has("speakers") and not draft.has("abstract"):
        brief = brief_abstract(text, title=draft.item.title, speakers=[p.name for p in draft.item.speakers])
        draft.put("abstract", brief, text, "ical.description.brief")


def _take_person_line(text: str, draft: Draft) -> str:
    """The speaker from a first line `Name · Affiliation · Role`; what is left of the description."""
    lines = plain_lines(text)
    name, *others = _DOTS.split(lines[0]) if lines and not looks_like_html(text) else [""]
    if not others or names.person_likeness(_BRACKETS.sub("", name).strip()) < _LIKELY:
        return text
    for other in others:
        people = names.read_speakers(f"{name}, {other}")
        if len(people) == 1 and people[0].affiliation:
            draft.put("speakers", people, lines[0], "ical.description.person-line")
            return "\n".join(lines[1:])
    return text


def _put_speaker_of_lecture(draft: Draft, text: str) -> None:
    """The speaker of a line such as "A public lecture by Jane Doe (Oxford)"."""
    for line in plain_lines(text)[:3]:
        if (
            len(line) > 150
            or _SENTENCE.search(line)
            or any(quote in line for quote in QUOTES if quote != "‘")
        ):
            continue  # a sentence says more than that
        if not kinds.names_talk(line):
            continue
        parts = split_summary(line, "series_speaker")
        if parts.speaker and not parts.title:
            draft.put("speakers", names.read_speakers(parts.speaker), line, "ical.description.lecture-by")


def _without_known(text: str, entry: Entry, layout: Layout) -> str:
    """A plain description without SUMMARY repeated and without what other talks of the calendar carry too."""
    if looks_like_html(text):
        return text
    known = {fold(entry.summary)}
    lines = text.split("\n")
    return "\n".join(
        line
        for line in lines
        if not line.strip() or (fold(line) not in known and not is_boilerplate(line, layout.boilerplate))
    )


def _without_closing_urls(entry: Entry, draft: Draft) -> str:
    """The description without the addresses that end it; the first is the talk's page if it has none yet."""
    lines = entry.description.split("\n")
    while lines and (not lines[-1].strip() or _is_page_address(lines[-1])):
        url = next(iter(urls_in(lines.pop())), "")
        if url and find_online_url(url) is None:
            draft.put("url", url, url, "ical.closing-url")
        elif url:
            draft.put("online_url", find_online_url(url), url, "ical.closing-url")
    return "\n".join(lines)


def _is_page_address(line: str) -> bool:
    """Whether a line is an address and at most a few words before it that label nothing of a talk."""
    match = _CLOSING_URL.match(line.strip())
    return match is not None and match_label(match[1].strip(" :-")) in (None, "other", "contact")


def _take_title(text: str, draft: Draft) -> str:
    """The title from a description that is `Speaker - Title` or nothing but the title; what is left of it."""
    if (linked := _LINKED_LINE.match(text)) and draft.has("speakers") and _may_be_title(linked[1]):
        draft.put("title", one_line(linked[1]), linked[0], "ical.description.linked-title")
        return text[linked.end() :]
    lines = plain_lines(text)
    if not lines or looks_like_html(text) or len(lines[0]) > _LONGEST_TITLE or _SENTENCE.search(lines[0]):
        return text
    known = [person.name for person in draft.item.speakers]
    if len(lines) > 1 and not any(_has_words_of(name, lines[0]) for name in known):
        return text
    parts = split_summary(lines[0], "speaker_title", Hints.of(speakers=[*known, " and ".join(known)]))
    is_apposition = lines[0][len(parts.speaker or "") :].lstrip().startswith(",")  # an affiliation follows
    if parts.title and not is_apposition and any(fold(name) in fold(parts.speaker or "") for name in known):
        draft.put("title", parts.title, lines[0], "ical.description.speaker_title")
        return "\n".join(lines[1:])
    if len(lines) == 1 and known and _may_be_title(lines[0]):
        draft.put("title", unquote(lines[0]), lines[0], "ical.description.title")
        return ""
    return text


def _has_words_of(name: str, line: str) -> bool:
    """Whether all words of a name stand in a line, in whatever order."""
    return set(fold(name).split()) <= set(fold(line).split())


def _may_be_title(line: str) -> bool:
    """Whether a lone line can be a title: no label, link, sentence, person, place or placeholder."""
    if is_placeholder(line) or urls_in(line) or split_label(line) or _SENTENCE.search(line):
        return False
    if unquote(line) != line:
        return True
    if read_remark(line) or (line[-1] in ".!" and len(line.split()) > _SHORT_SENTENCE):
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
    if any(
        kinds.is_other_kind(person.name) and len(person.name.split()) > 2 for person in draft.item.speakers
    ):
        draft.drop("speakers", "ical.event-in-speaker-place")
    if title and any(fold(title) == fold(person.name) for person in draft.item.speakers):
        draft.drop("title", "ical.name-in-title-place")
