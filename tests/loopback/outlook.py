"""Exchange: a published calendar, with Windows zones and the habits of Outlook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from tests.loopback.calendars import CALENDAR_TYPE, calendar, event, local
from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

PRODID = "Microsoft Exchange Server 2010"
_WINDOWS = {
    "Europe/Paris": "Romance Standard Time",
    "Europe/Berlin": "W. Europe Standard Time",
    "America/New_York": "Eastern Standard Time",
}
_TEAMS = "_" * 80 + "\nMicrosoft Teams Need help?\nJoin the meeting now\nhttps://teams.microsoft.com/l/x/1\n"


@dataclass
class Outlook(PlatformServer):
    """Every published calendar holds the lectures; the entry of one is private, one has a Teams meeting."""

    summary: str = "{one.speaker} ({one.affiliation}): {one.title}"
    robots: ClassVar[str] = "User-agent: *\nDisallow: /\n"

    def answer(self, asked: Asked) -> Reply:
        if re.fullmatch(r"/owa/calendar/(?:[^/]+/){2,3}(?:reach)?calendar\.ics", asked.path):
            events = [self.entry(one) for one in self.lectures]
            return Reply(calendar(PRODID, [*events, self.busy()], "METHOD:PUBLISH"), CALENDAR_TYPE)
        if re.fullmatch(r"/owa/calendar/(?:[^/]+/){2,3}(?:calendar|index)\.html", asked.path):
            return Reply("<html><body><script>boot()</script></body></html>")
        return not_found()

    def zone_name(self) -> str:
        return _WINDOWS.get(self.zone, self.zone)

    def entry(self, one: Lecture) -> str:
        zone, prefix = self.zone_name(), "Canceled: " if one.cancelled else ""
        return event({
            "DESCRIPTION": f"{one.abstract}\n\n" + (_TEAMS if one.number == 1 else ""),
            "UID": f"040000008200E0{one.number:04}",
            "SUMMARY": prefix + self.summary.format(one=one),
            f"DTSTART;TZID={zone}": local(one.start(self.today, self.zone)),
            f"DTEND;TZID={zone}": local(one.end(self.today, self.zone)),
            "CLASS": "PUBLIC",
            "DTSTAMP": "20260901T000000Z",
            "LOCATION": one.room + ("; Microsoft Teams Meeting" if one.number == 1 else ""),
            "X-MICROSOFT-CDO-BUSYSTATUS": "FREE" if one.cancelled else "BUSY",
        })  # fmt: skip

    def busy(self) -> str:
        """An appointment of the owner's own."""
        one, zone = self.lectures[0], self.zone_name()
        return event({
            "UID": "040000008200E09999",
            "SUMMARY": "Private Appointment",
            f"DTSTART;TZID={zone}": local(one.start(self.today, self.zone)),
            f"DTEND;TZID={zone}": local(one.end(self.today, self.zone)),
            "CLASS": "PRIVATE",
            "DTSTAMP": "20260901T000000Z",
        })  # fmt: skip
