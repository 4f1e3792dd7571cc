"""talks.cam: a list by any of its views, from the XML view, with talks that are over."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.talks_cam import TalksCamSpider, xml_view
from tests.loopback.platforms import LECTURES, lectures, serve_platform
from tests.loopback.talks_cam import TalksCam
from tests.platforms.asking import followed
from tests.platforms.making import FROZEN, made, published, stored
from tests.processes import Bench

LIST = "https://talks.example/show/index/6330"


@pytest.mark.parametrize(
    "url",
    [
        LIST,
        f"{LIST}/",
        "https://talks.example/show/ics/6330.ics",
        "https://talks.example/show/rss/6330",
        "https://talks.example/show/archive/6330?limit=5",
        "https://talks.example/list/index/6330",
        "https://talks.example/show/xml/6330",
    ],
)
def test_any_view_of_a_list_leads_to_its_xml(url: str) -> None:
    assert xml_view(url) == "https://talks.example/show/xml/6330"


def test_another_address_is_refused_by_name() -> None:
    with pytest.raises(ArgumentError, match="talk/index/5 is no address of a list"):
        made(TalksCamSpider, start_urls=["https://talks.example/talk/index/5"])


def test_a_list_with_the_talks_of_the_last_weeks(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(TalksCam(lectures=lectures(9, first_day=-20))) as site:
        url = f"{site.url}/show/rss/6330"
        done = bench.crawl("talks_cam", "-a", f"url={url}", "-a", "timezone=Europe/London", *FROZEN)
    assert done.code == 0, done.err
    assert site.paths() == ["/show/xml/6330?seconds_before_today=2592000&layout=empty"]
    assert stored(bench.talks()) == published(site)
    first = min(bench.talks(), key=lambda talk: talk["start"])
    assert first["speakers"] == [{"name": "Anna Berg", "affiliation": "Uppsala University", "url": None}]
    assert (first["series"], first["location"]) == ("Example Seminar", "Room 201")
    assert first["abstract"] == LECTURES[0].abstract


def test_the_window_is_counted_from_the_midnight_of_the_list() -> None:
    site = TalksCam(lectures=lectures(10, first_day=-10))
    spider = made(
        TalksCamSpider, start_urls=[LIST], timezone="Europe/London", since="2026-10-05", until="2026-10-19"
    )
    found = followed(site, spider.first_request(LIST, "CL talks"))
    assert site.asked[0].query["seconds_before_today"] == "-345600"
    assert [talk.start for talk in found] == [f"2026-10-{day:02}T15:00:00+01:00" for day in (5, 12, 19)], (
        "both days inclusive"
    )
    assert {talk.series for talk in found} == {"Example Seminar"}, "the talk's own series, not the list's"
