"""Google Calendar: the public subscription of any calendar, which its robots.txt forbids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from tests.loopback.calendars import CALENDAR_TYPE, calendar, event, local, utc
from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

PRODID = "-//Google Inc//Google Calendar 70.9054//EN"
ROBOTS = "User-agent: *\nAllow: /calendar/embed\nDisallow: /calendar/ical/\nDisallow: /calendar/feeds/\n"
_MEET = "-::~:~::~:~:~:~:~:~:~:~:~:~::~:~::-\nJoin with Google Meet: https://meet.google.com/abc-defg-hij\n"


@dataclass
class GoogleCalendar(PlatformServer):
    """Every calendar but `missing` is public and holds the lectures.

    Lectures with an even number are instances of a weekly series without a talk of its own, as organisers
    keep a slot free and fill it in later; the others stand alone. `summary` is how the owner writes an entry.
    """

    summary: str = "{one.speaker} ({one.affiliation}): {one.title}"
    missing: str = "secret@group.calendar.google.com"
    robots: ClassVar[str] = ROBOTS

    def answer(self, asked: Asked) -> Reply:
        match = re.fullmatch(r"/calendar/ical/([^/]+@[^/]+)/public/(?:basic|full)\.ics", asked.path)
        if match and match[1] != self.missing:
            return Reply(self.calendar(), CALENDAR_TYPE)
        if asked.path == "/calendar/embed":
            return Reply("<html><body><div id='calendarTitle'>Seminar</div></body></html>")
        return not_found()

    def calendar(self) -> str:
        events = [self.single(one) for one in self.lectures if one.number % 2]
        slots = [one for one in self.lectures if one.number % 2 == 0]
        if slots:
            events += [self.series(slots[0]), *(self.instance(one) for one in slots)]
        return calendar(
            PRODID,
            events,
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:Example Seminar",
            f"X-WR-TIMEZONE:{self.zone}",
        )

    def common(self, one: Lecture) -> dict[str, str]:
        footer = f"\n{_MEET}" if one.number == 1 else ""
        return {
            "DTSTAMP": "20260901T000000Z",
            "SUMMARY": self.summary.format(one=one),
            "DESCRIPTION": f"<b>Abstract:</b> {one.abstract}<br>{footer}",
            "LOCATION": f"{one.room}, 12 College Street, Exampleville",
            "STATUS": "CANCELLED" if one.cancelled else "CONFIRMED",
        }

    def single(self, one: Lecture) -> str:
        return event({
            "DTSTART": utc(one.start(self.today, self.zone)),
            "DTEND": utc(one.end(self.today, self.zone)),
            "UID": f"single{one.number}@google.com",
            **self.common(one),
        })  # fmt: skip

    def series(self, first: Lecture) -> str:
        """The slot itself, every fortnight, until well after the last talk that is known."""
        last = first.start(self.today, self.zone) + timedelta(weeks=2 * len(self.lectures))
        return event({
            f"DTSTART;TZID={self.zone}": local(first.start(self.today, self.zone)),
            f"DTEND;TZID={self.zone}": local(first.end(self.today, self.zone)),
            "RRULE": f"FREQ=WEEKLY;INTERVAL=2;UNTIL={utc(last)}",
            "UID": "slot@google.com",
            "DTSTAMP": "20260901T000000Z",
            "SUMMARY": "Example Seminar",
            "LOCATION": f"{first.room}, 12 College Street, Exampleville",
            "STATUS": "CONFIRMED",
        })  # fmt: skip

    def instance(self, one: Lecture) -> str:
        return event({
            f"DTSTART;TZID={self.zone}": local(one.start(self.today, self.zone)),
            f"DTEND;TZID={self.zone}": local(one.end(self.today, self.zone)),
            f"RECURRENCE-ID;TZID={self.zone}": local(one.start(self.today, self.zone)),
            "UID": "slot@google.com",
            **self.common(one),
        })  # fmt: skip
