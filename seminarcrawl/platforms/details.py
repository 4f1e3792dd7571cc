"""Lists whose talks have pages of their own: the list says what there is, each page says the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.linkextractors import IGNORED_EXTENSIONS
from twisted.python.failure import Failure

from seminarcrawl.errors import ArgumentError
from seminarcrawl.extractors.document import Document
from seminarcrawl.items import TalkItem
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.platforms.responses import is_markup, link_to, links_to
from seminarcrawl.reading.identity import identify, same_speakers, starts_agree, titles_agree
from seminarcrawl.reading.merge import merge
from seminarcrawl.reading.text import fold

_CALENDAR_LINK = re.compile(r"\.ics(?:$|[?#])|[/?&=:](?:ical|ics|vcal)(?:$|[/?&#D])|webcal:", re.I)


class DetailsSpider(TalkSpider):
    """Base of the spiders that complete a list's talks from the talks' own pages.

    - `details`: True: a list's talk without speaker, title, hour or abstract is completed from its page.
    - `max_details`: how many such pages a run asks for at the most.
    - `entry_calendars`: True: a talk whose page states no hour is completed from the calendar entry (`.ics`)
      that its page offers.
    """

    details: bool = False
    max_details: ClassVar[int] = 200
    entry_calendars: ClassVar[bool] = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._details_asked: set[str] = set()

    def _read_arguments(self, given: dict[str, str]) -> None:
        """`details` may come as text."""
        super()._read_arguments(given)
        if "details" in given:
            if given["details"] not in ("true", "false"):
                raise ArgumentError(f"details must be true or false, not {given['details']!r}")
            self.details = given["details"] == "true"

    def with_details(self, talks: Iterable[TalkItem], response: Response) -> Iterator[TalkItem | Request]:
        """The talks of a list, those that have to be completed as requests for their pages."""
        by_page: dict[str, list[TalkItem]] = {}
        links = links_by_text(response) if self.details else {}
        for talk in talks:
            href = talk.url or link_of(talk, links)
            url = link_to(response, href) if href else None
            if url and self.details and self.scope.covers(talk.start) and not is_complete(talk):
                by_page.setdefault(url, []).append(talk)
            else:
                yield talk
        for url, own in by_page.items():
            request = self.detail_request(url, response, own)
            yield from own if request is None else [request]

    def detail_request(
        self, url: str, response: Response, talks: list[TalkItem] | None = None
    ) -> Request | None:
        """A request for a talk's page; None when it was asked for, or the run has asked for enough."""
        if url in self._details_asked or url == response.url or is_file(url):
            return None
        if len(self._details_asked) >= self.max_details:
            self.count("details/left_out")
            return None
        self._details_asked.add(url)
        return self.follow(
            response,
            url,
            self.parse_details,
            errback=self.details_failed,
            cb_kwargs={"talks": talks or []},
            dont_filter=True,
        )

    def parse_details(self, response: Response, talks: list[TalkItem]) -> Iterator[TalkItem | Request]:
        """The list's talks completed from their page; what the page states when the list said nothing."""
        if not talks and super().is_known(self.document(response)):
            return
        found = self.page_talks(response)
        for talk in talks:
            partner = partner_of(talk, found, alone=len(talks) == 1)
            if partner is not None:
                merge(talk, partner)
            talk.url = talk.url or response.url
        if not talks and len(found) == 1:
            found[0].url = found[0].url or response.url
        yield from self._with_calendar(talks or found, response)

    def is_known(self, document: Document) -> bool:
        """A list that leads to its talks' pages is read each time, for the way on."""
        return not self.details and super().is_known(document)

    def page_talks(self, response: Response) -> list[TalkItem]:
        """The talks on a talk's own page."""
        return list(self.talks(response, needed=True))

    def details_failed(self, failure: Failure) -> Iterator[TalkItem]:
        """Without their page the list's talks are what they are."""
        self.failed(failure)
        yield from failure.request.cb_kwargs["talks"]  # type: ignore[attr-defined]

    def _with_calendar(self, talks: list[TalkItem], response: Response) -> Iterator[TalkItem | Request]:
        """The talks, or a request for the calendar entry that has the hour which their page left out."""
        url = calendar_link(response) if self.entry_calendars and any(map(_has_no_hour, talks)) else None
        if url is None:
            yield from talks
            return
        yield self.follow(
            response,
            url,
            self.parse_entry,
            errback=self.details_failed,
            cb_kwargs={"talks": talks},
            dont_filter=True,
        )

    def parse_entry(self, response: Response, talks: list[TalkItem]) -> Iterator[TalkItem]:
        """The talks completed from their calendar entry."""
        # Loaded by the spiders that need it, not by a list of all spiders.
        from seminarcrawl.extractors.ical.extractor import extract_entries

        found = self.read(self.document(response), reader=extract_entries)
        for talk in talks:
            partner = partner_of(talk, found, alone=len(talks) == 1)
            if partner is not None:
                partner.uid = None  # not every run asks for the entry: it cannot be what a talk is known by
                merge(talk, partner)
            yield talk


