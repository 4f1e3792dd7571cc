"""A calendar that runs Localist: the API with its directories, `.ics` of every list page, pages with JSON-LD.

Every group, department and place that is asked for exists and shows all lectures; `closed` is a site
whose API wants a key, `feeds` whether it serves calendars. The first lecture is a series of two
occurrences of one event.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from tests.loopback.calendars import CALENDAR_TYPE, escaped
from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

_MOST_ROWS = 100
_MOST_DAYS = 370
_DIRECTORY = re.compile(r"/api/2/(groups|departments|places)")


@dataclass
class LocalistServer(PlatformServer):
    """`units` are the directories' rows: (kind, number, urlname, name); `per_page` caps `pp`."""

    zone: str = "America/New_York"
    closed: bool = False
    feeds: bool = True
    per_page: int = _MOST_ROWS
    units: list[tuple[str, int, str, str]] = field(
        default_factory=lambda: [
            ("departments", 3001, "maths", "Department of Mathematics"),
            ("groups", 4001, "number_theory", "Number Theory Seminar"),
            ("places", 5001, "hall", "Great Hall"),
        ]
    )
    robots: ClassVar[str] = "User-agent: *\nDisallow: /admin\nDisallow: /event/*/edit\nCrawl-delay: 10\n"

    def answer(self, asked: Asked) -> Reply:
        path = asked.path.rstrip("/")
        if path.startswith("/api/2"):
            if self.closed:
                return Reply('{"status":"error","error":"Access denied"}', "application/json", 401)
            return self._api(path, asked)
        if path.endswith(".ics"):
            if not self.feeds:
                return Reply("<h1>Not Acceptable</h1>", status=406)
            return Reply(self.calendar(), CALENDAR_TYPE)
        return Reply(self.page()) if path.count("/") <= 3 else not_found()

    # --- the API

    def _api(self, path: str, asked: Asked) -> Reply:
        directory = _DIRECTORY.fullmatch(path)
        if directory:
            return self._directory(directory[1], asked)
        if path not in ("/api/2/events", "/api/2/events/search"):
            return Reply('{"status":"error","error":"Not found"}', "application/json", 404)
        return self._events(asked)

    def _directory(self, kind: str, asked: Asked) -> Reply:
        wanted = [
            {kind[:-1]: {"id": n, "name": name, "urlname": slug, "localist_url": f"{self.origin}/{slug}"}}
            for k, n, slug, name in self.units
            if k == kind
        ]
        # A directory of two pages, so that whoever looks for the last row must turn the page.
        rows = [{kind[:-1]: {"id": 9000 + n, "name": f"Unit {n}", "urlname": f"unit_{n}"}} for n in range(3)]
        return self._page(kind, [*rows, *wanted], asked, most=3)

    def _events(self, asked: Asked) -> Reply:
        query = asked.query
        first = date.fromisoformat(query["start"]) if "start" in query else self.today
        last = first + timedelta(days=int(query.get("days", 1)))
        last = date.fromisoformat(query["end"]) if "end" in query else last
        if (last - first).days > _MOST_DAYS:
            return Reply('{"status":"error","error":"Range too long"}', "application/json", 400)
        rows = [
            {"event": self._event(lecture, days)}
            for lecture, days in self.occurrences()
            if first <= self._start(lecture, days).date() <= last
        ]
        return self._page(
            "events", rows, asked, most=self.per_page, date={"first": str(first), "last": str(last)}
        )

    def _page(self, kind: str, rows: list[Any], asked: Asked, *, most: int, **more: Any) -> Reply:
        size = min(int(asked.query.get("pp", 10)), most)
        current = int(asked.query.get("page", 1))
        total = max(1, -(-len(rows) // size))
        shown = rows[(current - 1) * size : current * size]
        page = {"current": current, "size": size, "total": total}
        return Reply(json.dumps({kind: shown, "page": page, **more}), "application/json; charset=utf-8")

    def occurrences(self) -> list[tuple[Lecture, int]]:
        """Every lecture with the days that it is shifted by: the first is given twice."""
        first = self.lectures[0]
        return [(first, 0), (first, 1), *((lecture, 0) for lecture in self.lectures[1:])]

    def _start(self, lecture: Lecture, days: int) -> datetime:
        return lecture.start(self.today, self.zone) + timedelta(days=days)

    def _event(self, lecture: Lecture, days: int) -> dict[str, Any]:
        start = self._start(lecture, days)
        slug = f"talk-{lecture.number}"
        recurring = lecture is self.lectures[0]
        end = None if lecture.number == 2 else (start + timedelta(minutes=lecture.minutes)).isoformat()
        instance = {"id": 70_000 + lecture.number * 10 + days, "ranking": 0, "event_id": lecture.number}
        return {
            "id": lecture.number,
            "title": lecture.title,
            "url": "https://www.example.edu/register",
            "updated_at": "2026-09-01T09:00:00-04:00",
            "created_at": "2026-08-01T09:00:00-04:00",
            "first_date": start.date().isoformat(),
            "last_date": start.date().isoformat(),
            "urlname": slug,
            "localist_url": f"{self.origin}/event/{slug}",
            "localist_ics_url": f"{self.origin}/event/{slug}.ics",
            "location": f"Science Hall, {lecture.room}",
            "location_name": "Science Hall",
            "room_number": lecture.room,
            "address": "1 Main Street",
            "geo": {
                "latitude": "40.1",
                "longitude": "-74.2",
                "street": "1 Main Street",
                "city": "Springfield",
            },
            "description": f"<p>{lecture.abstract}</p>",
            "description_text": lecture.abstract,
            "status": "canceled" if lecture.cancelled else "live",
            "experience": "inperson",
            "stream_url": "",
            "stream_info": "",
            "recurring": recurring,
            "private": False,
            "verified": True,
            "rejected": False,
            "keywords": ["mathematics"],
            "tags": ["mathematics"],
            "filters": {"event_types": [{"id": 12, "name": "Lecture"}]},
            "departments": [{"id": 3001, "name": "Department of Mathematics"}],
            "groups": [],
            "custom_fields": {
                "speaker": f"{lecture.speaker}, {lecture.affiliation}",
                "contact_name": "Office",
            },
            "photo_url": "https://images.example.edu/1.jpg",
            "venue_url": f"{self.origin}/science_hall",
            "free": True,
            "ticket_url": "",
            "event_instances": [
                {"event_instance": {**instance, "start": start.isoformat(), "end": end, "all_day": False}}
            ],
        }

    # --- feeds and pages

    def calendar(self) -> str:
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:iCalendar-Ruby", "X-WR-CALNAME:Events"]
        for lecture, days in self.occurrences():
            start = self._start(lecture, days)
            end = start + timedelta(minutes=lecture.minutes)
            lines += [
                "BEGIN:VEVENT",
                f"UID:tag:localist.com\\,2008:EventInstance_{70_000 + lecture.number * 10 + days}",
                f"DTSTART;TZID={self.zone}:{start:%Y%m%dT%H%M%S}",
                f"DTEND;TZID={self.zone}:{end:%Y%m%dT%H%M%S}",
                f"SUMMARY:{escaped(lecture.title)}",
                f"DESCRIPTION:Speaker: {lecture.speaker}\\, {lecture.affiliation}\\n\\n{lecture.abstract}",
                f"LOCATION:Science Hall\\, {lecture.room}",
                f"URL:{self.origin}/event/talk-{lecture.number}",
                *(["STATUS:CANCELLED"] if lecture.cancelled else []),
                "END:VEVENT",
            ]
        return "\r\n".join([*lines, "END:VCALENDAR", ""])

    def page(self) -> str:
        events = [
            {
                "@context": "http://schema.org",
                "@type": "Event",
                "name": lecture.title,
                "description": f"Speaker: {lecture.speaker}, {lecture.affiliation}\n\n{lecture.abstract}",
                "startDate": self._start(lecture, 0).isoformat(),
                "endDate": lecture.end(self.today, self.zone).isoformat(),
                "eventStatus": f"https://schema.org/Event{'Cancelled' if lecture.cancelled else 'Scheduled'}",
                "location": {"@type": "Place", "name": "Science Hall", "address": "1 Main Street"},
                "url": f"{self.origin}/event/talk-{lecture.number}",
            }
            for lecture in self.lectures
        ]
        return (
            "<!DOCTYPE html><html><head><title>Events</title>"
            f'<script type="application/ld+json">{json.dumps(events)}</script>'
            '<script src="https://assets.localist.com/app.js"></script></head>'
            "<body><h1>Events</h1><p>Upcoming events</p></body></html>"
        )
