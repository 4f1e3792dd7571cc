"""RSS and Atom feeds, whose items often say less than the pages they link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.sniff import recognise
from seminarcrawl.faults import fault_of
from seminarcrawl.platforms.page import PageSpider
from seminarcrawl.platforms.paging import Trail
from seminarcrawl.platforms.responses import is_markup, link_to, links_to
from seminarcrawl.reading.kinds import names_talk

_FEED_TYPE = "contains(@type, 'rss') or contains(@type, 'atom')"
_ITEM = "*[local-name()='item' or local-name()='entry']"


class FeedSpider(PageSpider):
    """Reads `start_urls` as RSS or Atom feeds, or finds the feed on the page that they are.

    - `details`: True (as it stands): an item that lacks speaker, title, hour or abstract is completed from
      its page, and one that states no day of its own (a posting) is looked up there; False: the feed alone.
    - `talk_links`: a regular expression on the items' addresses: which of them to look up.
    - `max_details`: how many pages of items a run asks for at the most; `max_pages`: how many of the feed.

    The day on which an item was published is never taken for the talk's. A feed holds the latest items only:
    what has left it between two runs is not seen.
    """

    platform = "RSS/Atom"
    details = True
    max_details: ClassVar[int] = 60

    @property
    def links_only(self) -> bool:
        """A feed's items are read themselves."""
        return False

    def parse(self, response: Response, trail: Trail | None = None) -> Iterator[Any]:
        """A feed; or a page that says where its feed is."""
        if self.is_page(response):
            yield from self._feed_of_page(response)
        else:
            yield from super().parse(response, trail)

    def is_page(self, response: Response) -> bool:
        """Whether what came is a web page; False for what cannot be read at all (its reader says so)."""
        try:
            return recognise(self.document(response)) == "page"
        except ExtractionError:
            return False

    def _feed_of_page(self, response: Response) -> Iterator[Request]:
        """The feed that a page announces: one that is about talks, before any other."""
        feeds: dict[str, str] = {}
        if is_markup(response):
            for link in response.xpath(f"//link[contains(@rel, 'alternate')][{_FEED_TYPE}][@href]"):
                if url := link_to(response, link.attrib["href"]):
                    feeds.setdefault(url, link.attrib.get("title", ""))
        words = {url: f"{re.sub('[/_.-]+', ' ', url)} {title}" for url, title in feeds.items()}
        chosen = next((url for url in feeds if names_talk(words[url])), next(iter(feeds), None))
        if chosen is None or chosen == response.url:
            error = ExtractionError("feed.none", "a page that announces no feed", url=response.url)
            self.record(fault_of(error, response.url))
            return
        yield self.follow(response, chosen)

    def talk_pages(self, response: Response) -> list[str]:
        """The addresses of the items, each once."""
        if not self.details or not is_markup(response):
            return []
        pattern = re.compile(self.talk_links or "")
        rss = f"//{_ITEM}/*[local-name()='link' and not(@href)]/text()"
        atom = f"//{_ITEM}/*[local-name()='link' and (not(@rel) or @rel='alternate')]/@href"
        links = links_to(response, response.xpath(f"{rss} | {atom}").getall())
        return [link for link in links if pattern.search(link)]

    def _next_pages(self, response: Response, trail: Trail) -> Iterator[Request]:
        """The feed's own link to its next page, unless the leaf says how to count."""
        if self.next_page or not is_markup(response):
            yield from super()._next_pages(response, trail)
            return
        href = response.xpath("/*/*[local-name()='link'][@rel='next']/@href").get()
        href = href or response.xpath("/*/*/*[local-name()='link'][@rel='next']/@href").get()
        if href and trail.pages < self.max_pages:
            following = Trail(trail.start, trail.pages + 1, trail.seen)
            yield self.follow(response, href, cb_kwargs={"trail": following})
