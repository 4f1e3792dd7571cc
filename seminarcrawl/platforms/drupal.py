"""Drupal sites: lists made by Views, their calendar and RSS feeds, JSON:API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.sniff import Format, recognise
from seminarcrawl.faults import Fault
from seminarcrawl.platforms.feed import FeedSpider
from seminarcrawl.platforms.page import PageSpider
from seminarcrawl.platforms.paging import Trail
from seminarcrawl.platforms.responses import is_markup, links_to

# Drupal gives no more resources at once, whatever is asked for.
_MOST_RESOURCES = 50
_BASIC_UTC = re.compile(rb"(?<=\d{8}T\d{6})Z\b")
_EXTENDED_UTC = re.compile(rb"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?:Z\b|[+-]00:?00\b)")


class DrupalSpider(FeedSpider):
    """Reads a Drupal site from whichever of these `start_urls` are: lists, a calendar, RSS, JSON:API.

    - A list (a page of `views-row`s): read page after page by its pager; `next_page` says otherwise.
      `details = True` completes its talks from their own pages (`max_details`), and looks up the rows in
      which no talk could be read.
    - A calendar (`/feeds/events/ical.ics`, `/calendar.ics`, `/events/ical`): read as it is; `summary_role`
      says what its SUMMARY is.
    - RSS: read as a feed; items are looked up only with `details = True`.
    - `jsonapi`: the kind of resource, such as "node/event", on sites that publish `/jsonapi`; the start
      address is then any page of the site. `date_field` ("field_event_date") limits it to the days of
      `since` and `until` (else: a month back, a year ahead); `include` names the relationships to have as
      well ("field_speaker"). With `details = True`, events that do not say of themselves that they are talks
      are looked up on their pages.
    - `z_is_local`: True: the site writes local time with the `Z` of UTC.

    It cannot sign in, and it does not read what a site's scripts fetch.
    """

    platform = "Drupal"
    details = False
    next_page = "li.pager__item--next a, li.pager-next a, ul.pager a[rel~=next], nav.pager a[rel~=next]"
    jsonapi: ClassVar[str | None] = None
    date_field: ClassVar[str | None] = None
    include: ClassVar[tuple[str, ...]] = ()
    z_is_local: ClassVar[bool] = False

    # --- navigation

    def first_request(self, url: str, series: str | None) -> Request:
        """The start address, or JSON:API on its site."""
        if self.jsonapi or "/jsonapi/" in url:
            return self.request(self._jsonapi_url(url), self.parse_jsonapi, series=series, dont_filter=True)
        return super().first_request(url, series)

    def _jsonapi_url(self, url: str) -> str:
        parts = urlsplit(url)
        if "/jsonapi/" in parts.path and parts.query:
            return url
        path = parts.path if "/jsonapi/" in parts.path else f"/jsonapi/{(self.jsonapi or '').strip('/')}"
        query = {"page[limit]": str(_MOST_RESOURCES), **self._days()}
        if self.include:
            query["include"] = ",".join(self.include)
        return f"{parts.scheme}://{parts.netloc}{path}?{urlencode(query)}"

    def _days(self) -> dict[str, str]:
        """The filter for the days that are asked for, and the order by them."""
        if not self.date_field:
            return {}
        first, last = self.window()
        query = {"sort": self.date_field}
        for name, operator, value in (
            ("first", ">=", f"{first}T00:00:00"),
            ("last", "<=", f"{last}T23:59:59"),
        ):
            query[f"filter[{name}][condition][path]"] = f"{self.date_field}.value"
            query[f"filter[{name}][condition][operator]"] = operator
            query[f"filter[{name}][condition][value]"] = value
        return query

    def parse(self, response: Response, trail: Trail | None = None) -> Iterator[Any]:
        """A list's page, a calendar or a feed, by what came."""
        kind = self._kind(response)
        if kind == "page":
            yield from PageSpider.parse(self, response, trail)
        elif kind == "feed":
            yield from super().parse(response, trail)
        else:
            yield from self.with_details(self.talks(response), response)

    def _kind(self, response: Response) -> Format | None:
        try:
            return recognise(self.document(response))
        except ExtractionError:
            return None

    def talk_pages(self, response: Response) -> list[str]:
        """The pages that `talk_links` names; without it, those of a feed's items and of a list's rows."""
        if self._kind(response) == "feed":
            return super().talk_pages(response)
        if self.talk_links or not self.details or not is_markup(response):
            return PageSpider.talk_pages(self, response)
        host = urlsplit(response.url).netloc
        first = [row.xpath("(.//a/@href)[1]").get() for row in response.css(".views-row")]
        links = links_to(response, (href for href in first if href))
        return [link for link in links if urlsplit(link).netloc == host]

    @property
    def links_only(self) -> bool:
        """Whether lists are an index of talks' pages and nothing else."""
        return self.talk_links is not None and not self.details

    def parse_jsonapi(self, response: Response, page: int = 1) -> Iterator[Any]:
        """One page of resources, then the next."""
        talks = list(self.talks(response, format="data"))
        yield from self.with_details(talks, response)
        listed = {*links_to(response, (talk.url for talk in talks if talk.url))}
        for url in self._resource_pages(response) if self.details else ():
            request = None if url in listed else self.detail_request(url, response)
            if request is not None:
                yield request
        following = self._next_resources(response)
        if following and page < self.max_pages:
            yield self.follow(response, following, self.parse_jsonapi, cb_kwargs={"page": page + 1})

    def _resource_pages(self, response: Response) -> list[str]:
        """The pages of all resources, those among them in which no talk could be read."""
        try:
            resources = response.json()["data"] if isinstance(response, TextResponse) else []
            aliases = [((one.get("attributes") or {}).get("path") or {}).get("alias") for one in resources]
        except (ValueError, AttributeError, TypeError, KeyError):
            return []
        return links_to(response, (alias for alias in aliases if isinstance(alias, str)))

    def _next_resources(self, response: Response) -> str | None:
        """The address of the next page of resources, as an object or as text."""
        try:
            answer = response.json() if isinstance(response, TextResponse) else {}
            link = answer["links"].get("next") if answer.get("links") else None
        except (ValueError, AttributeError, TypeError):
            return None  # its reader has recorded what is wrong
        href = link.get("href") if isinstance(link, dict) else link
        errors = answer.get("errors") or answer.get("meta", {}).get("omitted")
        if errors:
            detail = "the site keeps some of its events to itself"
            self.record(Fault("partial", response.url, "drupal.omitted", detail))
        return href if isinstance(href, str) else None

    # --- reading

    def document(self, response: Response, **known: Any) -> Document:
        """The response, with local times that are no longer labelled as UTC where the site does that."""
        document = super().document(response, **known)
        if self.z_is_local:
            body = _EXTENDED_UTC.sub(rb"\1", _BASIC_UTC.sub(b"", document.body))
            document = Document(body, document.context, document.content_type)
        return document
