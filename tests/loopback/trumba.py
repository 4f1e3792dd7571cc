"""Trumba (and 25Live Publisher): `/calendars/{name}.json` and `.ics`, and a department's page that shows one.

Every calendar that is asked for exists and has all lectures. `json` says whether the JSON is served.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any, ClassVar

from tests.loopback.calendars import CALENDAR_TYPE, escaped
from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

_FEED = re.compile(r"/calendars/([\w.-]+)\.(json|ics)")
_LABELS = ("Speaker", "Guest Speaker", "Presenter")


@dataclass
class TrumbaServer(PlatformServer):
    zone: str = "America/Los_Angeles"
    json: bool = True
    robots: ClassVar[str] = "User-agent: *\nDisallow: /t.aspx\nDisallow: /eventactions/\n"

    def answer(self, asked: Asked) -> Reply:
        feed = _FEED.fullmatch(asked.path)
        if feed is None:
            return not_found() if asked.path.startswith("/calendars/") else Reply(self.page())
        if feed[2] == "json" and not self.json:
            return not_found()
        rows = self._between(asked.query)
        if feed[2] == "json":
            return Reply(json.dumps([self._event(row) for row in rows]), "application/json; charset=utf-8")
        return Reply(self.calendar(rows, feed[1]), CALENDAR_TYPE)

    def _between(self, query: dict[str, str]) -> list[Lecture]:
        """As the platform does it: a first day, whole months from there, and two weeks before it."""
        start = query.get("startdate", f"{self.today:%Y%m%d}")
        first = date(int(start[:4]), int(start[4:6]), int(start[6:]))
        month = first.year * 12 + first.month - 1 + int(query.get("months", 6))
        last = date(month // 12, month % 12 + 1, min(first.day, 28))
        first -= timedelta(weeks=int(query.get("previousweeks", 2)))
        return [row for row in self.lectures if first <= row.start(self.today, self.zone).date() < last]

    def _event(self, lecture: Lecture) -> dict[str, Any]:
        start, end = lecture.start(self.today, self.zone), lecture.end(self.today, self.zone)
        return {
            "eventID": 180_000_000 + lecture.number,
            "template": "Lecture/Seminar",
            "title": escape(lecture.title),
            "description": f"<p>{escape(lecture.abstract)}</p>",
            "location": f'<a href="https://maps.example.edu/?id=1">Hall (HAL) {lecture.room}</a>',
            "locationType": "",
            "webLink": "",
            "startDateTime": f"{start:%Y-%m-%dT%H:%M:%S}",
            "endDateTime": f"{end:%Y-%m-%dT%H:%M:%S}",
            "dateTimeFormatted": f"{start:%A, %B} {start.day}, {start.year}",
            "allDay": False,
            "startTimeZoneOffset": f"{start:%z}",
            "endTimeZoneOffset": f"{end:%z}",
            "canceled": lecture.cancelled,
            "openSignUp": False,
            "requiresPayment": False,
            "permaLinkUrl": self._page_of(lecture),
            "eventActionUrl": "https://www.example.edu/eventactions/maths",
            "categoryCalendar": "Mathematics|Seminars",
            "customFields": [
                {"fieldID": 22542, "label": "Event Types", "value": "Lectures/Seminars", "type": 3},
                {"fieldID": 41_000, "label": self._label(lecture), "value": _who(lecture), "type": 0},
                {
                    "fieldID": 41_001,
                    "label": "Event sponsors",
                    "value": "Department of Mathematics",
                    "type": 0,
                },
                {"fieldID": 41_002, "label": "Target Audience", "value": "Everyone", "type": 0},
            ],
        }

    def _label(self, lecture: Lecture) -> str:
        return _LABELS[lecture.number % len(_LABELS)]

    def _page_of(self, lecture: Lecture) -> str:
        return f"{self.origin}/calendar?trumbaEmbed=view%3Devent%26eventid%3D{180_000_000 + lecture.number}"

    def calendar(self, rows: list[Lecture], name: str) -> str:
        lines = [
            "BEGIN:VCALENDAR",
            "PRODID:-//Trumba Corporation//Trumba Calendar Services 0.11.12345//EN",
            "VERSION:2.0",
            f"X-WR-CALNAME:{name}",
            f"X-WR-TIMEZONE:{self.zone}",
        ]
        for lecture in rows:
            start, end = lecture.start(self.today, self.zone), lecture.end(self.today, self.zone)
            lines += [
                "BEGIN:VEVENT",
                f"UID:http://uid.trumba.com/event/{180_000_000 + lecture.number}",
                f"SUMMARY:{escaped(lecture.title)}",
                f"DTSTART;TZID={self.zone}:{start:%Y%m%dT%H%M%S}",
                f"DTEND;TZID={self.zone}:{end:%Y%m%dT%H%M%S}",
                f"DESCRIPTION:{escaped(lecture.abstract)}",
                f"LOCATION:{escaped(f'Hall (HAL) {lecture.room}')}",
                f'X-TRUMBA-CUSTOMFIELD;NAME="{self._label(lecture)}";ID=41000;TYPE=SingleLine:{escaped(_who(lecture))}',
                f"X-TRUMBA-LINK:{self._page_of(lecture)}",
                "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE",
                *(["STATUS:CANCELLED"] if lecture.cancelled else []),
                "END:VEVENT",
            ]
        return "\r\n".join([*lines, "END:VCALENDAR", ""])

    def page(self) -> str:
        """A department's page: the calendar is put there by a script."""
        spud = '{ webName: "maths-events", spudType: "upcoming" }'
        return (
            "<html><head><title>Events</title></head><body><h1>Events</h1>"
            f'<script src="{self.origin.replace("http:", "")}/scripts/spuds.js"></script>'
            f"<script>$Trumba.addSpud({spud});</script></body></html>"
        )


def _who(lecture: Lecture) -> str:
    return f"{lecture.speaker}, {lecture.affiliation}"
