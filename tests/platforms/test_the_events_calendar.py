"""The Events Calendar: the REST API page by page, found from any page, and what remains when it is off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider
from tests.loopback.platforms import lectures, serve_platform
from tests.loopback.the_events_calendar import TheEventsCalendarServer
from tests.platforms.making import FROZEN, answer, asked, called, made, published, rules, stored, talks
from tests.processes import Bench

API = "https://w.example/wp-json/tribe/events/v1/events"
WINDOW = "start_date=2026-09-01&end_date=2027-10-01%2023%3A59%3A59&per_page=50"
HEAD = '<link rel="https://api.w.org/" href="https://w.example/blog/wp-json/" />'


def crawl(bench: Bench, site: TheEventsCalendarServer, path: str, *more: str) -> None:
    arguments = ("-a", f"url={site.url}{path}", "-a", f"timezone={site.zone}", *more)
    done = bench.crawl("the_events_calendar", *arguments, *FROZEN)
    assert (done.code, done.summary["faults"]) == (0, [])


def test_all_pages_of_the_api(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(TheEventsCalendarServer(lectures=lectures(12, -20), per_page=5)) as site:
        crawl(bench, site, "/wp-json/tribe/events/v1/events?categories=5&per_page=100")
        address = f"/wp-json/tribe/events/v1/events?categories=5&{WINDOW}"
        assert sorted(site.paths()) == [f"{address}&page={n}" for n in (1, 2, 3)]
        assert stored(bench.talks()) == published(site)
    assert {row["location"] for row in bench.talks()} == {"Room 201"}
    assert {row["uid"] for row in bench.talks()} == {str(n) for n in range(1001, 1013)}


def test_a_category_s_page_leads_to_the_api_without_permalinks(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(TheEventsCalendarServer(permalinks=False)) as site:
        crawl(bench, site, "/events/category/talks/colloquium/?ical=1")
        assert site.paths() == [
            "/events/category/talks/colloquium/",
            f"/index.php?rest_route=/tribe/events/v1/events&categories=colloquium&{WINDOW}&page=1",
        ]
        assert stored(bench.talks()) == published(site)


@pytest.mark.parametrize("ical", [True, False])
def test_without_the_api_the_calendar_file_or_the_page(tmp_path: Path, ical: bool) -> None:
    bench = Bench(tmp_path)
    with serve_platform(TheEventsCalendarServer(rest=False, ical=ical)) as site:
        crawl(bench, site, "/events/", "-a", "summary_role=title")
        asked_for = [path.partition("?start")[0] for path in site.paths()]
        api = "/wp-json/tribe/events/v1/events"
        assert asked_for == ["/events/", api, "/events/?ical=1", *([] if ical else ["/events/"])]
        assert stored(bench.talks()) == published(site)


@pytest.mark.parametrize(
    ("start", "first"),
    [
        (f"{API}?categories=3&page=4", f"{API}?categories=3&{WINDOW}&page=1"),
        (
            "https://w.example/dept/?rest_route=/tribe/events/v1/events&tags=9",
            f"https://w.example/dept/?rest_route=/tribe/events/v1/events&tags=9&{WINDOW}&page=1",
        ),
        ("https://w.example/events/list/?ical=1", "https://w.example/events/list/"),
        ("webcal://w.example/?post_type=tribe_events&ical=1&eventDisplay=list", "https://w.example/?post_type=tribe_events"),
        ("https://w.example", "https://w.example"),
    ],
)  # fmt: skip
def test_what_a_start_address_stands_for(start: str, first: str) -> None:
    assert made(TheEventsCalendarSpider).first_request(start, None).url == first


def test_the_api_is_where_the_page_says() -> None:
    spider = made(TheEventsCalendarSpider)
    page = spider.first_request("https://w.example/events/tag/algebra/", "Algebra")
    (request,) = asked(called(page, f"<html><head>{HEAD}</head></html>", "text/html"))
    assert request.url.startswith("https://w.example/blog/wp-json/tribe/events/v1/events?tags=algebra&")
    assert request.meta["series"] == "Algebra"


def test_a_page_that_names_a_calendar_file_but_no_api() -> None:
    spider = made(TheEventsCalendarSpider)
    head = '<link rel="alternate" type="text/calendar" href="/events/?ical=1" />'
    page = spider.first_request("https://w.example/", None)
    (request,) = asked(called(page, f"<html><head>{head}</head></html>", "text/html"))
    assert request.url == "https://w.example/events/?ical=1"


def events(*rows: dict[str, Any], pages: int = 1) -> dict[str, Any]:
    return {"events": list(rows), "total": len(rows), "total_pages": pages}


def event(**more: Any) -> dict[str, Any]:
    return {
        "id": 5,
        "global_id": "w.example?id=5",
        "status": "publish",
        "url": "https://w.example/event/tiles/",
        "title": "Nora Lind (Oslo): Tiles &#038; stones",
        "description": "",
        "all_day": False,
        "start_date": "2026-10-05 15:00:00",
        "end_date": "2026-10-05 16:00:00",
        "utc_start_date": "2026-10-05 13:00:00",
        "utc_end_date": "2026-10-05 14:00:00",
        "timezone": "Europe/Oslo",
        "venue": [],
        "organizer": [],
        **more,
    }


def test_the_event_s_own_zone_counts() -> None:
    spider = made(TheEventsCalendarSpider)
    (talk,) = talks(called(spider.first_request(API, None), events(event())))
    assert (talk.title, talk.start, talk.location) == ("Tiles & stones", "2026-10-05T15:00:00+02:00", None)


def test_more_pages_than_are_read_are_a_fault() -> None:
    spider = made(TheEventsCalendarSpider, max_pages=3)
    results = called(spider.first_request(API, None), events(event(), pages=7))
    assert [request.url[-7:] for request in asked(results)] == ["&page=2", "&page=3"]
    assert len(talks(results)) == 1
    assert rules(spider) == [("partial", "pages.too-many")]


def test_an_empty_calendar_is_no_fault() -> None:
    spider = made(TheEventsCalendarSpider)
    assert called(spider.first_request(API, None), events(pages=0)) == []
    assert rules(spider) == []


def test_a_window_of_one_day_holds_that_day() -> None:
    spider = made(TheEventsCalendarSpider, since="2026-10-05", until="2026-10-05")
    url = spider.first_request(API, None).url
    assert "start_date=2026-10-05&end_date=2026-10-05%2023%3A59%3A59" in url


def test_a_login_page_everywhere_ends_the_search() -> None:
    spider = made(TheEventsCalendarSpider)
    request = spider.first_request(API, None)
    seen = []
    while True:
        seen.append(request.url)
        following = asked(called(request, "<html><form>Log in</form></html>", "text/html"))
        if not following:
            break
        (request,) = following
    assert [url.partition("?start")[0] for url in seen] == [
        API,
        "https://w.example/events/?ical=1",
        "https://w.example/events/",
    ]


def test_a_bad_link_header_is_no_api() -> None:
    spider = made(TheEventsCalendarSpider)
    page = spider.first_request("https://w.example/", None)
    broken = replace_header(answer(page, "<html></html>", "text/html"), "<<<; rel=api")
    (request,) = asked(list(spider.parse_page(broken)))
    assert request.url == "https://w.example/?ical=1"


def replace_header(response: Any, link: str) -> Any:
    return response.replace(headers={"Link": link})
