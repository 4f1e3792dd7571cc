"""Plone: a folder by any of its views, completed from its events' pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminarcrawl.platforms.plone import PloneSpider, folder_of
from tests.loopback.platforms import LECTURES, serve_platform
from tests.loopback.plone import Plone
from tests.platforms.asking import followed, served
from tests.platforms.making import FROZEN, asked, made, published, rules, stored
from tests.processes import Bench

FOLDER = "https://plone.example/maths/seminars"


@pytest.mark.parametrize(
    "view", ["", "/", "/ics_view", "/event_listing?mode=future", "/@@event_listing_ical"]
)
def test_any_view_of_a_folder_is_the_folder(view: str) -> None:
    assert folder_of(FOLDER + view) == FOLDER


def test_the_calendar_and_the_pages_of_a_folder(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(Plone(lectures=LECTURES[:7])) as site:
        url = f"{site.url}/maths/seminars/event_listing"
        done = bench.crawl("plone", "-a", f"url={url}", "-a", "timezone=Europe/Paris", *FROZEN)
    assert done.code == 0, done.err
    assert site.paths()[0] == "/maths/seminars/ics_view"
    assert stored(bench.talks()) == published(site)
    first = min(bench.talks(), key=lambda talk: talk["start"])
    assert first["uid"].endswith("1@plone.example"), "the calendar's identity, the page's details"
    assert first["speakers"][0]["affiliation"] == "Uppsala University"
    assert first["abstract"] == LECTURES[0].abstract


def test_where_folders_have_no_calendar_the_listing_has() -> None:
    site = Plone(folders_export=False, lectures=LECTURES[:2])
    spider = made(PloneSpider, start_urls=[FOLDER], timezone="Europe/Paris", details=False)
    (second,) = asked(served(site, spider.first_request(FOLDER, None)))
    assert second.url == f"{FOLDER}/@@event_listing_ical?mode=all"
    assert [talk.title for talk in followed(site, second)] == [one.title for one in LECTURES[:2]]
    assert rules(spider) == []
