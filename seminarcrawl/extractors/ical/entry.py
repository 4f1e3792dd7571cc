"""One event of a calendar with its texts in plain words, before it is decided what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from seminarcrawl.extractors.ical.components import Calendar, Component, unescape
from seminarcrawl.extractors.ical.recurrence import Occurrence
from seminarcrawl.extractors.ical.times import EventTime
from seminarcrawl.items import Status
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import find_days, find_hours
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.markup import join_url
from seminarcrawl.reading.places import find_online_url, place_likeness
from seminarcrawl.reading.text import one_line

_STATUSES: dict[str, Status] = {"CANCELLED": "cancelled", "CANCELED": "cancelled", "TENTATIVE": "tentative"}
_LONGEST_DATE = 40
_LIKELY = 0.55
_LAST_PIECE = re.compile(r"\s(?:[|•·@]|-{1,2}|[–—])\s([^|•·@–—:]{3,40})$")
_URL = re.compile(r"https?://[^\s<>\"]{3,2000}")


@dataclass(slots=True)
class Entry:
    """An event's texts: escapes off, but `description` still as delivered (plain text or HTML).

    `stated` is what the platform's own layout says for certain; a dialect writes it. `is_read` says
    that the dialect took the whole description apart, so that nothing of it is left to interpret.
    """

    occurrence: Occurrence
    time: EventTime
    summary: str
    description: str
    location: str
    url: str
    categories: list[str]
    status: Status | None
    stated: Draft = field(default_factory=Draft)
    is_read: bool = False

    @property
    def event(self) -> Component:
        """The component behind the entry."""
        return self.occurrence.event

    def state(self, name: str, value: object, text: str, rule: str) -> None:
        """Put a field that the platform's layout states for certain."""
        self.stated.put(name, value, text, rule)


def read_entry(occurrence: Occurrence, time: EventTime, calendar: Calendar, context: Context) -> Entry:
    """The entry of one occurrence."""
    event = occurrence.event
    summary, room = _split_room(_without_date(one_line(event.text("SUMMARY")), context))
    return Entry(
        occurrence=occurrence,
        time=time,
        summary=summary,
        description=_description(event),
        location=event.text("LOCATION") or room,
        url=_own_page(event, context.url),
        categories=event.texts("CATEGORIES"),
        status=_status(event, calendar),
    )


def _without_date(summary: str, context: Context) -> str:
    """SUMMARY without a date or hour before it ("12 Oct: …"): DTSTART says it better."""
    head = summary[:_LONGEST_DATE]
    if not any(map(str.isdigit, head[:12])) or "<" in head:
        return summary
    found = [*find_days(head, context), *find_hours(head, context)]
    end = max((one.end for one in found if not head[: one.start].strip(" (")), default=0)
    rest = summary[end:].lstrip()
    return rest.lstrip(" \t)-–—:|,") if end and rest[:1] in (":", "-", "–", "—", "|", ",", ")") else summary


def _split_room(summary: str) -> tuple[str, str]:
    """`Jane Doe | On knots | Room 5` as what is announced and the room, "" when no numbered room ends it."""
    match = _LAST_PIECE.search(summary)
    if match is None or not any(map(str.isdigit, match[1])) or place_likeness(match[1]) < _LIKELY:
        return summary, ""
    return summary[: match.start()].rstrip(), match[1]


def _description(event: Component) -> str:
    """The description, in HTML where the producer gives both: its markup shows the structure.

    HTML that is shorter than the plain text, tags and all, was cut off or says something else.
    """
    html = next((line for name in ("X-ALT-DESC", "STYLED-DESCRIPTION") if (line := event.first(name))), None)
    plain = event.first("DESCRIPTION")
    if html is not None and len(html.value) > max(40, len(plain.value) if plain else 0):
        return unescape(html.value)
    return unescape(plain.value) if plain else ""


def _own_page(event: Component, base_url: str) -> str:
    """The talk's own page: the first URL that is no link to join."""
    for line in [*event.all("URL"), *event.all("X-TRUMBA-LINK")]:
        value = unescape(line.value).replace("&amp;", "&").strip()
        if not value or value.startswith("mailto:"):
            continue
        url = join_url(base_url, value)
        if urlsplit(url).scheme in ("http", "https") and find_online_url(url) is None:
            return url
    return ""


def _status(event: Component, calendar: Calendar) -> Status | None:
    if calendar.properties.raw("METHOD").upper() == "CANCEL" or event.raw("X-LIVEWHALE-CANCELED") == "1":
        return "cancelled"
    return _STATUSES.get(event.raw("STATUS").upper())


def is_private(event: Component) -> bool:
    """Whether an event is not meant for the public."""
    return event.raw("CLASS").upper() in ("PRIVATE", "CONFIDENTIAL")


def urls_in(text: str) -> list[str]:
    """The http links in a text."""
    return _URL.findall(text)
