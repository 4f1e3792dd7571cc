"""iCalendar: bytes in, talks out.

`repair` makes property lines of damaged bytes, `components` events of lines, `recurrence`
single dates of events, `times` reads them; `dialects` knows what platforms write, `roles`
what the parts of this calendar mean, `talk` reads an entry by that,
and `judge` knows which entries are talks.

A talk's `uid` is the event's UID. An instance of a recurring event is `UID/RECURRENCE-ID`; events that
share a UID without being instances are `UID/DTSTART`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.ical.components import Calendar, read_calendars
from seminarcrawl.extractors.ical.dialects import dialect_of
from seminarcrawl.extractors.ical.entry import Entry, is_private, read_entry
from seminarcrawl.extractors.ical.judge import is_placeholder_instance, is_talk, nature_of
from seminarcrawl.extractors.ical.recurrence import occurrences
from seminarcrawl.extractors.ical.roles import Layout, layout_of
from seminarcrawl.extractors.ical.sessions import sessions_of
from seminarcrawl.extractors.ical.talk import Reading, read_talk
from seminarcrawl.extractors.ical.times import Clock
from seminarcrawl.reading import kinds
from seminarcrawl.reading.draft import Draft

_MOST_REPEATED = 6  # parts of a lecture series


def extract(document: Document) -> list[Draft]:
    """The talks of all calendars in a document, in its order; [] for a calendar without a talk.

    Raises ExtractionError (`ical.no-calendar`, `ical.too-large`). One bad event is a problem of the
    document (`ical.bad-event`) and costs no other event; a file that was cut off keeps its complete
    events (`ical.cut-off`).
    """
    return [draft for calendar in read_calendars(document) for draft in _read(calendar, document)]


def extract_entries(document: Document) -> list[Draft]:
    """Every entry, for a caller who knows that they are talks: the calendar entry that a talk's page offers.

    Raises ExtractionError as `extract` does.
    """
    calendars = read_calendars(document)
    return [draft for calendar in calendars for draft in _read(calendar, document, judged=False)]


def _read(calendar: Calendar, document: Document, *, judged: bool = True) -> list[Draft]:
    """The talks of one calendar; not `judged`: all that stands in it."""
    entries = _entries(calendar, document)
    dialect = dialect_of(calendar)
    if dialect.read is not None:
        for entry in entries:
            dialect.read(entry)
    layout = layout_of(entries, calendar, dialect, document.context)
    readings = _readings(entries, layout, document)
    nature = nature_of(readings, layout, calendar, document.context)
    talks = [reading for reading in readings if not judged or is_talk(reading, nature)]
    _put_uids([(reading.entry, reading.draft) for reading in talks])
    return [reading.draft for reading in talks]


def _readings(entries: list[Entry], layout: Layout, document: Document) -> list[Reading]:
    """The entries as talks. The bare repetitions of a recurring event are read once: they say the same."""
    readings = []
    repeated = Counter(e.event.raw("UID") for e in entries if e.occurrence.is_repeated)
    # Nobody gives one talk every week for months: what recurs so often is a class or a slot.
    placeholders = {uid for uid, times in repeated.items() if uid and times > _MOST_REPEATED}
    for entry in entries:
        uid = entry.event.raw("UID")
        if entry.occurrence.is_repeated and uid in placeholders:
            continue
        reading = read_talk(entry, layout, document.context)
        if entry.occurrence.is_repeated and is_placeholder_instance(reading):
            placeholders.add(uid)
        readings += _sessions(reading, layout, document) or [reading]
    return readings


def _sessions(whole: Reading, layout: Layout, document: Document) -> list[Reading]:
    """The talks of an event that holds several, [] for any other; the event's name is their series."""
    parts = sessions_of(whole.entry, document.context)
    talks = [read_talk(part, replace(layout, is_fixed=False), document.context) for part in parts]
    talks = [talk for talk in talks if talk.draft.has("speakers")]
    name = whole.parts.series or whole.entry.summary
    for talk in talks:
        if kinds.is_series_name(name):
            talk.draft.put("series", name, whole.entry.summary, "ical.sessions", replace=True)
    return talks if len(talks) > 1 else []


def _entries(calendar: Calendar, document: Document) -> list[Entry]:
    """The public events of a calendar, recurring ones expanded."""
    clock = Clock(calendar, document)
    return [
        read_entry(occurrence, clock.read(occurrence.event), calendar, document.context)
        for occurrence in occurrences(calendar, document, clock.home)
        if not is_private(occurrence.event)
    ]


def _put_uids(talks: list[tuple[Entry, Draft]]) -> None:
    """Distinct ids: UID, UID/RECURRENCE-ID for instances, UID/DTSTART for events that share a UID."""
    plain = Counter(entry.event.raw("UID") for entry, _ in talks if not entry.occurrence.recurrence)
    given: Counter[str] = Counter()
    for entry, draft in talks:
        uid = entry.event.raw("UID")
        if not uid:
            continue
        if entry.occurrence.recurrence:
            uid = f"{uid}/{entry.occurrence.recurrence}"
        elif plain[uid] > 1:
            uid = f"{uid}/{entry.event.raw('DTSTART')}"
        given[uid] += 1
        if given[uid] > 1:
            uid = f"{uid}/{given[uid]}"
        draft.put("uid", uid, uid, "ical.uid")
