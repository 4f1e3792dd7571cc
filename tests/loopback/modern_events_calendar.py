"""A WordPress site with Modern Events Calendar: a list page, a page for each event, an .ics of each.

`typed` says whether speakers are entered as such (else they stand in the description); `rest` whether
WordPress lists the events' pages. Every page that is not an event's is the list.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC
from html import escape
from typing import Any, ClassVar

from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

_EVENT = re.compile(r"/events/talk-(\d+)/")
_SPEAKERS = """
<div class="mec-speakers-details mec-frontbox"><h3 class="mec-speakers mec-frontbox-title">Speakers</h3>
<ul><li><h4 class="mec-speaker-name">{}</h4><h5 class="mec-speaker-job-title">{}</h5></li></ul></div>"""
_EVENT_PAGE = """<!DOCTYPE html><html><head><title>{title}</title>{schema}</head><body>
<section id="main-content" class="mec-container"><article class="row mec-single-event">
<div class="col-md-8"><div class="mec-event-content"><h1 class="mec-single-title">{title}</h1>
<div class="mec-single-event-description mec-events-content">{description}</div></div>
<div class="mec-event-export-module mec-frontbox"><ul>
<li><a class="mec-events-gcal mec-events-button" href="{calendar}">+ iCal / Outlook export</a></li>
</ul></div></div>
<div class="col-md-4"><div class="mec-event-info-desktop mec-event-meta mec-color-before mec-frontbox">
<div class="mec-single-event-date"><i class="mec-sl-calendar"></i><h3 class="mec-date">Date</h3><dl><dd>
<abbr class="mec-events-abbr"><span class="mec-start-date-label">{day}</span></abbr></dd></dl></div>
<div class="mec-single-event-time"><i class="mec-sl-clock"></i><h3 class="mec-time">Time</h3><dl><dd>
<abbr class="mec-events-abbr">{hours}</abbr></dd></dl></div>
<div class="mec-single-event-location"><h3 class="mec-location">Location</h3><dl>
<dd class="author fn org">{room}</dd><dd class="location"><address>Via Roma 1</address></dd></dl></div>
{speakers}</div></div></article></section></body></html>"""


@dataclass
class ModernEventsCalendarServer(PlatformServer):
    zone: str = "Europe/Rome"
    typed: bool = True
    rest: bool = True
    in_list: bool = True
    robots: ClassVar[str] = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n"

    def answer(self, asked: Asked) -> Reply:
        if asked.query.get("method") == "ical":
            lecture = self._lecture(int(asked.query.get("id", 0)) - 700)
            return Reply(self.calendar(lecture), "application/force-download") if lecture else not_found()
        if asked.path.startswith("/wp-json/"):
            return self._rest(asked)
        event = _EVENT.fullmatch(asked.path)
        if event is None:
            return Reply(self.page())
        lecture = self._lecture(int(event[1]))
        return Reply(self.event_page(lecture)) if lecture else not_found()

    def _lecture(self, number: int) -> Lecture | None:
        return next((lecture for lecture in self.lectures if lecture.number == number), None)

    def _rest(self, asked: Asked) -> Reply:
        if not self.rest or asked.path != "/wp-json/wp/v2/mec-events":
            body = {"code": "rest_no_route", "message": "No route was found.", "data": {"status": 404}}
            return Reply(json.dumps(body), "application/json; charset=UTF-8", 404)
        rows = [{"id": 700 + lecture.number, "link": self._page_of(lecture)} for lecture in self.lectures]
        size = int(asked.query.get("per_page", 10))
        return Reply(json.dumps(rows[:size]), "application/json; charset=UTF-8")

    def _page_of(self, lecture: Lecture) -> str:
        return f"{self.origin}/events/talk-{lecture.number}/"

    def _schema(self, lecture: Lecture) -> str:
        day = lecture.start(self.today, self.zone).date().isoformat()
        data: dict[str, Any] = {
            "@context": "http://schema.org",
            "@type": "Event",
            "eventStatus": f"https://schema.org/Event{'Cancelled' if lecture.cancelled else 'Scheduled'}",
            "startDate": day,
            "endDate": day,
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {"@type": "Place", "name": lecture.room, "image": "", "address": "Via Roma 1"},
            "organizer": {"@type": "Person", "name": "", "url": ""},
            "offers": {"url": self._page_of(lecture), "price": "", "priceCurrency": "$"},
            "performer": "",
            "description": escape(self._description(lecture)),
            "image": "",
            "name": escape(lecture.title),
            "url": self._page_of(lecture),
        }
        if self.typed:
            data["performer"] = [{"@type": "Person", "name": lecture.speaker, "image": "", "sameAs": ""}]
        return f'<script type="application/ld+json">{json.dumps(data)}</script>'

    def _description(self, lecture: Lecture) -> str:
        who = "" if self.typed else f"<p>Speaker: {lecture.speaker} ({lecture.affiliation})</p>\n"
        return f"{who}<p>{escape(lecture.abstract)}</p>\n"

    def page(self) -> str:
        cards = "".join(map(self._card, self.lectures)) if self.in_list else "<p>No event found!</p>"
        return (
            "<!DOCTYPE html><html><head><title>Events</title>"
            '<link rel="stylesheet" href="/wp-content/plugins/modern-events-calendar-lite/frontend.css">'
            f'<link rel="https://api.w.org/" href="{self.origin}/wp-json/" /></head><body>'
            '<nav><a href="/about/">About</a><a href="/news/">News</a></nav><h1>Events</h1>'
            f'<div class="mec-wrap mec-events-list-container">{cards}</div></body></html>'
        )

    def _card(self, lecture: Lecture) -> str:
        start = lecture.start(self.today, self.zone)
        link = f'<a class="mec-color-hover" href="{self._page_of(lecture)}">{escape(lecture.title)}</a>'
        return (
            f'{self._schema(lecture)}<article class="mec-event-article mec-clear">'
            f'<div class="mec-event-date"><span class="mec-start-date-label">{start:%d %b}</span></div>'
            f'<h4 class="mec-event-title">{link}</h4>'
            f'<a class="mec-booking-button" href="{self._page_of(lecture)}">View Detail</a></article>'
        )

    def event_page(self, lecture: Lecture) -> str:
        start, end = lecture.start(self.today, self.zone), lecture.end(self.today, self.zone)
        return _EVENT_PAGE.format(
            title=escape(lecture.title),
            schema=self._schema(lecture),
            description=self._description(lecture),
            calendar=f"{self.origin}/?method=ical&#038;id={700 + lecture.number}",
            day=f"{start:%b %d %Y}",
            hours=f"{start:%I:%M %p} - {end:%I:%M %p}".lower(),
            room=lecture.room,
            speakers=_SPEAKERS.format(lecture.speaker, lecture.affiliation) if self.typed else "",
        )

    def calendar(self, lecture: Lecture) -> str:
        """As the software writes it: nothing escaped, nothing folded."""
        start, end = (
            moment(self.today, self.zone).astimezone(UTC) for moment in (lecture.start, lecture.end)
        )
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "METHOD:PUBLISH",
            "CALSCALE:GREGORIAN",
            "PRODID:-//WordPress - MECv6.5//EN",
            "BEGIN:VEVENT",
            f"UID:MEC-{lecture.number:032x}@www.example.org",
            f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
            f"DTEND:{end:%Y%m%dT%H%M%SZ}",
            "DTSTAMP:20261001T080000",
            "CREATED:20260901",
            f"SUMMARY:{lecture.title}",
            f"DESCRIPTION:{lecture.abstract}",
            f"URL:{self._page_of(lecture)}",
            f"LOCATION:{lecture.room}, Via Roma 1",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
        return "\r\n".join([*lines, ""])
