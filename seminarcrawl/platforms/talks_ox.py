"""talks.ox and the sites that run its software: the search of its API, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit
from zoneinfo import ZoneInfo

from scrapy import Request
from scrapy.http import Response

from seminarcrawl.errors import ArgumentError
from seminarcrawl.faults import Fault
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.platforms.responses import json_of

_PAGE = re.compile(r"/talks/(series|department|person|venue)/id/([\w:.-]{1,200})/?")
_COLLECTION = re.compile(r"/(?:talks|user|api)/collections?/id/([\w-]{1,100})(?:\.ics)?/?")
_SERIES = re.compile(r"/api/series/(?:(id)/)?([\w-]{1,100})(?:\.ics)?/?")
_SEARCH = re.compile(r"(?:/api)?/talks/search(?:\.ics)?/?")
_PARAMETERS = {"department": "organising_department", "person": "speaker"}
# What a search may ask for; the window of days is the spider's own.
_WANTED = frozenset(
    {"speaker", "series", "seriesid", "venue", "organising_department", "subdepartments", "topic"}
)
_JSON = {"Accept": "application/json"}
_DAYS_BACK = 30
_PAGE_SIZE = 100


def query_of(url: str) -> list[tuple[str, str]] | None:
    """The parameters with which the API searches for what an address shows; None for what no search finds."""
    parts = urlsplit(url)
    page, series = _PAGE.fullmatch(parts.path), _SERIES.fullmatch(parts.path)
    if page:
        return [(_PARAMETERS.get(page[1], page[1]), page[2])]
    if series:
        return [("seriesid" if series[1] else "series", series[2])]
    if _SEARCH.fullmatch(parts.path):
        return [(name, value) for name, value in parse_qsl(parts.query) if name in _WANTED]
    return None


class TalksOxSpider(TalkSpider):
    """Reads what the addresses at `start_urls` or `series_urls` show: a series
    (`https://talks.ox.ac.uk/talks/series/id/…`), a department, a person, a venue, a collection, or a search
    with its parameters (`…/api/talks/search?organising_department=oxpoints:…`).

    Talks of the last 30 days and all that are announced; `since` and `until` set other bounds (a collection
    comes whole). Talks in preparation come as tentative, cancelled ones as cancelled.

    - `max_pages`: how many pages of a hundred talks a search follows.
    """

    platform = "talks.ox"
    timezone = "Europe/London"
    format = "data"
    max_pages: ClassVar[int] = 30

    def check(self) -> None:
        """Every start address must show talks that the API finds."""
        super().check()
        for url in self.start_urls:
            if query_of(url) is None and not _COLLECTION.fullmatch(urlsplit(url).path):
                raise ArgumentError(f"{url} is no series, department, person, collection or search of talks")

    def first_request(self, url: str, series: str | None) -> Request:
        """The API's answer for what the address shows."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        collection = _COLLECTION.fullmatch(parts.path)
        if collection:
            return self._page(f"{site}/api/collections/id/{collection[1]}", 1, series)
        today = self.now().astimezone(ZoneInfo(self.timezone or "UTC")).date()
        query = [("from", (self.scope.since or today - timedelta(days=_DAYS_BACK)).isoformat())]
        if self.scope.until is not None:
            query.append(("to", self.scope.until.isoformat()))
        query += [*(query_of(url) or ()), ("count", str(_PAGE_SIZE))]
        return self._page(f"{site}/api/talks/search?{urlencode(query)}", 1, series)

    def _page(self, url: str, number: int, series: str | None) -> Request:
        # Without the header a browser's view (XML) comes.
        return self.request(url, series=series, headers=_JSON, cb_kwargs={"number": number}, dont_filter=True)

    def parse(self, response: Response, number: int = 1) -> Iterator[Any]:
        """The talks of one page, and the next page."""
        answer = json_of(response)
        if not isinstance(answer, dict) or "_embedded" not in answer:
            detail = "the API did not answer with talks"
            self.record(Fault("unreadable", response.url, "talks_ox.not-json", detail))
            return
        yield from self.talks(response)
        links = answer.get("_links")
        following = links.get("next") if isinstance(links, dict) else None
        href = following.get("href") if isinstance(following, dict) else None
        if isinstance(href, str) and number < self.max_pages:
            yield self._page(response.urljoin(href), number + 1, response.meta.get("series"))
