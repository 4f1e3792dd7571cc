"""A department's own web site: lists over several pages, an archive, a page for each talk, a sheet."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

PER_PAGE = 5


@dataclass
class DepartmentServer(PlatformServer):
    """Answers every path: with a list, a page of it (`page=`), a talk's page, an archive or a sheet."""

    robots = "User-agent: *\nDisallow: /intern/\n"

    def answer(self, asked: Asked) -> Reply:
        path = asked.path.rstrip("/")
        if path.startswith("/gone"):
            return not_found()
        if "/talks/" in path:
            number = path.rpartition("/")[2]
            talk = next((lec for lec in self.lectures if str(lec.number) == number), None)
            return Reply(self.talk_page(talk)) if talk else not_found()
        if "output=csv" in asked.raw_query or "format=csv" in asked.raw_query or path.endswith(".csv"):
            return Reply(self.sheet(), "text/csv")
        if path.endswith("/cards"):
            return Reply(self.cards())
        if path.endswith("/archive/last-year"):
            return Reply(self.list_page(self.past(), ""))
        return self.page_of_list(asked)

    def page_of_list(self, asked: Asked) -> Reply:
        number = int(asked.query.get("page", "1"))
        shown = self.lectures[(number - 1) * PER_PAGE : number * PER_PAGE]
        if not shown:
            # A careless site shows its last page again and again.
            return Reply(self.list_page(self.lectures[-2:], "")) if "circle" in asked.path else not_found()
        more = number * PER_PAGE < len(self.lectures)
        link = f'<a rel="next" class="forward" href="{asked.path}?page={number + 1}">Next</a>' if more else ""
        archive = '<p><a href="/archive/last-year">Earlier talks</a></p>'
        return Reply(self.list_page(shown, f"<div class='pager'>{link}</div>{archive}"))

    def past(self) -> tuple[Lecture, ...]:
        return tuple(
            Lecture(100 + n, f"A look back, part {n}", "Ines Faro", "University of Porto", -300 + 7 * n)
            for n in range(1, 4)
        )

    def list_page(self, shown: tuple[Lecture, ...], below: str) -> str:
        rows = "".join(
            f"<tr><td>{lec.start(self.today, self.zone):%A %d %B %Y, %H:%M}</td>"
            f"<td>{lec.speaker} ({lec.affiliation})</td>"
            f'<td><a href="/talks/{lec.number}">{lec.title}</a>'
            f"{' (cancelled)' if lec.cancelled else ''}</td></tr>"
            for lec in shown
        )
        return (
            '<!DOCTYPE html><html lang="en"><head><title>Colloquium | Department</title></head><body>'
            f"<h1>Colloquium</h1><table><tr><th>Date</th><th>Speaker</th><th>Title</th></tr>{rows}</table>{below}"
            "</body></html>"
        )

    def talk_page(self, talk: Lecture) -> str:
        start = talk.start(self.today, self.zone)
        return (
            f'<!DOCTYPE html><html lang="en"><head><title>{talk.title}</title></head>'
            f"<body><main><h1>Colloquium</h1><p><b>Title:</b> {talk.title}</p>"
            f"<p><b>Speaker:</b> {talk.speaker} ({talk.affiliation})</p>"
            f"<p><b>Date:</b> {start:%d %B %Y, %H:%M}</p>"
            f"<p><b>Room:</b> {talk.room}</p><h2>Abstract</h2><p>{talk.abstract}</p></main></body></html>"
        )

    def cards(self) -> str:
        """Cards whose words alone do not say which is the talk's title and which the motto of the series."""
        cards = "".join(
            f'<div class="box"><i>Lunch and mathematics</i><span class="a">{lec.title}</span>'
            f'<span class="b">{lec.speaker}</span><span class="c">{lec.affiliation}</span>'
            f'<time datetime="{lec.start(self.today, self.zone).isoformat()}">soon</time>'
            f'<a href="/talks/{lec.number}">more</a></div>'
            for lec in self.lectures
        )
        head = "<!DOCTYPE html><html><head><title>Cards</title></head>"
        return f"{head}<body><h1>What is on</h1>{cards}</body></html>"

    def sheet(self) -> str:
        out = io.StringIO()
        rows = csv.writer(out)
        rows.writerow(["Date", "Time", "Speaker", "Affiliation", "Title", "Room", "Abstract"])
        for lec in self.lectures:
            start = lec.start(self.today, self.zone)
            rows.writerow([f"{start:%Y-%m-%d}", f"{start:%H:%M}", lec.speaker, lec.affiliation, lec.title,
                           lec.room, lec.abstract])  # fmt: skip
        return out.getvalue()
