"""LiveWhale: the newer JSON page by page, the older one, the calendar file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.platforms.livewhale import LiveWhaleSpider
from tests.loopback.livewhale import LiveWhaleServer
from tests.loopback.platforms import lectures, serve_platform
from tests.platforms.asking import followed
from tests.platforms.making import FROZEN, asked, called, made, published, rules, stored, talks
from tests.processes import Bench

ORIGIN = "https://events.example.edu"
WINDOW = "start_date/2026-09-01/end_date/2027-10-01"


def found(site: LiveWhaleServer, url: str, **attributes: Any) -> list[dict[str, Any]]:
    """The talks of a site as rows, read without a network."""
    attributes = {"timezone": site.zone, "summary_role": "title", **attributes}
    spider = made(LiveWhaleSpider, **attributes)
    items = followed(site, spider.first_request(url, None))
    assert rules(spider) == []
    return [item.as_dict() for item in items]


def test_a_group_page_by_page(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(LiveWhaleServer(lectures=lectures(12, -20), per_page=5)) as site:
        group = "Plant%20%26%20Microbial%20Biology"
        url = f"{site.url}/live/ical/events/group/{group}/header/PMB/only_starred/true"
        done = bench.crawl("livewhale", "-a", f"url={url}", "-a", f"timezone={site.zone}", *FROZEN)
        assert (done.code, done.summary["faults"]) == (0, [])
        address = f"/live/json/v2/events/group/{group}/{WINDOW}/response_fields/all/paginate/100"
        assert [a.path for a in site.asked if a.path != "/robots.txt"] == [
            address.replace("%20", " ").replace("%26", "&")
        ] * 3
        assert sorted(a.raw_query for a in site.asked) == ["", "", "page=2", "page=3"]
        assert stored(bench.talks()) == published(site)
    rows = bench.talks()
    assert {row["location"] for row in rows} == {"Room 201"}
    assert {row["speakers"][0]["affiliation"] for row in rows} >= {"Uppsala University", "Brown University"}
    assert all(row["abstract"].startswith("We look at") for row in rows)


@pytest.mark.parametrize(
    ("site", "last"),
    [
        (LiveWhaleServer(version=1), "/live/json/events/group/Physics"),
        (LiveWhaleServer(json=False), "/live/ical/events/group/Physics"),
    ],
)
def test_older_forms(site: LiveWhaleServer, last: str) -> None:
    rows = found(site, ORIGIN, group="Physics")
    assert site.asked[-1].path.startswith(last)
    assert stored(rows) == published(site)


def test_an_empty_group_is_no_fault() -> None:
    assert found(LiveWhaleServer(), ORIGIN, group="Nobody") == []


@pytest.mark.parametrize(
    ("start", "path"),
    [
        (ORIGIN, f"/live/json/v2/events/{WINDOW}/"),
        (f"{ORIGIN}/physics/all", f"/live/json/v2/events/{WINDOW}/"),
        (f"{ORIGIN}/live/json/events/group/AB/hide/1/", f"/live/json/v2/events/group/AB/hide/1/{WINDOW}/"),
        (f"{ORIGIN}/live/rss/events/tag/talk/max/5", f"/live/json/v2/events/tag/talk/{WINDOW}/"),
        (f"{ORIGIN}/live/json/v2/events/group/AI%2FML", f"/live/json/v2/events/group/AI%2FML/{WINDOW}/"),
    ],
)  # fmt: skip
def test_what_a_start_address_stands_for(start: str, path: str) -> None:
    url = made(LiveWhaleSpider).first_request(start, None).url
    assert url == f"{ORIGIN}{path}response_fields/all/paginate/100"


def test_a_group_in_the_address_beats_the_attribute() -> None:
    spider = made(LiveWhaleSpider, group="Physics")
    assert "/group/Maths/" in spider.first_request(f"{ORIGIN}/live/ical/events/group/Maths", None).url
    assert "/events/group/Physics/start_date/" in spider.first_request(ORIGIN, None).url


def event(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "title": "Tiles &amp; stones",
        "url": f"{ORIGIN}/event/{number}",
        "date_iso": "2026-10-05T15:00:00-07:00",
        "custom_speaker": "Nora Lind (Oslo)",
    }


def test_pages_whose_number_is_not_said_are_followed_to_the_last() -> None:
    spider = made(LiveWhaleSpider, max_pages=3)
    request = spider.first_request(ORIGIN, "Algebra")
    answer = {"data": [event(1)], "links": {"next": "?page=2"}}
    seen = []
    for _ in range(3):
        results = called(request, answer)
        seen.append([talk.series for talk in talks(results)])
        if asked(results):
            (request,) = asked(results)
    assert seen == [["Algebra"]] * 3
    assert request.url.endswith("/paginate/100?page=3")


def test_more_than_is_read_is_a_fault_and_the_talks_are_kept() -> None:
    spider = made(LiveWhaleSpider, max_pages=1)
    request = spider.first_request(ORIGIN, None)
    assert len(called(request, {"meta": {"total_pages": 4}, "data": [event(1)]})) == 1
    assert rules(spider) == [("partial", "pages.too-many")]
    spider = made(LiveWhaleSpider)
    assert talks(called(spider.first_request(ORIGIN, None), [event(n) for n in range(1000)]))
    assert rules(spider) == [("partial", "livewhale.cut-off")]


def test_a_page_instead_of_data_asks_the_next_address() -> None:
    spider = made(LiveWhaleSpider)
    request = spider.first_request(ORIGIN, None)
    (older,) = asked(called(request, "<html>Calendar</html>", "text/html"))
    assert older.url == f"{ORIGIN}/live/json/events/{WINDOW}/max/1000"
    (calendar,) = asked(called(older, "<html>Calendar</html>", "text/html"))
    assert calendar.url == f"{ORIGIN}/live/ical/events/{WINDOW}"
    assert rules(spider) == []
