"""Indico: categories by any address, contributions, pages where the calendar says too little, exports."""

from __future__ import annotations

import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.indico import IndicoSpider, place_of
from tests.loopback.indico import Indico
from tests.loopback.platforms import LECTURES, serve_platform
from tests.platforms.asking import followed, refused, served
from tests.platforms.making import FROZEN, asked, called, made, published, rules, stored, talks
from tests.processes import ROOT, Bench

CATEGORY = "https://indico.example/category/7/"


@pytest.mark.parametrize(
    ("url", "place"),
    [
        (CATEGORY, "https://indico.example/category/7"),
        ("https://indico.example/category/7", "https://indico.example/category/7"),
        ("https://indico.example/c/7", "https://indico.example/category/7"),
        ("https://indico.example/category/7/events.ics", "https://indico.example/category/7"),
        ("https://desy.example/indico/categ/320/", "https://desy.example/indico/category/320"),
        ("https://indico.example/export/categ/100.ics?from=-31d", "https://indico.example/category/100"),
        ("http://infn.example/categoryDisplay.py?categId=122", "http://infn.example/category/122"),
        ("http://infn.example/conferenceDisplay.py?confId=22106", "http://infn.example/event/22106"),
        ("https://indico.example/event/22106/contributions/", "https://indico.example/event/22106"),
    ],
)
def test_any_address_of_a_category_or_event_is_understood(url: str, place: str) -> None:
    found = place_of(url)
    assert found is not None
    assert found.url == place


@pytest.mark.parametrize(
    "url", ["https://indico.example/", "https://x.example/categoryDisplay.py?categId=2l12", "category 7"]
)
def test_another_address_is_refused_by_name(url: str) -> None:
    with pytest.raises(ArgumentError, match="address of an Indico category"):
        made(IndicoSpider, start_urls=[url])


def test_the_lectures_of_a_category(tmp_path: Path) -> None:
    """The real robots.txt of Indico allows all that is asked for."""
    bench = Bench(tmp_path)
    with serve_platform(Indico()) as site:
        done = bench.crawl(
            "indico",
            "-a",
            f"url={site.url}/categoryDisplay.py?categId=7",
            "-a",
            "timezone=Europe/Paris",
            *FROZEN,
        )
    assert done.code == 0, done.err
    assert site.paths() == ["/category/7/events.ics"], "nothing lacks, so no page is asked for"
    assert stored(bench.talks()) == published(site)
    first = min(bench.talks(), key=lambda talk: talk["start"])
    assert first["speakers"][0]["affiliation"] == "Uppsala University"
    assert (first["location"], first["abstract"]) == ("Room 201 (Main Building)", LECTURES[0].abstract)


