"""Whether a calendar's entry is a talk: by what the entry states, and by what the calendar is for.

A calendar may hold no talk at all (classes, office hours, meetings). A talk is believed on positive
evidence: a speaker, an abstract, a series, a word such as "seminar". A real talk is not dropped because
a field is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from seminarcrawl.extractors.ical.components import Calendar
from seminarcrawl.extractors.ical.roles import Layout, is_room, plain_lines
from seminarcrawl.extractors.ical.talk import Reading
from seminarcrawl.reading import kinds
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.status import is_no_talk, is_placeholder

_SHORT = 3  # words of a name that is not yet a title
_COURSE = re.compile(r"[A-Z]{2,5}[ -]?\d{3,4}[A-Z]?\b(?![-/])")  # "CS 421 Compilers"
_NAME_PARTS = re.compile(r"[/,|]|\s[-–—]\s")
_DAY_ALONE = len("2024-05-02")
_OPENING = 600  # characters of a description in which a talk is called one


@dataclass(frozen=True, slots=True)
class Nature:
    """What a calendar is for.

    `has_speakers`: most of its entries name one. `is_list_of_people`: nearly all do, and different ones.
    `is_of_talks`: it says so itself. `is_timetable`: most entries begin with codes of different courses.
    """

    has_speakers: bool
    is_list_of_people: bool
    is_of_talks: bool
    is_timetable: bool


def nature_of(readings: Sequence[Reading], layout: Layout, calendar: Calendar, context: Context) -> Nature:
    """The nature of a calendar, from its name and address, its platform and its entries."""
    with_speaker = sum(
        bool(reading.draft.item.speakers) and not kinds.is_other_kind(reading.entry.summary)
        for reading in readings
    )
    names = [calendar.properties.text(name) for name in ("X-WR-CALNAME", "NAME", "PRODID")]
    names.append(urlsplit(context.url).path)
    is_declared = bool(context.series or context.summary_role)  # the spider says what it is
    people = {reading.draft.item.speakers[0].name for reading in readings if reading.draft.item.speakers}
    return Nature(
        is_list_of_people=len(people) >= 3 and with_speaker * 4 >= len(readings) * 3,
        has_speakers=with_speaker * 2 > len(readings),
        is_of_talks=is_declared or layout.dialect.talks_only or any(map(_names_talks, names)),
        is_timetable=not is_declared and _is_timetable(readings),
    )


def _names_talks(name: str) -> bool:
    """Whether a calendar's name or address says that it is about talks; that of a seminar room does not."""
    return any(kinds.names_talk(part) and not is_room(part) for part in _NAME_PARTS.split(name))


def _is_timetable(readings: Sequence[Reading]) -> bool:
    """Whether most entries begin with codes of courses, of several: one alone may be a seminar for credit."""
    codes = [code[0] for reading in readings if (code := _COURSE.match(reading.entry.summary))]
    return len(codes) * 2 > len(readings) and len(set(codes)) > 1


def is_talk(reading: Reading, nature: Nature) -> bool:
    """Whether an entry is a talk."""
    item, entry = reading.draft.item, reading.entry
    if not (item.title or item.speakers or item.abstract):
        return False
    if is_no_talk(entry.summary) and reading.parts.status is None:
        return False
    if is_placeholder_instance(reading):
        return False
    if _is_other(reading, nature):
        return False
    if item.speakers:
        return _is_about_talks(reading, nature) or _states_more_than_a_name(reading, nature)
    return _has_evidence(reading, nature)


def is_placeholder_instance(reading: Reading) -> bool:
    """Whether an instance of a recurring event only repeats its series: a slot, not a talk."""
    item = reading.draft.item
    return reading.entry.occurrence.is_repeated and not (item.title and item.speakers)


def _is_about_talks(reading: Reading, nature: Nature) -> bool:
    """Whether the calendar or the entry says in a word that it is about talks."""
    item, entry = reading.draft.item, reading.entry
    if (
        nature.is_of_talks
        or nature.is_list_of_people
        or item.series
        or "speaker" in reading.labelled
        or "title" in reading.labelled
    ):
        return True
    return any(
        map(kinds.names_talk, [entry.summary, *entry.categories, entry.description[:_OPENING], entry.url])
    )


