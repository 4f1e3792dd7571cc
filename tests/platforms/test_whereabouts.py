"""Where a source is, as it says itself: never a default."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from seminarcrawl.platforms.whereabouts import (
    country_of_host,
    host_words,
    institution_of,
    languages_of,
    title_of,
    zone_of,
)

EDU = ("maths.example.edu",)


@pytest.mark.parametrize(
    ("document", "hosts", "zone"),
    [
        ("BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:America/Denver\r\n", EDU, "America/Denver"),
        ("X-LIVEWHALE-TIMEZONE:America/Los_Angeles\r\n", EDU, "America/Los_Angeles"),
        ("DTSTART;TZID=America/Chicago:20261006T150000\r\n", EDU, "America/Chicago"),
        ("DTSTART;TZID=Central Standard Time:20261006T150000\r\n", EDU, "America/Chicago"),
        ('{"timezone":"America\\/New_York"}', EDU, "America/New_York"),
        ('{"timezone": "US/Eastern"} {"timezone": "America/New_York"}', EDU, "America/New_York"),
        (
            '<iframe src="https://calendar.example/embed?ctz=Europe%2FParis">',
            ("x.example.org",),
            "Europe/Paris",
        ),
        ('<div data-timezone="Asia/Tokyo">', ("example.jp",), "Asia/Tokyo"),
        ("<timezone>Europe/Vienna</timezone>", ("example.org",), "Europe/Vienna"),
        # The calendar's owner made it somewhere else.
        ("X-WR-TIMEZONE:America/New_York\r\n", ("www.example.fr",), None),
        # How data is written down is nobody's zone.
        ("X-WR-TIMEZONE:UTC\r\n", EDU, None),
        ("X-WR-TIMEZONE:America/Denver\r\nX-WR-TIMEZONE:America/Chicago\r\n", EDU, None),
        ("", ("www.example.fr",), "Europe/Paris"),
        ("", ("maths.example.ac.uk",), "Europe/London"),
        ("", ("www.example.de",), "Europe/Berlin"),
        ("", EDU, None),
        ("", ("www.example.au",), None),
        ("", ("seminars.example.io",), None),
        ("", ("127.0.0.1",), None),
        ('"start": "2026-10-06T15:00:00-04:00"', EDU, "America/New_York"),
        ('"start": "2026-10-06T15:00:00-06:00"', EDU, "America/Denver"),
        # Arizona and, in summer, California.
        ('"start": "2026-07-06T15:00:00-07:00"', EDU, None),
        ("<start_time>Mon, 06 Jul 2026 15:00:00 +1000</start_time>", ("example.edu.au",), None),
        (
            "<start_time>Tue, 06 Oct 2026 15:00:00 +1030</start_time>",
            ("example.edu.au",),
            "Australia/Adelaide",
        ),
    ],
)
def test_the_zone_that_nothing_leaves_in_doubt(
    document: str, hosts: tuple[str, ...], zone: str | None
) -> None:
    found = zone_of([document], hosts)
    assert (found.name if found else None) == zone


@pytest.mark.parametrize(
    ("host", "code"), [("a.fr", "FR"), ("a.ac.uk", "GB"), ("a.edu", "US"), ("a.io", None), ("a.org", None)]
)
def test_countries_of_hosts(host: str, code: str | None) -> None:
    assert country_of_host(host) == code


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.maths.example.ac.uk/x", ["example", "maths"]),
        ("https://example.github.io", ["example"]),
        ("http://127.0.0.1:99/", []),
        ("http://localhost/", []),
    ],
)
def test_words_of_hosts(url: str, words: list[str]) -> None:
    assert host_words(url) == words


def page(head: str, body: str = "", html: str = "<html>") -> HtmlResponse:
    source = f"{html}<head>{head}</head><body>{body}</body></html>"
    return HtmlResponse("https://www.example.edu/", body=source.encode())


@pytest.mark.parametrize(
    ("response", "institution", "title"),
    [
        (
            page("<title>Topology Seminar | Example University</title>"),
            "Example University",
            "Topology Seminar",
        ),
        (page("<title>Topology – Example</title>"), "Example", "Topology"),
        (
            page('<meta property="og:site_name" content="Institute for Examples"><title>Events</title>'),
            "Institute for Examples",
            "Events",
        ),
        (page("<title>Events</title>"), None, "Events"),
        (page("", "<h1>Colloquium</h1>"), None, "Colloquium"),
    ],
)
def test_whose_page_it_is(response: HtmlResponse, institution: str | None, title: str) -> None:
    assert (institution_of(response), title_of(response)) == (institution, title)


def test_languages() -> None:
    assert languages_of(page("", html='<html lang="fr-CA">')) == ("fr",)
    assert languages_of(page('<meta http-equiv="Content-Language" content="de, en">')) == ("de", "en")
    assert languages_of(page("", html='<html lang="">')) == ()
