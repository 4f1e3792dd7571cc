"""VTCalendar: its XML export, or its calendar where the XML is not for the public."""

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
from seminarcrawl.platforms.alternatives import Alternative, AlternativesSpider
from seminarcrawl.platforms.responses import is_calendar

_SCRIPT = re.compile(r"(.{0,200}?)/(?:export/export|export|icalendar|main|index)\.php")
_XML = re.compile(rb"\s{0,200}(?:<\?xml[^>]{0,200}\?>\s{0,200})?<events\b")
_DAYS_BACK, _DAYS_AHEAD = 30, 365
_MOST_EVENTS = 1000


class VTCalendarSpider(AlternativesSpider):
    """Reads a calendar of VTCalendar. `start_urls` or `series_urls` take the address of its pages
    (`https://…/main.php?calendarid=math`, with `categoryid=` or `filter` for categories) or of any export.

    It asks for the XML export of days (`since`, `until`; without them 30 back, a year ahead), then for the
    calendar export, then for those of the software before version 2.3, until one answers. Set `timezone`: the
    hours are the site's own. Some sites cap how many events an export has; then `until` has to come nearer.

    - `categories`: the numbers of the categories wanted, when the address does not say.
    """

    platform = "VTCalendar"
    categories: ClassVar[tuple[int, ...]] = ()

    def check(self) -> None:
        """Every start address must be one of VTCalendar's scripts."""
        super().check()
        for url in self.start_urls:
            self._site(url)

    def _site(self, url: str) -> str:
        parts = urlsplit(url)
        match = _SCRIPT.fullmatch(parts.path)
        if match:
            return f"{parts.scheme}://{parts.netloc}{match[1]}"
        if parts.path.endswith("/"):
            return url.partition("?")[0].rstrip("/")
        raise ArgumentError(f"{url} is no address of VTCalendar (…/main.php?calendarid=…)")

    def first_request(self, url: str, series: str | None) -> Request:
        """The exports, best first."""
        site, query = self._site(url), parse_qsl(urlsplit(url).query)
        given = dict(query)
        calendar = given.get("calendarid") or given.get("calendar") or "default"
        numbers = [value for name, value in query if re.fullmatch(r"categor(?:y|ies|yid|yidlist)", name)]
        categories = ",".join(numbers) or ",".join(map(str, self.categories))
        today = self.now().astimezone(ZoneInfo(self.timezone or "UTC")).date()
        since = self.scope.since or today - timedelta(days=_DAYS_BACK)
        until = self.scope.until or today + timedelta(days=_DAYS_AHEAD)
        known = {"calendarid": calendar, "timebegin": since.isoformat()}
        new = {**known, "timeend": until.isoformat(), "maxevents": str(_MOST_EVENTS)}
        old = {**known, "rangedays": str((until - since).days)}
        if categories and categories != "0":
            new["categories"] = old["categoryidlist"] = categories
        exports = [
            (f"{site}/export/export.php", {**new, "format": "xml"}, "parse_xml"),
            (f"{site}/export/export.php", {**new, "format": "ical"}, "parse_calendar"),
            (f"{site}/export.php", {**old, "type": "xml"}, "parse_xml"),
            (f"{site}/export.php", {**old, "type": "ical"}, "parse_calendar"),
        ]
        alternatives = [
            Alternative(f"{address}?{urlencode(parameters, safe=',')}", method)
            for address, parameters, method in exports
        ]
        return self.best_of(alternatives, series)

    def parse_xml(self, response: Response) -> Iterator[Any]:
        """The events of an XML export; an error message has status 200 as well."""
        if not _XML.match(response.body):
            yield from self.unfit(response, "vtcalendar.no-export", "no VTCalendar XML")
            return
        yield from self.talks(response, format="feed")

    def parse_calendar(self, response: Response) -> Iterator[Any]:
        """The events of a calendar export."""
        if not is_calendar(response):
            yield from self.unfit(response, "vtcalendar.no-export", "no VTCalendar calendar")
            return
        yield from self.talks(response, format="ical")
