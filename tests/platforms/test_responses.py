"""What a response says of itself."""

from __future__ import annotations

import pytest
from scrapy import Request

from seminarcrawl.platforms.responses import header_of, is_calendar, is_markup, json_of, link_to, links_to
from tests.platforms.making import answer

ASKED = Request("https://x.example/")
CALENDAR = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def test_json_or_nothing() -> None:
    assert json_of(answer(ASKED, {"a": 1})) == {"a": 1}
    assert json_of(answer(ASKED, "<html>", "text/html")) is None
    assert json_of(answer(ASKED, b"\x00\x01", "application/octet-stream")) is None


def test_a_header_or_nothing() -> None:
    response = answer(ASKED, "<html>", "text/html")
    assert header_of(response, "content-type") == "text/html"
    assert header_of(response, "Content-Language") == ""


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (CALENDAR, "text/calendar", True),
        (f"\ufeff\n{CALENDAR}", "text/html", True),  # behind a mark of byte order, under a wrong type
        ("<html><p>There are no events.</p></html>", "text/calendar", False),
        (f"{'x' * 3_000}{CALENDAR}", "text/plain", False),
    ],
)
def test_a_calendar_is_told_by_how_it_begins(text: str, kind: str, expected: bool) -> None:
    assert is_calendar(answer(ASKED, text, kind)) is expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("<html><p>x</p></html>", "text/html", True),
        ("<rss><channel/></rss>", "application/rss+xml", True),
        ('{"a": 1}', "application/json", False),
        (b"\x00\x01", "application/octet-stream", False),
    ],
)
def test_markup_has_elements_to_look_for(text: str | bytes, kind: str, expected: bool) -> None:
    assert is_markup(answer(ASKED, text, kind)) is expected


def test_where_links_lead_and_what_is_no_address() -> None:
    response = answer(ASKED, "<html>", "text/html")
    assert link_to(response, " talks/1 ") == "https://x.example/talks/1"
    assert link_to(response, "http://[1") is None
    hrefs = ["/a", "http://[1", "/b", "https://x.example/a"]
    assert links_to(response, hrefs) == ["https://x.example/a", "https://x.example/b"]
