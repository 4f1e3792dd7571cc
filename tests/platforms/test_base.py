"""What every spider does with its arguments, addresses and failures."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse, TextResponse, XmlResponse
from scrapy.utils.test import get_crawler

from seminarcrawl.errors import ArgumentError
from seminarcrawl.faults import MAX_FAULTS_KEPT
from seminarcrawl.platforms.base import TalkSpider, http_url
from seminarcrawl.platforms.page import PageSpider
from seminarcrawl.platforms.repository import RepositorySpider
from spiders.ical import IcalSpider
from spiders.researchseminars import ResearchseminarsSpider

PAGE = (
    "<html><body><h1>Colloquium</h1><p><b>Speaker:</b> Dr. Ellen Fox (Leeds)</p><p><b>Title:</b> Tilings</p>"
    "<p><b>Date:</b> Friday 16 October 2026, 3:00pm</p></body></html>"
)


def made(spider: type[TalkSpider], **arguments: Any) -> TalkSpider:
    settings = {"FETCHED_AT": "2026-10-01T00:00:00+00:00"}
    crawler = get_crawler(spider, settings)
    return crawler._create_spider(**arguments)  # type: ignore[return-value]


class Leaf(PageSpider):
    """A leaf."""

    name = "leaf"
    start_urls = ("https://x.example/",)
    timezone = "Europe/London"


def test_a_talk_says_where_it_comes_from() -> None:
    spider = made(Leaf)
    response = HtmlResponse("https://me:pw@x.example/page", body=PAGE.encode())
    (item,) = spider.talks(response)
    assert (item.source, item.source_url) == ("leaf", "https://x.example/page")
    assert item.fetched_at == "2026-10-01T00:00:00+00:00"


def test_a_document_that_cannot_be_read_is_a_fault_and_no_exception() -> None:
    spider = made(Leaf)
    assert list(spider.talks(TextResponse("https://x.example/", body=b"%PDF-1.7 binary"))) == []
    (fault,) = spider.crawler.stats.get_value("faults")
    assert (fault.failure_class, fault.rule, fault.url) == (
        "unreadable",
        "document.binary",
        "https://x.example/",
    )


def test_an_index_leads_to_its_pages_and_is_not_read_itself() -> None:
    class Index(Leaf):
        talk_links = r"/talks/\d+$"

    body = '<a href="/talks/1">one</a> <a href="/talks/2">two</a> <a href="/people">people</a>' + PAGE
    requests = list(
        made(Index).parse(HtmlResponse("https://x.example/", body=body.encode(), encoding="utf-8"))
    )
    assert [r.url for r in requests] == ["https://x.example/talks/1", "https://x.example/talks/2"]


def test_a_feed_is_an_index_too() -> None:
    class Feed(Leaf):
        talk_links = r"/events/"

    item = "<item><link> https://x.example/events/9 </link></item>"
    body = f"<rss><channel><link>https://x.example/events/</link>{item}</channel></rss>"
    response = XmlResponse("https://x.example/rss", body=body.encode(), encoding="utf-8")
    assert [r.url for r in made(Feed).parse(response)] == ["https://x.example/events/9"]


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("webcal://x.example/a.ics", "https://x.example/a.ics"),
        ("WebCals://x.example/a.ics", "https://x.example/a.ics"),
        ("http://x.example/a.ics", "http://x.example/a.ics"),
    ],
)
def test_webcal_is_https(url: str, asked: str) -> None:
    assert http_url(url) == asked
    assert made(IcalSpider, url=url, timezone="Europe/Paris").start_urls == [asked]


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"url": "https://x.example"},
        {"url": "x.example", "timezone": "Europe/Paris"},
        {"url": "https://x.example", "timezone": "Paris"},
        {"url": "https://x.example", "timezone": "../etc/passwd"},
        {"url": "https://x.example", "timezone": "CET"},  # a rule for clocks, and no place
        {"url": "https://x.example", "timezone": "Europe/Paris", "date_order": "MYD"},
        {"url": "https://x.example", "timezone": "Europe/Paris", "summary_role": "organiser"},
    ],
)
def test_wrong_arguments_are_refused_with_a_message(arguments: dict[str, str]) -> None:
    with pytest.raises(ArgumentError) as caught:
        made(IcalSpider, **arguments)
    assert str(caught.value)


def test_what_a_launcher_adds_is_let_through() -> None:
    assert made(Leaf, _job="4711").source == "leaf"


def test_languages_are_split_and_the_source_can_be_named() -> None:
    spider = made(
        IcalSpider, url="https://x.example", timezone="Europe/Paris", languages="fr, en", source_name="paris"
    )
    assert spider.languages == ("fr", "en")
    assert spider.source == "paris"


class Posts(RepositorySpider):
    """Posts."""

    name = "posts"
    timezone = "Europe/Paris"


async def started(spider: TalkSpider) -> list[Any]:
    return [result async for result in spider.start()]


def test_saved_files_are_read_without_a_request(tmp_path: Path) -> None:
    lines = (
        'first_seminar_title: "A"',
        'first_seminar_speaker: "Ana Ruiz (Lyon)"',
        "first_seminar_time: 10:00 - 11:00",
    )
    post = "\n".join(["---", *lines, "---", ""])
    (tmp_path / "2026-10-16-seminar.md").write_text(post, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    (item,) = asyncio.run(started(made(Posts, files=str(tmp_path))))
    assert item.start == "2026-10-16T10:00:00+02:00"
    assert item.source == "posts"


def test_a_listing_that_is_none_is_a_fault() -> None:
    spider = made(Posts, repository="o/r")
    for body in (b"<html>rate limit</html>", b'{"message": "rate limit"}', b"[{}]"):
        assert (
            list(spider.parse_listing(TextResponse("https://api.example/", body=body, encoding="utf-8")))
            == []
        )
    assert spider.faults_noted == 3


def test_faults_are_counted_beyond_those_that_are_kept() -> None:
    spider = made(Leaf)
    for _ in range(MAX_FAULTS_KEPT + 5):
        list(spider.talks(TextResponse("https://x.example/", body=b"%PDF-1.7 binary")))
    assert spider.faults_noted == MAX_FAULTS_KEPT + 5
    assert len(spider.crawler.stats.get_value("faults")) == MAX_FAULTS_KEPT


def test_files_or_repository_must_be_known(tmp_path: Path) -> None:
    for arguments in ({}, {"repository": "not a repository"}, {"files": str(tmp_path / "absent")}):
        with pytest.raises(ArgumentError):
            made(Posts, **arguments)


def test_a_run_narrowed_by_an_argument_says_so() -> None:
    assert made(ResearchseminarsSpider, series="OWOS").narrowed
    assert not made(ResearchseminarsSpider, base_url="https://x.example").narrowed
    assert not made(IcalSpider, url="https://x.example", timezone="Europe/Paris").narrowed


@pytest.mark.parametrize(
    ("quiet", "is_quiet"),
    [(("06-20", "10-01"), True), (("10-01", "01-10"), True), (("06-20", "09-15"), False), (None, False)],
)
def test_a_source_may_show_nothing_in_its_quiet_window(quiet: tuple[str, str] | None, is_quiet: bool) -> None:
    spider = made(type("Resting", (Leaf,), {"quiet": quiet}))
    assert spider.may_show_nothing is is_quiet


@pytest.mark.parametrize("quiet", [("06-31", "09-15"), ("June", "09-15"), ("6-20", "09-15")])
def test_a_quiet_window_that_is_none_is_refused(quiet: tuple[str, str]) -> None:
    with pytest.raises(ArgumentError, match="quiet"):
        made(type("Resting", (Leaf,), {"quiet": quiet}))


class TestCommonOptions:
    """What a leaf spider may set whatever its platform."""

    def test_the_scope_counts_from_the_fetch_in_the_source_s_zone(self) -> None:
        spider = made(Leaf, since="-30d", until="+1w", keep="colloquium")
        scope = spider.scope
        assert (str(scope.since), str(scope.until)) == ("2026-09-01", "2026-10-08")
        assert spider.narrowed

    @pytest.mark.parametrize("arguments", [{"since": "soon"}, {"until": "1/2/26"}, {"keep": "("}])
    def test_an_option_that_makes_no_sense_is_refused_by_name(self, arguments: dict[str, str]) -> None:
        with pytest.raises(ArgumentError, match=next(iter(arguments))):
            made(Leaf, **arguments)

    def test_overrides_win_over_what_the_page_states(self) -> None:
        class Fixed(Leaf):
            overrides = {"language": "de", "location": "Hörsaal 1"}

        (item,) = made(Fixed).talks(HtmlResponse("https://x.example/", body=PAGE.encode()))
        assert (item.language, item.location) == ("de", "Hörsaal 1")

    def test_an_override_of_no_field_is_refused(self) -> None:
        class Wrong(Leaf):
            overrides = {"room": "1"}

        with pytest.raises(ArgumentError, match="room"):
            made(Wrong)

    def test_each_series_has_its_address_and_its_talks_its_name(self) -> None:
        class Several(Leaf):
            start_urls = ()
            series_urls = {"Algebra": "https://x.example/a", "Logic": "https://x.example/l"}

        async def requests(spider: TalkSpider) -> list[Any]:
            return [request async for request in spider.start()]

        spider = made(Several)
        _, logic = asyncio.run(requests(spider))
        response = HtmlResponse(logic.url, body=PAGE.encode(), request=logic)
        assert [talk.series for talk in spider.talks(response)] == ["Logic"]
        assert spider.follow(response, "next").meta["series"] == "Logic"
        assert spider.follow(response, "next").url == "https://x.example/next"
