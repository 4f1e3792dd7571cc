"""Google Calendar: the public subscription behind whatever address a page embeds or prints."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.base import http_url
from seminarcrawl.platforms.ical import ICalSpider, refuse_private

GOOGLE = "https://calendar.google.com"
_FEED = re.compile(r"/calendar/(?:ical|feeds)/([^/]{1,300})/public/(?:basic|full)(?:\.ics)?")
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{8,400}={0,2}")


def calendar_feeds(address: str) -> list[str]:
    """The ICS addresses of the calendars that an id or an address of Google Calendar names, in its order.

    Raises ArgumentError for what names none, and for a secret address.
    """
    if "://" not in address:
        return [_feed(address, GOOGLE)]
    url = http_url(address)
    refuse_private(url)
    parts = urlsplit(url)
    is_google = (parts.hostname or "").endswith("google.com")
    origin = GOOGLE if is_google else f"{parts.scheme}://{parts.netloc}"
    match = _FEED.fullmatch(parts.path)
    if match:
        return [_feed(unquote(match[1]), origin)]
    named = [value for name, value in parse_qsl(parts.query) if name in ("src", "cid")]
    if not named:
        raise ArgumentError(f"{address} names no Google calendar (no src=, no cid=, no /calendar/ical/)")
    return list(dict.fromkeys(_feed(value, origin) for value in named))


def _feed(name: str, origin: str) -> str:
    """The ICS address of a calendar's id, plain or in base64; a `cid` may be the address of any calendar."""
    name = name.strip()
    if "://" in name:
        refuse_private(name)
        return http_url(name)
    calendar_id = name if "@" in name else _decoded(name)
    return f"{origin}/calendar/ical/{quote(calendar_id, safe='')}/public/basic.ics"


def _decoded(name: str) -> str:
    try:
        padded = name.rstrip("=") + "=" * (-len(name.rstrip("=")) % 4)
        decoded = base64.b64decode(padded, altchars=b"-_").decode() if _ENCODED.fullmatch(name) else ""
    except (binascii.Error, UnicodeDecodeError):
        decoded = ""
    if not re.fullmatch(r"[^\s/@]{1,200}@[^\s/@]{1,100}", decoded):
        raise ArgumentError(f"{name!r} is no id of a Google calendar (such as abc@group.calendar.google.com)")
    return decoded


class GoogleCalendarSpider(ICalSpider):
    """Reads public Google calendars. `start_urls` or `series_urls` take a calendar's id
    (`…@group.calendar.google.com`), the address that a page embeds (with several calendars, too), an
    "add this calendar" link (`cid=`), or the public ICS address.

    Set `timezone` to where the talks are held: the calendar's own zone only says how it is displayed. The
    whole history of a calendar comes at once; `since` and `until` cut it. Slots not filled yet are no talks.
    The robots.txt of calendar.google.com forbids the feed, so a run asks for it only while SUBSCRIPTION_HOSTS
    says that subscriptions are meant for programs (docs/OPERATING.md). A secret address is refused.
    """

    platform = "Google Calendar"
    hosts = ("calendar.google.com",)

    def check(self) -> None:
        """Every start address must name a public calendar."""
        super().check()
        for address in self.start_urls:
            calendar_feeds(address)

    async def start(self) -> AsyncIterator[Any]:
        """Ask for every calendar that the start addresses name."""
        series_of = {address: series for series, address in self.series_urls.items()}
        for address in self.start_urls:
            for feed in calendar_feeds(address):
                yield self.subscription(feed, series_of.get(address))
