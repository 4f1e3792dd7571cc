"""The Events Calendar, the most used calendar plugin of WordPress."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from seminarcrawl.platforms.alternatives import Alternative, AlternativesSpider
from seminarcrawl.platforms.responses import header_of, is_calendar, json_of, link_to

_EVENTS = "tribe/events/v1/events"
_MOST_ROWS = 50  # the software refuses to give more at once
_REST = re.compile(r"(?:/wp-json/|rest_route=(?:/|%2F))tribe(?:/|%2F)events\b", re.I)
_CATEGORY = re.compile(
    r"/(?:category|categorie|kategorie|categoria)/(?:[\w%-]{1,100}/){0,3}?([\w%-]{1,200})/?$"
)
_TAG = re.compile(r"/tag/([\w%-]{1,200})/?$")
_OURS = frozenset({"page", "per_page", "start_date", "end_date", "rest_route"})
_VIEW = frozenset({"ical", "outlook-ical", "eventDisplay"})  # how a page is shown, not what is on it
_API_LINK = re.compile(r"<([^<>\s]{1,500})>;\s?rel=\"https://api\.w\.org/\"")


class TheEventsCalendarSpider(AlternativesSpider):
    """Reads a WordPress site's events through the plugin's API; where it is off, `?ical=1` or the page.

    - `start_urls`: the API's address (`https://maths.example.edu/wp-json/tribe/events/v1/events`; its
      `categories`, `tags`, `search`, `venue`, `organizer` are kept), or any page of the calendar
      (`https://maths.example.edu/events/category/colloquium/`, with or without `?ical=1`), or of the site.
    - `max_pages`: how many pages of 50 events are read.

    A page leads to the API by itself. Without the API only what the software puts into one calendar file
    comes: the next 30 events, nothing past. A cancelled talk is known by words in its title alone.
    """

    platform = "The Events Calendar"

    def first_request(self, url: str, series: str | None) -> Request:
        """The API that the address is of, or the page that tells where the API is."""
        if _REST.search(url):
            root, parameters = _read_api_address(url)
            page = f"{root.partition('wp-json/')[0].partition('index.php')[0].partition('?')[0]}events/"
            others = [Alternative(_with(page, ical="1"), "parse_calendar"), Alternative(page)]
            return self.best_of([self._events(root, parameters), *others], series)
        page = _page_of(url)
        return self.best_of([Alternative(page, "parse_page"), Alternative(_with(page, ical="1"))], series)

    def parse_page(self, response: Response) -> Iterator[Any]:
        """The API of the site that the page is of; the page's calendar and the page itself are next best."""
        page, root = response.url, api_root(response)
        others = [Alternative(_calendar_of(response), "parse_calendar"), Alternative(page)]
        first = [self._events(root, _filters_of(page))] if root else []
        yield self.best_of([*first, *others], response.meta.get("series"))

    def _events(self, root: str, parameters: list[tuple[str, str]]) -> Alternative:
        known = {"root": root, "parameters": parameters}
        return Alternative(_page_url(root, parameters, self.window(), 1), "parse_events", known)

    def parse_events(self, response: Response, root: str, parameters: list[tuple[str, str]]) -> Iterator[Any]:
        """The first page's talks, and requests for all other pages."""
        answer = json_of(response)
        if not isinstance(answer, dict) or not isinstance(answer.get("events"), list):
            yield from self.unfit(response, "tec.no-events", "has no list of events")
            return
        yield from self.talks(response)
        total = answer.get("total_pages")
        for page in self.further_pages(response, total if isinstance(total, int) else 1):
            yield self.follow(response, _page_url(root, parameters, self.window(), page), dont_filter=True)

    def parse_calendar(self, response: Response) -> Iterator[Any]:
        """The calendar file; a page instead of it is read as a page where no other address is left."""
        if is_calendar(response):
            yield from self.talks(response)
        else:
            yield from self.unfit(response, "tec.no-calendar", "is no calendar")


def api_root(response: Response) -> str | None:
    """The address of the site's REST API, as WordPress tells it in a header or in the page's head."""
    header = header_of(response, "Link")
    link = _API_LINK.search(header)
    if link:
        return link_to(response, link[1])
    if not isinstance(response, TextResponse):
        return None
    href = response.xpath("//link[@rel='https://api.w.org/']/@href").get()
    return link_to(response, href) if href else None


def _calendar_of(response: Response) -> str:
    """The calendar file that a page names, or the one that the software makes of it."""
    if isinstance(response, TextResponse):
        link = "//link[@rel='alternate'][contains(@type, 'text/calendar')]/@href"
        href = link_to(response, response.xpath(link).get() or "")
        if href and href != response.url:
            return href
    return _with(response.url, ical="1")


def _read_api_address(url: str) -> tuple[str, list[tuple[str, str]]]:
    """The API's root and the parameters that say which events are wanted."""
    parts = urlsplit(url)
    parameters = [pair for pair in parse_qsl(parts.query) if pair[0] not in _OURS]
    if "/wp-json/" in parts.path:
        path = parts.path.partition("/wp-json/")[0] + "/wp-json/"
        return urlunsplit(parts._replace(path=path, query="")), parameters
    return urlunsplit(parts._replace(query="rest_route=/")), parameters


def _page_url(root: str, parameters: list[tuple[str, str]], window: tuple[date, date], page: int) -> str:
    first, last = window
    # `end_date` is a moment: without an hour it would leave out the last day.
    days = [("start_date", first.isoformat()), ("end_date", f"{last.isoformat()} 23:59:59")]
    query = [*parameters, *days, ("per_page", str(_MOST_ROWS)), ("page", str(page))]
    glue = "&" if "?" in root else "?"
    return f"{root.rstrip('/')}/{_EVENTS}{glue}{urlencode(query, quote_via=quote)}"


def _page_of(url: str) -> str:
    """A calendar file's address as its page's."""
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in _VIEW]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def _filters_of(page: str) -> list[tuple[str, str]]:
    """The category or tag that a page is of."""
    path = urlsplit(page).path
    for name, pattern in (("categories", _CATEGORY), ("tags", _TAG)):
        match = pattern.search(path)
        if match:
            return [(name, match[1])]
    return []


def _with(url: str, **parameters: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(parameters)}"
