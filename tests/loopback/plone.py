"""Plone: a folder's calendar without the texts of its events, and the pages that have them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from tests.loopback.calendars import CALENDAR_TYPE, calendar, event, local
from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

PRODID = "-//Plone.org//NONSGML plone.app.event//EN"


@dataclass
class Plone(PlatformServer):
    """Every folder holds the lectures. `folders_export`: folders have an `ics_view` (recent ones do)."""

    folders_export: bool = True

    def answer(self, asked: Asked) -> Reply:
        match = re.fullmatch(r"(/.+?)/(ics_view|@@event_listing_ical|talk-\d+)", asked.path)
        if not match:
            return Reply("<html><head><meta name='generator' content='Plone'></head><body></body></html>")
        folder, view = match[1], match[2]
        if view.startswith("talk-"):
            found = [one for one in self.lectures if one.number == int(view.removeprefix("talk-"))]
            return self.page(found[0]) if found else not_found()
        if view == "ics_view" and not self.folders_export:
            return not_found()
        events = [self.event(one, folder) for one in self.lectures]
        head = (f"X-WR-TIMEZONE:{self.zone}", "X-WR-CALNAME:Seminars")
        return Reply(calendar(PRODID, events, *head), CALENDAR_TYPE)

    def event(self, one: Lecture, folder: str) -> str:
        """The short description is all there is; the time is in the event's zone."""
        url = f"{self.origin}{folder}/talk-{one.number}"
        return event({
            "SUMMARY": ("Cancelled: " if one.cancelled else "") + one.title,
            f"DTSTART;TZID={self.zone}": local(one.start(self.today, self.zone)),
            f"DTEND;TZID={self.zone}": local(one.end(self.today, self.zone)),
            "DTSTAMP": "20260901T000000Z",
            "UID": f"{one.number:032x}@plone.example",
            "CATEGORIES": "Seminar",
            "CONTACT": f"Seminar Office, , , {url}",
            "DESCRIPTION": f"Talk by {one.speaker}",
            "LOCATION": one.room,
            "URL": url,
        })  # fmt: skip

    def page(self, one: Lecture) -> Reply:
        start, end = (
            moment.isoformat()
            for moment in (one.start(self.today, self.zone), one.end(self.today, self.zone))
        )
        return Reply(
            _PAGE.format(
                title=html.escape(("Cancelled: " if one.cancelled else "") + one.title),
                one=one,
                start=start,
                end=end,
            )
        )


_PAGE = """<!DOCTYPE html><html><head><meta name="generator" content="Plone - https://plone.org/"></head><body>
<article id="content" class="vevent" itemscope itemtype="https://schema.org/Event">
<h1 class="documentFirstHeading" itemprop="name">{title}</h1>
<p class="documentDescription">Talk by {one.speaker}</p>
<ul class="event summary" style="display: none">
<li><span class="dtstart" itemprop="startDate">{start}</span></li>
<li><span class="dtend" itemprop="endDate">{end}</span></li></ul>
<div class="event_location" itemprop="location">{one.room}</div>
<div id="parent-fieldname-text"><p>Speaker: {one.speaker} ({one.affiliation})</p>
<p>Abstract: {one.abstract}</p></div></article></body></html>"""
