"""TYPO3: lists in German, each talk's page, and the hour from its calendar entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.platforms.typo3 import Typo3Spider
from tests.loopback.platforms import LECTURES, serve_platform
from tests.loopback.typo3 import PLUGIN, Typo3Server
from tests.processes import Bench
from tests.walk import made, walk


@pytest.fixture
def site() -> Iterator[Typo3Server]:
    with serve_platform(Typo3Server()) as running:
        yield running  # type: ignore[misc]


def leaf(site: Typo3Server, path: str = "/kolloquium", **attributes: Any) -> Any:
    attributes = {"timezone": site.zone, "languages": ("de",), "start_urls": [site.url + path], **attributes}
    return made(type("LeafSpider", (Typo3Spider,), {"name": "leaf", "__doc__": "A leaf.", **attributes}))


TRUE_STARTS = {lec.title: lec.start(Typo3Server.today, Typo3Server.zone).isoformat() for lec in LECTURES}


@pytest.mark.parametrize("speaking", [False, True])
def test_every_talk_of_the_list_with_all_that_its_page_says(site: Typo3Server, speaking: bool) -> None:
    site.speaking = speaking
    spider = leaf(site)
    talks = walk(spider)
    assert {talk.title: talk.start for talk in talks} == TRUE_STARTS
    assert spider.faults_noted == 0
    by_title = {talk.title: talk for talk in talks}
    for lecture in LECTURES:
        talk = by_title[lecture.title]
        assert [(p.name, p.affiliation) for p in talk.speakers] == [(lecture.speaker, lecture.affiliation)]
        assert (talk.location, talk.abstract) == (lecture.room, lecture.abstract)
        assert (talk.status == "cancelled") is lecture.cancelled
        assert (talk.end is not None) is (lecture.number % 3 == 0), "the entry's end, where it was asked for"
    entries = [asked for asked in site.asked if asked.query.get(f"{PLUGIN}[action]") == "icalDownload"]
    assert [asked.query[f"{PLUGIN}[event]"] for asked in entries] == ["3", "6", "9", "12"]


def test_links_by_query_alone(site: Typo3Server) -> None:
    """A list whose words are read as no talk still leads to the talks."""
    site.day = lambda talk: "demnächst"  # type: ignore[method-assign]
    spider = leaf(site, max_pages=1)
    walk(spider)
    assert len([path for path in site.paths() if PLUGIN in path and "detail" in path]) == 5


def test_the_pager_is_followed(site: Typo3Server) -> None:
    walk(leaf(site, details=False))
    assert len(site.paths()) == 3


@pytest.mark.slow
def test_a_crawl_of_the_generic_spider(tmp_path: Path, site: Typo3Server) -> None:
    done = Bench(tmp_path).crawl(
        "typo3", "-a", f"url={site.url}/kolloquium", "-a", "timezone=Europe/Berlin", "-a", "languages=de",
        "-s", "FETCHED_AT=2026-10-01T08:00:00+00:00",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert {t["title"]: t["start"] for t in Bench(tmp_path).talks()} == TRUE_STARTS
