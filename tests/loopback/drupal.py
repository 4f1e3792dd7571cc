"""A Drupal site: a View with its pager, a calendar, RSS, and JSON:API with its caps and filters."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

from tests.loopback.platforms import LECTURES, Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import CALENDAR_TYPE, Reply

PER_PAGE = 5
MOST_RESOURCES = 50
SPEAKERS_TYPE = "node--person"


@dataclass
class DrupalServer(PlatformServer):
    """Answers a calendar below `….ics` and `…/ical`, RSS, JSON:API, an event's page, else the list.

    `z_is_local`: the site labels local times as UTC. `page_size`: what JSON:API gives at once. `summary`: how
    the calendar names a talk.
    """

    lectures: tuple[Lecture, ...] = field(default=LECTURES)
    z_is_local: bool = False
    page_size: int = MOST_RESOURCES
    summary: str = "{one.title}"

    robots = "User-agent: *\nDisallow: /core/\nDisallow: /admin/\nDisallow: /search/\nDisallow: /user/login\n"

    def answer(self, asked: Asked) -> Reply:
        path = asked.path
        if path.startswith("/jsonapi/"):
            return self.jsonapi(asked)
        if path.endswith((".ics", "/ical", "/ics")) or "/ical/" in path:
            return Reply(self.calendar(), CALENDAR_TYPE)
        if "rss" in path:
            return Reply(self.rss(), "application/rss+xml; charset=utf-8")
        if path.startswith("/events/talk-"):
            talk = next((lec for lec in self.lectures if path == f"/events/talk-{lec.number}"), None)
            return Reply(self.node(talk)) if talk else not_found()
        number = int(asked.query.get("page", "0").split(",")[-1])
        return Reply(self.view(number, path))

    # --- what it writes

    def stamp(self, moment: datetime, form: str) -> str:
        local = moment if self.z_is_local else moment.astimezone(UTC)
        return f"{local:{form}}Z"

    def view(self, number: int, path: str) -> str:
        shown = self.lectures[number * PER_PAGE : (number + 1) * PER_PAGE]
        more = (number + 1) * PER_PAGE < len(self.lectures)
        pager = (
            f'<li class="pager__item pager__item--next"><a href="?page={number + 1}" rel="next">'
            '<span class="visually-hidden">Next page</span>››</a></li>'
        )
        last = (len(self.lectures) - 1) // PER_PAGE
        end = f'<li class="pager__item pager__item--last"><a href="?page={last}">Last »</a></li>'
        items = pager + end if more else ""
        return (
            '<!DOCTYPE html><html lang="en" dir="ltr"><head><meta name="Generator" content="Drupal 10"/>'
            "<title>Colloquium | Department</title></head><body><main role=main><h1>Colloquium</h1>"
            f'<div class="view-content">{"".join(map(self.row, shown))}</div>'
            f'<nav class="pager" role="navigation"><ul class="pager__items">{items}</ul></nav>'
            "</main></body></html>"
        )

    def row(self, talk: Lecture) -> str:
        start = talk.start(self.today, self.zone)
        return (
            '<div class="views-row"><div class="views-field views-field-field-event-date"><time datetime="'
            f'{self.stamp(start, "%Y-%m-%dT%H:%M:%S")}">{start:%a, %m/%d/%Y - %H:%M}</time></div>'
            '<div class="views-field views-field-title"><h3>'
            f'<a href="/events/talk-{talk.number}">{talk.title}</a></h3></div>'
            f'<div class="views-field views-field-field-speaker">{talk.speaker}</div></div>'
        )

    def node(self, talk: Lecture) -> str:
        start = talk.start(self.today, self.zone)
        cancelled = '<div class="messages">This event is cancelled.</div>' if talk.cancelled else ""
        return (
            '<!DOCTYPE html><html lang="en"><head><meta name="Generator" content="Drupal 10"/>'
            f"<title>{talk.title} | Department</title></head><body><main><h1>{talk.title}</h1>{cancelled}"
            '<article><div class="field field--name-field-event-date"><div class="field__label">Date</div>'
            f'<div class="field__item"><time datetime="{self.stamp(start, "%Y-%m-%dT%H:%M:%S")}">'
            f"{start:%a, %m/%d/%Y - %H:%M}</time></div></div>"
            '<div class="field field--name-field-speaker"><div class="field__label">Speaker</div>'
            f'<div class="field__item">{talk.speaker} ({talk.affiliation})</div></div>'
            '<div class="field field--name-field-location"><div class="field__label">Location</div>'
            f'<div class="field__item">{talk.room}</div></div>'
            '<div class="field field--name-field-abstract"><div class="field__label">Abstract</div>'
            f'<div class="field__item"><p>{talk.abstract}</p></div></div></article></main></body></html>'
        )

    def calendar(self) -> str:
        events = "".join(
            f"BEGIN:VEVENT\r\nUID:ps_events:{talk.number}:delta:0\r\nDTSTAMP:20260901T080000Z\r\n"
            f"DTSTART:{self.stamp(talk.start(self.today, self.zone), '%Y%m%dT%H%M%S')}\r\n"
            f"DTEND:{self.stamp(talk.end(self.today, self.zone), '%Y%m%dT%H%M%S')}\r\n"
            f"SUMMARY:{self.summary.format(one=talk)}\r\n"
            f"DESCRIPTION:{self.details(talk)}\\n\\nAbstract: {talk.abstract}\r\nLOCATION:{talk.room}\r\n"
            f"URL:{self.origin}/events/talk-{talk.number}\r\n"
            f"STATUS:{'CANCELLED' if talk.cancelled else 'CONFIRMED'}\r\nEND:VEVENT\r\n"
            for talk in self.lectures
        ).replace(", ", "\\, ")
        return (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Drupal iCal API//EN\r\nX-WR-CALNAME: Events\r\n"
            f"{events}END:VCALENDAR\r\n"
        )

    def details(self, talk: Lecture) -> str:
        """What the summary leaves to the description."""
        speaker = f"Speaker: {talk.speaker} ({talk.affiliation})"
        title = f"Title: {talk.title}\\n"
        return (title if "title" not in self.summary else "") + (
            speaker if "speaker" not in self.summary else ""
        )

    def rss(self) -> str:
        items = "".join(
            f"<item><title>{talk.title}</title><link>{self.origin}/events/talk-{talk.number}</link>"
            f"<description>A talk.</description><pubDate>Tue, 01 Sep 2026 08:00:00 +0000</pubDate></item>"
            for talk in self.lectures[:10]
        )
        return (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>Events</title>{items}</channel></rss>'
        )

    # --- JSON:API

    def jsonapi(self, asked: Asked) -> Reply:
        query = asked.query
        limit = min(int(query.get("page[limit]", MOST_RESOURCES)), self.page_size)
        offset = int(query.get("page[offset]", 0))
        wanted = [talk for talk in self.lectures if self.is_asked_for(talk, query)]
        shown = wanted[offset : offset + limit]
        answer: dict[str, object] = {
            "jsonapi": {"version": "1.0"},
            "data": [self.resource(talk) for talk in shown],
            "links": {"self": {"href": self.origin + asked.url}},
        }
        if query.get("include"):
            answer["included"] = [self.person(talk) for talk in shown]
        if offset + limit < len(wanted):
            following = {**query, "page[offset]": str(offset + limit), "page[limit]": str(limit)}
            href = f"{self.origin}{asked.path}?{urlencode(following)}"
            answer["links"] = {"next": {"href": href}, "self": {"href": self.origin + asked.url}}
        return Reply(json.dumps(answer), "application/vnd.api+json")

    def is_asked_for(self, talk: Lecture, query: dict[str, str]) -> bool:
        day = f"{talk.start(self.today, self.zone):%Y-%m-%d}"
        for name in ("first", "last"):
            value = query.get(f"filter[{name}][condition][value]", "")[:10]
            if value and (day < value if name == "first" else day > value):
                return False
        return True

    def resource(self, talk: Lecture) -> dict[str, object]:
        start, end = talk.start(self.today, self.zone), talk.end(self.today, self.zone)
        return {
            "type": "node--event",
            "id": f"5f1c0000-0000-4000-8000-{talk.number:012}",
            "links": {"self": {"href": f"{self.origin}/jsonapi/node/event/{talk.number}"}},
            "attributes": {
                "drupal_internal__nid": 100 + talk.number,
                "langcode": "en",
                "status": True,
                "title": f"CANCELLED: {talk.title}" if talk.cancelled else talk.title,
                "created": "2026-09-01T08:00:00+00:00",
                "changed": "2026-09-02T08:00:00+00:00",
                "promote": False,
                "sticky": False,
                "path": {"alias": f"/events/talk-{talk.number}", "pid": talk.number, "langcode": "en"},
                "body": {
                    "value": f"<p>{talk.abstract}</p>",
                    "processed": f"<p>{talk.abstract}</p>",
                    "summary": "",
                },
                "field_event_date": {"value": start.isoformat(), "end_value": end.isoformat()},
                "field_location": talk.room,
            },
            "relationships": {
                "node_type": {"data": {"type": "node_type--node_type", "id": "x"}},
                "uid": {"data": {"type": "user--user", "id": "editor"}},
                "field_speaker": {"data": {"type": SPEAKERS_TYPE, "id": f"person-{talk.number}"}},
            },
        }

    def person(self, talk: Lecture) -> dict[str, object]:
        return {
            "type": SPEAKERS_TYPE,
            "id": f"person-{talk.number}",
            "attributes": {"title": talk.speaker, "field_affiliation": talk.affiliation, "status": True},
        }
