"""Trumba, and 25Live Publisher, which is Trumba under another name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.alternatives import Alternative, AlternativesSpider
from seminarcrawl.platforms.responses import json_of

_HOST = "https://www.trumba.com"
_WEB_NAME = re.compile(r"[\w.-]{1,100}")
_FEED = re.compile(r"^/calendars/([\w.-]{1,100}?)(?:\.(?:ics|json|rss|xml|csv|html?|aspx))?/?$", re.I)
# The calendar's name in the script that shows it on a page: `webName: "maths"`.
_IN_SCRIPT = re.compile(r"\bwebname['\"]?\s{0,5}[:=]\s{0,5}\\?['\"]([\w.-]{1,100})\\?['\"]", re.I)
_IN_LINK = re.compile(
    r"(?:https?|webcal):(//[\w.-]{1,100})/calendars/([\w.-]{1,100}?)\.(?:ics|rss|json|xml)\b"
)
_SCRIPT = re.compile(r"(//[\w.-]{1,100})/scripts/spuds\.js")
# What a start address says about these is overruled.
_OURS = frozenset({
    "startdate", "date", "enddate", "months", "weeks", "days", "previousweeks", "html", "i", "delta",
})  # fmt: skip


class TrumbaSpider(AlternativesSpider):
    """Reads a Trumba or 25Live Publisher calendar: its JSON, or its `.ics` where there is none.

    - `start_urls`: a feed in any of its forms (`https://www.trumba.com/calendars/maths-events.rss`,
      `https://25livepub.collegenet.com/calendars/maths.ics`; filters are kept), the calendar's name alone
      (`maths-events`), or a page that shows the calendar.

    The calendar's own fields (Speaker, Presenter, Sponsor, Room …) are read by their labels. One request
    brings everything from a month ago to a year ahead, or what `since` and `until` say; there are no pages.
    """

    platform = "Trumba"
    hosts = ("www.trumba.com",)

    def check(self) -> None:
        """An address that is none must be a calendar's name."""
        super().check()
        for url in self.start_urls:
            if "://" not in url and not _WEB_NAME.fullmatch(url):
                raise ArgumentError(f"{self.name}: {url!r} is neither an address nor a calendar's name")

    def first_request(self, url: str, series: str | None) -> Request:
        """The calendar's JSON, or the page that names the calendar."""
        if "://" not in url:
            return self._feed(_HOST, url, [], series)
        parts = urlsplit(url)
        feed = _FEED.match(parts.path)
        if feed is None:
            return self.request(url, self.parse_page, series=series, dont_filter=True)
        filters = [pair for pair in parse_qsl(parts.query) if pair[0].lower() not in _OURS]
        scheme = "http" if parts.scheme == "http" else "https"
        return self._feed(f"{scheme}://{parts.netloc}", feed[1], filters, series)

    def _feed(self, host: str, name: str, filters: list[tuple[str, str]], series: str | None) -> Request:
        query = urlencode([*filters, *_days(*self.window())], quote_via=quote)
        address = f"{host}/calendars/{name}"
        alternatives = [
            Alternative(f"{address}.json?{query}", "parse_events"),
            Alternative(f"{address}.ics?{query}"),
        ]
        return self.best_of(alternatives, series)

    def parse_page(self, response: Response) -> Iterator[Any]:
        """The calendar that a page shows; a page that shows none is read as it is."""
        calendar = calendar_of(response)
        if calendar is None:
            yield from self.talks(response)
        else:
            yield self._feed(*calendar, [], response.meta.get("series"))

    def parse_events(self, response: Response) -> Iterator[Any]:
        """All events at once."""
        if isinstance(json_of(response), list):
            yield from self.talks(response)
        else:
            yield from self.unfit(response, "trumba.no-events", "is no list of events")


def calendar_of(response: Response) -> tuple[str, str] | None:
    """The host and the name of the calendar that a page shows or links to."""
    if not isinstance(response, TextResponse):
        return None
    link = _IN_LINK.search(response.text)
    if link:
        return f"https:{link[1]}", link[2]
    name, script = _IN_SCRIPT.search(response.text), _SCRIPT.search(response.text)
    if name is None:
        return None
    return f"https:{script[1]}" if script else _HOST, name[1]


def _days(first: date, last: date) -> list[tuple[str, str]]:
    """The window as the platform has it: a first day and whole months, which end after the last day."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return [("startdate", f"{first:%Y%m%d}"), ("months", str(months)), ("previousweeks", "0")]
