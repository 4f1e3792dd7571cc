"""Localist (Concept3D), the calendar of many universities of the United States."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from scrapy import Request
from scrapy.http import Response

from seminarcrawl.platforms.alternatives import Alternative, AlternativesSpider
from seminarcrawl.platforms.responses import json_of

_DAYS_AT_ONCE = 370
_ROWS_AT_ONCE = 100
_FEED = re.compile(r"\.(?:ics|rss|xml)$", re.I)
_API = re.compile(r"^(.{0,200}?)/api/2(?:\.\d)?(?:/(events)(?:/(search))?)?/?$")
# The pages of a group, of a department, of a place: `/department/maths/calendar`.
_UNIT = re.compile(r"^/(?:(group|department|place|venue)s?/)?([^/]{1,200})(?:/calendar(?:/[^/]{0,40})?)?/?$")
_DIRECTORIES = {"group": ("groups", "departments"), "department": ("departments", "groups")}
_ANY_DIRECTORY = ("groups", "departments", "places")
_NO_UNIT = frozenset({"calendar", "search", "event", "events", "login", "widget", "api"})
# Parameters of our own: what a start address says about them is overruled.
_OURS = frozenset({"days", "start", "end", "pp", "page"})
Parameters = list[tuple[str, str]]


class LocalistSpider(AlternativesSpider):
    """Reads a Localist calendar through its API, page by page; where that is closed, its `.ics` or its page.

    - `start_urls`: the calendar (`https://events.example.edu`, its `/calendar` or a search on it, filters
      included), the page of a department, group or place (`https://events.example.edu/department/maths`),
      an API address (`…/api/2/events?group_id=5`; its other parameters are kept), or a feed (`….ics?…`,
      read as it stands).
    - `max_pages`: how many pages of 100 occurrences are read of one window.

    A calendar holds sports and exams too: `keep`, or an address with filters, says what is a talk. A large
    one has more pages in a year than are read: set `until`. Feeds and
    the calendar itself show a year ahead; the API reaches back as far as `since` says.
    """

    platform = "Localist"

    def first_request(self, url: str, series: str | None) -> Request:
        """The API's events that the address stands for, or the directory that knows its number."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        parameters = [pair for pair in parse_qsl(parts.query) if pair[0] not in _OURS]
        if _FEED.search(parts.path):
            ics = parts._replace(path=_FEED.sub(".ics", parts.path))
            return self.request(urlunsplit(ics), series=series, dont_filter=True)
        api = _API.match(parts.path)
        if api:
            resource = "events/search" if api[3] else "events"
            return self._events(f"{origin}{api[1]}/api/2/{resource}", parameters, [], series)
        unit = _UNIT.match(parts.path)
        if unit and unit[2] not in _NO_UNIT:
            return self._directory(origin, unit, series)
        resource, path = "events", "calendar"
        if parts.path.startswith("/search"):
            resource, path = "events/search", "search/events"
        feed = f"{origin}/{path}.ics" + (f"?{parts.query}" if parts.query else "")
        others = [Alternative(feed), Alternative(url)]
        return self._events(f"{origin}/api/2/{resource}", _of_page(parameters), others, series)

    # --- which group

    def _directory(self, origin: str, unit: re.Match[str], series: str | None) -> Request:
        """Ask which number a page's short name has; its feed is the next best."""
        kind, slug = unit[1], unit[2]
        page = f"{origin}/{kind}/{slug}" if kind else f"{origin}/{slug}"
        feeds = [Alternative(f"{page}/calendar.ics"), Alternative(page)]
        directories = [
            Alternative(f"{origin}/api/2/{name}?pp={_ROWS_AT_ONCE}&page=1", "parse_directory", {"slug": slug})
            for name in _DIRECTORIES.get(kind or "", _ANY_DIRECTORY)
        ]
        return self.best_of([*directories, *feeds], series)

    def parse_directory(self, response: Response, slug: str, page: int = 1) -> Iterator[Request]:
        """The events of the unit called `slug`, else the directory's next page, else the next directory."""
        answer, kind = json_of(response), urlsplit(response.url).path.rpartition("/")[2]
        rows = answer.get(kind) if isinstance(answer, dict) else None
        if not isinstance(rows, list):
            yield from self.unfit(response, "localist.no-directory", f"has no list of {kind}")
            return
        number = next((n for row in rows if (n := _number(row, kind, slug))), None)
        others: list[Alternative] = response.meta["others"]
        if number is not None:
            api = f"{response.url.partition('/api/2/')[0]}/api/2/events"
            name = "venue_id" if kind == "places" else "group_id"
            feeds = [other for other in others if other.method != "parse_directory"]
            yield self._events(api, [(name, number)], feeds, response.meta.get("series"))
        elif page < min(_pages(answer), self.max_pages):
            url = f"{response.url.partition('?')[0]}?pp={_ROWS_AT_ONCE}&page={page + 1}"
            more = Alternative(url, "parse_directory", {"slug": slug, "page": page + 1})
            yield self.best_of([more, *others], response.meta.get("series"))
        else:
            yield from self.unfit(response, "localist.no-unit", f"no {kind} with the address …/{slug}")

    # --- events

    def _events(
        self, api: str, parameters: Parameters, others: list[Alternative], series: str | None
    ) -> Request:
        """The first page of the first window of days; `parse_events` asks for the rest."""
        first, last = self.window(after=_DAYS_AT_ONCE - 31)
        known = {"api": api, "parameters": parameters, "first": first, "last": last}
        start = Alternative(_page_url(api, parameters, first, last, 1), "parse_events", known)
        return self.best_of([start, *others], series)

    def parse_events(
        self,
        response: Response,
        api: str,
        parameters: Parameters,
        first: date,
        last: date,
    ) -> Iterator[Any]:
        """The first page's talks, and requests for the other pages and for the days after this window."""
        answer = json_of(response)
        if not isinstance(answer, dict) or not isinstance(answer.get("events"), list):
            yield from self.unfit(response, "localist.no-events", "has no list of events")
            return
        yield from self.talks(response)
        for page in self.further_pages(response, _pages(answer)):
            yield self.follow(response, _page_url(api, parameters, first, last, page), dont_filter=True)
        after = first + timedelta(days=_DAYS_AT_ONCE)
        if after <= last:
            known = {"api": api, "parameters": parameters, "first": after, "last": last}
            url = _page_url(api, parameters, after, last, 1)
            yield self.follow(response, url, self.parse_events, cb_kwargs=known, dont_filter=True)


