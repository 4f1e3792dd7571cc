"""Modern Events Calendar, a calendar plugin of WordPress."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response, TextResponse

from seminarcrawl.platforms.details import DetailsSpider
from seminarcrawl.platforms.responses import json_of, links_to

_LINKS = (
    "//*[contains(@class, 'mec-event-title') or contains(@class, 'mec-event-article')]"
    "//a[contains(@href, '/')]/@href"
)
_SINGLE = "//*[contains(concat(' ', normalize-space(@class), ' '), ' mec-single-event ')]"
_API = "//link[@rel='https://api.w.org/']/@href"
_POSTS = "wp/v2/mec-events?per_page=50&_fields=link"


class ModernEventsCalendarSpider(DetailsSpider):
    """Reads a list of events, then each event's own page, which alone has the hour and the speaker.

    - `start_urls`: any page that lists events (`https://maths.example.org/events/`, a category's), or one
      event's page. Where a page lists none, WordPress is asked for the events entered last.
    - `max_details`: how many events' pages are read.

    The list shows what its owner chose, often the next few events: what its "load more" button would bring
    is out of reach, and so is the past.
    """

    platform = "Modern Events Calendar"
    details = True
    entry_calendars = True
    max_details: ClassVar[int] = 100

    def parse(self, response: Response) -> Iterator[Any]:
        """The events of a list, each completed from its page; an event's page itself."""
        if isinstance(response, TextResponse) and response.xpath(_SINGLE):
            yield from self.parse_details(response, [])
            return
        talks = list(self.talks(response))
        yield from self.with_details(talks, response)
        others = event_links(response)
        requests = [self.detail_request(url, response) for url in others]
        yield from (request for request in requests if request is not None)
        api = response.xpath(_API).get() if isinstance(response, TextResponse) else None
        if api and not talks and not others:
            yield self.follow(response, urljoin(api, _POSTS), self.parse_posts)

    def parse_posts(self, response: Response) -> Iterator[Any]:
        """The pages of the events that WordPress lists, without their dates."""
        rows = json_of(response)
        for row in rows if isinstance(rows, list) else ():
            link = row.get("link") if isinstance(row, dict) else None
            request = self.detail_request(link, response) if isinstance(link, str) else None
            if request is not None:
                yield request


def event_links(response: Response) -> list[str]:
    """The pages of the events on a list, on the list's own host, in its order."""
    if not isinstance(response, TextResponse):
        return []
    host = urlsplit(response.url).netloc
    links = links_to(response, response.xpath(_LINKS).getall())
    return [link for link in links if urlsplit(link).netloc == host]
