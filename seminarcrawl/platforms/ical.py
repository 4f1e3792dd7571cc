"""Any calendar feed (iCalendar), `webcal:` included."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from scrapy import Request

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.base import TalkSpider, http_url

# The address that Google gives the owner of a calendar for himself: whoever knows it reads everything.
_PRIVATE = re.compile(r"/calendar/(?:ical|feeds)/[^/]{1,300}/private[-/]")


class ICalSpider(TalkSpider):
    """Reads `start_urls` or `series_urls` as calendars: anything else is reported as `not_calendar`.

    Hosts that the operator's SUBSCRIPTION_HOSTS names (docs/OPERATING.md) are asked for their published
    calendars although their robots.txt, written for search engines, forbids it. It cannot read what needs a
    login, and refuses a private address: it would have to be kept secret.
    """

    platform = "iCalendar"
    format = "ical"

    def check(self) -> None:
        """No start address may be a secret one."""
        super().check()
        for url in self.start_urls:
            refuse_private(url)

    def first_request(self, url: str, series: str | None) -> Request:
        """The calendar itself."""
        return self.subscription(url, series)

    def subscription(self, url: str, series: str | None) -> Request:
        """The request for a calendar that its owner publishes for programs to fetch."""
        meta: dict[str, Any] = {"dont_obey_robotstxt": True} if self._is_for_programs(url) else {}
        return self.request(url, series=series, meta=meta, dont_filter=True)

    def _is_for_programs(self, url: str) -> bool:
        parts = urlsplit(http_url(url))
        return parts.path.endswith(".ics") and parts.hostname in self.settings.getlist("SUBSCRIPTION_HOSTS")


def refuse_private(url: str) -> None:
    """Raise ArgumentError for the secret address of a Google calendar."""
    if _PRIVATE.search(unquote(urlsplit(url).path)):
        raise ArgumentError(
            "this is the secret address of a calendar, which must not be stored anywhere; give the public "
            "one, which ends in /public/basic.ics"
        )
