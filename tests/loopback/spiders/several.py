"""A source with many addresses, given in one argument."""

from __future__ import annotations

from typing import ClassVar

from seminarcrawl.platforms.base import TalkSpider


class SeveralSpider(TalkSpider):
    """Reads every address in `urls`, separated by blanks."""

    name = "several"
    timezone = "Europe/Paris"
    arguments: ClassVar[dict[str, str]] = {"urls": "addresses, separated by blanks"}
    urls: str = ""

    def check(self) -> None:
        super().check()
        self.start_urls = self.urls.split()
