"""PlanIt Purple: what is to come and what is over, with the speakers that the titles carry."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.planitpurple import PlanItPurpleSpider, calendar_number
from tests.loopback.planitpurple import PlanItPurple
from tests.loopback.platforms import lectures, serve_platform
from tests.platforms.asking import followed
from tests.platforms.making import FROZEN, made, published, stored
from tests.processes import Bench

CALENDAR = "https://planitpurple.example/calendar/3758"


@pytest.mark.parametrize("path", ["calendar/3758", "xmlfeed?cal=3758&days=0", "feed/json/3758"])
def test_any_address_of_a_calendar_has_its_number(path: str) -> None:
    assert calendar_number(f"https://planitpurple.example/{path}") == "3758"


def test_another_address_is_refused_by_name() -> None:
    with pytest.raises(ArgumentError, match="no calendar of PlanIt Purple"):
        made(PlanItPurpleSpider, start_urls=["https://planitpurple.example/event/5"])


def test_a_calendar_with_what_is_over(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(PlanItPurple(lectures=lectures(9, first_day=-16))) as site:
        arguments = ("-a", f"url={site.url}/calendar/3758", "-a", "summary_role=series_speaker_title")
        done = bench.crawl("planitpurple", *arguments, *FROZEN)
    assert done.code == 0, done.err
    assert site.paths() == ["/xmlfeed?cal=3758&days=0", "/xmlfeed?cal=3758&days=30&archive=1"]
    assert stored(bench.talks()) == published(site)
    first = min(bench.talks(), key=lambda talk: talk["start"])
    assert first["series"] == "Colloquium"
    assert first["location"].startswith("Room 201")
    assert first["abstract"] == site.lectures[0].abstract


@pytest.mark.parametrize(
    ("since", "windows"), [("2026-09-11", ["days=0", "days=20"]), ("2026-10-05", ["days=0"])]
)
def test_how_far_back_it_looks(since: str, windows: list[str]) -> None:
    site = PlanItPurple()
    followed(site, made(PlanItPurpleSpider, start_urls=[CALENDAR], since=since).first_request(CALENDAR, None))
    assert [one.raw_query.split("&")[1] for one in site.asked] == windows
