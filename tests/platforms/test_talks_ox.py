"""talks.ox: whatever an address shows is searched for, page by page, in JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.talks_ox import TalksOxSpider, query_of
from tests.loopback.platforms import LECTURES, lectures, serve_platform
from tests.loopback.talks_ox import TalksOx
from tests.platforms.asking import followed
from tests.platforms.making import FROZEN, called, made, published, rules, stored
from tests.processes import Bench

SITE = "https://talks.example"
SERIES = f"{SITE}/talks/series/id/abc-123"


@pytest.mark.parametrize(
    ("url", "query"),
    [
        (SERIES, [("series", "abc-123")]),
        (f"{SITE}/api/series/abc-123.ics", [("series", "abc-123")]),
        (f"{SITE}/api/series/id/77", [("seriesid", "77")]),
        (f"{SITE}/talks/department/id/oxpoints:23232740", [("organising_department", "oxpoints:23232740")]),
        (f"{SITE}/talks/person/id/xyz/", [("speaker", "xyz")]),
        (
            f"{SITE}/api/talks/search?from=today&topic=http://id.example/fast/914091&count=3",
            [("topic", "http://id.example/fast/914091")],
        ),
        (f"{SITE}/talks/search/?series=a&series=b", [("series", "a"), ("series", "b")]),
        (f"{SITE}/talks/id/abc/", None),
    ],
)
def test_an_address_becomes_what_the_api_searches_for(url: str, query: list[tuple[str, str]] | None) -> None:
    assert query_of(url) == query


def test_another_address_is_refused_by_name() -> None:
    with pytest.raises(ArgumentError, match="talks/id/abc"):
        made(TalksOxSpider, start_urls=[f"{SITE}/talks/id/abc/"])


def test_a_series_to_its_last_page(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(TalksOx(most=5)) as site:
        url = f"{site.url}/talks/series/id/abc-123"
        done = bench.crawl("talks_ox", "-a", f"url={url}", *FROZEN)
    assert done.code == 0, done.err
    assert site.paths()[0] == "/api/talks/search?from=2026-09-01&series=abc-123&count=100"
    assert len(site.paths()) == 3
    assert stored(bench.talks()) == published(site)
    first = min(bench.talks(), key=lambda talk: talk["start"])
    assert first["uid"] == "00000000-talk-1"
    assert first["url"] == f"{site.url}/talks/id/00000000-talk-1/"
    assert first["speakers"][0]["affiliation"] == "Uppsala University"
    assert (first["series"], first["abstract"]) == ("Example Seminar", LECTURES[0].abstract)


def test_a_window_and_a_bound_on_pages() -> None:
    site = TalksOx(lectures=lectures(9, first_day=-30), most=1)
    spider = made(
        TalksOxSpider, start_urls=[SERIES], timezone="Europe/London", since="2026-09-10", until="2026-10-20"
    )
    spider.max_pages = 3  # type: ignore[misc]
    found = followed(site, spider.first_request(SERIES, None))
    assert [talk.start for talk in found] == [
        "2026-09-15T15:00:00+01:00",
        "2026-09-22T15:00:00+01:00",
        "2026-09-29T15:00:00+01:00",
    ]
    assert site.asked[0].query["to"] == "2026-10-20"


def test_a_collection_comes_whole() -> None:
    site = TalksOx(lectures=LECTURES[:2])
    url = f"{SITE}/talks/collections/id/my-choice"
    found = followed(site, made(TalksOxSpider, start_urls=[url]).first_request(url, None))
    assert [talk.title for talk in found] == [one.title for one in LECTURES[:2]]
    assert site.asked[0].path == "/api/collections/id/my-choice"


def test_a_talk_in_preparation_is_tentative() -> None:
    site = TalksOx(lectures=LECTURES[:1])
    spider = made(TalksOxSpider, start_urls=[SERIES], timezone="Europe/London")
    answer = {"_embedded": {"talks": [{**site.talk(LECTURES[0]), "status": "preparation"}]}, "_links": {}}
    (talk,) = called(spider.first_request(SERIES, None), answer)
    assert talk.status == "tentative"


def test_an_answer_in_xml_is_a_fault() -> None:
    spider = made(TalksOxSpider, start_urls=[SERIES])
    assert called(spider.first_request(SERIES, None), "<root/>", "application/xml") == []
    assert rules(spider) == [("unreadable", "talks_ox.not-json")]
