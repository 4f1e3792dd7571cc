"""Sites of one's own: a calendar file, indexes and marked-up lists, and researchseminars.org.

What the catalogue needs besides the servers of the platforms. `summary` is how the owner of a calendar writes
an entry, as a format of `one`, the lecture.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, ClassVar
from urllib.parse import urlsplit

from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.platforms.page import PageSpider
from tests.loopback.calendars import CALENDAR_TYPE, calendar, event, local, utc
from tests.loopback.localist import LocalistServer
from tests.loopback.page import DepartmentServer
from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

# How a site writes a SUMMARY, by the role that it has there.
SUMMARIES = {
    "title": "{one.title}",
    "speaker": "{one.speaker} ({one.affiliation})",
    "series": "Weekly Seminar",
    "speaker_title": "{one.speaker} ({one.affiliation}): {one.title}",
    "title_speaker": "{one.title} - {one.speaker}",
    "series_title": "[Weekly Seminar] {one.title}",
    "series_speaker": "Weekly Seminar: {one.speaker} ({one.affiliation})",
    "series_speaker_title": "Weekly Seminar: {one.speaker} ({one.affiliation}) – {one.title}",
    "series_title_speaker": "Weekly Seminar: {one.title} – {one.speaker} ({one.affiliation})",
}


@dataclass
class CalendarFileServer(PlatformServer):
    """A site that publishes one calendar file, at whatever address it is asked for."""

    summary: str = "{one.title}"

    def answer(self, asked: Asked) -> Reply:
        events = [self.event(lecture, asked) for lecture in self.lectures]
        return Reply(calendar("-//Static site//EN", events), CALENDAR_TYPE)

    def event(self, one: Lecture, asked: Asked) -> str:
        return event({
            "UID": f"{one.number}{asked.path}@{asked.host}",
            "DTSTAMP": "20260901T000000Z",
            f"DTSTART;TZID={self.zone}": local(one.start(self.today, self.zone)),
            f"DTEND;TZID={self.zone}": local(one.end(self.today, self.zone)),
            "SUMMARY": self.summary.format(one=one),
            "LOCATION": one.room,
            "DESCRIPTION": one.abstract,
            "STATUS": "CANCELLED" if one.cancelled else "CONFIRMED",
        })  # fmt: skip


@dataclass
class LocalistUnitServer(LocalistServer):
    """A Localist calendar that has the department or group asked for, and gives little at once."""

    per_page: int = 3

    @classmethod
    def of(cls, spider: type[TalkSpider], zone: str) -> LocalistUnitServer:
        slugs = {urlsplit(url).path.removesuffix("/calendar").rpartition("/")[2] for url in spider.start_urls}
        units = [("departments", 3001 + n, slug, f"Department {n}") for n, slug in enumerate(sorted(slugs))]
        return cls(zone=zone, units=units)


@dataclass
class IndexServer(DepartmentServer):
    """A site whose `start` page is an index, or a feed, of the talks' pages: `pages` and a number."""

    start: str = "/"
    pages: str = "/talks/"

    @classmethod
    def of(cls, spider: type[PageSpider], zone: str) -> IndexServer:
        """A site whose talks have the addresses that the spider follows."""
        start = urlsplit(spider.start_urls[0])
        origin = f"{start.scheme}://{start.netloc}"
        inside, beside = start.path.rstrip("/") + "/", start.path.rpartition("/")[0] + "/"
        pages = next(p for p in (inside, beside) if re.search(spider.talk_links or "", f"{origin}{p}talk-1"))
        return cls(zone=zone, start=start.path, pages=f"{pages}talk-")

    def answer(self, asked: Asked) -> Reply:
        if asked.path != self.start:
            number = asked.path.removeprefix(self.pages)
            talk = next((lec for lec in self.lectures if str(lec.number) == number), None)
            return Reply(self.talk_page(talk)) if talk else not_found()
        links = [(f"{self.pages}{lecture.number}", lecture.title) for lecture in self.lectures]
        if self.start.endswith("rss"):
            items = "".join(f"<item><link>{self.origin}{path}</link></item>" for path, _ in links)
            return Reply(f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml")
        body = "".join(f'<li><a href="{path}">{title}</a></li>' for path, title in links)
        return Reply(f"<!DOCTYPE html><html><body><h1>Seminars</h1><ul>{body}</ul></body></html>")


@dataclass
class MarkedServer(DepartmentServer):
    """A site whose list has the elements that the spider's selectors point at (`tag.class`, no more)."""

    talk: str = "li.talk"
    parts: Mapping[str, str] = field(default_factory=dict)

    def list_page(self, shown: tuple[Lecture, ...], below: str) -> str:
        talks = "".join(_element(self.talk, self.inside(lecture)) for lecture in shown)
        return f"<!DOCTYPE html><html><body><h1>Seminars</h1><ul>{talks}</ul>{below}</body></html>"

    def inside(self, lecture: Lecture) -> str:
        facts = {
            "title": lecture.title + (" (cancelled)" if lecture.cancelled else ""),
            "speakers": f"{lecture.speaker} ({lecture.affiliation})",
            "when": f"{lecture.start(self.today, self.zone):%d/%m/%Y - %H:%M}",
            "location": lecture.room,
            "series": "Weekly Seminar",
        }
        return "".join(_element(selector, facts[name]) for name, selector in self.parts.items())


def _element(selector: str, inside: str) -> str:
    tag, _, name = selector.partition(".")
    return f'<{tag} class="{name}">{inside}</{tag}>'


@dataclass
class ResearchSeminarsServer(PlatformServer):
    """researchseminars.org: the calendar of any series, and its JSON with a cancellation in the comments."""

    robots: ClassVar[str] = "User-agent: *\nDisallow: /static/\nDisallow: /edit/\n"

    def answer(self, asked: Asked) -> Reply:
        series = re.fullmatch(r"/seminar/([\w-]+)/ics", asked.path)
        if series:
            events = [self.event(one, series[1]) for one in self.lectures]
            return Reply(calendar("researchseminars.org", events), CALENDAR_TYPE)
        if asked.path == "/api/0/lookup/series":
            name = json.loads(asked.query["series_id"])
            answer = {
                "code": "success",
                "properties": {
                    "shortname": name,
                    "name": f"{name} Seminar",
                    "timezone": self.zone,
                    "topics": [],
                },
                "talks": [self.row(one, name) for one in self.lectures],
            }
            return Reply(json.dumps(answer), "application/json")
        return not_found()

    def event(self, one: Lecture, series: str) -> str:
        said = f"Title: {one.title}\nby {one.speaker} as part of {series}\n\nAbstract\n{one.abstract}"
        return event({
            "SUMMARY": f"{one.speaker} ({one.affiliation})",
            "DTSTART": utc(one.start(self.today, self.zone)),
            "DTEND": utc(one.end(self.today, self.zone)),
            "DTSTAMP": "20260901T000000Z",
            "UID": f"{series}/{one.number}",
            "DESCRIPTION": said,
        })  # fmt: skip

    def row(self, one: Lecture, series: str) -> dict[str, Any]:
        start, end = (at(self.today, self.zone).astimezone(UTC) for at in (one.start, one.end))
        return {
            "seminar_id": series,
            "seminar_ctr": one.number,
            "title": one.title,
            "speaker": one.speaker,
            "speaker_affiliation": one.affiliation,
            "abstract": one.abstract,
            "room": one.room,
            "start_time": f"{start:%Y-%m-%d %H:%M:%S}+00:00",
            "end_time": f"{end:%Y-%m-%d %H:%M:%S}+00:00",
            "timezone": self.zone,
            "comments": "The talk is cancelled." if one.cancelled else "",
            "display": True,
            "deleted": False,
        }