def _states_more_than_a_name(reading: Reading, nature: Nature) -> bool:
    """Whether more than a name is stated, and surely: "Waste Pickup" alone is no speaker."""
    item = reading.draft.item
    has_affiliation = any(person.affiliation for person in item.speakers)
    if not reading.draft.evidence["speakers"].rule.startswith("ical."):
        is_named = item.title or is_placeholder(reading.entry.summary)
        return bool(is_named and has_affiliation)  # else only the shape of a line in some description
    return bool(has_affiliation or item.abstract or (item.title and nature.has_speakers))


def _is_other(reading: Reading, nature: Nature) -> bool:
    """Whether the entry names itself as something else: a class, a social, a meeting."""
    item, entry = reading.draft.item, reading.entry
    if _is_class(reading, nature):
        return True
    own = [text for text in (item.title, reading.parts.series, entry.summary) if text]
    if not item.speakers and any(map(_is_other_phrase, own)):
        return True
    if nature.is_of_talks:  # a longer title may well end in "tutorial" or begin with "opening"
        own = [text for text in own if len(text.split()) <= _SHORT]
    if item.speakers:
        # A speaker outweighs a word, unless the word is all there is: "Office hours", "Exam".
        return any(kinds.is_kind_word(text) and kinds.is_other_kind(text) for text in own)
    kinds_stated = [*entry.categories, *_location_kinds(reading)]
    return any(kinds.is_other_kind(text) for text in own) or (
        bool(kinds_stated)
        and any(map(kinds.is_other_kind, kinds_stated))
        and not any(map(kinds.names_talk, kinds_stated))
    )


def _is_class(reading: Reading, nature: Nature) -> bool:
    """Whether an entry is a class: it begins with the code of a course, or fills a timetable of courses."""
    summary, item = reading.entry.summary, reading.draft.item
    if nature.is_timetable:
        return bool(_COURSE.match(summary)) or not (item.title and item.speakers)
    return not nature.is_of_talks and bool(_COURSE.match(summary)) and not kinds.names_talk(summary)


def _is_other_phrase(text: str) -> bool:
    """Whether a set phrase says that an entry is no talk, however long its name is."""
    return kinds.is_other_phrase(text) and not kinds.names_talk(text)


def _location_kinds(reading: Reading) -> list[str]:
    """The kinds of event that a LOCATION which is no place names ("Online; Training")."""
    location = reading.entry.location
    if reading.draft.item.location or not location:
        return []
    return [part.strip() for part in location.replace("/", ";").split(";") if part.strip()]


def _has_evidence(reading: Reading, nature: Nature) -> bool:
    """Whether an entry without a speaker is a talk all the same."""
    item, entry = reading.draft.item, reading.entry
    if "speaker" in reading.labelled:
        return _repeats_title(reading)  # else it names no person: "Unknown", a team, a department
    names = [reading.parts.series or "", item.title or ""]
    stated = [*entry.categories, *_location_kinds(reading)]
    if _is_only_a_word(reading) or (nature.has_speakers and _is_bare_day(reading)):
        return False
    if nature.is_of_talks or "abstract" in reading.labelled or any(map(kinds.is_series_name, names)):
        return True
    if any(map(kinds.names_talk, stated)):
        return True
    if nature.has_speakers:
        return False  # the others of this calendar name their speaker
    opening = [line for line in plain_lines(entry.description)[:2] if len(line) <= 150]
    return any(map(kinds.names_talk, [entry.summary, *opening]))


def _is_only_a_word(reading: Reading) -> bool:
    """Whether all that an entry says is one word: "Retreat", "Fakultätsrat"."""
    item, entry = reading.draft.item, reading.entry
    return len(entry.summary.split()) == 1 and not item.abstract and not plain_lines(entry.description)


def _is_bare_day(reading: Reading) -> bool:
    """Whether an entry is a day with a name and nothing more, as holidays are, and does not name a talk."""
    entry = reading.entry
    if not entry.time.is_day or len(reading.draft.item.start or "") > _DAY_ALONE or entry.location:
        return False
    return not entry.description.strip() and not kinds.names_talk(entry.summary)


def _repeats_title(reading: Reading) -> bool:
    """Whether what stands as the speaker is the title again."""
    speaker = reading.labelled.get("speaker", "")
    return not is_placeholder(speaker) and bool(reading.parts.title) and speaker in reading.entry.summary