def is_complete(talk: TalkItem) -> bool:
    """Whether a list says all that a talk's page could add: who, what, at which hour, the abstract."""
    return bool(talk.title and talk.speakers and talk.abstract) and not _has_no_hour(talk)


def _has_no_hour(talk: TalkItem) -> bool:
    return "T" not in (talk.start or "")


def partner_of(talk: TalkItem, found: list[TalkItem], *, alone: bool) -> TalkItem | None:
    """Which of a page's talks is this one; None when none of them is.

    `alone`: the list leads to the page from this talk only, so that a single talk on it must be the one,
    unless they are on different days.
    """
    mine = identify(talk)
    candidates = [(other, identify(other)) for other in found]
    candidates = [(other, theirs) for other, theirs in candidates if starts_agree(mine, theirs)]
    if alone and len(found) == 1:
        return candidates[0][0] if candidates else None
    same = [
        other
        for other, theirs in candidates
        if (mine.title and mine.title == theirs.title)
        or (titles_agree(mine, theirs) and same_speakers(mine, theirs))
    ]
    return same[0] if len(same) == 1 else None


def links_by_text(response: Response) -> dict[str, set[str]]:
    """The addresses on its own site to which a page's links lead, by their folded text.

    A title that leads elsewhere leads to a paper, a name to a person's page.
    """
    links: dict[str, set[str]] = {}
    host = urlsplit(response.url).netloc
    if is_markup(response):
        for anchor in response.xpath("//a[@href]"):
            text = fold(" ".join(anchor.xpath(".//text()").getall()))
            url = link_to(response, anchor.attrib["href"])
            if url and urlsplit(url).netloc == host:
                links.setdefault(text, set()).add(url)
    return links


def link_of(talk: TalkItem, links: Mapping[str, set[str]]) -> str | None:
    """The one link whose text is the talk's title, or its speaker's name when it has no title."""
    text = fold(talk.title or (talk.speakers[0].name if talk.speakers else ""))
    found = links.get(text, set()) if text else set()
    return next(iter(found)) if len(found) == 1 else None


def is_file(url: str) -> bool:
    """Whether an address is a picture's, a recording's or a paper's, and no page's."""
    return PurePosixPath(urlsplit(url).path).suffix.lower().lstrip(".") in IGNORED_EXTENSIONS


def calendar_link(response: Response) -> str | None:
    """The calendar entry that a page offers for its talk; None when it offers none, or several."""
    if not is_markup(response):
        return None
    found = response.xpath("//a/@href | //link[@type='text/calendar']/@href").getall()
    links = links_to(response, filter(_CALENDAR_LINK.search, found))
    return links[0] if len(links) == 1 else None
