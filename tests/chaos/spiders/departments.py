"""A department with several calendars, and one with several pages."""

from __future__ import annotations

import os
from typing import ClassVar

from seminarcrawl.platforms.ical import ICalSpider
from seminarcrawl.platforms.page import PageSpider


class Calendars(ICalSpider):
    """Reads every calendar in `urls`, separated by blanks."""

    name = "calendars"
    timezone = "Europe/Zurich"
    arguments: ClassVar[dict[str, str]] = {"urls": "addresses, separated by blanks"}
    urls: str = ""

    def check(self) -> None:
        super().check()
        self.start_urls = self.urls.split()


class Pages(PageSpider):
    """Reads every page in `urls`, and those that follow it."""

    name = "pages"
    timezone = "Europe/Zurich"
    next_page = "a.next" if os.environ.get("CHAOS_ENDLESS") else "rel"
    max_pages = 1_000_000 if os.environ.get("CHAOS_ENDLESS") else 20
    arguments: ClassVar[dict[str, str]] = {"urls": "addresses, separated by blanks"}
    urls: str = ""

    def check(self) -> None:
        super().check()
        self.start_urls = self.urls.split()
