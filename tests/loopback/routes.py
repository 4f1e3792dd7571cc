"""Which loopback server stands for the source of a spider."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

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
from seminarcrawl.platforms.modern_events_calendar import ModernEventsCalendarSpider
from seminarcrawl.platforms.outlook import OutlookSpider
from seminarcrawl.platforms.page import PageSpider
from seminarcrawl.platforms.planitpurple import PlanItPurpleSpider
from seminarcrawl.platforms.plone import PloneSpider
from seminarcrawl.platforms.repository import RepositorySpider
from seminarcrawl.platforms.researchseminars import ResearchSeminarsSpider
from seminarcrawl.platforms.talks_cam import TalksCamSpider
from seminarcrawl.platforms.talks_ox import TalksOxSpider
from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider
from seminarcrawl.platforms.trumba import TrumbaSpider
from seminarcrawl.platforms.typo3 import Typo3Spider
from seminarcrawl.platforms.vtcalendar import VTCalendarSpider
from tests.loopback.bedework import BedeworkServer
from tests.loopback.drupal import DrupalServer
from tests.loopback.feed import FeedServer
from tests.loopback.google_calendar import GoogleCalendar
from tests.loopback.indico import Indico
from tests.loopback.livewhale import LiveWhaleServer
from tests.loopback.modern_events_calendar import ModernEventsCalendarServer
from tests.loopback.outlook import Outlook
from tests.loopback.page import PER_PAGE, DepartmentServer
from tests.loopback.planitpurple import PlanItPurple
from tests.loopback.platforms import PEOPLE, PlatformServer, lectures
from tests.loopback.plone import Plone
from tests.loopback.repository import GitHubServer
from tests.loopback.sites import (
    SUMMARIES,
    CalendarFileServer,
    IndexServer,
    LocalistUnitServer,
    MarkedServer,
    ResearchSeminarsServer,
)
from tests.loopback.talks_cam import TalksCam
from tests.loopback.talks_ox import TalksOx
from tests.loopback.the_events_calendar import TheEventsCalendarServer
from tests.loopback.trumba import TrumbaServer
from tests.loopback.typo3 import Typo3Server
from tests.loopback.vtcalendar import VTCalendar

_PEOPLE = (*PEOPLE, ("Pietro Galli", "Università di Bologna"))
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

Route = Callable[[type[Any], str], PlatformServer]


AT_ONCE = 3  # of eight talks, so that whoever wants them all must turn the page


def _plain(server: type[PlatformServer], **known: Any) -> Route:
    """A server that answers whatever any spider of its platform asks."""
    return lambda _, zone: server(zone=zone, **known)


def _written(server: Callable[..., PlatformServer], usual: str = "speaker_title") -> Route:
    """A calendar whose entries mean what the spider says; `usual` is their role when it says nothing."""
    return lambda spider, zone: server(zone=zone, summary=SUMMARIES[spider.summary_role or usual])


def _page_site(spider: type[PageSpider], zone: str) -> PlatformServer:
    """A department's pages, as the spider expects them."""
    if spider.talk_links:
        return IndexServer.of(spider, zone)
    if spider.talk_selector:
        return MarkedServer(zone=zone, talk=spider.talk_selector, parts=spider.selectors)
    return DepartmentServer(zone=zone)


def _drupal_site(spider: type[DrupalSpider], zone: str) -> PlatformServer:
    """A site whose calendar's entries mean what the spider says, with its way to write local time."""
    site = partial(DrupalServer, z_is_local=spider.z_is_local, page_size=AT_ONCE)
    return _written(site, "title")(spider, zone)


def _typo3_site(spider: type[Typo3Spider], zone: str) -> PlatformServer:
    """A site with the addresses that the spider follows."""
    return Typo3Server(zone=zone, speaking=spider.talk_links != Typo3Spider.talk_links)


def _planitpurple(spider: type[PlanItPurpleSpider], zone: str) -> PlatformServer:
    """A calendar whose titles mean what the spider says."""
    return PlanItPurple(zone=zone, title=SUMMARIES[spider.summary_role or "speaker_title"])


# The first base that a spider has decides.
ROUTES: tuple[tuple[type[TalkSpider], Route], ...] = (
    (GoogleCalendarSpider, _written(GoogleCalendar)),
    (OutlookSpider, _written(Outlook)),
    (ICalSpider, _written(CalendarFileServer)),
    (LocalistSpider, LocalistUnitServer.of),
    (IndicoSpider, _plain(Indico)),
    (TheEventsCalendarSpider, _plain(TheEventsCalendarServer, per_page=AT_ONCE)),
    (ModernEventsCalendarSpider, _plain(ModernEventsCalendarServer)),
    (DrupalSpider, _drupal_site),
    (FeedSpider, _plain(FeedServer)),
    (Typo3Spider, _typo3_site),
    (PlanItPurpleSpider, _planitpurple),
    (PloneSpider, _plain(Plone)),
    (RepositorySpider, lambda spider, zone: GitHubServer(zone=zone, patterns=spider.paths)),
    (PageSpider, _page_site),
    (LiveWhaleSpider, _plain(LiveWhaleServer, per_page=AT_ONCE)),
    (TrumbaSpider, _plain(TrumbaServer)),
    (BedeworkSpider, _plain(BedeworkServer)),
    (VTCalendarSpider, _plain(VTCalendar)),
    (TalksCamSpider, _plain(TalksCam)),
    (TalksOxSpider, _plain(TalksOx, most=AT_ONCE)),
    (ResearchSeminarsSpider, _plain(ResearchSeminarsServer)),
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
