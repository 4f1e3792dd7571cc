"""Sources that have no file of their own yet: everything about them stands on the command line."""

from __future__ import annotations

from typing import ClassVar

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.base import TalkSpider, http_url


class AnywhereSpider(TalkSpider):
    """Takes the address and the circumstances of its source as arguments.

    `scrapy crawl NAME -a url=https://… -a timezone=Europe/Paris`
    """

    url: str | None = None
    in_crawlall = False
    arguments: ClassVar[dict[str, str]] = {
        "url": "the address to read",
        "timezone": "the institution's IANA zone",
        "languages": "language codes, most likely first: fr,en",
        "date_order": "DMY, MDY or YMD",
        "series": "the series that all its talks belong to",
        "host": "who organises them",
        "summary_role": "what a calendar's SUMMARY is",
        "source_name": "what to call the source in the outputs; without it, the spider's name",
    }
    source_name: str | None = None

    def check(self) -> None:
        """The address must be one of the web's."""
        url = http_url(self.url or "")
        if not url.startswith(("http://", "https://")) or not url.partition("://")[2]:
            raise ArgumentError(f"{self.name} needs url=https://… (got {self.url!r})")
        self.start_urls = [url]
        super().check()

    @property
    def source(self) -> str:
        """The name given, so that two sources crawled in this way stay two."""
        return self.source_name or self.name
