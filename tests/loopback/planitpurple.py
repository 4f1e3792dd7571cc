"""PlanIt Purple: the XML feed of a group, what is to come and what is over apart."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply


@dataclass
class PlanItPurple(PlatformServer):
    """Every calendar holds the lectures. `title` is how the group writes an event's title."""

    zone: str = "America/Chicago"
    title: str = "Colloquium: {one.speaker}: {one.title}"

    def answer(self, asked: Asked) -> Reply:
        if asked.path != "/xmlfeed" or "cal" not in asked.query:
            return not_found()
        events = "".join(map(self.event, self.found(asked)))
        return Reply(f'<?xml version="1.0" encoding="UTF-8"?>\n<events>{events}</events>', "text/xml")

    def found(self, asked: Asked) -> list[Lecture]:
        """`days=0` is all that is to come; with `archive=1` the days count backwards."""
        days = int(asked.query.get("days", 30))
        if asked.query.get("archive") == "1":
            return [one for one in self.lectures if -days <= one.day < 0]
        return [one for one in self.lectures if one.day >= 0 and (days == 0 or one.day <= days)]

    def event(self, one: Lecture) -> str:
        start, end = one.start(self.today, self.zone), one.end(self.today, self.zone)
        url = f"{self.origin}/event/{600000 + one.number}"
        return (
            f"<event><title>{escape(self.title.format(one=one))}</title>"
            f"<description>{escape(one.abstract)}</description>"
            f"<isodate>{start.date().isoformat()}</isodate>"
            f"<start_datetime>{int(start.timestamp())}</start_datetime>"
            f"<end_datetime>{int(end.timestamp())}</end_datetime>"
            f"<time>{start:%I:%M %p} - {end:%I:%M %p}</time><time_zone>CT</time_zone>"
            f"<location>{escape(one.room)}</location><address><building_name>Technological Institute"
            "</building_name><address_1>2145 Sheridan Road</address_1><city>Evanston</city><state>IL</state>"
            "</address><contact><name>Pat Office</name><email></email></contact>"
            "<group><id>3758</id><name>Physics and Astronomy</name><url></url></group>"
            f"<category-name>Academic</category-name><ppurl>{url}</ppurl>"
            f"{'<cancelled/>' if one.cancelled else ''}</event>"
        )
