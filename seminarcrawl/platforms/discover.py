"""From one address to the ways in which its talks may be read: platforms, calendars, feeds, the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_base_url

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.sniff import Format
from seminarcrawl.extractors.sniff import recognise as format_of
from seminarcrawl.platforms.base import TalkSpider, http_url
from seminarcrawl.platforms.recognise import Recognised, recognise
from seminarcrawl.platforms.responses import header_of
from seminarcrawl.reading.context import Context

TEMPLATES = Path(__file__).parents[1] / "templates" / "spiders"
_CALENDAR = re.compile(
    r"^webcals?:|\.(?:ics|ical)(?:$|[?#])|[?&](?:ical|outlook-ical)=1|/(?:ical|ics|icalendar|ics_view)/?(?:$|[?#])"
    r"|(?:outputformat|format|method|type)=(?:ical|ics)\b",
    re.I,
)
_FEED = re.compile(
    r"(?:/(?:feed|rss|atom)/?|\.(?:rss|atom)|/(?:rss|atom|feed|index|events|talks)\.xml)(?:$|[?#])", re.I
)
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml"})
# Feeds of comments, of everything on a site, and of how to subscribe are no feeds of talks.
_NO_TALKS = re.compile(r"/comments/|[?&]feed=comments|oembed|xmlrpc", re.I)
_DIGITS = re.compile(r"\d+|[0-9a-f]{8,}")
_MANY_ALIKE = 3  # calendars whose addresses differ in a number only are those of single talks
_MOST_OF_A_KIND = 3
_BY_FORMAT: dict[Format, str] = {"ical": "ical", "feed": "feed"}


@dataclass(frozen=True)
class Candidate:
    """One way to read a source: the template (the platform's name) and the start addresses for it.

    `why` says in words how it was found. `is_structured`: the data is meant for programs. `options` are
    further attributes of the spider.
    """

    template: str
    urls: tuple[str, ...]
    why: str
    is_structured: bool = True
    options: dict[str, Any] = field(default_factory=dict)


def candidates(response: Response) -> list[Candidate]:
    """How the talks at an address may be read, the most promising first; the page itself is always last.

    Each is only what it looks like: whether it yields talks has to be tried.
    """
    kind = _format(response) if response.body else "page"
    own = _BY_FORMAT.get(kind or "page")
    if not isinstance(response, TextResponse) or kind not in {"page", *_BY_FORMAT}:
        return [Candidate("page", (response.url,), f"a {kind or 'document'}", kind == "data")]
    platforms = recognise(response)
    found = [*_of_platforms(platforms)]
    if own and has_template(own):
        found.append(Candidate(own, (response.url,), f"it is a {kind} itself"))
    if kind == "page":
        found += [*_calendars(response), *_other_feeds(response), *_feeds_of_software(platforms, response)]
        options = {"next_page": "rel"} if response.xpath("//a[@rel='next']") else {}
        why = "the page as people see it"
        found.append(Candidate("page", (response.url,), why, is_structured=False, options=options))
    return _distinct(found)


def index_of(response: Response) -> Candidate | None:
    """A page that only leads to the talks' own pages: most of its links that go on below one address.

    None when no three links are alike in this way.
    """
    if not isinstance(response, TextResponse):
        return None
    host, own = urlsplit(response.url).netloc, urlsplit(response.url).path.rstrip("/")
    links = {url.partition("#")[0].partition("?")[0].rstrip("/") for url in _addresses(response)}
    parents = Counter(
        parts.path.rpartition("/")[0]
        for parts in map(urlsplit, links)
        if parts.netloc == host and "/" in parts.path[1:] and parts.path != own
    )
    # Below the page itself if anything is: what is elsewhere on the site is rather its menu.
    below = [parent for parent in parents if parent.startswith(own)] if own else []
    likely = [parent for parent in below or parents if parents[parent] >= _MANY_ALIKE]
    if not likely:
        return None
    parent = max(likely, key=lambda one: parents[one])
    pattern = re.escape(parent).replace("\\-", "-") + r"/[^/?#]+$"
    why = f"the pages below {parent}/ to which it leads"
    return Candidate("page", (response.url,), why, is_structured=False, options={"talk_links": pattern})


@cache
def base_of(template: str) -> type[TalkSpider] | None:
    """The base spider that a template names; None when there is no such template."""
    if not has_template(template):
        return None
    text = (TEMPLATES / f"{template}.tmpl").read_text(encoding="utf-8")
    match = re.search(r"^from (\S+) import (\w+)$", text, re.M)
    base: type[TalkSpider] | None = getattr(import_module(match[1]), match[2]) if match else None
    return base


def has_template(name: str) -> bool:
    """Whether a spider can be written for this platform."""
    return (TEMPLATES / f"{name}.tmpl").is_file()


def _format(response: Response) -> Format | None:
    content_type = header_of(response, "Content-Type") or None
    context = Context(url=response.url, fetched_at=datetime(2000, 1, 1, tzinfo=UTC))  # only its form counts
    try:
        return format_of(Document(response.body, context, content_type))
    except ExtractionError:
        return None


def _of_platforms(platforms: list[Recognised]) -> Iterator[Candidate]:
    for platform in platforms:
        if has_template(platform.sign.name):
            yield Candidate(platform.sign.name, platform.urls, f"{platform.sign.label}: {platform.why}")


def _calendars(response: TextResponse) -> list[Candidate]:
    """The calendars that a page links to, single talks' entries left out."""
    typed = response.xpath("//link[contains(@type, 'text/calendar')]/@href").getall()
    links = [http_url(url) for url in _addresses(response) if _CALENDAR.search(url)]
    urls = dict.fromkeys([*(_absolute(response, url) for url in typed), *_lists(links)])
    return [_linked("ical", url, "a calendar that the page links to") for url in _few(urls)]


def _other_feeds(response: TextResponse) -> list[Candidate]:
    """RSS and Atom feeds, those in the page's head first."""
    if not has_template("feed"):
        return []
    links = response.xpath("//link[@rel='alternate' and @href]")
    typed = [link.attrib["href"] for link in links if link.attrib.get("type", "").lower() in _FEED_TYPES]
    linked = [url for url in _addresses(response) if _FEED.search(url)]
    urls = dict.fromkeys([*(_absolute(response, url) for url in typed), *linked])
    return [_linked("feed", url, "a feed that the page links to") for url in _few(urls)]


def _feeds_of_software(platforms: list[Recognised], response: TextResponse) -> Iterator[Candidate]:
    for platform in platforms:
        for feed in platform.sign.feeds:
            yield _linked("ical", response.urljoin(feed), f"what {platform.sign.label} usually offers")


def _linked(template: str, url: str, why: str) -> Candidate:
    return Candidate(template, (url,), f"{why}: {url}")


def _addresses(response: TextResponse) -> list[str]:
    """Where a page leads: links and frames, absolute, without what leads nowhere."""
    found = response.xpath("//a/@href | //iframe/@src | //area/@href").getall()
    return [
        _absolute(response, url)
        for url in found
        if not url.strip().startswith(("#", "javascript:", "mailto:"))
    ]


def _absolute(response: TextResponse, url: str) -> str:
    try:
        return http_url(urljoin(get_base_url(response), url.strip()))
    except ValueError:  # a bracket that is no IPv6 address
        return ""


def _lists(urls: list[str]) -> list[str]:
    """Of the calendars linked to, those that are not one of many alike: these are single talks' entries."""
    shapes = [_DIGITS.sub("0", url) for url in urls]
    return [url for url, shape in zip(urls, shapes, strict=True) if shapes.count(shape) < _MANY_ALIKE]


def _few(urls: dict[str, None]) -> list[str]:
    is_web = (url for url in urls if urlsplit(url).scheme in {"http", "https"} and not _NO_TALKS.search(url))
    return [*is_web][:_MOST_OF_A_KIND]


def _distinct(found: list[Candidate]) -> list[Candidate]:
    """Each way once: an address with two readers stays twice, one address found in two ways does not."""
    seen: dict[tuple[str, tuple[str, ...]], Candidate] = {}
    for candidate in found:
        seen.setdefault((candidate.template, candidate.urls), candidate)
    return [*seen.values()]
