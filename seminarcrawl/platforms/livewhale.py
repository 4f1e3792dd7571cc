"""LiveWhale, a calendar and web system of universities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from scrapy import Request
from scrapy.http import Response

from seminarcrawl.faults import Fault
from seminarcrawl.platforms.alternatives import Alternative, AlternativesSpider
from seminarcrawl.platforms.responses import json_of

_ROWS_AT_ONCE = 100
_MOST_ROWS = 1000  # of the old answer, which has no pages
_LIVE = re.compile(r"^(.{0,200}?)/live/[a-z_]{1,20}(?:/v\d)?/events(?:/(.{0,1000}))?$")
# What a start address says about these is overruled.
_OURS = frozenset(
    {
        "start_date",
        "end_date",
        "max",
        "paginate",
        "page",
        "response_fields",
        "header",
        "only_starred",
        "user_tz",
    }
)
Filters = tuple[tuple[str, str], ...]


class LiveWhaleSpider(AlternativesSpider):
    """Reads a LiveWhale calendar's JSON page by page: the newer form, else the older, else the calendar file.

    - `start_urls`: a feed (`https://events.example.edu/live/ical/events/group/Physics`, in any of its
      formats; its filters are kept, one that shows only starred events left out), or the calendar itself
      (`https://events.example.edu`).
    - `group`: the name of the group whose events are wanted, as the calendar writes it, when the address
      does not name one; group names mind case.
    - `max_pages`: how many pages of 100 events are read.

    A group's page (`https://events.example.edu/physics/all`) shows its short name, which feeds do not take:
    set `group`. A group that does not exist and one without events look alike: an empty calendar.
    """

    platform = "LiveWhale"
    group: str | None = None

    def first_request(self, url: str, series: str | None) -> Request:
        """The calendar's JSON in its newer form; the older form and the calendar file are next best."""
        site, filters = _read_address(url)
        if self.group and not any(key == "group" for key, _ in filters):
            filters = (("group", self.group), *filters)
        first, last = self.window()
        path = _path((*filters, ("start_date", first.isoformat()), ("end_date", last.isoformat())))
        everything = f"/response_fields/all/paginate/{_ROWS_AT_ONCE}"
        return self.best_of(
            [
                Alternative(f"{site}/live/json/v2/events{path}{everything}", "parse_pages"),
                Alternative(f"{site}/live/json/events{path}/max/{_MOST_ROWS}", "parse_list"),
                Alternative(f"{site}/live/ical/events{path}"),
            ],
            series,
        )

    def parse_pages(self, response: Response) -> Iterator[Any]:
        """The first page's talks, and requests for all other pages."""
        answer = json_of(response)
        if isinstance(answer, list):
            yield from self.parse_list(response)
            return
        if not isinstance(answer, dict) or not isinstance(answer.get("data"), list):
            yield from self.unfit(response, "livewhale.no-data", "has no list of events")
            return
        yield from self.talks(response)
        pages = _pages(answer)
        current = _current(response.url)
        if pages is None:  # how many is not said, only whether there is another one
            links = answer.get("links")
            if isinstance(links, dict) and links.get("next") and current < self.max_pages:
                yield self.follow(response, f"?page={current + 1}", self.parse_pages, dont_filter=True)
            return
        for page in self.further_pages(response, pages):
            yield self.follow(response, f"?page={page}", dont_filter=True)

    def parse_list(self, response: Response) -> Iterator[Any]:
        """The older answer: all events in one list."""
        answer = json_of(response)
        rows = answer.get("results") if isinstance(answer, dict) else answer
        if not isinstance(rows, list):
            yield from self.unfit(response, "livewhale.no-list", "is no list of events")
            return
        yield from self.talks(response)
        if len(rows) >= _MOST_ROWS:
            detail = f"the list ends after {len(rows)} events; narrow it with filters, since or until"
            self.record(Fault("partial", response.url, "livewhale.cut-off", detail))


def _read_address(url: str) -> tuple[str, Filters]:
    """The site that an address is on, and the filters in it: (key, value) in their order."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    live = _LIVE.match(parts.path)
    if live is None:
        return origin, ()
    steps = [unquote(step) for step in (live[2] or "").split("/") if step]
    pairs = zip(steps[::2], steps[1::2], strict=False)
    return origin + live[1], tuple((key, value) for key, value in pairs if key not in _OURS)


def _path(filters: Filters) -> str:
    return "".join(f"/{key}/{quote(value, safe='')}" for key, value in filters)


def _pages(answer: dict[str, Any]) -> int | None:
    """How many pages there are; None when the answer does not say."""
    meta = answer.get("meta")
    total = meta.get("total_pages") if isinstance(meta, dict) else None
    return total if isinstance(total, int) else None


def _current(url: str) -> int:
    """Which page an address is of."""
    number = parse_qs(urlsplit(url).query).get("page", ["1"])[0]
    return int(number) if number.isdecimal() else 1
