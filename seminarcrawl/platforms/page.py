"""Web pages: a page of talks, or lists of them with further pages, archives and a page for each talk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response
from scrapy.link import Link
from scrapy.linkextractors import LinkExtractor
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from seminarcrawl.errors import ArgumentError
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.pages.selection import Selection
from seminarcrawl.extractors.sniff import recognise
from seminarcrawl.faults import Fault
from seminarcrawl.items import TalkItem
from seminarcrawl.platforms.addresses import data_address
from seminarcrawl.platforms.base import read_nonempty
from seminarcrawl.platforms.details import DetailsSpider
from seminarcrawl.platforms.paging import NUMBER, REL_NEXT, Trail, counted_page, linked_page
from seminarcrawl.platforms.responses import is_markup, links_to
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.text import fold

# What a spider without a file of its own takes besides its source's address and circumstances.
PAGE_ARGUMENTS = {
    "talk_links": "a regular expression on the addresses of the talks' pages",
    "details": "true: complete a list's talks from the pages that it links to",
    "next_page": "how the list goes on: rel, a CSS selector, or an address with {page}",
    "archive_links": "a regular expression on the addresses of earlier terms",
    "content_selector": "a CSS selector of the part to read",
    "talk_selector": "a CSS selector of the element of one talk",
}
_FEWEST_SCRIPTS = 3
_LEAST_TEXT = 200  # characters without blanks: less is a frame waiting for its scripts
_PAST_THE_END = frozenset({400, 404, 410, 416})


class PageSpider(DetailsSpider):
    """Reads the talks on `start_urls`: pages in any layout, data files, announcements, Google sheets.

    Where they are:

    - `talk_links`: a regular expression on URLs. The start pages are an index: not read themselves (unless
      `details` is True), but every link on them that matches is followed and read.
    - `details`: True: the talks found in a list are completed from the pages that their links lead to;
      `max_details` bounds these.
    - `next_page`: how a list goes on: "rel" (the page's `rel=next` link), a CSS selector of the pager's link
      (`.pager a.next`), or an address with `{page}` in it (`?page={page}`, `&page={page}` beside another
      query, `/seminars/page/{page}/`), counted from `first_page` in steps of `page_step`. A list ends with a
      page that brings nothing new, or with the pages that a run may ask for (`max_pages`).
    - `archive_links`: a regular expression on the URLs of earlier terms' lists, linked from the start pages.

    Where reading alone is not enough, CSS selectors:

    - `content_selector`: the part of a page to read.
    - `talk_selector`: the element of one talk in a list.
    - `selectors`: what stands where in it (without `talk_selector`: on a talk's page):
      `{"title": "h3", "speakers": ".who", "when": "time::attr(datetime)"}`.

    A selector that points at nothing on pages that have talks has died: it is counted in the stats
    (`selectors/died/NAME`), the operator is warned, and the page is read without it.

    It cannot read pages that a browser's scripts build, nor what stands in pictures and PDF files.
    """

    platform = "web page"
    talk_links: str | None = None
    archive_links: str | None = None
    next_page: str | None = None
    first_page: ClassVar[int] = 2
    page_step: ClassVar[int] = 1
    max_pages: ClassVar[int] = 20
    content_selector: str | None = None
    talk_selector: str | None = None
    selectors: ClassVar[Mapping[str, str]] = {}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._alive: set[str] = set()
        self._missed: dict[str, str] = {}

    def check(self) -> None:
        """Patterns and selectors must be well-formed."""
        super().check()
        for name in ("talk_links", "archive_links"):
            try:
                re.compile(getattr(self, name) or "")
            except re.error as error:
                raise ArgumentError(f"{self.name}: {name} is no regular expression: {error}") from None
        self._check_selectors()

    def _check_selectors(self) -> None:
        selectors = [s for s in (self.content_selector, self.talk_selector, *self.selectors.values()) if s]
        if not selectors:
            return
        # Loaded by the spiders that need it, not by a list of all spiders.
        from seminarcrawl.extractors.pages.selected import check_field, check_selector

        try:
            for selector in selectors:
                check_selector(selector)
            for field in self.selectors:
                check_field(field)
        except ValueError as error:
            raise ArgumentError(f"{self.name}: {error}") from None

    # --- navigation

    def first_request(self, url: str, series: str | None) -> Request:
        """The start page, or the data behind it."""
        return self.request(data_address(url), series=series, dont_filter=True)

    def parse(self, response: Response, trail: Trail | None = None) -> Iterator[Any]:
        """A page of talks, or an index that leads to them; then the pages that go on from it."""
        start = trail is None
        trail = trail or Trail(response.url)
        pages = self.talk_pages(response)
        is_read = self.details or not self.links_only
        talks = self.list_talks(response) if is_read else []
        fresh = trail.brings([*pages, *map(_key, talks)])
        yield from self.with_details(talks, response)
        listed = {*links_to(response, (talk.url for talk in talks if talk.url))}
        for url in pages:
            request = None if url in listed else self.detail_request(url, response)
            if request is not None:
                yield request
        if start and self.archive_links:
            for link in self._links(response, self.archive_links)[: self.max_pages]:
                yield self.follow(response, link.url, cb_kwargs={"trail": Trail(link.url)})
        if fresh:
            yield from self._next_pages(response, trail)
        elif is_built_by_scripts(response):
            detail = "a page that a browser's scripts build: look for the feed behind it"
            self.record(Fault("unreadable", response.url, "page.scripts", detail))

    @property
    def links_only(self) -> bool:
        """Whether lists are an index of talks' pages and nothing else."""
        return self.talk_links is not None

    def talk_pages(self, response: Response) -> list[str]:
        """The addresses of talks' pages to which a list leads by `talk_links`."""
        return [link.url for link in self._links(response, self.talk_links)] if self.talk_links else []

    def _links(self, response: Response, pattern: str) -> list[Link]:
        if not is_markup(response):
            return []
        # A feed's links are the text of <link>, not an attribute.
        feed = [Link(url.strip()) for url in response.xpath("//item/link/text()").getall()]
        links = feed or LinkExtractor(restrict_css=self.content_selector or ()).extract_links(response)
        return [link for link in links if re.search(pattern, link.url) and link.url != response.url]

    def _next_pages(self, response: Response, trail: Trail) -> Iterator[Request]:
        """The request for the next page of a list, if there is one to ask for."""
        if not self.next_page or trail.pages >= self.max_pages:
            return
        following = Trail(trail.start, trail.pages + 1, trail.seen)
        if NUMBER in self.next_page:
            number = self.first_page + (trail.pages - 1) * self.page_step
            url: str | None = counted_page(trail.start, self.next_page, number)
            errback = self.counted_failed
        else:
            url = linked_page(response, REL_NEXT if self.next_page == "rel" else self.next_page)
            errback = self.failed
        if url:
            yield self.follow(response, url, errback=errback, cb_kwargs={"trail": following})

    def counted_failed(self, failure: Failure) -> None:
        """Past the end of a list that we count through, an error says that it has ended."""
        error = failure.value
        if isinstance(error, HttpError) and error.response.status in _PAST_THE_END:
            return
        self.failed(failure)

    # --- reading

    def list_talks(self, response: Response) -> list[TalkItem]:
        """The talks of a list; or the one talk of the start page, when nothing leads from it to others."""
        leads_on = self.details or self.links_only
        fields = self.selectors if self.talk_selector or not leads_on else {}
        return self._read_page(response, Selection(self.talk_selector, fields))

    def page_talks(self, response: Response) -> list[TalkItem]:
        """The talks on a talk's own page."""
        return self._read_page(response, Selection(None, {} if self.talk_selector else self.selectors))

    def _read_page(self, response: Response, selection: Selection) -> list[TalkItem]:
        document = self.document(response)
        if not (self.links_only or self.next_page) and self.is_known(document):
            return []
        if not (self.content_selector or selection.talk or selection.fields):
            return self.read(document)
        return self.read(document, reader=lambda d: self._selected(d, selection))

    def _selected(self, document: Document, selection: Selection) -> list[Draft]:
        """A document's talks by the selectors, those that point at nothing told."""
        from seminarcrawl.extractors.pages.selected import read_selected, restrict

        if (self.format or recognise(document)) != "page":
            return read_nonempty(document, self.format)
        matched: set[str] = set()
        missed: set[str] = set()
        if self.content_selector:
            restricted = restrict(document, self.content_selector)
            (missed if restricted is None else matched).add("content_selector")
            document = restricted or document
        if selection.talk or selection.fields:
            found = read_selected(document, selection)
            drafts, matched, missed = found.drafts, matched | found.matched, missed | found.missed
        else:
            drafts = read_nonempty(document, "page")
        if drafts:
            self._note_selectors(document, matched, missed)
        return drafts

    def _note_selectors(self, document: Document, matched: set[str], missed: set[str]) -> None:
        """Count the selectors that have pointed at nothing yet; one that does after all is alive."""
        self._alive |= matched
        for name in missed:
            self._missed.setdefault(name, document.url)
        for name in self._missed:
            self._stats.set_value(f"selectors/died/{name}", 0 if name in self._alive else 1)

    def closed(self, reason: str) -> None:
        """Tell of every selector that pointed at nothing in the whole run."""
        for name, url in self._missed.items():
            if name not in self._alive:
                selector = self.selectors.get(name) or getattr(self, name, "")
                self.logger.warning("%s: %s (%r) points at nothing [selector.died]", url, name, selector)


def is_built_by_scripts(response: Response) -> bool:
    """Whether a page is next to nothing without its scripts."""
    if not is_markup(response) or len(response.css("script")) < _FEWEST_SCRIPTS:
        return False
    words = response.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    return len("".join(" ".join(words.getall()).split())) < _LEAST_TEXT


def _key(talk: TalkItem) -> str:
    """By what a talk is known again on the next page of its list."""
    who = ", ".join(speaker.name for speaker in talk.speakers)
    return "|".join([talk.start or talk.when or "", fold(talk.title or who), talk.uid or talk.url or ""])
