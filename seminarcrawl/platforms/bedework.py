"""Bedework, an open-source calendar of universities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from scrapy import Request
from scrapy.http import Response

from seminarcrawl.faults import Fault
from seminarcrawl.platforms.alternatives import Alternative, AlternativesSpider
from seminarcrawl.platforms.responses import json_of

_ROWS_AT_ONCE = 200
_FEED = "/feeder/main/eventsFeed.do"
_EVENTS = '(entity_type="event"|entity_type="todo")'
# Addresses of the older software say all in their path, the number of days included.
_CACHED = re.compile(r"^(.{0,200}?)/webcache/v\d(?:\.\d)?/(?:json|ics|rss|html|xml)[A-Za-z]{0,20}/")
_DIGITS = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


class BedeworkSpider(AlternativesSpider):
    """Reads a Bedework calendar's feed as JSON, in steps of 200 events.

    - `start_urls`: a feed (`https://calendar.example.edu/feeder/main/eventsFeed.do?fexpr=…`, in any skin;
      its filter is kept), an address of the older `/webcache/` (read as it stands), or any page of the
      calendar, which stands for all its events.
    - `filter_expression`: which events are wanted, as the software has it, when the address does not say:
      `categories.href="/public/.bedework/categories/Lectures"`, `vpath="/public/aliases/Maths"`.
    - `max_pages`: how many steps are made.
    """

    platform = "Bedework"
    filter_expression: str | None = None

    def first_request(self, url: str, series: str | None) -> Request:
        """The feed that the address stands for; where it is refused, the older software's next weeks."""
        parts = urlsplit(url)
        if _CACHED.match(parts.path):
            return self.request(url, series=series, dont_filter=True)
        origin = f"{parts.scheme}://{parts.netloc}"
        given = dict(parse_qsl(parts.query)).get("fexpr") if parts.path.endswith(".do") else None
        first, last = self.window()
        chosen = given or (f"({self.filter_expression}) and {_EVENTS}" if self.filter_expression else None)
        known: dict[str, Any] = {"filters": chosen or _EVENTS, "first": first, "last": last}
        alternatives = [Alternative(_address(f"{origin}{_FEED}", **known), "parse_events", known)]
        if chosen is None:  # the older address has another language for filters
            days = (last - self.now().date()).days
            older = f"{origin}/webcache/v1.0/jsonDays/{max(1, days)}/list-json/no--filter/no--object.json"
            alternatives.append(Alternative(older))
        return self.best_of(alternatives, series)

    def parse_events(
        self, response: Response, filters: str, first: date, last: date, step: int = 1
    ) -> Iterator[Any]:
        """The talks of one step; when it is full, the request for the next, from its last day on."""
        rows = _rows(json_of(response))
        if rows is None:
            yield from self.unfit(response, "bedework.no-events", "has no list of events")
            return
        yield from self.talks(response)
        if len(rows) < _ROWS_AT_ONCE:
            return
        reached = max(filter(None, map(_day, rows)), default=first)
        following = reached if reached > first else first + timedelta(days=1)
        if reached <= first or step >= self.max_pages:
            detail = (
                f"more than {_ROWS_AT_ONCE} events on {reached}" if reached <= first else "too many events"
            )
            self.record(Fault("partial", response.url, "bedework.cut-off", detail))
        if step < self.max_pages and following <= last:
            known: dict[str, Any] = {"filters": filters, "first": following, "last": last}
            url = _address(response.url.partition("?")[0], **known)
            more = {**known, "step": step + 1}
            yield self.follow(response, url, self.parse_events, cb_kwargs=more, dont_filter=True)


def _address(feed: str, *, filters: str, first: date, last: date) -> str:
    query = {
        "f": "y",
        "sort": "dtstart.utc:asc",
        "fexpr": filters,
        "skinName": "list-json",
        "count": str(_ROWS_AT_ONCE),
        "start": first.isoformat(),
        # The end is the first day that is not wanted any more.
        "end": (last + timedelta(days=1)).isoformat(),
    }
    return f"{feed}?{urlencode(query, quote_via=quote)}"


def _rows(answer: Any) -> list[Any] | None:
    """The events in an answer; None when it is none."""
    inner = answer.get("bwEventList") if isinstance(answer, dict) else None
    rows = inner.get("events") if isinstance(inner, dict) else None
    return rows if isinstance(rows, list) else None


def _day(row: Any) -> date | None:
    """The day on which an event starts."""
    start = row.get("start") if isinstance(row, dict) else None
    text = str(start.get("datetime") or start.get("utcdate") or "") if isinstance(start, dict) else ""
    found = _DIGITS.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
