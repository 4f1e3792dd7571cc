"""Web pages: a page of talks, or an index whose links lead to the pages of single talks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from scrapy.http import Response, TextResponse
from scrapy.link import Link
from scrapy.linkextractors import LinkExtractor

from seminarcrawl.platforms.base import TalkSpider


class PageSpider(TalkSpider):
    """Reads the talks on `start_urls`.

    With `talk_links` (a regular expression on URLs) the start pages are an index: not read themselves,
    but every link on them that matches is followed and read, `max_pages` at the most.
    """

    platform = "web page"
    talk_links: ClassVar[str | None] = None
    max_pages: ClassVar[int] = 200

    def parse(self, response: Response) -> Iterable[Any]:
        """A page of talks, or an index that leads to them."""
        if self.talk_links is None:
            return self.talks(response)
        return [self.request(link.url, self.parse_talk) for link in self._links(response)[: self.max_pages]]

    def parse_talk(self, response: Response) -> Iterable[Any]:
        """The page that an index led to: when it holds one talk, it is that talk's own page."""
        talks = list(self.talks(response))
        if len(talks) == 1:
            talks[0].url = talks[0].url or response.url
        return talks

    def _links(self, response: Response) -> list[Link]:
        if not isinstance(response, TextResponse):
            return []
        # A feed's links are the text of <link>, not an attribute.
        feed = [Link(url.strip()) for url in response.xpath("//item/link/text()").getall()]
        pattern = re.compile(self.talk_links or "")
        links = feed or LinkExtractor().extract_links(response)
        return [link for link in links if pattern.search(link.url)]
