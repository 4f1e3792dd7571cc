"""Which part of an event means what, decided for a calendar as a whole.

SUMMARY may be the title, the speaker, the series or a mix; LOCATION may be the series; the title may be the
whole DESCRIPTION. `layout_of` looks at all entries of a calendar; `talk` reads one entry by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from seminarcrawl.extractors.ical.components import Calendar
from seminarcrawl.extractors.ical.dialects import Dialect
from seminarcrawl.extractors.ical.entry import Entry, urls_in
from seminarcrawl.reading import kinds
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.html_text import looks_like_html
from seminarcrawl.reading.labels import LabelField, split_label
from seminarcrawl.reading.people import names
from seminarcrawl.reading.places import find_online_url, place_likeness
from seminarcrawl.reading.recall import recalled
from seminarcrawl.reading.summary import (
    Hints,
    SummaryRole,
    choose_role,
    with_shared_openings,
)
from seminarcrawl.reading.text import fold, one_line

_MOST_LABELLED_LINES = 60
_LONGEST_TITLE = 300
_LIKELY = 0.5
_TAG = re.compile(r"<(?:br|/p|/div|/li|p|div|li|tr|/tr)\b[^>]{0,200}>", re.I)
_ANY_TAG = re.compile(r"<[^<>]{1,500}>")
_CLOSING_URL = re.compile(r"([^:/\n]{0,50}?:?)\s{0,5}<?https?://\S+$")
_UNKNOWN_LABEL = re.compile(r"([^\W\d_][\w '’.-]{1,30}?)\s?[:：](?=\s)")
_MOST_COMPARED = 300
_BOILERPLATE_TIMES = 2
_LIST_SEPARATORS = re.compile(r"[;/|&,·•]|\s[-–—]\s")
_SENTENCE = re.compile(r"[.!?]\s+[A-ZÀ-ÖØ-Þ]")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the parts of a calendar's events mean.

    `series` is the calendar's own series, for entries that name none. `boilerplate` are lines (folded) and
    unknown labels that stand in many descriptions: no part of an abstract. `is_fixed`: the role is known, not
    reasoned from the entries.
    """

    dialect: Dialect
    role: SummaryRole
    hints: Hints
    series: str | None = None
    boilerplate: frozenset[str] = frozenset()
    location_is_series: bool = False
    is_fixed: bool = False

    @property
    def title_in_description(self) -> bool:
        """Whether SUMMARY has no place for a title."""
        return "title" not in self.role


def layout_of(entries: Sequence[Entry], calendar: Calendar, dialect: Dialect, context: Context) -> Layout:
    """The layout that makes a calendar consistent; what the spider or platform fixes comes first."""
    summaries = [entry.summary for entry in entries]
    labelled = [labelled_lines(entry.description) for entry in entries[:200]]
    known_series = [value.get("series") for value in labelled]
    known_series += [
        category for entry in entries for category in entry.categories if kinds.is_series_name(category)
    ]
    name = calendar.properties.text("X-WR-CALNAME") or calendar.properties.text("NAME")
    hints = Hints.of(  # what is called like the calendar itself is the series: "ML Lunch by Jane Doe"
        series=[*known_series, context.series, name],
        speakers=[s for value in labelled if names.speakers_likeness(s := value.get("speaker", "")) >= 0.35],
    )
    known_role = context.summary_role or dialect.role
    if known_role is None or "series" in known_role:
        hints = with_shared_openings(summaries, hints)
    role = known_role or choose_role(summaries, hints, knows_openings=True)
    names_series = kinds.is_series_name(name) and not is_room(name) and not dialect.talks_only
    series = context.series or (name if names_series else None)
    return Layout(
        dialect=dialect,
        role=cast("SummaryRole", role),
        hints=hints,
        series=series,
        boilerplate=_boilerplate(entries),
        location_is_series=_location_is_series(entries, hints),
        is_fixed=known_role is not None,
    )


def _boilerplate(entries: Sequence[Entry]) -> frozenset[str]:
    """What the descriptions of different talks have in common: whole lines, and labels nobody knows."""
    counts: Counter[str] = Counter()
    summaries: set[str] = set()
    for entry in entries[:_MOST_COMPARED]:
        if entry.is_read or entry.summary in summaries:
            continue  # the same talk twice says nothing
        summaries.add(entry.summary)
        counts.update({key for line in plain_lines(entry.description) for key in _boilerplate_keys(line)})
    return frozenset(key for key, count in counts.items() if count >= _BOILERPLATE_TIMES)


@recalled(4096)
def _boilerplate_keys(line: str) -> tuple[str, ...]:
    """A line as it is compared, and the label before its colon if it has one that nobody knows."""
    if len(line) > 600 or split_label(line):
        return ()
    label = _UNKNOWN_LABEL.match(line)
    return (fold(line), fold(label[1]) + ":") if label else (fold(line),)


def _location_is_series(entries: Sequence[Entry], hints: Hints) -> bool:
    """Whether most of the different LOCATIONs are names of series."""
    locations = {entry.location for entry in entries if entry.location and not urls_in(entry.location)}
    series = sum(kinds.is_series_name(location) and is_no_place(location, hints) for location in locations)
    return len(locations) > 1 and series * 3 > len(locations) * 2


@lru_cache(maxsize=512)  # a description is looked at for the layout, then read
def labelled_lines(description: str) -> Mapping[LabelField, str]:
    """The first value of each label that begins a line of a description."""
    found: dict[LabelField, str] = {}
    for line in plain_lines(description)[:_MOST_LABELLED_LINES]:
        if len(line) <= 1000 and (labelled := split_label(line)) and labelled.value.strip():
            found.setdefault(labelled.field, one_line(labelled.value))
    return found


@lru_cache(maxsize=512)
def plain_lines(description: str) -> tuple[str, ...]:
    """The non-empty lines of a description, tags taken off."""
    if looks_like_html(description):
        description = _ANY_TAG.sub("", _TAG.sub("\n", description))
    return tuple(line for text in description.split("\n") if (line := text.strip()))


def is_no_place(text: str, hints: Hints) -> bool:
    """Whether a LOCATION is a series, or only modes and kinds of events ("Online; Seminar")."""
    if hints.knows_series(text):
        return True
    tokens = [token for part in _LIST_SEPARATORS.split(text) if (token := part.strip())]
    if tokens and all(kinds.is_mode(token) or kinds.is_kind_word(token) for token in tokens):
        return True
    return kinds.is_series_name(text) and place_likeness(text) < _LIKELY and not has_digit(text)


def is_room(name: str) -> bool:
    """Whether a calendar is called like a room: "Seminar room 2", "Salle de séminaire"."""
    return place_likeness(name) >= _LIKELY


def has_digit(text: str) -> bool:
    """Whether there is a digit in a text: rooms are numbered, series rarely."""
    return any(char.isdigit() for char in text)


def is_boilerplate(line: str, boilerplate: frozenset[str]) -> bool:
    """Whether a line, or its label, stands in other descriptions too; never one with a link to join."""
    if boilerplate.isdisjoint(_boilerplate_keys(line.strip())):
        return False
    return bool(line.strip()) and not find_online_url(line)
