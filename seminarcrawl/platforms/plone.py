"""Plone: the calendar of a folder of events, and the pages of those it tells too little about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from seminarcrawl.items import TalkItem
from seminarcrawl.platforms.alternatives import Alternative, AlternativesSpider
from seminarcrawl.platforms.details import DetailsSpider

_VIEW = re.compile(r"/(?:ics_view|@@ics_view|@@event_listing_ical|@@?event_listing|event_listing|view)/?$")


def folder_of(url: str) -> str:
    """The folder, collection or event behind the address of one of its views."""
    parts = urlsplit(url)
    path = _VIEW.sub("", parts.path.rstrip("/"))
    return f"{parts.scheme}://{parts.netloc}{path}"


class PloneSpider(AlternativesSpider, DetailsSpider):
    """Reads the events in the folders or collections at `start_urls` or `series_urls`: the address of a
    folder, or of any view of it (`…/seminars/ics_view`, `…/seminars/event_listing?mode=future`).

    The calendar has an event's short description, never its text: the pages of those without speaker or
    abstract are asked for, `max_details` at the most (`details`: False: none). An event that repeats is read
    as often as it takes place. It cannot see what only somebody who has logged in sees.
    """

    platform = "Plone"
    details = True
    max_details = 60

    def first_request(self, url: str, series: str | None) -> Request:
        """The folder's calendar; where folders have none, the listing's."""
        folder = folder_of(url)
        feeds = [
            Alternative(f"{folder}/ics_view", "parse_calendar"),
            Alternative(f"{folder}/@@event_listing_ical?mode=all", "parse_calendar"),
        ]
        return self.best_of(feeds, series)

    def parse_calendar(self, response: Response) -> Iterator[Any]:
        """The events of the calendar, or requests for the pages that complete them."""
        yield from self.with_details(self.talks(response, format="ical"), response)

    def page_talks(self, response: Response) -> list[TalkItem]:
        """The talk on an event's page."""
        return list(self.talks(response, format="page"))