def _of_page(parameters: Parameters) -> Parameters:
    """A calendar page's filters (`event_types[]=12`) as the API has them (`type=12`)."""
    return [("type", value) if name.endswith("[]") and value.isdigit() else (name, value)
            for name, value in parameters]  # fmt: skip


def _page_url(api: str, parameters: Parameters, first: date, last: date, page: int) -> str:
    last = min(last, first + timedelta(days=_DAYS_AT_ONCE - 1))
    ours = [("start", first.isoformat()), ("end", last.isoformat()), ("pp", str(_ROWS_AT_ONCE))]
    return f"{api}?{urlencode([*parameters, *ours, ('page', str(page))], quote_via=quote)}"


def _pages(answer: dict[str, Any]) -> int:
    """How many pages there are: `page.total` counts pages, not events."""
    page = answer.get("page")
    total = page.get("total") if isinstance(page, dict) else None
    return total if isinstance(total, int) else 1


def _number(row: Any, kind: str, slug: str) -> str | None:
    """The number of a directory's row when it is the unit called `slug`."""
    inner = row.get(kind.removesuffix("s")) if isinstance(row, dict) else None
    unit = inner if isinstance(inner, dict) else row
    if not isinstance(unit, dict) or not unit.get("id"):
        return None
    page = str(unit.get("localist_url") or "").rstrip("/").rpartition("/")[2]
    return str(unit["id"]) if slug in (unit.get("urlname"), page) else None
