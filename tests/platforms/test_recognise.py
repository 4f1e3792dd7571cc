"""Platforms by their signs, feeds by their links."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, TextResponse

from seminarcrawl.platforms.discover import candidates, has_template, index_of
from seminarcrawl.platforms.recognise import recognise, signs
from tests.loopback.front_pages import event_links, front
from tests.loopback.platforms import LECTURES

URL = "https://www.example.edu/events/"


def page(body: str = "", head: str = "", url: str = URL) -> HtmlResponse:
    return HtmlResponse(url, body=front(body, head=head).encode())


def ways(response: TextResponse) -> list[tuple[str, str]]:
    return [(one.template, one.urls[0]) for one in candidates(response)]


@pytest.mark.parametrize(
    ("platform", "response"),
    [
        ("localist", page(head='<link href="https://assets.localist.com/a.css" rel="stylesheet">')),
        ("livewhale", page('<div class="lw_widget">', '<script src="/livewhale/x.js"></script>')),
        ("trumba", page("<script>$Trumba.addSpud({webName: 'maths'})</script>")),
        ("the_events_calendar", page('<div class="wrap tribe-events-view">')),
        ("modern_events_calendar", page('<div class="mec-wrap mec-skin-list">')),
        ("bedework", page('<a href="/feeder/main/listEvents.do">')),
        ("vtcalendar", page('<a href="main.php?calendarid=math&amp;view=day">')),
        ("plone", page(head='<meta name="generator" content="Plone - https://plone.org">')),
        ("drupal", page(head='<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">')),
        ("typo3", page(head='<meta name="generator" content="TYPO3 CMS">')),
        ("indico", page("<footer>Powered by <a href='https://getindico.io'>Indico</a></footer>")),
        ("indico", page(url="https://events.example.org/category/12/")),
        ("talks_cam", page(url="https://talks.example.ac.uk/show/index/17")),
        ("talks_ox", page('<a href="/talks/series/id/0a1b2c3d-4e5f-4a6b-8c7d-123456789abc">')),
        ("spip", page('<a href="spip.php?article12">')),
        ("mediawiki", page("<script>var wgPageName='Seminar'</script>")),
        ("wordpress", page(head='<link rel="https://api.w.org/" href="/wp-json/">')),
        ("static_site", page(url="https://topology.github.io/")),
    ],
)
def test_by_one_sign(platform: str, response: HtmlResponse) -> None:
    assert platform in [found.sign.name for found in recognise(response)]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Our localist of events, drupal and indico are words.</p>",
        '<p>Events in the category <a href="/category/events">events</a>, recency, decoration.</p>',
        '<div class="mechanics views">We moved away from Trumba and Plone.</div>',
    ],
)
def test_words_alone_are_no_signs(body: str) -> None:
    assert recognise(page(body)) == []


@pytest.mark.parametrize(
    ("source", "platform", "address"),
    [
        (
            '<iframe src="https://calendar.google.com/calendar/embed?mode=AGENDA&amp;src=a%40group.calendar.google.com&amp;ctz=Europe%2FRome">',
            "google_calendar",
            "https://calendar.google.com/calendar/embed?mode=AGENDA&src=a%40group.calendar.google.com&ctz=Europe%2FRome",
        ),
        (
            '<a href="https://calendar.google.com/calendar/u/0/r?cid=YUBncm91cA">',
            "google_calendar",
            "https://calendar.google.com/calendar/u/0/r?cid=YUBncm91cA",
        ),
        (
            '<a href="https://outlook.office365.com/owa/calendar/0a1b@example.edu/2c3d4e5f/calendar.html">',
            "outlook",
            "https://outlook.office365.com/owa/calendar/0a1b@example.edu/2c3d4e5f/calendar.html",
        ),
        (
            '<a href="https://researchseminars.org/seminar/OWOS">our series</a>',
            "researchseminars",
            "https://researchseminars.org/seminar/OWOS",
        ),
        (
            '<link href="https://25livepub.collegenet.com/calendars/maths.rss">',
            "trumba",
            "https://25livepub.collegenet.com/calendars/maths.rss",
        ),
    ],
)
def test_calendars_that_stand_elsewhere(source: str, platform: str, address: str) -> None:
    found = {one.sign.name: one.urls for one in recognise(page(source))}
    assert found[platform] == (address,)


class TestFeeds:
    def test_calendars_and_feeds_before_the_page(self) -> None:
        response = page(
            '<a href="webcal://www.example.edu/seminar.ics">Subscribe</a><a href="/people">People</a>',
            '<link rel="alternate" type="application/rss+xml" href="/talks.rss">'
            '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">',
        )
        assert ways(response) == [
            ("ical", "https://www.example.edu/seminar.ics"),
            ("feed", "https://www.example.edu/talks.rss"),
            ("page", URL),
        ]

    def test_single_talks_entries_are_no_calendar(self) -> None:
        assert ways(page(event_links(LECTURES))) == [("page", URL)]

    def test_at_most_three_of_a_kind(self) -> None:
        links = "".join(f'<a href="/{name}.ics">{name}</a>' for name in ("algebra", "logic", "sets", "knots"))
        assert [template for template, _ in ways(page(links))] == ["ical"] * 3 + ["page"]

    def test_a_list_that_goes_on(self) -> None:
        (one,) = candidates(page('<a rel="next" href="?page=2">Next</a>'))
        assert one.options == {"next_page": "rel"}

    @pytest.mark.parametrize(
        ("body", "kind", "expected"),
        [
            (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar", "ical"),
            (b"<?xml version='1.0'?><rss><channel></channel></rss>", "application/rss+xml", "feed"),
            (b'[{"title": "Knots"}]', "application/json", "page"),
            (b"date,speaker\n", "text/csv", "page"),
        ],
    )
    def test_what_is_a_feed_itself(self, body: bytes, kind: str, expected: str) -> None:
        response = TextResponse(URL, body=body, headers={"Content-Type": kind})
        assert [template for template, _ in ways(response)] == [expected]

    def test_addresses_that_are_none_lead_nowhere(self) -> None:
        assert ways(page('<a href="http://[x/seminar.ics">a</a><a href="javascript:x.ics">b</a>')) == [
            ("page", URL)
        ]


@pytest.mark.parametrize(
    ("links", "pattern"),
    [
        (("/events/a-b", "/events/c", "/events/d", "/people/x", "/about"), r"/events/[^/?#]+$"),
        (("/events/talk-1/", "/events/talk-2/", "/events/talk-3?lang=en"), r"/events/[^/?#]+$"),
        (("/talks/2026/1", "/talks/2026/2", "/talks/2026/3", "/x/1"), r"/talks/2026/[^/?#]+$"),
        (("/events/a", "/events/b", "https://elsewhere.example/events/c"), None),
        ((), None),
    ],
)
def test_an_index_of_talks_pages(links: tuple[str, ...], pattern: str | None) -> None:
    found = index_of(page("".join(f'<a href="{link}">talk</a>' for link in links)))
    assert (found.options["talk_links"] if found else None) == pattern


def test_every_platform_that_has_a_base_has_a_template() -> None:
    unread = {"spip", "mediawiki", "wordpress", "joomla", "ems", "static_site"}
    assert {sign.name for sign in signs() if not has_template(sign.name)} <= unread


@pytest.mark.parametrize(
    "seed", ['<a href="', 'class="', "https://a/calendar/embed?", "main.php?", "/" * 9, "tx_"]
)
def test_long_pages_cost_little(seed: str) -> None:
    response = page(seed * (200_000 // len(seed)))
    assert len(recognise(response)) <= 3
