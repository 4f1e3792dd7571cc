"""talks.cam and the sites that run its software: the XML view of a list."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from scrapy import Request

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.base import TalkSpider

_LIST = re.compile(r"(.{0,200}?)/(?:show/\w{1,40}|list(?:/index)?)/(\d{1,9})(?:\.\w{1,5})?/?")
_DAYS_BACK = 30
_DAY = 24 * 60 * 60


def xml_view(url: str) -> str | None:
    """The XML view of the list that an address shows in whatever view; None when it shows no list."""
    parts = urlsplit(url)
    match = _LIST.fullmatch(parts.path)
    return f"{parts.scheme}://{parts.netloc}{match[1]}/show/xml/{match[2]}" if match else None


class TalksCamSpider(TalkSpider):
    """Reads the lists at `start_urls` or `series_urls`, given by the address of any of their views
    (`https://talks.cam.ac.uk/show/index/6330`, `…/show/ics/6330`, `…/list/index/6330`).

    A list is a series, a venue or somebody's collection; what it includes is read with it. Talks of the last
    30 days and all that are announced; `since` and `until` set other bounds. It cannot see talks that were
    deleted: the software takes them out of every list.
    """

    platform = "talks.cam"
    timezone = "Europe/London"
    format = "feed"

    def check(self) -> None:
        """Every start address must be one of a list."""
        super().check()
        for url in self.start_urls:
            self._view(url)

    def _view(self, url: str) -> str:
        view = xml_view(url)
        if view is None:
            raise ArgumentError(f"{url} is no address of a list (such as https://…/show/index/6330)")
        return view

    def first_request(self, url: str, series: str | None) -> Request:
        """The list's XML view, from some days back on: without a bound it begins today."""
        today = self.now().astimezone(ZoneInfo(self.timezone or "UTC")).date()
        since: date = self.scope.since or today - timedelta(days=_DAYS_BACK)
        query = {"seconds_before_today": (today - since).days * _DAY}
        if self.scope.until is not None:
            query["seconds_after_today"] = ((self.scope.until - today).days + 1) * _DAY
        address = f"{self._view(url)}?{urlencode(query)}&layout=empty"
        return self.request(address, series=series, dont_filter=True)
