"""VTCalendar: the best export that a site has, old and new, of the days that are wanted."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.vtcalendar import VTCalendarSpider
from tests.loopback.platforms import LECTURES, serve_platform
from tests.loopback.server import Reply
from tests.loopback.vtcalendar import VTCalendar
from tests.platforms.asking import followed
from tests.platforms.making import FROZEN, made, published, rules, stored
from tests.processes import Bench

PAGE = "https://x.example/vtcalendar/main.php?calendarid=math"


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        "https://x.example/vtcalendar/main.php?calendarid=math&view=upcoming&timebegin=today",
        "https://x.example/vtcalendar/export/export.php?calendarid=math&format=ical&timebegin=today",
        "https://x.example/vtcalendar/export.php?type=rss&calendarid=math",
        "https://x.example/vtcalendar/icalendar.php?calendarid=math&categoryid=0",
    ],
)
def test_any_address_leads_to_the_xml_export(url: str) -> None:
    asked = urlsplit(made(VTCalendarSpider, start_urls=[url]).first_request(url, None).url)
    assert asked.path == "/vtcalendar/export/export.php"
    assert parse_qs(asked.query) == {
        "calendarid": ["math"],
        "format": ["xml"],
        "timebegin": ["2026-09-01"],
        "timeend": ["2027-10-01"],
        "maxevents": ["1000"],
    }


def test_window_and_categories() -> None:
    url = f"{PAGE}&categoryid=34"
    spider = made(VTCalendarSpider, start_urls=[url], since="2026-10-05", until="2026-10-12", categories=(3,))
    assert "timebegin=2026-10-05&timeend=2026-10-12" in spider.first_request(url, None).url
    assert "categories=34" in spider.first_request(url, None).url
    assert "categories=3&" in spider.first_request(PAGE, None).url


def test_another_address_is_refused_by_name() -> None:
    with pytest.raises(ArgumentError, match="no address of VTCalendar"):
        made(VTCalendarSpider, start_urls=["https://x.example/events.html"])


def test_the_xml_export(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(VTCalendar()) as site:
        url = f"{site.url}/vtcalendar/main.php?calendarid=math"
        done = bench.crawl("vtcalendar", "-a", f"url={url}", "-a", "timezone=Europe/Paris", *FROZEN)
    assert done.code == 0, done.err
    assert len(site.paths()) == 1
    assert stored(bench.talks()) == published(site)
    first = min(bench.talks(), key=lambda talk: talk["start"])
    assert (first["series"], first["host"]) == ("Algebra Seminar", "Department of Mathematics")
    assert first["abstract"] == LECTURES[0].abstract
    assert first["speakers"][0]["affiliation"] == "Uppsala University"


@pytest.mark.parametrize(
    ("site", "asked"),
    [
        (VTCalendar(xml_is_public=False), ["format=xml", "format=ical"]),
        (VTCalendar(old=True), ["format=xml", "format=ical", "type=xml"]),
        (VTCalendar(old=True, xml_is_public=False), ["format=xml", "format=ical", "type=xml", "type=ical"]),
    ],
    ids=["no-xml", "old", "old-no-xml"],
)
def test_the_next_export_where_one_is_refused(site: VTCalendar, asked: list[str]) -> None:
    spider = made(VTCalendarSpider, start_urls=[PAGE], timezone="Europe/Paris")
    found = followed(site, spider.first_request(PAGE, None))
    assert [one.raw_query.rpartition("&")[2] for one in site.asked] == asked
    assert [talk.start for talk in found] == [
        one.start(site.today, "Europe/Paris").isoformat() for one in LECTURES
    ]
    assert sum(talk.status == "cancelled" for talk in found) == 1
    assert rules(spider) == [], "what a later export made good is no fault"


def test_a_site_without_any_export_is_a_fault() -> None:
    spider = made(VTCalendarSpider, start_urls=["https://x.example/elsewhere/"], timezone="Europe/Paris")
    site = VTCalendar(old=True)
    site.export = lambda asked, kind: Reply("Format not supported", "text/plain")  # type: ignore[method-assign]
    assert followed(site, spider.first_request("https://x.example/elsewhere/", None)) == []
    assert rules(spider) == [("unreadable", "vtcalendar.no-export")]
