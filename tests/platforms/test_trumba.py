"""Trumba and 25Live Publisher: feeds in any form, names, pages that show a calendar."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.trumba import TrumbaSpider
from tests.loopback.platforms import lectures, serve_platform
from tests.loopback.trumba import TrumbaServer
from tests.platforms.asking import followed
from tests.platforms.making import FROZEN, asked, called, made, published, rules, stored
from tests.processes import Bench

CALENDARS = "https://www.trumba.com/calendars"
WINDOW = "startdate=20260901&months=14&previousweeks=0"


def test_a_filtered_feed(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(TrumbaServer(lectures=lectures(12, -20))) as site:
        url = f"{site.url}/calendars/maths.rss?filterview=Talks+only&filter1=_4_&months=1"
        done = bench.crawl("trumba", "-a", f"url={url}", "-a", f"timezone={site.zone}", *FROZEN)
        assert (done.code, done.summary["faults"]) == (0, [])
        assert site.paths() == [f"/calendars/maths.json?filterview=Talks%20only&filter1=_4_&{WINDOW}"]
        assert stored(bench.talks()) == published(site)
    rows = bench.talks()
    assert {row["location"] for row in rows} == {"Hall (HAL) Room 201"}
    assert {row["host"] for row in rows} == {"Department of Mathematics"}
    assert {row["speakers"][0]["affiliation"] for row in rows} >= {"Uppsala University", "Brown University"}
    assert all(row["abstract"].startswith("We look at") for row in rows)


def test_without_json_the_calendar_file() -> None:
    site = TrumbaServer(json=False)
    spider = made(TrumbaSpider, timezone=site.zone, summary_role="title")
    items = followed(site, spider.first_request(f"{CALENDARS}/maths.ics", None))
    assert [asked.path for asked in site.asked] == ["/calendars/maths.json", "/calendars/maths.ics"]
    assert stored(item.as_dict() for item in items) == published(site)


def test_a_page_leads_to_the_calendar_that_it_shows() -> None:
    site = TrumbaServer()
    spider = made(TrumbaSpider, timezone=site.zone)
    items = followed(site, spider.first_request("http://www.example.edu/news/events", "Algebra"))
    assert [asked.path for asked in site.asked] == ["/news/events", "/calendars/maths-events.json"]
    assert len(items) == len(site.lectures)


@pytest.mark.parametrize(
    ("start", "feed"),
    [
        ("maths-events", f"{CALENDARS}/maths-events.json?{WINDOW}"),
        ("webcal://www.trumba.com/calendars/sea_info.ics", f"{CALENDARS}/sea_info.json?{WINDOW}"),
        (
            "https://25livepub.collegenet.com/calendars/maths.xml",
            f"https://25livepub.collegenet.com/calendars/maths.json?{WINDOW}",
        ),
        (f"{CALENDARS}/maths", f"{CALENDARS}/maths.json?{WINDOW}"),
        ("https://www.example.edu/events", "https://www.example.edu/events"),
    ],
)
def test_what_a_start_address_stands_for(start: str, feed: str) -> None:
    assert made(TrumbaSpider).first_request(start, None).url == feed


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("<script>$Trumba.addSpud({\n webName: 'maths', type: 'main'})</script>", f"{CALENDARS}/maths.json"),
        ('{"webname":"maths"}', f"{CALENDARS}/maths.json"),
        (
            '<script src="//25livepub.collegenet.com/scripts/spuds.js"></script><b>webName: "m"</b>',
            "https://25livepub.collegenet.com/calendars/m.json",
        ),
        ('<a href="webcal://cal.example.edu/calendars/maths.ics">', "https://cal.example.edu/calendars/maths.json"),
    ],
)  # fmt: skip
def test_where_a_page_names_its_calendar(page: str, feed: str) -> None:
    spider = made(TrumbaSpider)
    request = spider.first_request("https://www.example.edu/events", "Algebra")
    (following,) = asked(called(request, f"<html><body>{page}</body></html>", "text/html"))
    assert following.url.partition("?")[0] == feed
    assert following.meta["series"] == "Algebra"


def test_a_window_is_told_as_a_first_day_and_months() -> None:
    spider = made(TrumbaSpider, since="2026-01-31", until="2026-02-01")
    assert "startdate=20260131&months=2&" in spider.first_request("maths", None).url


def test_a_page_without_a_calendar_is_read_as_it_is() -> None:
    page = (
        "<p><b>Speaker:</b> Nora Lind (Oslo)</p><p><b>Title:</b> On tiles</p>"
        "<p><b>Date:</b> Monday 5 October 2026, 3:00pm</p>"
    )
    spider = made(TrumbaSpider)
    request = spider.first_request("https://www.example.edu/events", None)
    (talk,) = called(request, f"<html><body>{page}</body></html>", "text/html")
    assert (talk.title, talk.start) == ("On tiles", "2026-10-05T15:00:00-04:00")


def test_an_empty_calendar_is_no_fault_and_a_page_instead_of_one_is() -> None:
    spider = made(TrumbaSpider)
    request = spider.first_request("maths", None)
    assert called(request, "[]") == []
    (calendar,) = asked(called(request, "<html>No such calendar</html>", "text/html"))
    assert rules(spider) == []
    assert calendar.url.startswith(f"{CALENDARS}/maths.ics?")


def test_a_start_that_is_neither_address_nor_name_is_refused() -> None:
    with pytest.raises(ArgumentError, match="neither an address"):
        made(TrumbaSpider, start_urls=["maths events"])
