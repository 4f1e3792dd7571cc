"""Several talks in one event: an afternoon whose description is the programme.

A description is divided where its lines begin with different hours, or where a label (Speaker, Title) comes
again. Each part is then an entry of its own, read like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from seminarcrawl.extractors.ical.entry import Entry
from seminarcrawl.extractors.ical.roles import plain_lines
from seminarcrawl.extractors.ical.times import EventTime
from seminarcrawl.reading import dates
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.people import names
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.summary import split_summary
from seminarcrawl.reading.text import fold

_LONGEST_HEAD = 200  # characters of a line that says who speaks when
_MOST_LINES = 300
_LIKELY = 0.5
_EDGES = " \t-–—:|,.)•*"
_HOUR_AHEAD = re.compile(r"[\s(\[•*]{0,4}\d")


def sessions_of(entry: Entry, context: Context) -> list[Entry]:
    """The talks of an event as entries of their own; [] when its description tells of one talk at most."""
    lines = plain_lines(entry.description)[:_MOST_LINES]
    if entry.is_read or len(lines) < 2 or not entry.time.start:
        return []
    context = context.but(timezone=entry.time.timezone or context.timezone)
    return _by_hours(entry, lines, context) or _by_labels(entry, lines)


def _by_hours(entry: Entry, lines: Sequence[str], context: Context) -> list[Entry]:
    """`14:00 Jane Doe (MIT)`, with title and abstract below, and the same again at 15:30."""
    starts = [(at, hour, end) for at, line in enumerate(lines) for hour, end in _hour_ahead(line, context)]
    if len({hour.start for _, hour, _ in starts}) < 2:
        return []
    found: list[Entry] = []
    for (at, hour, end), following in pairwise([*starts, (len(lines), None, 0)]):
        if hour is None:
            break
        head = lines[at][end:].strip(_EDGES)
        rest = lines[at + 1 : following[0]]
        if not head and rest:
            head, rest = rest[0], rest[1:]
        if _names_somebody(head) or any(_label(line) == "speaker" for line in rest):
            found.append(_part(entry, head, rest, _at_hour(entry.time, hour, context)))
    return found if len(found) > 1 else []


def _by_labels(entry: Entry, lines: Sequence[str]) -> list[Entry]:
    """`Speaker: …` (or `Title: …`) and what belongs to it, and then again for somebody else."""
    fields = [_label(line) for line in lines]
    first = next((field for field in fields if field in ("speaker", "title")), None)
    starts = [at for at, field in enumerate(fields) if field == first]
    values = {fold(lines[at]) for at in starts}
    if first is None or len(values) < 2 or fields.count("speaker") != fields.count("title"):
        return []
    cuts = pairwise([*starts, len(lines)])
    return [_part(entry, "", lines[start:end], entry.time) for start, end in cuts]


def _label(line: str) -> str | None:
    """The field of a label that begins a line and has a value."""
    labelled = split_label(line) if len(line) <= _LONGEST_HEAD else None
    return labelled.field if labelled and labelled.value and not is_placeholder(labelled.value) else None


def _hour_ahead(line: str, context: Context) -> Iterator[tuple[dates.Hours, int]]:
    """The hour with which a line begins, and where it ends."""
    if len(line) > _LONGEST_HEAD or not _HOUR_AHEAD.match(line):
        return
    for found in dates.find_hours(line[:60], context)[:1]:
        if isinstance(found.value, dates.Hours) and not line[: found.start].strip(" ([•*"):
            yield found.value, found.end


def _names_somebody(head: str) -> bool:
    """Whether a line names a speaker, alone or beside a title."""
    speaker = split_summary(head).speaker if head else None
    return speaker is not None and names.speakers_likeness(speaker) >= _LIKELY


def _at_hour(time: EventTime, hour: dates.Hours, context: Context) -> EventTime:
    """The event's day at an hour of its own."""
    year, month, day = map(int, (time.start or "")[:10].split("-"))
    when = dates.resolve(dates.Day(month, day, year), hour, context)
    return replace(time, start=when.start, end=when.end, inferred=[*time.inferred])


def _part(entry: Entry, head: str, rest: Sequence[str], time: EventTime) -> Entry:
    """One talk of the event; what the platform states for the whole event holds for it too."""
    stated = Draft()
    stated.fill_from(entry.stated)
    return replace(entry, summary=head, description="\n".join(rest), time=time, stated=stated)
