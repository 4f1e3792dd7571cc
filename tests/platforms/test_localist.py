"""Localist: the API page by page, the directories, and what remains when the API is closed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.platforms.localist import LocalistSpider
from tests.loopback.localist import LocalistServer
from tests.loopback.platforms import serve_platform
from tests.platforms.asking import followed
from tests.platforms.making import FROZEN, asked, called, made, published, rules, stored, talks
from tests.processes import Bench

ZONE = "timezone=America/New_York"
WINDOW = "start=2026-09-01&end=2027-09-05&pp=100&page=1"


def test_a_department_page_by_page(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(LocalistServer(per_page=5)) as site:
        done = bench.crawl("localist", "-a", f"url={site.url}/department/maths", "-a", ZONE, *FROZEN)
        assert (done.code, done.summary["new"]) == (0, 13)
        assert site.paths()[:3] == [
            "/api/2/departments?pp=100&page=1",
            "/api/2/departments?pp=100&page=2",
            f"/api/2/events?group_id=3001&{WINDOW}",
        ]
        assert sorted(path[-1] for path in site.paths()[3:]) == ["2", "3"]
        stated = published(site)
        first = min(stated, key=lambda talk: talk[2])
        again = site.lectures[0].start(site.today, site.zone) + timedelta(days=1)
    rows = bench.talks()
    assert stored(rows) == stated | {(first[0], first[1], again.isoformat(), first[3])}
    assert {row["location"] for row in rows} == {"Science Hall, Room 201"}
    assert len({row["uid"] for row in rows}) == 13, "occurrences of one event have IDs of their own"
    assert all(row["abstract"].startswith("We look at") for row in rows)
    assert {row["speakers"][0]["affiliation"] for row in rows} >= {"Uppsala University", "Brown University"}


class WithoutApiForRobots(LocalistServer):
    """A calendar that keeps programs out of its API."""

    robots = "User-agent: *\nDisallow: /api/\n"


@pytest.mark.parametrize("site", [LocalistServer(closed=True), WithoutApiForRobots()])
def test_a_calendar_whose_api_is_closed_is_read_from_its_feed(tmp_path: Path, site: LocalistServer) -> None:
    bench = Bench(tmp_path)
    with serve_platform(site):
        role = ("-a", "summary_role=title")
        done = bench.crawl("localist", "-a", f"url={site.url}/calendar", "-a", ZONE, *role, *FROZEN)
        assert (done.code, done.summary["faults"]) == (0, [])
        api = [f"/api/2/events?{WINDOW}"] if site.closed else []
        assert site.paths() == [*api, "/calendar.ics"]
        assert stored(bench.talks()) >= published(site)


def test_a_calendar_without_api_and_feeds_is_read_from_its_page() -> None:
    site = LocalistServer(closed=True, feeds=False)
    spider = made(LocalistSpider)
    items = followed(site, spider.first_request("https://events.example.edu/department/maths", None))
    assert [asked.path for asked in site.asked[-2:]] == [
        "/department/maths/calendar.ics",
        "/department/maths",
    ]
    assert stored(item.as_dict() for item in items) == published(site)
    assert rules(spider) == []


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("https://e.example", f"/api/2/events?{WINDOW}"),
        ("https://e.example/api/2", f"/api/2/events?{WINDOW}"),
        ("https://e.example/calendar/month", f"/api/2/events?{WINDOW}"),
        ("https://e.example/calendar?event_types%5B%5D=12", f"/api/2/events?type=12&{WINDOW}"),
        (
            "https://e.example/api/2/events?days=30&pp=50&type=1&type=2",
            f"/api/2/events?type=1&type=2&{WINDOW}",
        ),
        (
            "https://e.example/search/events?search=open+talk",
            f"/api/2/events/search?search=open%20talk&{WINDOW}",
        ),
        ("https://e.example/maths/calendar", "/api/2/groups?pp=100&page=1"),
        ("https://e.example/department/hai/calendar", "/api/2/departments?pp=100&page=1"),
        ("https://e.example/calendar/1.ics", "/calendar/1.ics"),
        ("webcal://e.example/maths/calendar.ics?a=b", "/maths/calendar.ics?a=b"),
        ("https://e.example/search/events.rss?search=x", "/search/events.ics?search=x"),
    ],
)
def test_what_a_start_address_stands_for(start: str, first: str) -> None:
    request = made(LocalistSpider).first_request(start, "Algebra")
    assert request.url == f"https://e.example{first}"
    assert request.meta["series"] == "Algebra"


def directory(kind: str, *rows: dict[str, Any], total: int = 1) -> dict[str, Any]:
    return {f"{kind}s": [{kind: row} for row in rows], "page": {"current": 1, "size": 100, "total": total}}


def events(*rows: dict[str, Any], total: int = 1) -> dict[str, Any]:
    return {"events": [{"event": row} for row in rows], "page": {"current": 1, "size": 100, "total": total}}


def event(number: int, **more: Any) -> dict[str, Any]:
    instance = {"id": number + 1, "start": "2026-10-05T15:00:00-04:00", "end": None, "all_day": False}
    return {
        "id": number,
        "title": "Nora Lind (Oslo): On tiles",
        "localist_url": f"https://e.example/event/{number}",
        "recurring": False,
        "event_instances": [{"event_instance": instance}],
        **more,
    }


def test_a_page_of_unknown_kind_is_sought_in_every_directory_then_read_from_its_feed() -> None:
    spider = made(LocalistSpider)
    request = spider.first_request("https://e.example/maths", None)
    urls = []
    while "/api/2/" in request.url:
        urls.append(request.url.partition("/api/2/")[2].partition("?")[0])
        (request,) = asked(called(request, directory("group", {"id": 5, "urlname": "physics"})))
    assert urls == ["groups", "departments", "places"]
    assert request.url == "https://e.example/maths/calendar.ics"
    assert rules(spider) == []


def test_a_place_is_asked_for_by_its_own_parameter() -> None:
    spider = made(LocalistSpider)
    request = spider.first_request("https://e.example/hall", None)
    for _ in range(2):
        (request,) = asked(called(request, "[]"))
    answer = directory("place", {"id": 8, "name": "Hall", "localist_url": "https://e.example/hall"})
    (request,) = asked(called(request, answer))
    assert request.url.startswith("https://e.example/api/2/events?venue_id=8&")


def test_a_long_window_is_asked_for_in_parts_that_the_api_allows() -> None:
    spider = made(LocalistSpider, since="2025-01-01", until="2026-06-30")
    first = spider.first_request("https://e.example/", None)
    assert "start=2025-01-01&end=2026-01-05" in first.url
    (second,) = asked(called(first, events(event(1))))
    assert "start=2026-01-06&end=2026-06-30" in second.url
    assert asked(called(second, events(event(2)))) == []


def test_more_pages_than_are_read_are_a_fault_and_their_talks_are_kept() -> None:
    spider = made(LocalistSpider, max_pages=2)
    results = called(spider.first_request("https://e.example/", None), events(event(1), total=9))
    assert [talk.title for talk in talks(results)] == ["On tiles"]
    assert [request.url[-7:] for request in asked(results)] == ["&page=2"]
    assert rules(spider) == [("partial", "pages.too-many")]


def test_one_date_of_a_recurring_event_has_an_id_of_its_own() -> None:
    spider = made(LocalistSpider)
    request = spider.first_request("https://e.example/", None)
    found = talks(called(request, events(event(7, recurring=True), event(9))))
    assert [talk.uid for talk in found] == ["7-8", "9"]


def test_an_empty_calendar_is_no_fault_and_a_login_page_is_one() -> None:
    spider = made(LocalistSpider)
    request = spider.first_request("https://e.example/api/2/events", None)
    assert called(request, events()) == []
    assert rules(spider) == []
    assert called(request, "<html><form>Log in</form></html>", "text/html") == []
    assert rules(spider) == [("unreadable", "localist.no-events")]
