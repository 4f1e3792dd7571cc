"""Any calendar feed (iCalendar), `webcal:` included."""

from __future__ import annotations

from seminarcrawl.platforms.base import TalkSpider


class ICalSpider(TalkSpider):
    """Reads `start_urls` as calendars: anything else is reported as `not_calendar`."""

    platform = "iCalendar"
    format = "ical"
