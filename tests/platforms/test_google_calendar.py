"""Google Calendar: whatever names a calendar leads to its public feed; robots.txt and its exception."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider, calendar_feeds
from seminarcrawl.platforms.ical import ICalSpider
from tests.loopback.google_calendar import GoogleCalendar
from tests.loopback.platforms import LECTURES, serve_platform
from tests.platforms.making import FROZEN, made, published, stored
from tests.processes import Bench

ID = "abc123@group.calendar.google.com"
FEED = "https://calendar.google.com/calendar/ical/abc123%40group.calendar.google.com/public/basic.ics"
BASE64 = "YWJjMTIzQGdyb3VwLmNhbGVuZGFyLmdvb2dsZS5jb20"


@pytest.mark.parametrize(
    "address",
    [
        ID,
        BASE64,
        FEED,
        "webcal://calendar.google.com/calendar/ical/abc123@group.calendar.google.com/public/full.ics",
        "http://www.google.com/calendar/ical/abc123%40group.calendar.google.com/public/basic.ics",
        "https://www.google.com/calendar/feeds/abc123%40group.calendar.google.com/public/basic",
        "https://calendar.google.com/calendar/embed?src=abc123%40group.calendar.google.com&ctz=Europe%2FRome",
        f"https://calendar.google.com/calendar/b/1/embed?height=600&src={ID}",
        f"https://calendar.google.com/calendar/embed?src={BASE64}&src={BASE64}",
        f"https://calendar.google.com/calendar/u/0/r?cid={ID}",
        f"https://calendar.google.com/calendar/u/0?cid={BASE64}",
    ],
)
def test_whatever_names_a_calendar_leads_to_its_public_feed(address: str) -> None:
    assert calendar_feeds(address) == [FEED]


def test_an_embedded_view_may_show_several_calendars() -> None:
    address = "https://calendar.google.com/calendar/embed?src=a%40gmail.com&color=%23fff&src=b%40gmail.com"
    assert [feed.split("/")[5] for feed in calendar_feeds(address)] == ["a%40gmail.com", "b%40gmail.com"]


def test_a_link_to_add_a_calendar_may_lead_elsewhere() -> None:
    address = "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fmaths.example%2Fseminar.ics"
    assert calendar_feeds(address) == ["https://maths.example/seminar.ics"]


@pytest.mark.parametrize(
    "address",
    [
        "https://calendar.google.com/calendar/ical/abc%40gmail.com/private-0123456789abcdef/basic.ics",
        "https://calendar.google.com/calendar/r?cid=https%3A%2F%2Fcalendar.google.com%2Fcalendar%2Fical%2Fa%40b"
        "%2Fprivate-0%2Fbasic.ics",
    ],
)
@pytest.mark.parametrize("kind", [ICalSpider, GoogleCalendarSpider])
def test_a_secret_address_is_refused(kind: type[TalkSpider], address: str) -> None:
    if kind is ICalSpider and "cid" in address:
        pytest.skip("to a plain calendar spider this is a page")
    with pytest.raises(ArgumentError, match="secret address"):
        made(kind, start_urls=[address])


@pytest.mark.parametrize("address", ["https://calendar.google.com/calendar/", "abc123", "!!!!!!!!!!!!"])
def test_what_names_no_calendar_is_refused(address: str) -> None:
    with pytest.raises(ArgumentError, match="Google calendar"):
        made(GoogleCalendarSpider, start_urls=[address])


def first_requests(spider: TalkSpider) -> list[Any]:
    async def collected() -> list[Any]:
        return [request async for request in spider.start()]

    return asyncio.run(collected())


def test_each_calendar_has_its_series() -> None:
    spider = made(
        GoogleCalendarSpider, series_urls={"Algebra": ID, "Topology": "t@group.calendar.google.com"}
    )
    requests = first_requests(spider)
    assert [request.meta["series"] for request in requests] == ["Algebra", "Topology"]
    assert requests[0].url == FEED


@pytest.mark.parametrize("kind", [ICalSpider, GoogleCalendarSpider])
@pytest.mark.parametrize(("hosts", "exempt"), [(["calendar.google.com"], True), ([], False)])
def test_only_the_operator_s_setting_decides_about_robots(
    kind: type[TalkSpider], hosts: list[str], exempt: bool
) -> None:
    spider = made(kind, start_urls=[FEED])
    spider.settings = Settings({"SUBSCRIPTION_HOSTS": hosts})
    (request,) = first_requests(spider)
    assert request.meta.get("dont_obey_robotstxt", False) is exempt


def test_no_other_address_of_a_subscription_host_is_exempt() -> None:
    spider = made(ICalSpider, start_urls=["https://calendar.google.com/calendar/embed"])
    spider.settings = Settings({"SUBSCRIPTION_HOSTS": ["calendar.google.com"]})
    assert "dont_obey_robotstxt" not in first_requests(spider)[0].meta


def crawl(bench: Bench, site: GoogleCalendar, *settings: str) -> Any:
    url = f"url={site.url}/calendar/embed?src={ID}"
    return bench.crawl("google_calendar", "-a", url, "-a", "timezone=Europe/Paris", *FROZEN, *settings)


def test_a_published_calendar(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(GoogleCalendar()) as site:
        done = crawl(bench, site, "-s", "SUBSCRIPTION_HOSTS=127.0.0.1")
    assert done.code == 0, done.err
    assert [asked.path for asked in site.asked] == [f"/calendar/ical/{ID}/public/basic.ics"]
    assert stored(bench.talks()) == published(site), "no slot that is not filled, nothing twice"
    first = min(bench.talks(), key=lambda talk: talk["start"])
    assert first["abstract"] == LECTURES[0].abstract, "without the lines about joining"


def test_without_the_exception_robots_txt_decides(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(GoogleCalendar()) as site:
        done = crawl(bench, site)
    assert done.code == 4
    assert done.summary["failure_class"] == "robots"
    assert site.paths() == []
