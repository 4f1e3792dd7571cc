"""Bedework: the feed in steps, filters, the older addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from seminarcrawl.platforms import bedework
from seminarcrawl.platforms.bedework import BedeworkSpider
from tests.loopback.bedework import BedeworkServer
from tests.loopback.platforms import lectures, serve_platform
from tests.platforms.asking import followed
from tests.platforms.making import FROZEN, asked, called, made, published, rules, stored
from tests.processes import Bench

ORIGIN = "https://calendar.example.edu"
FEED = f"{ORIGIN}/feeder/main/eventsFeed.do"


def query(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def test_a_calendar(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(BedeworkServer(lectures=lectures(12, -20))) as site:
        url = f"{site.url}/cal/main/showMain.do"
        done = bench.crawl("bedework", "-a", f"url={url}", "-a", f"timezone={site.zone}", *FROZEN)
        assert (done.code, done.summary["faults"]) == (0, [])
        (path,) = site.paths()
        assert query(path) == {
            "f": "y",
            "sort": "dtstart.utc:asc",
            "fexpr": '(entity_type="event"|entity_type="todo")',
            "skinName": "list-json",
            "count": "200",
            "start": "2026-09-01",
            "end": "2027-10-02",
        }
        assert stored(bench.talks()) == published(site)
    rows = bench.talks()
    assert {row["location"] for row in rows} == {"Room 201"}
    assert len({row["uid"] for row in rows}) == 12, "dates of one event have IDs of their own"


def test_a_full_answer_is_followed_from_its_last_day_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bedework, "_ROWS_AT_ONCE", 5)
    site = BedeworkServer()
    spider = made(BedeworkSpider)
    items = followed(site, spider.first_request(ORIGIN, None))
    days = [query(asked.url)["start"] for asked in site.asked]
    assert days == ["2026-09-01", "2026-10-30", "2026-11-27"]
    assert stored(item.as_dict() for item in items) == published(site)
    assert rules(spider) == []


def full(day: str, count: int = 200) -> dict[str, Any]:
    rows = [{"guid": str(n), "start": {"datetime": f"{day}T150000"}} for n in range(count)]
    return {"bwEventList": {"resultSize": count, "events": rows}}


def test_what_lies_beyond_a_full_day_is_asked_for_and_the_loss_is_a_fault() -> None:
    spider = made(BedeworkSpider, since="2026-10-05", until="2026-12-01")
    (following,) = asked(called(spider.first_request(ORIGIN, None), full("20261005")))
    assert query(following.url)["start"] == "2026-10-06"
    assert rules(spider) == [("partial", "bedework.cut-off")]


def test_steps_are_bounded() -> None:
    spider = made(BedeworkSpider, max_pages=2)
    (second,) = asked(called(spider.first_request(ORIGIN, None), full("20261005")))
    assert asked(called(second, full("20261105"))) == []
    assert rules(spider) == [("partial", "bedework.cut-off")]


def test_the_older_addresses_are_next_best() -> None:
    site = BedeworkServer(feeder=False)
    spider = made(BedeworkSpider)
    items = followed(site, spider.first_request(f"{ORIGIN}/cal/", None))
    assert site.asked[-1].path == "/webcache/v1.0/jsonDays/365/list-json/no--filter/no--object.json"
    assert stored(item.as_dict() for item in items) == published(site)


@pytest.mark.parametrize("end", ["no--object.json", "bwObject.js"])
def test_an_older_address_is_read_as_it_stands(end: str) -> None:
    site, spider = BedeworkServer(), made(BedeworkSpider)
    url = f"{ORIGIN}/webcache/v1.0/jsonDays/90/list-json/catuid-1/{end}"
    assert len(followed(site, spider.first_request(url, None))) == 12
    assert [asked.path for asked in site.asked] == [urlsplit(url).path]


def test_filters() -> None:
    chosen = "fexpr=(vpath%3D%22/public/aliases/Maths%22)"
    given = f"{FEED}?f=y&{chosen}&skinName=rss-list&setappvar=objName(bwObject)"
    asked_for = query(made(BedeworkSpider).first_request(given, None).url)
    assert asked_for["fexpr"] == '(vpath="/public/aliases/Maths")'
    assert (asked_for["skinName"], "setappvar" in asked_for) == ("list-json", False)
    spider = made(BedeworkSpider, filter_expression='vpath="/public/aliases/Maths"')
    request = spider.first_request(ORIGIN, None)
    events = '(entity_type="event"|entity_type="todo")'
    assert query(request.url)["fexpr"] == f'(vpath="/public/aliases/Maths") and {events}'
    assert called(request, "<html>Log in</html>", "text/html") == [], (
        "without its filter it would be too much"
    )
    assert rules(spider) == [("unreadable", "bedework.no-events")]


def test_an_empty_calendar_is_no_fault() -> None:
    spider = made(BedeworkSpider)
    assert called(spider.first_request(ORIGIN, None), full("20261005", 0)) == []
    assert rules(spider) == []
