"""Modern Events Calendar: the list, the events' own pages, and WordPress when the list is empty."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.platforms.modern_events_calendar import ModernEventsCalendarSpider
from tests.loopback.modern_events_calendar import ModernEventsCalendarServer
from tests.loopback.platforms import lectures, serve_platform
from tests.platforms.asking import followed, refused, served
from tests.platforms.making import FROZEN, asked, made, published, rules, stored
from tests.processes import Bench

ORIGIN = "https://www.example.org"


def spider(site: ModernEventsCalendarServer, **attributes: Any) -> ModernEventsCalendarSpider:
    return made(ModernEventsCalendarSpider, timezone=site.zone, **attributes)


def test_every_event_has_its_hour_from_its_own_page(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(ModernEventsCalendarServer()) as site:
        url = f"{site.url}/events/"
        done = bench.crawl(
            "modern_events_calendar", "-a", f"url={url}", "-a", f"timezone={site.zone}", *FROZEN
        )
        assert (done.code, done.summary["faults"]) == (0, [])
        assert sorted(site.paths()) == sorted(["/events/", *(f"/events/talk-{n}/" for n in range(1, 13))])
        assert stored(bench.talks()) == published(site)
    rows = bench.talks()
    assert all(row["end"] and row["location"] == "Room 201, Via Roma 1" for row in rows)
    assert {row["speakers"][0]["affiliation"] for row in rows} >= {"Uppsala University", "Brown University"}
    assert {row["abstract"] for row in rows} >= {"We look at primes on a diet and prove theorem 1 about it."}


@pytest.mark.parametrize(
    "site", [ModernEventsCalendarServer(typed=False), ModernEventsCalendarServer(in_list=False)]
)
def test_speakers_in_the_text_and_lists_without_events(site: ModernEventsCalendarServer) -> None:
    reading = spider(site)
    items = followed(site, reading.first_request(f"{ORIGIN}/events/", None))
    assert stored(item.as_dict() for item in items) == published(site)
    assert rules(reading) == []


def test_an_event_s_page_is_read_itself() -> None:
    site = ModernEventsCalendarServer()
    (item,) = followed(site, spider(site).first_request(f"{ORIGIN}/events/talk-7/", "Algebra"))
    assert (item.title, item.status, item.series) == (
        "Random walks in crowded rooms, part 7",
        "cancelled",
        "Algebra",
    )
    assert item.start == "2026-11-13T15:00:00+01:00"
    assert [asked.path for asked in site.asked] == ["/events/talk-7/"]


def test_so_many_pages_are_asked_for_and_no_more() -> None:
    site = ModernEventsCalendarServer()
    items = followed(site, spider(site, max_details=3).first_request(f"{ORIGIN}/", None))
    assert len(site.asked) == 4
    assert sum("T" in (item.start or "") for item in items) == 3
    assert len(items) == 12, "the list's own talks are kept, with their days"


def test_without_its_page_an_event_is_what_the_list_says() -> None:
    site = ModernEventsCalendarServer(lectures=lectures(1))
    reading = spider(site)
    (request,) = asked(served(site, reading.first_request(f"{ORIGIN}/events/", None)))
    (item,) = refused(request, 500)
    assert (item.title, item.start) == ("Primes on a diet, part 1", "2026-10-02")
    assert rules(reading) == [("http_error", "http.500")]


def test_an_empty_site_is_no_fault() -> None:
    site = ModernEventsCalendarServer(lectures=())
    reading = spider(site)
    assert followed(site, reading.first_request(f"{ORIGIN}/events/", None)) == []
    assert rules(reading) == []
