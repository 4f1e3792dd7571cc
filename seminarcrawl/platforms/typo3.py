"""TYPO3 sites: lists of events or news, a page for each, and a calendar entry on it."""

from __future__ import annotations

from typing import ClassVar

from scrapy.http import Response

from seminarcrawl.platforms.page import PageSpider


class Typo3Spider(PageSpider):
    """Reads lists of *sf_event_mgt*, *news*, *cal*, *calendarize* and their kin, and the pages they lead to.

    The lists are read and each talk completed from its page (`details`, `max_details`); links whose query
    names an event or a news item (`tx_…[event]=7`) are looked up as well. On sites with speaking addresses,
    `talk_links` says what these look like (`/veranstaltung/detail/`). The calendar entry that a page offers
    (`entry_calendars`) gives the hour where the page has none. The pager is found by the usual classes;
    `next_page` says otherwise.

    TYPO3 has no address at which all events can be had: a site's calendar of its own goes to `ICalSpider`.
    """

    platform = "TYPO3"
    details = True
    max_details: ClassVar[int] = 100
    entry_calendars = True
    next_page = (
        "a[rel~=next], li.next a, a.next, .f3-widget-paginator .next a, .page-navigation .next a, "
        ".pagination .page-item.next a"
    )
    talk_links: str | None = (
        r"[?&]tx_[a-z0-9]{2,30}_[a-z0-9]{2,40}(?:%5B|\[)(?:event|news|uid|index|talk|item|vortrag|termin)"
        r"(?:%5D|\])=\d"
    )

    @property
    def links_only(self) -> bool:
        """The lists are read themselves."""
        return False

    def talk_pages(self, response: Response) -> list[str]:
        """The pages that a list's links name, when talks are to be completed from their pages."""
        return super().talk_pages(response) if self.details else []
