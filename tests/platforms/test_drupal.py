"""Drupal: lists of Views, calendars, RSS, JSON:API, and local time labelled as UTC."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.platforms.drupal import DrupalSpider
from tests.loopback.drupal import DrupalServer
from tests.loopback.platforms import LECTURES, lectures, serve_platform
from tests.processes import Bench
from tests.walk import made, walk


@pytest.fixture
def site() -> Iterator[DrupalServer]:
    with serve_platform(DrupalServer()) as running:
        yield running  # type: ignore[misc]


def leaf(site: DrupalServer, path: str, **attributes: Any) -> Any:
    attributes = {"timezone": site.zone, "languages": ("en",), "start_urls": [site.url + path], **attributes}
    return made(type("LeafSpider", (DrupalSpider,), {"name": "leaf", "__doc__": "A leaf.", **attributes}))


def starts(talks: list[Any]) -> dict[str, str]:
    return {talk.title: talk.start for talk in talks}


TRUE_STARTS = {lec.title: lec.start(DrupalServer.today, DrupalServer.zone).isoformat() for lec in LECTURES}


def assert_complete(talks: list[Any], count: int = len(LECTURES)) -> None:
    """Every field that the site has, for every talk."""
    assert starts(talks) == dict(list(TRUE_STARTS.items())[:count])
    by_title = {talk.title: talk for talk in talks}
    for lecture in LECTURES[:count]:
        talk = by_title[lecture.title]
        assert [(p.name, p.affiliation) for p in talk.speakers] == [(lecture.speaker, lecture.affiliation)]
        assert talk.location == lecture.room
        assert talk.abstract == lecture.abstract
        assert (talk.status == "cancelled") is lecture.cancelled, talk.title
        assert talk.url is not None
        assert talk.url.endswith(f"/events/talk-{lecture.number}")


class TestLists:
    def test_page_after_page_and_each_talk_s_own(self, site: DrupalServer) -> None:
        spider = leaf(site, "/events/colloquium", details=True)
        assert_complete(walk(spider))
        assert spider.faults_noted == 0
        pages = [path for path in site.paths() if "talk-" not in path]
        assert pages == ["/events/colloquium", "/events/colloquium?page=1", "/events/colloquium?page=2"]

    def test_the_list_alone(self, site: DrupalServer) -> None:
        assert starts(walk(leaf(site, "/events"))) == TRUE_STARTS
        assert not any("talk-" in path for path in site.paths())

    def test_rows_without_a_talk_are_looked_up(self, site: DrupalServer) -> None:
        site.lectures = LECTURES[:5]
        site.row = lambda talk: (  # type: ignore[method-assign]
            f'<div class="views-row"><a href="/events/talk-{talk.number}">more</a></div>'
        )
        assert_complete(walk(leaf(site, "/events", details=True)), 5)


class TestFeeds:
    @pytest.mark.parametrize("path", ["/feeds/events/ical.ics", "/calendar.ics", "/events/ical"])
    def test_a_calendar_is_all_there_is_to_ask_for(self, site: DrupalServer, path: str) -> None:
        assert_complete(walk(leaf(site, path, summary_role="title")))
        assert site.paths() == [path]

    def test_rss_leads_to_the_pages(self, site: DrupalServer) -> None:
        site.lectures = LECTURES[:5]
        assert_complete(walk(leaf(site, "/events/rss.xml", details=True)), 5)


class TestLocalTimeWithZ:
    @pytest.mark.parametrize("path", ["/events.ics", "/events"])
    def test_the_hour_is_the_local_one(self, site: DrupalServer, path: str) -> None:
        site.z_is_local = True
        talks = walk(leaf(site, path, z_is_local=True, details=True, summary_role="title"))
        assert starts(talks) == TRUE_STARTS

    def test_without_the_switch_z_is_utc(self, site: DrupalServer) -> None:
        site.z_is_local = True
        talks = walk(leaf(site, "/events.ics"))
        assert talks[0].start == "2026-10-02T17:00:00+02:00"


class TestJsonApi:
    OPTIONS: dict[str, Any] = {"jsonapi": "node/event", "include": ("field_speaker",)}

    def test_page_after_page_by_the_links_to_the_next(self, site: DrupalServer) -> None:
        site.page_size = 5
        spider = leaf(site, "/", **self.OPTIONS)
        assert_complete(walk(spider))
        assert spider.faults_noted == 0
        assert len(site.paths()) == 3
        assert site.asked[0].query == {"page[limit]": "50", "include": "field_speaker"}

    def test_only_the_days_that_are_asked_for(self, site: DrupalServer) -> None:
        spider = leaf(
            site, "/", **self.OPTIONS, date_field="field_event_date", since="2026-10-10", until="2026-10-31"
        )
        assert list(starts(walk(spider))) == [lec.title for lec in LECTURES[2:5]]
        query = site.asked[0].query
        assert query["filter[first][condition][path]"] == "field_event_date.value"
        assert query["sort"] == "field_event_date"

    def test_events_that_do_not_say_what_they_are_are_looked_up(self, site: DrupalServer) -> None:
        site.lectures = LECTURES[:5]
        assert walk(leaf(site, "/", jsonapi="node/event")) == []
        assert_complete(walk(leaf(site, "/", jsonapi="node/event", details=True)), 5)

    def test_what_is_no_answer_is_a_fault(self, site: DrupalServer) -> None:
        site.jsonapi = lambda asked: site.answer(type(asked)("/", "", "", {}, 0.0))  # type: ignore[method-assign]
        spider = leaf(site, "/", **self.OPTIONS)
        assert walk(spider) == []
        (fault,) = spider.crawler.stats.get_value("faults")
        assert fault.failure_class == "unreadable"

    def test_a_site_without_events_is_no_fault(self, site: DrupalServer) -> None:
        site.lectures = lectures(0)
        spider = leaf(site, "/", **self.OPTIONS)
        assert walk(spider) == []
        assert spider.faults_noted == 0


@pytest.mark.slow
def test_a_crawl_of_the_generic_spider(tmp_path: Path, site: DrupalServer) -> None:
    done = Bench(tmp_path).crawl(
        "drupal", "-a", f"url={site.url}/events", "-a", "timezone=Europe/Paris", "-a", "details=true",
        "-s", "FETCHED_AT=2026-10-01T08:00:00+00:00",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert {t["title"]: t["start"] for t in Bench(tmp_path).talks()} == TRUE_STARTS
