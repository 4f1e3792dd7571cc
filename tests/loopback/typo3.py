"""A TYPO3 site with sf_event_mgt, in German: lists with a pager, pages and calendar entries of talks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import CALENDAR_TYPE, Reply

PER_PAGE = 5
PLUGIN = "tx_sfeventmgt_pieventdetail"
_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
           "November", "Dezember")  # fmt: skip


@dataclass
class Typo3Server(PlatformServer):
    """Answers every path: with a talk's page or calendar entry, as the query says, or a page of the list.

    `speaking`: addresses are `/veranstaltung/detail/7`. Every third page leaves the hour to the entry.
    """

    zone: str = "Europe/Berlin"
    speaking: bool = False

    robots = "User-agent: *\nDisallow: /typo3/\nDisallow: /typo3conf/\nAllow: /typo3temp/\n"

    def answer(self, asked: Asked) -> Reply:
        number = asked.query.get(f"{PLUGIN}[event]")
        if self.speaking and "/detail/" in asked.path:
            number = asked.path.rpartition("/")[2]
        if number is None:
            return Reply(self.list_page(int(asked.query.get("tx_sfeventmgt_pieventlist[currentPage]", "1"))))
        talk = next((lec for lec in self.lectures if str(lec.number) == number), None)
        if talk is None:
            return not_found()
        if asked.query.get(f"{PLUGIN}[action]") == "icalDownload":
            headers = {"X-Robots-Tag": "noindex", "Content-Disposition": "attachment"}
            return Reply(self.entry(talk), CALENDAR_TYPE, 200, headers)
        return Reply(self.talk_page(talk))

    def address(self, talk: Lecture, action: str = "detail") -> str:
        if self.speaking and action == "detail":
            return f"/veranstaltung/detail/{talk.number}"
        asked = {"action": action, "controller": "Event", "event": talk.number}
        query = "&amp;".join(f"{PLUGIN}%5B{name}%5D={value}" for name, value in asked.items())
        return f"/veranstaltung?{query}&amp;cHash=c0ffee{talk.number:02}"

    def day(self, talk: Lecture) -> str:
        start = talk.start(self.today, self.zone)
        return f"{start.day}. {_MONTHS[start.month - 1]} {start.year}"

    def list_page(self, number: int) -> str:
        shown = self.lectures[(number - 1) * PER_PAGE : number * PER_PAGE]
        entries = "".join(
            f'<div class="event"><h3><a href="{self.address(talk)}">{talk.title}</a></h3>'
            f'<p>{self.day(talk)}</p><p class="speaker">{talk.speaker}</p></div>'
            for talk in shown
        )
        query = f"tx_sfeventmgt_pieventlist%5BcurrentPage%5D={number + 1}"
        more = (
            f'<li class="next"><a href="?{query}">nächste</a></li>'
            if number * PER_PAGE < len(self.lectures)
            else ""
        )
        return (
            '<!DOCTYPE html><html lang="de"><head><meta name="generator" content="TYPO3 CMS"/>'
            "<title>Kolloquium</title></head><body><h1>Kolloquium</h1>"
            f'<div class="event-list">{entries}</div><ul class="f3-widget-paginator">{more}</ul>'
            "</body></html>"
        )

    def talk_page(self, talk: Lecture) -> str:
        start = talk.start(self.today, self.zone)
        hour = "" if talk.number % 3 == 0 else f", {start:%H:%M} Uhr"
        cancelled = "<p><strong>Der Vortrag entfällt.</strong></p>" if talk.cancelled else ""
        return (
            '<!DOCTYPE html><html lang="de"><head><meta name="generator" content="TYPO3 CMS"/>'
            f"<title>{talk.title}</title></head><body><h1>Kolloquium</h1>{cancelled}<h2>{talk.title}</h2>"
            f"<p>Vortragende: {talk.speaker} ({talk.affiliation})</p><p>Termin: {self.day(talk)}{hour}</p>"
            f"<p>Ort: {talk.room}</p><p>Zusammenfassung: {talk.abstract}</p>"
            f'<p><a href="{self.address(talk, "icalDownload")}">Zum Kalender hinzufügen</a></p></body></html>'
        )

    def entry(self, talk: Lecture) -> str:
        start, end = talk.start(self.today, self.zone), talk.end(self.today, self.zone)
        return (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:https://github.com/derhansen/sf_event_mgt\r\n"
            f"BEGIN:VEVENT\r\nUID:{talk.number}-12@example.org\r\n"
            "CLASS: PUBLIC\r\nDTSTAMP:20260901T080000Z\r\n"
            f"DTSTART:{start.astimezone(UTC):%Y%m%dT%H%M%SZ}\r\nDTEND:{end.astimezone(UTC):%Y%m%dT%H%M%SZ}\r\n"
            f"SUMMARY:{talk.title}\r\nLOCATION:{talk.room}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        ).replace(", ", "\\, ")
