"""A site with a feed: RSS over several pages, Atom, and a page for each item."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import format_datetime
from html import escape

from tests.loopback.page import DepartmentServer
from tests.loopback.platforms import Asked, Lecture, not_found
from tests.loopback.server import Reply

PER_PAGE = 5


@dataclass
class FeedServer(DepartmentServer):
    """Answers every path: with a talk's page, an Atom feed (`atom`), a page that names the feed, or RSS.

    Every other item says when its talk is; the others are postings whose pages say it.
    """

    def answer(self, asked: Asked) -> Reply:
        if "/talks/" in asked.path:
            return super().answer(asked)
        if asked.path.endswith(("/", "/seminars", ".html")) and not asked.raw_query:
            return Reply(self.front_page())
        number = int(asked.query.get("paged", "1"))
        shown = self.lectures[(number - 1) * PER_PAGE : number * PER_PAGE]
        if not shown:
            return not_found()
        more = number * PER_PAGE < len(self.lectures)
        link = f"{asked.path}?paged={number + 1}" if more else ""
        if "atom" in asked.path:
            return Reply(self.atom(shown, link), "application/atom+xml; charset=utf-8")
        return Reply(self.rss(shown, link), "application/rss+xml; charset=utf-8")

    def front_page(self) -> str:
        return (
            "<!DOCTYPE html><html><head><title>Department</title>"
            '<link rel="alternate" type="application/rss+xml" title="News" href="/news.rss">'
            '<link rel="alternate" type="application/rss+xml" title="Seminars" href="/talks.rss"></head>'
            "<body><h1>Department</h1><p>Welcome.</p></body></html>"
        )

    def description(self, talk: Lecture) -> str:
        if talk.number % 2 == 0:
            return "Read more on our pages."
        start, end = talk.start(self.today, self.zone), talk.end(self.today, self.zone)
        return (
            f"When: {start:%d %B %Y}, {start:%H:%M} - {end:%H:%M}<br/>Where: {talk.room}<br/>"
            f"Speaker: {talk.speaker} ({talk.affiliation})"
        )

    def rss(self, shown: tuple[Lecture, ...], following: str) -> str:
        posted = format_datetime(self.lectures[0].start(self.today, self.zone).replace(month=9))
        items = "".join(
            f"<item><title>{escape(talk.title)}</title><link>{self.origin}/talks/{talk.number}</link>"
            f"<pubDate>{posted}</pubDate><description>{escape(self.description(talk))}</description></item>"
            for talk in shown
        )
        link = f'<atom:link rel="next" href="{self.origin}{following}"/>' if following else ""
        return (
            '<?xml version="1.0" encoding="utf-8"?>'
            '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">'
            f"<channel><title>Department talks</title><link>{self.origin}/</link>{link}{items}"
            "</channel></rss>"
        )

    def atom(self, shown: tuple[Lecture, ...], following: str) -> str:
        entries = "".join(
            f"<entry><title>{escape(talk.title)}</title><id>urn:talk:{talk.number}</id>"
            f'<link rel="alternate" href="/talks/{talk.number}"/><updated>2026-09-01T08:00:00Z</updated>'
            f'<content type="html">{escape(self.description(talk))}</content></entry>'
            for talk in shown
        )
        link = f'<link rel="next" href="{following}"/>' if following else ""
        return (
            '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
            f"<title>Department talks</title>{link}{entries}</feed>"
        )
