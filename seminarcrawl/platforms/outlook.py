"""Outlook and Exchange: the calendar that somebody published from his mailbox."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scrapy import Request

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.base import http_url
from seminarcrawl.platforms.ical import ICalSpider

_PUBLISHED = re.compile(
    r"(.{0,60}/calendar/(?:[^/]{1,300}/){2,3})(reach)?(?:calendar|index)\.(?:html|ics)/?", re.I
)


def calendar_address(url: str) -> str | None:
    """The ICS address behind a published calendar's page or feed; None for what is none."""
    parts = urlsplit(http_url(url))
    match = _PUBLISHED.fullmatch(parts.path)
    return f"{parts.scheme}://{parts.netloc}{match[1]}{match[2] or ''}calendar.ics" if match else None


class OutlookSpider(ICalSpider):
    """Reads calendars published from Outlook, Exchange or Office 365. `start_urls` or `series_urls` take the
    published page (`https://outlook.office365.com/owa/calendar/…/calendar.html`) or the ICS address.

    It shows what the owner publishes: some months around today, or only that he is busy, and then there is no
    talk to be had. Set `timezone` to where the talks are held. Microsoft's robots.txt forbids the feed, so a
    run asks for it only while SUBSCRIPTION_HOSTS says that subscriptions are meant for programs.
    """

    platform = "Outlook"

    def check(self) -> None:
        """Every start address must be one of a published calendar."""
        super().check()
        for url in self.start_urls:
            if calendar_address(url) is None:
                raise ArgumentError(f"{url} is no published Outlook calendar (…/owa/calendar/…/calendar.ics)")

    def first_request(self, url: str, series: str | None) -> Request:
        """The calendar behind the address."""
        return self.subscription(calendar_address(url) or url, series)
