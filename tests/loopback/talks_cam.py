"""talks.cam: a list in its views, with the parameters of its software and its robots.txt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from tests.loopback.calendars import CALENDAR_TYPE, calendar, event, utc
from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

XML_TYPE = "text/xml; charset=utf-8"
ROBOTS = "User-agent: *\nDisallow: /show/rss\nDisallow: /show/text\n"


@dataclass
class TalksCam(PlatformServer):
    """Whatever list is asked for holds the lectures; without a bound it begins today, as in the software."""

    zone: str = "Europe/London"
    robots: ClassVar[str] = ROBOTS

    def answer(self, asked: Asked) -> Reply:
        match = re.fullmatch(r"/show/(xml|ics|index|rss|text)/(\d+)", asked.path)
        if not match:
            return not_found()
        view, number = match[1], int(match[2])
        if view == "xml":
            return Reply(self.xml(number, asked), XML_TYPE)
        if view == "ics":
            talks = [self.calendar_event(one, number) for one in self.found(asked)]
            return Reply(calendar("-//talks.cam.ac.uk//v3//EN", talks), CALENDAR_TYPE)
        return Reply(f"<html><body><h1>List {number}</h1></body></html>")

    def found(self, asked: Asked) -> list[Lecture]:
        """The lectures in the window that the query asks for, in its order, no more than its limit."""
        midnight = datetime(self.today.year, self.today.month, self.today.day, tzinfo=ZoneInfo(self.zone))
        query = asked.query
        before, after = query.get("seconds_before_today"), query.get("seconds_after_today")
        earliest = midnight - timedelta(seconds=_number(before)) if before is not None else None
        latest = midnight + timedelta(seconds=_number(after)) if after is not None else None
        if earliest is None and latest is None:
            earliest = midnight
        kept = [
            one
            for one in self.lectures
            if (earliest is None or one.start(self.today, self.zone) > earliest)
            and (latest is None or one.start(self.today, self.zone) < latest)
        ]
        kept.sort(key=lambda one: one.day, reverse=bool(query.get("reverse_order")))
        return kept[: _number(query["limit"])] if "limit" in query else kept

    def xml(self, number: int, asked: Asked) -> str:
        talks = "".join(self.xml_talk(one) for one in self.found(asked))
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<list><id>{number}</id><name>Example Seminar</name>'
            f"<details>Weekly</details><url>{self.origin}/list/index/{number}</url>{talks}</list>"
        )

    def xml_talk(self, one: Lecture) -> str:
        fields = {
            "id": str(900 + one.number),
            "title": one.title,
            "abstract": one.abstract,
            "speaker": f"{one.speaker} ({one.affiliation})",
            "venue": one.room,
            "special_message": "Canceled" if one.cancelled else "",
            "url": f"{self.origin}/talk/index/{900 + one.number}",
            "start_time": _rfc822(one.start(self.today, self.zone)),
            "end_time": _rfc822(one.end(self.today, self.zone)),
            "series": "Example Seminar",
            "created_at": "Tue, 01 Sep 2026 10:00:00 +0100",
            "updated_at": "Wed, 02 Sep 2026 10:00:00 +0100",
        }
        inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in fields.items())
        return f"<talk>{inner}</talk>"

    def calendar_event(self, one: Lecture, number: int) -> str:
        return event({
            "CATEGORIES": "Example Seminar",
            "SUMMARY": f"{one.title} - {one.speaker} ({one.affiliation})",
            "DTSTART": utc(one.start(self.today, self.zone)),
            "DTEND": utc(one.end(self.today, self.zone)),
            "UID": f"TALK{900 + one.number}AT{self.origin}",
            "URL": f"{self.origin}/talk/index/{900 + one.number}",
            "DESCRIPTION": one.abstract,
            "LOCATION": one.room,
            "CONTACT": "Seminar Office",
        })  # fmt: skip


def _number(text: str) -> int:
    """What Ruby's to_i makes of it."""
    match = re.match(r"-?\d+", text)
    return int(match[0]) if match else 0


def _rfc822(moment: datetime) -> str:
    return moment.strftime("%a, %d %b %Y %H:%M:%S %z")
