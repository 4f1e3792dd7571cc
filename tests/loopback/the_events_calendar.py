"""A WordPress site with The Events Calendar: REST API, `?ical=1`, pages with JSON-LD.

Every category, tag and page that is asked for exists and shows all lectures. `rest` says whether the API is
on, `permalinks` whether it is at /wp-json/ (else at ?rest_route=), `ical` whether pages export calendars.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from typing import Any, ClassVar

from tests.loopback.platforms import Asked, Lecture, PlatformServer
from tests.loopback.server import Reply

_MOST_ROWS = 50
_MOST_IN_CALENDAR = 30
_JSON = "application/json; charset=UTF-8"
_EVENTS = "/tribe/events/v1/events"


@dataclass
class TheEventsCalendarServer(PlatformServer):
    zone: str = "Europe/Paris"
    rest: bool = True
    permalinks: bool = True
    ical: bool = True
    per_page: int = _MOST_ROWS
    robots: ClassVar[str] = (
        "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n"
        "Disallow: /*?tribe-bar-date=\nDisallow: /*&outlook-ical=\n"
    )

    def answer(self, asked: Asked) -> Reply:
        route = asked.query.get("rest_route")
        if self.permalinks and asked.path.startswith("/wp-json/"):
            route = asked.path.removeprefix("/wp-json")
        if route is not None or asked.path.startswith("/wp-json/"):
            return self._rest(route or "", asked)
        if self.ical and asked.query.get("ical") == "1":
            return Reply(self.calendar(), "text/calendar; charset=UTF-8")
        headers = {"Link": f'<{self.api()}>; rel="https://api.w.org/"'}
        return Reply(self.page(), headers=headers if self.permalinks else {})

    def api(self) -> str:
        return f"{self.origin}/wp-json/" if self.permalinks else f"{self.origin}/index.php?rest_route=/"

    # --- the API

    def _rest(self, route: str, asked: Asked) -> Reply:
        if not self.rest or route.rstrip("/") != _EVENTS:
            return _error("rest_no_route", "No route was found matching the URL and request method.", 404)
        query = asked.query
        size = int(query.get("per_page", 10))
        if not 0 < size <= _MOST_ROWS:
            return _error("rest_invalid_param", "Invalid parameter(s): per_page", 400)
        size = min(size, self.per_page)
        rows = [self._event(lecture) for lecture in self.lectures if self._is_between(lecture, query)]
        current, total = int(query.get("page", 1)), max(1, -(-len(rows) // size))
        if current > total:
            return _error("event-archive-page-not-found", "The requested page was not found.", 404)
        more = f"{self.api()}{_EVENTS[1:]}?page={current + 1}"
        answer = {
            "events": rows[(current - 1) * size : current * size],
            "rest_url": f"{self.api()}{_EVENTS[1:]}/",
            **({"next_rest_url": more} if current < total else {}),
            "total": len(rows),
            "total_pages": total if rows else 0,
        }
        headers = {"X-TEC-Total": str(len(rows)), "X-TEC-TotalPages": str(total)}
        return Reply(json.dumps(answer), _JSON, headers=headers)

    def _is_between(self, lecture: Lecture, query: dict[str, str]) -> bool:
        start = lecture.start(self.today, self.zone)
        moment = f"{start:%Y-%m-%d %H:%M:%S}"
        first = query.get("start_date", self.today.isoformat())
        # A day alone is its midnight, at the end as at the start.
        last = query.get("end_date", date.max.isoformat())
        return first <= moment <= (last if " " in last else f"{last} 00:00:00")

    def _event(self, lecture: Lecture) -> dict[str, Any]:
        start, end = lecture.start(self.today, self.zone), lecture.end(self.today, self.zone)
        utc = {"utc_start_date": _utc(start), "utc_end_date": _utc(end)}
        return {
            "id": 1000 + lecture.number,
            "global_id": f"www.example.org?id={1000 + lecture.number}",
            "author": "1",
            "status": "publish",
            "date": "2026-08-01 10:00:00",
            "date_utc": "2026-08-01 08:00:00",
            "modified": "2026-08-02 10:00:00",
            "modified_utc": "2026-08-02 08:00:00",
            "url": self._page_of(lecture),
            "rest_url": f"{self.api()}tribe/events/v1/events/{1000 + lecture.number}",
            "title": self._title(lecture).replace("&", "&#038;").replace("'", "&#8217;"),
            "description": f"<p>Speaker: {lecture.speaker} ({lecture.affiliation})</p>\n"
            f"<p>{escape(lecture.abstract)}</p>\n",
            "excerpt": "",
            "slug": f"talk-{lecture.number}",
            "image": False,
            "all_day": False,
            "start_date": f"{start:%Y-%m-%d %H:%M:%S}",
            "end_date": f"{end:%Y-%m-%d %H:%M:%S}",
            **utc,
            "timezone": self.zone,
            "timezone_abbr": start.tzname(),
            "cost": "",
            "website": "",
            "show_map": True,
            "categories": [{"name": "Seminars", "slug": "seminars", "taxonomy": "tribe_events_cat", "id": 5}],
            "tags": [],
            "venue": self._venue(lecture),
            "organizer": [{"id": 9, "organizer": "Secretariat", "slug": "secretariat"}],
        }

    def _venue(self, lecture: Lecture) -> Any:
        return (
            {"id": 7, "venue": lecture.room, "address": "1 rue des Arts", "city": "Arles"}
            if lecture.room
            else []
        )

    def _title(self, lecture: Lecture) -> str:
        return f"CANCELLED: {lecture.title}" if lecture.cancelled else lecture.title

    def _page_of(self, lecture: Lecture) -> str:
        return f"{self.origin}/event/talk-{lecture.number}/"

    # --- calendars and pages

    def calendar(self) -> str:
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Institut - ECPv6.15.0//NONSGML v1.0//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:Institut",
            f"X-ORIGINAL-URL:{self.origin}",
        ]
        for lecture in self.lectures[:_MOST_IN_CALENDAR]:
            start, end = lecture.start(self.today, self.zone), lecture.end(self.today, self.zone)
            text = f"Speaker: {lecture.speaker} ({lecture.affiliation})\n{lecture.abstract}"
            lines += [
                "BEGIN:VEVENT",
                f"DTSTART;TZID={self.zone}:{start:%Y%m%dT%H%M%S}",
                f"DTEND;TZID={self.zone}:{end:%Y%m%dT%H%M%S}",
                "DTSTAMP:20261001T080000",
                f"UID:{1000 + lecture.number}-{start.timestamp():.0f}-{end.timestamp():.0f}@www.example.org",
                f"SUMMARY:{_escaped(self._title(lecture))}",
                f"DESCRIPTION:{_escaped(text)}",
                f"URL:{self._page_of(lecture)}",
                f"LOCATION:{_escaped(lecture.room + ', 1 rue des Arts, Arles')}",
                "CATEGORIES:Seminars",
                "END:VEVENT",
            ]
        return "\r\n".join([*lines, "END:VCALENDAR", ""])

    def page(self) -> str:
        events = [
            {
                "@context": "http://schema.org",
                "@type": "Event",
                "name": escape(lecture.title),
                "description": f"&lt;p&gt;Speaker: {lecture.speaker} ({lecture.affiliation})&lt;/p&gt;\n"
                f"&lt;p&gt;{lecture.abstract}&lt;/p&gt;\n",
                "url": self._page_of(lecture),
                "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
                "eventStatus": f"https://schema.org/Event{'Cancelled' if lecture.cancelled else 'Scheduled'}",
                "startDate": lecture.start(self.today, self.zone).isoformat(),
                "endDate": lecture.end(self.today, self.zone).isoformat(),
                "location": {"@type": "Place", "name": lecture.room, "description": "", "url": ""},
                "performer": "Organization",
            }
            for lecture in self.lectures
        ]
        rest = f'<link rel="https://api.w.org/" href="{self.api()}" />'
        return (
            '<!DOCTYPE html><html lang="en"><head><title>Events</title>'
            f'{rest}<meta name="generator" content="WordPress 6.9">'
            f'<script type="application/ld+json">{json.dumps(events)}</script></head>'
            '<body class="tribe-events-page-template"><div class="tribe-events-l-container">'
            '<h1 class="screen-reader-text">Events</h1></div></body></html>'
        )


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def _escaped(text: str) -> str:
    """As the software does it: commas and line breaks, not semicolons."""
    return text.replace(",", "\\,").replace("\n", "\\n")


def _error(code: str, message: str, status: int) -> Reply:
    return Reply(json.dumps({"code": code, "message": message, "data": {"status": status}}), _JSON, status)
