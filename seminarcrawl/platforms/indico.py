"""Indico: the calendar of a category, and what its robots.txt allows besides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar, Literal
from urllib.parse import parse_qs, urlencode, urlsplit
from zoneinfo import ZoneInfo

from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from seminarcrawl.errors import ArgumentError
from seminarcrawl.faults import Fault
from seminarcrawl.items import TalkItem
from seminarcrawl.platforms.alternatives import Alternative, AlternativesSpider
from seminarcrawl.platforms.details import DetailsSpider
from seminarcrawl.platforms.responses import json_of, links_to

# Category pages and calendars of all versions; `/indico/` and the like before them stay.
_PATHS: tuple[tuple[Literal["category", "event"], re.Pattern[str]], ...] = (
    ("category", re.compile(r"(.{0,200}?)/(?:category|categ|c|export/categ)/(\d{1,9})(?:[./].{0,200})?")),
    ("event", re.compile(r"(.{0,200}?)/(?:event|export/event)/(\d{1,9})(?:[./].{0,200})?")),
)
_SCRIPTS: tuple[tuple[Literal["category", "event"], str, str], ...] = (
    ("category", "/categoryDisplay.py", "categId"),
    ("event", "/conferenceDisplay.py", "confId"),
)
_DAYS_BACK, _DAYS_AHEAD = 30, 365


@dataclass(frozen=True, slots=True)
class Place:
    """What an address of an Indico site leads to: `base` is everything before `/category/` or `/event/`."""

    kind: Literal["category", "event"]
    base: str
    number: int

    @property
    def url(self) -> str:
        """The place's address in today's Indico, without a slash at the end."""
        return f"{self.base}/{self.kind}/{self.number}"


def place_of(url: str) -> Place | None:
    """The category or event of a page, calendar, export or `categoryDisplay.py` address; None: another."""
    parts = urlsplit(url)
    site = f"{parts.scheme}://{parts.netloc}"
    for kind, script, name in _SCRIPTS:
        number = parse_qs(parts.query).get(name, [""])[0]
        if parts.path.endswith(script) and number.isdecimal():
            return Place(kind, site + parts.path.removesuffix(script), int(number))
    for kind, pattern in _PATHS:
        match = pattern.fullmatch(parts.path)
        if match:
            return Place(kind, site + match[1], int(match[2]))
    return None


class IndicoSpider(AlternativesSpider, DetailsSpider):
    """Reads the categories and events at `start_urls` or `series_urls`, given by any address that they have
    (`https://indico.cern.ch/category/100/`, `…/categoryDisplay.py?categId=100`, `…/export/categ/100.ics`).

    A category's calendar shows events that ended four weeks ago at the most, with those of sub-categories;
    the page of an event is asked for only when the calendar names no speaker or has no abstract. The address
    of one event gives its contributions.

    - `contributions`: True where an event is a session and its contributions are the talks.
    - `export`: True when the site's robots.txt allows `/export` (Indico's own forbids it): a window of days
      (`since`, `until`; without them 30 days back, a year ahead) instead of the four weeks.
    - `max_events`: of how many events a run asks for the contributions.
    - `max_pages`: how many pages of an export it follows.
    - `max_details`: how many pages of events it asks for.

    It cannot show what needs a login, and without `export` nothing that is longer past. Indico's robots.txt
    asks for ten seconds between requests, so a run over many categories takes minutes.
    """

    platform = "Indico"
    details = True
    max_details = 25
    contributions: bool = False
    export: bool = False
    max_events: ClassVar[int] = 50
    max_pages: ClassVar[int] = 20
    _events_asked = 0

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Ten seconds between requests, as Indico's robots.txt asks for."""
        for name in ("DOWNLOAD_DELAY", "AUTOTHROTTLE_MAX_DELAY"):
            settings.set(name, 10, priority="spider")
        super().update_settings(settings)

    def check(self) -> None:
        """Every start address must be one of a category or an event."""
        super().check()
        for url in self.start_urls:
            if place_of(url) is None:
                raise ArgumentError(f"{url} is no address of an Indico category or event")

    def first_request(self, url: str, series: str | None) -> Request:
        """The calendar, or the export, of what the address leads to."""
        place = place_of(url)
        if place is None:
            raise ArgumentError(f"{url} is no address of an Indico category or event")
        if place.kind == "event":
            return self.request(_contributions(place.url), self.parse_event, series=series, dont_filter=True)
        if self.export:
            return self._export_request(place, 0, series)
        # Without the calendar the Atom feed still leads to the pages of the events to come.
        feeds = [
            Alternative(f"{place.url}/events.ics", "parse_category"),
            Alternative(f"{place.url}/events.atom", "parse_atom"),
        ]
        return self.best_of(feeds, series)

    # --- what robots.txt allows

    def parse_category(self, response: Response) -> Iterator[Any]:
        """The events of a category's calendar, or the requests that complete them."""
        events = self.talks(response, format="ical", needed=True)
        if not self.contributions:
            yield from self.with_details(events, response)
            return
        for event in events:
            if not self._may_ask_for_contributions(event):
                yield event
                continue
            yield self.follow(
                response,
                _contributions((event.url or "").rstrip("/")),
                self.parse_event,
                errback=self.event_failed,
                cb_kwargs={"event": event},
            )

    def _may_ask_for_contributions(self, event: TalkItem) -> bool:
        has_page = bool(event.url) and place_of(event.url or "") is not None
        if not has_page or not self.scope.covers(event.start) or self._events_asked >= self.max_events:
            return False
        self._events_asked += 1
        return True

    def parse_event(self, response: Response, event: TalkItem | None = None) -> Iterator[TalkItem]:
        """The contributions of an event (`event`, as its category has it); Indico answers with the event
        itself when it has none."""
        return self.talks(response, format="ical")

    def event_failed(self, failure: Failure) -> Iterator[TalkItem]:
        """Without its contributions the event is the talk."""
        self.failed(failure)
        event: TalkItem = failure.request.cb_kwargs["event"]  # type: ignore[attr-defined]
        yield event

    def parse_atom(self, response: Response) -> Iterator[Request]:
        """A request for the page of each event, `max_details` at the most."""
        if not isinstance(response, TextResponse):
            return
        links = response.xpath("//*[local-name()='entry']/*[local-name()='link']/@href").getall()
        for link in links_to(response, links):
            request = self.detail_request(link, response)
            if request is not None:
                yield request

    def page_talks(self, response: Response) -> list[TalkItem]:
        """The talk of an event's page, which says it in JSON-LD."""
        return list(self.talks(response, format="page", needed=True))

    # --- where the site lets programs use its API

    def _export_request(self, place: Place, offset: int, series: str | None) -> Request:
        zone = ZoneInfo(self.timezone or "UTC")
        today = self.now().astimezone(zone).date()
        # The software's own maxima; it answers 400 to more.
        limit = 500 if self.contributions else 1000
        query = {
            "from": (self.scope.since or today - timedelta(days=_DAYS_BACK)).isoformat(),
            "to": (self.scope.until or today + timedelta(days=_DAYS_AHEAD)).isoformat(),
            "detail": "contributions" if self.contributions else "events",
            "order": "start",
            "tz": self.timezone or "UTC",
            "limit": limit,
            "offset": offset,
        }
        return self.request(
            f"{place.base}/export/categ/{place.number}.json?{urlencode(query)}",
            self.parse_export,
            series=series,
            dont_filter=True,
            cb_kwargs={"place": place, "offset": offset, "limit": limit},
        )

    def parse_export(self, response: Response, place: Place, offset: int, limit: int) -> Iterator[Any]:
        """The talks of one page of an export, and the next page."""
        answer = json_of(response)
        results = answer.get("results") if isinstance(answer, dict) else None
        if not isinstance(results, list):
            detail = "the export is no JSON object with a list of results"
            self.record(Fault("unreadable", response.url, "indico.export", detail))
            return
        yield from self.talks(response, format="data")
        is_last = answer.get("complete") is not False and len(results) < limit
        if results and not is_last and offset // limit + 1 < self.max_pages:
            yield self._export_request(place, offset + len(results), response.meta.get("series"))


def _contributions(event_url: str) -> str:
    return f"{event_url}/event.ics?scope=contribution"
