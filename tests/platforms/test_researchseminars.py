"""The two halves of researchseminars.org, joined."""

from __future__ import annotations

import json
from typing import Any

import pytest
from scrapy.http import JsonResponse
from scrapy.utils.test import get_crawler

from seminarcrawl.errors import ArgumentError
from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.platforms.researchseminars import is_shown, join, talk_of_row
from spiders.researchseminars import ResearchseminarsSpider

BASE = "https://researchseminars.org"
SERIES: dict[str, Any] = {
    "name": "A Seminar",
    "timezone": "Europe/Madrid",
    "topics": ["math"],
    "institutions": ["UAM"],
}


def row(**more: Any) -> dict[str, Any]:
    return {
        "seminar_id": "S",
        "seminar_ctr": 3,
        "title": "On things",
        "speaker": "Ana Ruiz",
        "start_time": "2026-07-06 09:00:00-04:00",
        "end_time": "2026-07-06 10:00:00-04:00",
        "timezone": "Europe/Madrid",
        "display": True,
        **more,
    }


def talk(**more: Any) -> TalkItem:
    item = talk_of_row(row(**more), SERIES, BASE)
    assert item is not None
    return item


def test_times_are_shown_in_the_zone_of_the_talk() -> None:
    assert (talk().start, talk().end) == ("2026-07-06T15:00:00+02:00", "2026-07-06T16:00:00+02:00")
    assert talk(timezone="Asia/Tokyo").start == "2026-07-06T22:00:00+09:00"
    assert talk(timezone="").timezone == "Europe/Madrid", "the series' zone, when the talk has none"
    assert talk(start_time="soon").start is None


def test_speakers_are_parallel_lists() -> None:
    item = talk(
        speaker="Ana Ruiz | Bo Li",
        speaker_affiliation="Univ. A, and B | ",
        speaker_homepage=" | https://bo.example",
    )
    assert item.speakers == [
        Speaker("Ana Ruiz", "Univ. A, and B"),
        Speaker("Bo Li", None, "https://bo.example"),
    ]
    assert talk(speaker="TBA").speakers == []


def test_what_is_missing_stays_missing() -> None:
    item = talk(title="TBA", abstract=" ", room="", stream_link="see comments")
    assert (item.title, item.abstract, item.location, item.online_url) == (None, None, None, None)


def test_nothing_private_is_kept() -> None:
    item = talk(
        access_hint="the word is hazelnut", comments="password hazelnut", speaker_email="a@example.org"
    )
    assert "hazelnut" not in item.to_json()
    assert "a@example.org" not in item.to_json()


def test_a_cancelled_talk_says_so_in_its_comments() -> None:
    assert talk(comments="CANCELLED").status == "cancelled"
    assert talk(comments="Tea at three").status == "confirmed"


@pytest.mark.parametrize(
    "hidden", [{"seminar_ctr": -3}, {"deleted": True}, {"display": False}, {"seminar_ctr": None}]
)
def test_what_the_site_hides_stays_hidden(hidden: dict[str, Any]) -> None:
    assert is_shown(row())
    assert not is_shown(row(**hidden))


def test_a_day_without_a_talk_is_none() -> None:
    assert talk_of_row(row(title="", speaker="No seminar"), SERIES, BASE) is None


def event(uid: str, **more: Any) -> TalkItem:
    return TalkItem(uid=uid, title="From the calendar", online_url="https://zoom.example/j/1", **more)


def test_the_json_completes_the_calendar_and_the_calendar_the_json() -> None:
    (joined,) = join(
        [event("S/3", abstract="Only here")],
        [talk(stream_link="https://stream.example")],
        calendar_decides=True,
    )
    assert joined.title == "On things"
    assert joined.online_url == "https://zoom.example/j/1", "the live link beats the stream"
    assert joined.abstract == "Only here"


def test_the_calendar_decides_what_is_shown_only_when_it_is_whole() -> None:
    rows = [talk(), talk(seminar_ctr=4)]
    assert [t.uid for t in join([event("S/3")], rows, calendar_decides=True)] == ["S/3"]
    rows = [talk(), talk(seminar_ctr=4)]
    assert [t.uid for t in join([event("S/3")], rows, calendar_decides=False)] == ["S/3", "S/4"]


def test_a_talk_that_only_the_calendar_has_is_kept() -> None:
    assert [t.uid for t in join([event("S/3"), event("S/9")], [talk()], calendar_decides=True)] == [
        "S/3",
        "S/9",
    ]


@pytest.mark.parametrize("arguments", [{"series": "a b"}, {"since": "1/2/2026"}, {"colour": "red"}])
def test_wrong_arguments(arguments: dict[str, str]) -> None:
    with pytest.raises(ArgumentError):
        ResearchseminarsSpider(**arguments)


def test_arguments() -> None:
    spider = ResearchseminarsSpider(series="A, B", since="2026-09-01", base_url="http://127.0.0.1:8/")
    assert spider.series_ids == ["A", "B"]
    assert spider.base_url == "http://127.0.0.1:8"
    assert spider.series is None, "the IDs are no fact about the talks"


def answered(answer: object) -> JsonResponse:
    return JsonResponse("https://rs.example/api", body=json.dumps(answer).encode(), encoding="utf-8")


def spider(**arguments: str) -> ResearchseminarsSpider:
    settings = {"FETCHED_AT": "2026-10-01T00:00:00+00:00"}
    return get_crawler(ResearchseminarsSpider, settings)._create_spider(**arguments)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        ([1], "researchseminars.not-json"),
        ({"code": "warning"}, "researchseminars.no-series"),
        ({"properties": {"name": "S"}, "talks": 7}, "researchseminars.no-talks"),
        ({"properties": ["name"], "talks": ["a", 3]}, "researchseminars.no-series"),
        ({"properties": {"name": "S", "topics": 1, "institutions": 5}, "talks": [row(topics="x"), 3]}, None),
    ],
)
def test_json_of_another_shape_costs_no_talk_of_the_calendar(answer: object, rule: str | None) -> None:
    one = spider(series="S")
    calendar = [TalkItem(uid="S/1", title="From the calendar"), TalkItem(uid="S/3")]
    talks = list(one.parse_lookup(answered(answer), "S", calendar, complete=True))
    assert [t.uid for t in talks] == ["S/1", "S/3"]
    assert [f.rule for f in one.crawler.stats.get_value("faults", [])] == ([rule] if rule else [])


@pytest.mark.parametrize("results", [5, {"a": 1}, [1, "a", {"shortname": 5}, {"topics": "math"}]])
def test_a_catalogue_of_another_shape_is_empty(results: object) -> None:
    assert list(spider().parse_catalogue(answered({"results": results}))) == []


def test_the_catalogue_leads_to_the_series_of_the_topic() -> None:
    rows = [
        {"shortname": "A", "topics": ["math_NT"]},
        {"shortname": "B", "topics": ["math_AP"]},
        {"shortname": "C", "topics": ["math_NT"], "display": False},
    ]
    requests = spider(topic="math_NT").parse_catalogue(answered({"results": rows}))
    assert [r.url for r in requests] == ["https://researchseminars.org/seminar/A/ics"]
    assert spider().start_urls == ["https://researchseminars.org/api/0/search/series"]
    assert spider(series="A,B").start_urls[1] == "https://researchseminars.org/seminar/B/ics"
