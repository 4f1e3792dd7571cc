"""VTCalendar: its exports of version 2.3 and before, with their lines that no RFC allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape

from tests.loopback.calendars import utc
from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply


@dataclass
class VTCalendar(PlatformServer):
    """Every calendar holds the lectures. `old`: the software before 2.3; `xml_is_public`: XML for anybody."""

    old: bool = False
    xml_is_public: bool = True

    def answer(self, asked: Asked) -> Reply:
        script = asked.path.rpartition("/vtcalendar/")[2] or asked.path
        if script.endswith("export/export.php") and not self.old:
            return self.export(asked, asked.query.get("format", ""))
        if script.endswith("export.php") and not script.endswith("export/export.php") and self.old:
            return self.export(asked, asked.query.get("type", ""))
        return not_found()

    def export(self, asked: Asked, kind: str) -> Reply:
        if "calendarid" not in asked.query:
            return Reply("Error: The CalendarID was not specified or is invalid.", "text/plain")
        if kind == "xml" and self.xml_is_public:
            return Reply(self.xml(self.found(asked)), "text/xml")
        if kind == "ical":
            head = "BEGIN:VCALENDAR\r\nPRODID:-//Virginia Tech//VTCalendar//EN\r\nVERSION:2.3\r\n"
            name = "X-WR-CALNAME;VALUE=TEXT:Mathematics\r\n"
            events = "".join(self.event(one) for one in self.found(asked))
            kind_of = 'text/calendar; charset="utf-8"; name="export.ics"'
            return Reply(f"{head}{name}{events}END:VCALENDAR\r\n", kind_of)
        return Reply("Error:\n\n- The format is not valid.", "text/plain")

    def found(self, asked: Asked) -> list[Lecture]:
        query = asked.query
        first = _day(query.get("timebegin", "today"), self.today)
        days = query.get("rangedays") if self.old else None
        last = first + timedelta(days=int(days)) if days else _day(query.get("timeend", ""), self.today)
        days_of = {one.number: one.start(self.today, self.zone).date() for one in self.lectures}
        kept = [one for one in self.lectures if first <= days_of[one.number] <= last]
        return kept[: int(query.get("maxevents", 1000))]

    def text(self, one: Lecture) -> str:
        return f"Speaker: {one.speaker}, {one.affiliation}\nTitle: {one.title}\n\nAbstract: {one.abstract}"

    def title(self, one: Lecture) -> str:
        return ("CANCELLED: " if one.cancelled else "") + "Algebra Seminar"

    def xml(self, lectures: list[Lecture]) -> str:
        events = []
        for one in lectures:
            start, end = one.start(self.today, self.zone), one.end(self.today, self.zone)
            fields = {
                "eventid": f"{1790000000 + one.number}",
                "sponsorid": "4",
                "inputsponsor": "Department of Mathematics",
                "displayedsponsor": "Department of Mathematics",
                "displayedsponsorurl": "",
                "date": start.date().isoformat(),
                "timebegin": f"{start:%H:%M}",
                "timeend": f"{end:%H:%M}",
                "repeat_vcaldef": "",
                "repeat_startdate": "",
                "repeat_enddate": "",
                "categoryid": "3",
                "category": "Seminars/Colloquia",
                "title": self.title(one),
                "description": self.text(one),
                "location": one.room,
                "price": "",
                "contact_name": "Pat Office",
                "contact_phone": "",
                "contact_email": "",
                "url": "",
                "recordchangedtime": "2026-09-01 10:00:00",
                "recordchangeduser": "pat",
            }
            inner = "".join(f"<{name}>{escape(value)}</{name}>\n" for name, value in fields.items())
            events.append(f"<event>\n{inner}</event>\n")
        return f'<?xml version="1.0"?>\n<events>\n{"".join(events)}</events>\n'

    def event(self, one: Lecture) -> str:
        """Nothing escaped but line ends, a space before the place, a property with a space in its name."""
        start = utc(one.start(self.today, self.zone))
        text = self.text(one) + "\n\nSponsor: Department of Mathematics\nContact: Pat Office"
        lines = [
            "BEGIN:VEVENT",
            f"DTSTAMP:{start}",
            f"UID:{1790000000 + one.number}@{self.origin}/vtcalendar/",
            "CATEGORIES:Seminars/Colloquia",
            f"DTSTART:{start}",
            f"DTEND:{utc(one.end(self.today, self.zone))}",
            f"SUMMARY:{self.title(one)}",
            "DESCRIPTION:" + text.replace("\n", "\\n"),
            f"LOCATION: {one.room}",
            "WEB MAP: https://maps.example/",
            "END:VEVENT",
        ]
        return "\r\n".join(lines) + "\r\n"


def _day(text: str, today: date) -> date:
    if text in ("today", "upcoming"):
        return today
    return today + timedelta(days=int(text)) if text.isdigit() else date.fromisoformat(text)
