"""RSS and Atom: paging, items completed from their pages, the feed found from a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.platforms.feed import FeedSpider
from tests.loopback.feed import FeedServer
from tests.loopback.platforms import LECTURES, serve_platform
from tests.processes import Bench
from tests.walk import made, walk


@pytest.fixture
def site() -> Iterator[FeedServer]:
    with serve_platform(FeedServer()) as running:
        yield running  # type: ignore[misc]


def leaf(site: FeedServer, path: str, **attributes: Any) -> Any:
    attributes = {"timezone": site.zone, "languages": ("en",), "start_urls": [site.url + path], **attributes}
    return made(type("LeafSpider", (FeedSpider,), {"name": "leaf", "__doc__": "A leaf.", **attributes}))


def starts(talks: list[Any]) -> dict[str, str]:
    return {talk.title: talk.start for talk in talks}


TRUE_STARTS = {lec.title: lec.start(FeedServer.today, FeedServer.zone).isoformat() for lec in LECTURES}


@pytest.mark.parametrize("path", ["/talks.rss", "/talks/feed-atom.xml", "/seminars"])
def test_all_talks_of_a_feed_wherever_it_is_found(site: FeedServer, path: str) -> None:
    path = path.replace("/talks/feed-", "/")
    spider = leaf(site, path)
    talks = walk(spider)
    assert starts(talks) == TRUE_STARTS
    assert spider.faults_noted == 0
    assert {talk.abstract for talk in talks} == {lecture.abstract for lecture in LECTURES}
    assert talks[0].url == f"{site.url}/talks/1"
    assert talks[0].end == "2026-10-02T16:00:00+02:00", "what the feed alone says"
    assert not any("news" in asked for asked in site.paths()), "the feed of talks, not that of news"


def test_the_feed_alone(site: FeedServer) -> None:
    talks = walk(leaf(site, "/talks.rss", details=False))
    assert [talk.title for talk in talks] == [lec.title for lec in LECTURES if lec.number % 2]
    assert not any("/talks/" in path for path in site.paths())


def test_only_the_items_that_a_pattern_names_are_looked_up(site: FeedServer) -> None:
    walk(leaf(site, "/talks.rss", talk_links=r"/talks/[24]$", max_pages=1))
    assert [path for path in site.paths() if path in ("/talks/2", "/talks/4")] == ["/talks/2", "/talks/4"]


def test_no_more_pages_than_allowed(site: FeedServer) -> None:
    spider = leaf(site, "/talks.rss", max_details=3)
    walk(spider)
    assert len([path for path in site.paths() if "/talks/" in path]) == 3
    assert spider.crawler.stats.get_value("details/left_out") > 0


def test_a_page_without_a_feed_is_a_fault(site: FeedServer) -> None:
    spider = leaf(site, "/talks/1")
    assert walk(spider) == []
    (fault,) = spider.crawler.stats.get_value("faults")
    assert (fault.failure_class, fault.rule) == ("unreadable", "feed.none")


@pytest.mark.slow
def test_a_crawl_of_the_generic_spider(tmp_path: Path, site: FeedServer) -> None:
    done = Bench(tmp_path).crawl(
        "feed", "-a", f"url={site.url}/seminars", "-a", "timezone=Europe/Paris",
        "-s", "FETCHED_AT=2026-10-01T08:00:00+00:00",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert {t["title"]: t["start"] for t in Bench(tmp_path).talks()} == TRUE_STARTS
