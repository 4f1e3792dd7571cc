"""talks.ox: the search of its API: `from` is mandatory, ten talks a page, XML unless JSON is asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply


@dataclass
class TalksOx(PlatformServer):
    """Whatever is searched for has the lectures; `most` is how many talks a page has at the most."""

    zone: str = "Europe/London"
    most: int = 100

    def answer(self, asked: Asked) -> Reply:
        path = asked.path.rstrip("/")
        if path == "/api/talks/search":
            return self.search(asked)
        if path.startswith("/api/collections/id/"):
            talks = [self.talk(one) for one in self.lectures]
            return self.written(asked, {"title": "Chosen", "_embedded": {"talks": talks}})
        return not_found()

    def search(self, asked: Asked) -> Reply:
        query = asked.query
        first = _day(query.get("from", ""), self.today)
        if first is None:
            return Reply(json.dumps({"detail": "'from' parameter is mandatory."}), "application/json", 400)
        last = _day(query.get("to", ""), first)
        found = [
            one
            for one in self.lectures
            if first <= one.start(self.today, self.zone).date() <= (last or date.max)
        ]
        size, number = min(int(query.get("count", 10)), self.most), int(query.get("page", 1))
        pages = max(1, -(-len(found) // size))
        if not 1 <= number <= pages:
            return not_found('{"detail": "Invalid page."}')
        answer = {
            "_links": {
                "self": {"href": f"{self.origin}{asked.url}"},
                "next": {"href": self.page(asked, number + 1)} if number < pages else None,
                "prev": {"href": self.page(asked, number - 1)} if number > 1 else None,
            },
            "_embedded": {"talks": [self.talk(one) for one in found[(number - 1) * size : number * size]]},
        }
        return self.written(asked, answer)

    def page(self, asked: Asked, number: int) -> str:
        parameters = [pair for pair in asked.parameters if pair[0] != "page"]
        return f"{asked.path}?{urlencode([*parameters, ('page', str(number))])}"

    def written(self, asked: Asked, answer: dict[str, Any]) -> Reply:
        if "application/json" not in asked.headers.get("accept", ""):
            return Reply("<?xml version='1.0'?><root><_links/></root>", "application/xml")
        return Reply(json.dumps(answer), "application/json")

    def talk(self, one: Lecture) -> dict[str, Any]:
        start, end = one.start(self.today, self.zone), one.end(self.today, self.zone)
        slug = f"00000000-talk-{one.number}"
        return {
            "_links": {
                "self": {"href": f"{self.origin}/api/talks/{slug}"},
                "talks_page": {"href": f"{self.origin}/talks/id/{slug}/"},
                "ics": {"href": f"{self.origin}/api/talks/{slug}.ics"},
            },
            "title_display": one.title,
            "slug": slug,
            "start": _stamp(start),
            "end": _stamp(end),
            "timezone": "GMT+1:00:00",
            "formatted_date": f"{start:%d %B %Y}",
            "formatted_time": f"{start:%H:%M}",
            "status": "cancelled" if one.cancelled else "published",
            "description": f"<p>{one.abstract}</p>" if one.abstract else "",
            "audience": "Public",
            "booking_required": "Not required",
            "booking_url": None,
            "cost": None,
            "location_details": one.room,
            "location_summary": f"Mathematical Institute, {one.room}, Woodstock Road OX2 6GG",
            "series": {"title": "Example Seminar", "slug": "example-seminar"},
            "organiser_email": "office@example.org",
            "special_message": "",
            "_embedded": {
                "speakers": [{"name": one.speaker, "bio": one.affiliation, "slug": f"person-{one.number}"}],
                "organisers": [{"name": "Pat Office", "bio": "", "slug": "pat"}],
                "hosts": [],
                "venue": {"name": "Mathematical Institute", "map_link": "//maps.example/1"},
                "organising_department": {"name": "Mathematical Institute"},
                "various_speakers": False,
                "topics": [{"label": "Mathematics", "uri": "http://id.worldcat.org/fast/1012163"}],
            },
        }


def _stamp(moment: datetime) -> str:
    return moment.isoformat()


def _day(text: str, first: date) -> date | None:
    if text == "today":
        return first
    if text.startswith("plus"):
        return first + timedelta(days=int(text[4:]))
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
