"""PlanIt Purple, Northwestern University's calendar: the XML feed of a group's events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from scrapy import Request
from scrapy.http import Response

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.base import TalkSpider

_CALENDAR = re.compile(r"/(?:calendar|feed/\w{1,20})/(\d{1,9})/?")
_DAYS_BACK = 30


def calendar_number(url: str) -> str | None:
    """The number of the calendar behind the address of its page or feed; None when there is none."""
    parts = urlsplit(url)
    match = _CALENDAR.fullmatch(parts.path)
    number = match[1] if match else parse_qs(parts.query).get("cal", [""])[0]
    return number if number.isdecimal() else None


class PlanItPurpleSpider(TalkSpider):
    """Reads a group's calendar; `start_urls` or `series_urls` take the address of its page
    (`https://planitpurple.northwestern.edu/calendar/3758`) or of its XML feed (`…/xmlfeed?cal=3758`).

    All that is announced, and the events of the last 30 days; `since` looks further back, four years at the
    most. Set `summary_role` when the titles carry the speaker.
    """

    platform = "PlanIt Purple"
    timezone = "America/Chicago"
    format = "feed"

    def check(self) -> None:
        """Every start address must be one of a calendar."""
        super().check()
        for url in self.start_urls:
            if calendar_number(url) is None:
                raise ArgumentError(f"{url} is no calendar of PlanIt Purple (…/calendar/3758)")

    def first_request(self, url: str, series: str | None) -> Request:
        """What is to come (`days=0`: all of it)."""
        return self._feed(url, "days=0", self.parse_coming, series)

    def parse_coming(self, response: Response) -> Iterator[Any]:
        """The events to come, then those that are over."""
        yield from self.talks(response)
        today = self.now().astimezone(ZoneInfo(self.timezone or "UTC")).date()
        days = _DAYS_BACK if self.scope.since is None else (today - self.scope.since).days
        if days > 0:
            yield self._feed(response.url, f"days={days}&archive=1", self.parse, response.meta.get("series"))

    def _feed(self, url: str, window: str, callback: Any, series: str | None) -> Request:
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}/xmlfeed?cal={calendar_number(url)}&{window}"
        return self.request(address, callback, series=series, dont_filter=True)
