"""Indico: category and event calendars, Atom, event pages with JSON-LD, `/export`, its own robots.txt."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from tests.loopback.calendars import CALENDAR_TYPE, calendar, event, utc
from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

PRODID = "-//CERN//INDICO//EN"
# What Indico ships. A site that lets programs use its HTTP API serves another.
ROBOTS = """User-agent: *
Crawl-delay: 10
Disallow: /api/*
Disallow: /search/*
Disallow: /export/*
Disallow: /category/*/calendar
Disallow: /category/*/overview
Disallow: /category/*/upcoming
Disallow: /category/*/statistics
"""
_LECTURES_FROM = 1000
_MEETINGS_FROM = 5000
_WEEKS_KEPT = 4


@dataclass
class Indico(PlatformServer):
    """Every category holds the lectures, or meetings of three lectures each when `meetings` is set.

    The events 1001, 1002… are lectures, any other number is a meeting. `terse`: its calendars have neither
    speakers nor descriptions. `prefix` is where it is mounted.
    """

    meetings: bool = False
    terse: bool = False
    prefix: str = ""
    robots: ClassVar[str] = ROBOTS

    def answer(self, asked: Asked) -> Reply:
        path = asked.path.removeprefix(self.prefix)
        routes = (
            (r"/category/(\d+)/events\.ics", self.category_ics),
            (r"/category/(\d+)/events\.atom", self.category_atom),
            (r"/event/(\d+)/event\.ics", self.event_ics),
            (r"/event/(\d+)/", self.event_page),
            (r"/export/categ/(\d+)\.json", self.export),
        )
        for pattern, route in routes:
            match = re.fullmatch(pattern, path)
            if match:
                return route(int(match[1]), asked)
        return not_found()

    # --- what it holds

    def meeting_numbers(self) -> list[int]:
        return [_MEETINGS_FROM + n for n in range((len(self.lectures) + 2) // 3)]

    def contributions(self, number: int) -> tuple[Lecture, ...]:
        """A meeting of this site's own has three; any other event that is asked for has them all."""
        if number in self.meeting_numbers() and self.meetings:
            first = 3 * (number - _MEETINGS_FROM)
            return self.lectures[first : first + 3]
        return self.lectures

    def lecture(self, number: int) -> Lecture | None:
        found = [one for one in self.lectures if one.number == number - _LECTURES_FROM]
        return found[0] if found else None

    # --- calendars

    def category_ics(self, number: int, asked: Asked) -> Reply:
        oldest = self.today - timedelta(weeks=_WEEKS_KEPT)
        if self.meetings:
            events = [self.meeting_event(n) for n in self.meeting_numbers()]
        else:
            kept = [one for one in self.lectures if one.end(self.today, self.zone).date() >= oldest]
            events = [self.lecture_event(one) for one in kept]
        return Reply(calendar(PRODID, events), CALENDAR_TYPE)

    def event_ics(self, number: int, asked: Asked) -> Reply:
        lecture = self.lecture(number)
        by_contribution = (
            asked.query.get("scope") == "contribution" or asked.query.get("detail") == "contributions"
        )
        if lecture is not None:
            events = [self.lecture_event(lecture)]
        elif by_contribution:
            events = [self.contribution_event(one, number) for one in self.contributions(number)]
        else:
            events = [self.meeting_event(number)]
        return Reply(calendar(PRODID, events), CALENDAR_TYPE)

    def lecture_event(self, one: Lecture) -> str:
        number = _LECTURES_FROM + one.number
        return self.component(one, f"indico-event-{number}@indico.example", f"{self.base}/event/{number}/")

    def contribution_event(self, one: Lecture, number: int) -> str:
        url = f"{self.base}/event/{number}/contributions/{7000 + one.number}/"
        return self.component(one, f"indico-contribution-{7000 + one.number}@indico.example", url)

    def component(self, one: Lecture, uid: str, url: str) -> str:
        speakers = f"Speakers: {one.speaker} ({one.affiliation})"
        described = [url] if self.terse else [speakers, one.abstract, url]
        return event({
            "SUMMARY": one.title + (" [Cancelled]" if one.cancelled else ""),
            "DTSTART": utc(one.start(self.today, self.zone)),
            "DTEND": utc(one.end(self.today, self.zone)),
            "DTSTAMP": "20260901T000000Z",
            "UID": uid,
            "URL": url,
            "LOCATION": f"{one.room} (Main Building)",
            "DESCRIPTION": "\n\n".join(filter(None, described)),
        })  # fmt: skip

    def meeting_event(self, number: int) -> str:
        held = self.contributions(number)
        return event({
            "SUMMARY": f"Seminar session {number}",
            "DTSTART": utc(held[0].start(self.today, self.zone)),
            "DTEND": utc(held[-1].end(self.today, self.zone)),
            "DTSTAMP": "20260901T000000Z",
            "UID": f"indico-event-{number}@indico.example",
            "URL": f"{self.base}/event/{number}/",
            "DESCRIPTION": f"{self.base}/event/{number}/",
        })  # fmt: skip

    # --- Atom and pages

    def category_atom(self, number: int, asked: Asked) -> Reply:
        """Events that are not over; `updated` is when they begin."""
        kept = [one for one in self.lectures if one.end(self.today, self.zone).date() >= self.today]
        entries = "".join(
            f"<entry><title>{one.title}</title>"
            f'<link href="{self.base}/event/{_LECTURES_FROM + one.number}/" rel="alternate"/>'
            f"<id>{self.base}/event/{_LECTURES_FROM + one.number}/</id>"
            f"<updated>{one.start(self.today, self.zone).isoformat()}</updated></entry>"
            for one in kept
        )
        feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed {number}</title>{entries}</feed>'
        return Reply(f'<?xml version="1.0" encoding="utf-8"?>{feed}', "application/atom+xml; charset=utf-8")

    def event_page(self, number: int, asked: Asked) -> Reply:
        one = self.lecture(number)
        if one is None:
            return Reply(f"<html><body><h1>Seminar session {number}</h1></body></html>")
        data = {
            "@context": "http://schema.org",
            "@type": "Event",
            "url": f"{self.base}/event/{number}/",
            "name": one.title,
            "startDate": one.start(self.today, self.zone).isoformat(),
            "endDate": one.end(self.today, self.zone).isoformat(),
            "location": {"@type": "Place", "name": one.room, "address": "No address set"},
            "description": one.abstract,
            "performer": [
                {
                    "@type": "Person",
                    "name": one.speaker,
                    "affiliation": {"@type": "Organization", "name": one.affiliation},
                }
            ],
        }
        script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        return Reply(_PAGE.format(script=script, title=html.escape(one.title), one=one))

    # --- the HTTP API, which the robots.txt above forbids

    def export(self, number: int, asked: Asked) -> Reply:
        query = asked.query
        detail, limit = query.get("detail", "events"), int(query.get("limit", 1000))
        if limit > (500 if detail == "contributions" else 1000):
            return Reply(json.dumps({"message": "You can only request up to 500 objects"}), status=400)
        since, until = (_day(query.get(name), self.today) for name in ("from", "to"))
        zone = ZoneInfo(query.get("tz", "UTC"))
        events = [
            found
            for found in self.exported(detail, zone)
            if since <= date.fromisoformat(found["startDate"]["date"]) <= until
        ]
        offset = int(query.get("offset", 0))
        page = events[offset : offset + limit]
        answer = {
            "count": len(page),
            "complete": offset + limit >= len(events),
            "ts": 1790812800,
            "url": f"{self.base}{asked.url}",
            "results": page,
            "additionalInfo": {},
        }
        return Reply(json.dumps(answer), "application/json")

    def exported(self, detail: str, zone: ZoneInfo) -> list[dict[str, Any]]:
        if not self.meetings:
            return [self.exported_event(one, _LECTURES_FROM + one.number, zone) for one in self.lectures]
        found = []
        for number in self.meeting_numbers():
            held = self.contributions(number)
            meeting = self.exported_event(held[0], number, zone)
            meeting |= {"title": f"Seminar session {number}", "type": "meeting", "chairs": [], "label": None}
            if detail == "contributions":
                meeting["contributions"] = [self.exported_contribution(one, number, zone) for one in held]
            found.append(meeting)
        return found

    def exported_event(self, one: Lecture, number: int, zone: ZoneInfo) -> dict[str, Any]:
        return {
            "_type": "Conference",
            "id": str(number),
            "title": one.title,
            "description": f"<p>{one.abstract}</p>",
            "startDate": _moment(one.start(self.today, self.zone), zone),
            "endDate": _moment(one.end(self.today, self.zone), zone),
            "timezone": self.zone,
            "room": one.room,
            "roomFullname": one.room,
            "location": "Main Building",
            "address": "",
            "type": "simple_event",
            "url": f"{self.base}/event/{number}/",
            "category": "Seminars",
            "categoryId": 7,
            "chairs": [_person(one)],
            "keywords": [],
            "language": None,
            "label": {"title": "Cancelled", "is_event_not_happening": True} if one.cancelled else None,
            "creator": {"fullName": "Office, Seminar", "affiliation": ""},
            "material": [],
        }

    def exported_contribution(self, one: Lecture, number: int, zone: ZoneInfo) -> dict[str, Any]:
        start = _moment(one.start(self.today, self.zone), zone)
        return {
            "_type": "Contribution",
            "id": str(one.number),
            "db_id": 7000 + one.number,
            "title": one.title + (" [Cancelled]" if one.cancelled else ""),
            "startDate": start,
            "endDate": _moment(one.end(self.today, self.zone), zone),
            "duration": one.minutes,
            "speakers": [_person(one)],
            "primaryauthors": [],
            "coauthors": [],
            "description": one.abstract,
            "session": None,
            "track": None,
            "type": None,
            "room": one.room,
            "roomFullname": one.room,
            "location": "Main Building",
            "url": f"{self.base}/event/{number}/contributions/{7000 + one.number}/",
        }

    @property
    def base(self) -> str:
        return self.origin + self.prefix


_PAGE = """<!DOCTYPE html><html><head><title>{title} · Indico</title>{script}</head><body>
<div class="event-header event-header-lecture"><h1>{title}</h1>
<h2>by <span class="author">{one.speaker} <span class="affiliation">
<span class="text">({one.affiliation})</span></span></span></h2></div>
<div class="event-description">{one.abstract}</div>
<footer>Powered by Indico</footer></body></html>"""


def _person(one: Lecture) -> dict[str, str]:
    first, _, last = one.speaker.partition(" ")
    name = {"first_name": first, "last_name": last, "fullName": f"{last}, {first}"}
    return {"_type": "ConferenceChair", **name, "affiliation": one.affiliation, "emailHash": "0" * 32}


def _moment(moment: datetime, zone: ZoneInfo) -> dict[str, str]:
    there = moment.astimezone(zone)
    return {"date": there.date().isoformat(), "time": there.strftime("%H:%M:%S"), "tz": str(zone)}


def _day(text: str | None, today: date) -> date:
    return today if text in (None, "today") else date.fromisoformat(str(text)[:10])
