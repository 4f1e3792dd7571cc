"""Which loopback server stands for the source of a spider."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.platforms.bedework import BedeworkSpider
from seminarcrawl.platforms.drupal import DrupalSpider
from seminarcrawl.platforms.feed import FeedSpider
from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider
from seminarcrawl.platforms.ical import ICalSpider
from seminarcrawl.platforms.indico import IndicoSpider
from seminarcrawl.platforms.livewhale import LiveWhaleSpider
from seminarcrawl.platforms.localist import LocalistSpider
from seminarcrawl.platforms.page import PageSpider
from seminarcrawl.platforms.repository import RepositorySpider
from seminarcrawl.platforms.talks_cam import TalksCamSpider
from seminarcrawl.platforms.talks_ox import TalksOxSpider
from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider
from seminarcrawl.platforms.trumba import TrumbaSpider
from seminarcrawl.platforms.typo3 import Typo3Spider
from tests.loopback.bedework import BedeworkServer
from tests.loopback.drupal import DrupalServer
from tests.loopback.feed import FeedServer
from tests.loopback.google_calendar import GoogleCalendar
from tests.loopback.indico import Indico
from tests.loopback.livewhale import LiveWhaleServer
from tests.loopback.localist import LocalistServer
from tests.loopback.page import PER_PAGE, DepartmentServer
from tests.loopback.platforms import Asked, Lecture, PlatformServer, lectures, not_found
from tests.loopback.repository import GitHubServer
from tests.loopback.server import CALENDAR_TYPE, Reply
from tests.loopback.talks_cam import TalksCam
from tests.loopback.talks_ox import TalksOx
from tests.loopback.the_events_calendar import TheEventsCalendarServer
from tests.loopback.trumba import TrumbaServer
from tests.loopback.typo3 import Typo3Server

_PEOPLE = (
    ("Anna Berg", "Uppsala University"),
    ("Luc Martin", "Université de Lyon"),
    ("Ada Obi", "University of Ibadan"),
    ("Tom Reed", "Brown University"),
    ("Mei Lin", "National Taiwan University"),
    ("Jonas Weber", "Universität Bonn"),
    ("Carla Ruiz", "Universidad de Chile"),
    ("Pietro Galli", "Università di Bologna"),
)
_TITLES = (
    "Primes that avoid each other",
    "How a glacier remembers",
    "Fields without weight",
    "Heat in crowded rooms",
    "Knots that untie themselves",
    "The price of waiting",
    "Maps drawn from memory",
    "What the ear does with silence",
)
# Eight weekly talks, the last one cancelled.
TALKS = tuple(
    replace(lecture, title=title, speaker=speaker, affiliation=affiliation, cancelled=lecture.number == 8)
    for lecture, title, (speaker, affiliation) in zip(lectures(8), _TITLES, _PEOPLE, strict=True)
)
# The same, every second one with a word that campus calendars are searched for.
TALKS_AMONG_OTHERS = tuple(
    replace(talk, title=f"{talk.title}, seen from a seminar room") if talk.number % 2 else talk
    for talk in TALKS
)
# How a site writes a SUMMARY, by the role that it has there.
_LINES = {
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
    """A site that publishes one calendar file, at whatever address it is asked for.

    `summary` is how the owner writes an entry.
    """

    summary: str = "{one.title}"

    def answer(self, asked: Asked) -> Reply:
        events = "".join(self.event(lecture, asked) for lecture in self.lectures)
        head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Static site//EN\r\n"
        return Reply(f"{head}{events}END:VCALENDAR\r\n", CALENDAR_TYPE)

    def event(self, lecture: Lecture, asked: Asked) -> str:
        summary = self.summary.format(one=lecture)
        moments = (
            f"{name};TZID={self.zone}:{moment:%Y%m%dT%H%M%S}"
            for name, moment in (
                ("DTSTART", lecture.start(self.today, self.zone)),
                ("DTEND", lecture.end(self.today, self.zone)),
            )
        )
        lines = [
            "BEGIN:VEVENT",
            f"UID:{lecture.number}{asked.path}@{asked.host}",
            "DTSTAMP:20260901T000000Z",
            *moments,
            f"SUMMARY:{_escaped(summary)}",
            f"LOCATION:{_escaped(lecture.room)}",
            f"DESCRIPTION:{_escaped(lecture.abstract)}",
            *(["STATUS:CANCELLED"] if lecture.cancelled else []),
            "END:VEVENT",
        ]
        return "".join(f"{line}\r\n" for line in lines)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


@dataclass
class LocalistUnitServer(LocalistServer):
    """A Localist calendar that has the department or group which the spider asks for."""

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
            items = "".join(
                f"<item><title>{title}</title><link>{self.origin}{path}</link></item>"
                for path, title in links
            )
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


def _page_site(spider: type[PageSpider], zone: str) -> PlatformServer:
    if any("/xmlfeed?" in url for url in getattr(spider, "start_urls", ())):
        return PlanItPurpleServer(zone=zone, summary=_summary(spider))
    if spider.talk_links:
        return IndexServer.of(spider, zone)
    if spider.talk_selector:
        return MarkedServer(zone=zone, talk=spider.talk_selector, parts=spider.selectors)
    return DepartmentServer(zone=zone)


@dataclass
class PlanItPurpleServer(PlatformServer):
    """PlanIt Purple's XML of any calendar; `summary` is how the owner writes a title."""

    summary: str = "{one.title}"
    robots: ClassVar[str] = "User-agent: *\nDisallow: /admin/\n"

    def answer(self, asked: Asked) -> Reply:
        if asked.path != "/xmlfeed" or not asked.query.get("cal", "").isdigit():
            return not_found()
        return Reply(
            f"<?xml version='1.0'?><events>{''.join(map(self.event, self.lectures))}</events>", "text/xml"
        )

    def event(self, lecture: Lecture) -> str:
        start, end = lecture.start(self.today, self.zone), lecture.end(self.today, self.zone)
        return (
            f'<event id="{lecture.number}">'
            f"<title>{escape(self.summary.format(one=lecture))}</title>"
            f"<start_datetime>{start.timestamp():.0f}</start_datetime>"
            f"<end_datetime>{end.timestamp():.0f}</end_datetime><time_zone>{self.zone}</time_zone>"
            f"<description><![CDATA[<p>{lecture.abstract}</p>]]></description><location>{lecture.room}</location>"
            f"<ppurl>{self.origin}/event/{lecture.number}</ppurl><category>Academic</category>"
            f"{'<cancelled>1</cancelled>' if lecture.cancelled else ''}</event>"
        )


