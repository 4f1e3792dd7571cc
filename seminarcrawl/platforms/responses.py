"""What a response says of itself: a header, whether it is a page or a calendar, its links, its JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from scrapy.http import Response, TextResponse

_CALENDAR = b"BEGIN:VCALENDAR"
_HEAD = 2_000  # bytes in which a calendar begins


def header_of(response: Response, name: str) -> str:
    """A header's text; "" when the response has none of that name."""
    return (response.headers.get(name) or b"").decode("latin-1")


def is_markup(response: Response) -> TypeGuard[TextResponse]:
    """Whether a response has elements to look for: HTML or XML, and no data."""
    return isinstance(response, TextResponse) and response.selector.type in {"html", "xml"}


def is_calendar(response: Response) -> bool:
    """Whether a response begins as iCalendar does, whatever its type says."""
    return _CALENDAR in response.body[:_HEAD]


def json_of(response: Response) -> Any:
    """The answer's JSON; None when it is none."""
    try:
        return response.json() if isinstance(response, TextResponse) else None
    except ValueError:
        return None


def link_to(response: Response, href: str) -> str | None:
    """Where an href of the response leads; None when it is no address at all (`http://[1`)."""
    try:
        url: str = response.urljoin(href.strip())
        urlsplit(url)
    except ValueError:
        return None
    return url


def links_to(response: Response, hrefs: Iterable[str]) -> list[str]:
    """Where the hrefs of a response lead, each address once, in their order."""
    return list(dict.fromkeys(url for href in hrefs if (url := link_to(response, href))))