def test_pages_complete_what_a_calendar_leaves_out(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(Indico(terse=True, lectures=LECTURES[:4])) as site:
        done = bench.crawl(
            "indico", "-a", f"url={site.url}/category/7/", "-a", "timezone=Europe/Paris", *FROZEN
        )
    assert done.code == 0, done.err
    assert sorted(site.paths()[1:]) == [f"/event/{1000 + n}/" for n in range(1, 5)]
    assert stored(bench.talks()) == published(site)
    assert {talk["abstract"] for talk in bench.talks()} == {one.abstract for one in LECTURES[:4]}
    assert {talk["uid"] for talk in bench.talks()} == {
        f"indico-event-{1000 + n}@indico.example" for n in range(1, 5)
    }


def test_ten_seconds_between_requests_as_the_robots_txt_of_indico_asks() -> None:
    settings = made(IndicoSpider, start_urls=[CATEGORY]).settings
    assert settings.getfloat("DOWNLOAD_DELAY") == 10 <= settings.getfloat("AUTOTHROTTLE_MAX_DELAY")


def test_contributions_of_the_meetings_of_a_category() -> None:
    site = Indico(meetings=True)
    spider = made(IndicoSpider, start_urls=[CATEGORY], contributions=True, timezone="Europe/Paris")
    requests = asked(served(site, spider.first_request(CATEGORY, "Informal meeting")))
    assert [r.url for r in requests] == [
        f"http://indico.example/event/{5000 + n}/event.ics?scope=contribution" for n in range(4)
    ]
    found = followed(site, *requests)
    assert [talk.title for talk in found] == [one.title for one in LECTURES]
    assert {talk.series for talk in found} == {"Informal meeting"}


def test_an_event_whose_contributions_cannot_be_had_is_kept() -> None:
    site = Indico(meetings=True, lectures=LECTURES[:3])
    spider = made(IndicoSpider, start_urls=[CATEGORY], contributions=True, timezone="Europe/Paris")
    (request,) = asked(served(site, spider.first_request(CATEGORY, None)))
    (event,) = refused(request)
    assert event.title == "Seminar session 5000"
    assert rules(spider) == [("http_error", "http.500")]


def test_an_event_s_own_address_gives_its_contributions() -> None:
    site = Indico(lectures=LECTURES[:2])
    url = "https://indico.example/event/22106/"
    spider = made(IndicoSpider, start_urls=[url], timezone="Europe/Paris")
    found = talks(served(site, spider.first_request(url, None)))
    assert [talk.start for talk in found] == ["2026-10-02T15:00:00+02:00", "2026-10-09T15:00:00+02:00"]


def test_without_the_calendar_the_atom_feed_leads_to_the_pages() -> None:
    site = Indico(lectures=LECTURES[:2])
    spider = made(IndicoSpider, start_urls=[CATEGORY], timezone="Europe/Paris")
    (atom,) = refused(spider.first_request(CATEGORY, None))
    assert atom.url.endswith("/category/7/events.atom")
    assert [talk.title for talk in followed(site, atom)] == [one.title for one in LECTURES[:2]]


class TestExport:
    """Where the site's own robots.txt allows `/export`."""

    def spider(self, **attributes: object) -> IndicoSpider:
        attributes = {"start_urls": [CATEGORY], "timezone": "Europe/Zurich", "export": True, **attributes}
        return made(IndicoSpider, **attributes)

    def test_a_window_of_days_in_the_source_s_zone(self) -> None:
        query = self.spider(since="2026-09-10").first_request(CATEGORY, None).url.partition("?")[2]
        assert query.startswith("from=2026-09-10&to=2027-10-01&detail=events")
        assert "tz=Europe%2FZurich" in query

    def test_pages_until_the_export_is_complete(self) -> None:
        site = Indico(lectures=tuple(replace(LECTURES[0], number=n, day=n % 300) for n in range(1, 1101)))
        spider = self.spider()
        assert len(followed(site, spider.first_request(CATEGORY, None))) == 1100
        assert [one.query["offset"] for one in site.asked] == ["0", "1000"]

    def test_contributions_in_the_server_s_zone_are_held_in_the_event_s(self) -> None:
        site = Indico(meetings=True, zone="Australia/Sydney", lectures=LECTURES[:3])
        found = talks(served(site, self.spider(contributions=True).first_request(CATEGORY, None)))
        assert [talk.start for talk in found] == [
            one.start(site.today, "Australia/Sydney").isoformat() for one in LECTURES[:3]
        ]
        assert [talk.title for talk in found] == [one.title for one in LECTURES[:3]]

    def test_an_answer_that_is_no_export_is_a_fault(self) -> None:
        spider = self.spider()
        assert called(spider.first_request(CATEGORY, None), "<html>log in</html>", "text/html") == []
        assert rules(spider) == [("unreadable", "indico.export")]


def test_a_stop_does_not_wait_for_the_ten_seconds(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(Indico()) as site:
        arguments = ("indico", "-a", f"url={site.url}/category/7/", "-a", "timezone=Europe/Paris")
        process = subprocess.Popen(
            bench.command(*arguments, haste=False), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        while not site.asked:  # robots.txt; the category's turn comes ten seconds later
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=9)
    assert process.returncode == 143
    assert site.paths() == []