def _summary(spider: type[TalkSpider]) -> str:
    """How the entries of a calendar read that means by them what the spider says."""
    return _LINES[spider.summary_role or "speaker_title"]


def _drupal_site(spider: type[DrupalSpider], zone: str) -> DrupalServer:
    """A site whose calendar's entries mean what the spider says, with its way to write local time."""
    summary = _LINES[spider.summary_role or "title"]
    return DrupalServer(zone=zone, summary=summary, z_is_local=spider.z_is_local)


def _typo3_site(spider: type[Typo3Spider], zone: str) -> Typo3Server:
    """A site with the addresses that the spider follows."""
    return Typo3Server(zone=zone, speaking=spider.talk_links != Typo3Spider.talk_links)


Route = Callable[[type[Any], str], PlatformServer]


def _plain(server: type[PlatformServer]) -> Route:
    """A server that answers whatever any spider of its platform asks."""
    return lambda _, zone: server(zone=zone)


# The first base that a spider has decides.
ROUTES: tuple[tuple[type[TalkSpider], Route], ...] = (
    (GoogleCalendarSpider, lambda spider, zone: GoogleCalendar(zone=zone, summary=_summary(spider))),
    (ICalSpider, lambda spider, zone: CalendarFileServer(zone=zone, summary=_summary(spider))),
    (LocalistSpider, LocalistUnitServer.of),
    (IndicoSpider, _plain(Indico)),
    (TheEventsCalendarSpider, _plain(TheEventsCalendarServer)),
    (DrupalSpider, _drupal_site),
    (FeedSpider, _plain(FeedServer)),
    (Typo3Spider, _typo3_site),
    (RepositorySpider, lambda spider, zone: GitHubServer(zone=zone, patterns=spider.paths)),
    (PageSpider, _page_site),
    (LiveWhaleSpider, _plain(LiveWhaleServer)),
    (TrumbaSpider, _plain(TrumbaServer)),
    (BedeworkSpider, _plain(BedeworkServer)),
    (TalksCamSpider, _plain(TalksCam)),
    (TalksOxSpider, _plain(TalksOx)),
)


def server_for(spider: type[TalkSpider]) -> PlatformServer:
    """A server that behaves like the platform of `spider`, standing in its zone. KeyError when none does."""
    for base, route in ROUTES:
        if issubclass(spider, base):
            server = route(spider, spider.timezone or "UTC")
            server.lectures = TALKS_AMONG_OTHERS if spider.keep else TALKS
            if isinstance(server, DepartmentServer) and not isinstance(server, FeedServer):
                server.lectures = server.lectures[:PER_PAGE]  # its lists go on only where they are followed
            return server
    raise KeyError(f"no loopback server behaves like {spider.platform}")


def _leaves() -> dict[str, type[TalkSpider]]:
    loader = SpiderLoader.from_settings(get_project_settings())
    spiders = {name: loader.load(name) for name in loader.list()}
    return {name: spider for name, spider in spiders.items() if spider.institution}


# The spiders of the catalogue.
LEAVES = _leaves()
