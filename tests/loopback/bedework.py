"""A Bedework calendar: the event feed as JSON, and the older `/webcache/`.

Every filter finds all lectures. `feeder` says whether the newer feed is there; `per_page` caps `count`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import Any, ClassVar

from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

_CACHED = re.compile(r"/webcache/v1\.0/jsonDays/(\d+)/list-json/[^/]+/(no--object\.json|[\w]+\.js)")


@dataclass
class BedeworkServer(PlatformServer):
    zone: str = "America/New_York"
    feeder: bool = True
    per_page: int = 200
    robots: ClassVar[str] = "User-agent: *\nDisallow: /cal/event/addEventRefInit.do\nDisallow: /ucal/\n"

    def answer(self, asked: Asked) -> Reply:
        cached = _CACHED.fullmatch(asked.path)
        if cached:
            rows = self._between(self.today, self.today + timedelta(days=int(cached[1])))
            return self._list(rows, "" if cached[2].endswith(".json") else "bwObject")
        if asked.path == "/feeder/main/eventsFeed.do" and self.feeder:
            return self._feed(asked.query)
        if asked.path.startswith("/cal"):
            return Reply("<html><body><div id='bedework'>Calendar</div></body></html>")
        return not_found()

    def _feed(self, query: dict[str, str]) -> Reply:
        if query.get("skinName") != "list-json":
            return Reply("<html><body>Events</body></html>")
        first = date.fromisoformat(query.get("start", self.today.isoformat()))
        last = date.fromisoformat(query.get("end", "9999-12-31"))
        rows = self._between(first, last)[: min(int(query.get("count", 20)), self.per_page)]
        return self._list(rows, "bwObject" if "setappvar" in query else "")

    def _between(self, first: date, last: date) -> list[Lecture]:
        return [row for row in self.lectures if first <= row.start(self.today, self.zone).date() < last]

    def _list(self, rows: list[Lecture], variable: str) -> Reply:
        events = [self._event(row) for row in rows]
        text = json.dumps({"bwEventList": {"resultSize": len(events), "events": events}})
        if variable:
            return Reply(f"var {variable} = {text};", "text/javascript")
        return Reply(text, "application/json; charset=UTF-8")

    def _event(self, lecture: Lecture) -> dict[str, Any]:
        start, end = lecture.start(self.today, self.zone), lecture.end(self.today, self.zone)
        # Every second lecture is a date of one recurring event.
        recurring = lecture.number % 2 == 0
        guid = f"CAL-{'series' if recurring else lecture.number}-demobedework@mysite.edu00000000"
        date_id = f"{start.astimezone(UTC):%Y%m%dT%H%M%SZ}" if recurring else ""
        where = f"b=de&calPath=%2Fpublic%2Fcals%2FMainCal&guid={guid}&recurrenceId={date_id}"
        return {
            "summary": lecture.title,
            "subscriptionId": "",
            "calPath": "/public/cals/MainCal",
            "guid": guid,
            "recurrenceId": date_id,
            "link": "",
            "eventlink": f"{self.origin}/cal/event/eventView.do?{where}",
            "status": "CANCELLED" if lecture.cancelled else "CONFIRMED",
            "start": self._moment(start),
            "end": self._moment(end),
            "location": {"address": lecture.room, "subaddress": "", "link": ""},
            "contact": {"name": "Front desk", "phone": "555-0100", "link": ""},
            "calendar": {"name": "MainCal", "displayName": "MainCal", "path": "/public/cals/MainCal"},
            "categories": ["Lectures"],
            "cost": "",
            "description": f"Speaker: {_who(lecture)}\n\n{escape(lecture.abstract)}",
            "xproperties": [{"X-BEDEWORK-CS": {"values": {"text": "Department of Mathematics"}}}],
        }

    def _moment(self, moment: datetime) -> dict[str, str]:
        return {
            "allday": "false",
            "shortdate": f"{moment.month}/{moment.day}/{moment:%y}",
            "longdate": f"{moment:%B} {moment.day}, {moment.year}",
            "dayname": f"{moment:%A}",
            "time": f"{moment:%I:%M %p}".lstrip("0"),
            "utcdate": f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            "datetime": f"{moment:%Y%m%dT%H%M%S}",
            "timezone": self.zone,
        }


def _who(lecture: Lecture) -> str:
    return f"{lecture.speaker} ({lecture.affiliation})"
