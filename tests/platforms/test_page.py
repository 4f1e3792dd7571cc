"""Pages of an institution that runs no known platform: lists, paging, archives, selectors, sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, JsonResponse

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.addresses import data_address
from seminarcrawl.platforms.page import PageSpider
from seminarcrawl.platforms.paging import counted_page
from tests.loopback.page import DepartmentServer
from tests.loopback.platforms import LECTURES, lectures, serve_platform
from tests.processes import Bench
from tests.walk import made, walk


@pytest.fixture
def site() -> Iterator[DepartmentServer]:
    with serve_platform(DepartmentServer()) as running:
        yield running  # type: ignore[misc]


def leaf(site: DepartmentServer, path: str = "/colloquium", **attributes: Any) -> Any:
    """A leaf spider of this site."""
    attributes = {"timezone": site.zone, "languages": ("en",), **attributes}
    attributes.setdefault("start_urls", [site.url + path])
    return made(type("LeafSpider", (PageSpider,), {"name": "leaf", "__doc__": "A leaf.", **attributes}))


def titles(talks: list[Any]) -> list[str]:
    return sorted(str(talk.title) for talk in talks)


ALL = sorted(lecture.title for lecture in LECTURES)


class TestPaging:
    def test_the_pager_s_own_link_is_followed_to_the_end(self, site: DepartmentServer) -> None:
        talks = walk(leaf(site, next_page="rel"))
        assert titles(talks) == ALL
        assert [path for path in site.paths() if "page" in path] == [
            "/colloquium?page=2",
            "/colloquium?page=3",
        ]

    def test_a_selector_of_the_pager_s_link(self, site: DepartmentServer) -> None:
        assert titles(walk(leaf(site, next_page=".pager a.forward"))) == ALL

    def test_pages_are_counted_until_the_site_says_that_there_are_no_more(
        self, site: DepartmentServer
    ) -> None:
        spider = leaf(site, next_page="?page={page}")
        assert titles(walk(spider)) == ALL
        assert site.paths()[-1] == "/colloquium?page=4"
        assert spider.faults_noted == 0

    def test_a_page_that_brings_nothing_new_is_the_last(self, site: DepartmentServer) -> None:
        assert titles(walk(leaf(site, "/circle", next_page="?page={page}"))) == ALL
        assert site.paths()[-1] == "/circle?page=4"

    def test_no_more_pages_than_allowed(self, site: DepartmentServer) -> None:
        walk(leaf(site, next_page="?page={page}", max_pages=2))
        assert site.paths() == ["/colloquium", "/colloquium?page=2"]

    def test_a_page_in_the_middle_that_fails_is_a_fault(self, site: DepartmentServer) -> None:
        spider = leaf(site, "/gone", next_page="?page={page}")
        assert walk(spider) == []
        assert spider.faults_noted == 1

    @pytest.mark.parametrize(
        ("pattern", "address"),
        [
            ("?page={page}", "https://x.example/a/list?page=3"),
            ("&page={page}", "https://x.example/a/list?kind=talk&page=3"),
            ("page/{page}/", "https://x.example/a/page/3/"),
            ("/P{page}", "https://x.example/P3"),
        ],
    )
    def test_how_an_address_counts(self, pattern: str, address: str) -> None:
        assert counted_page("https://x.example/a/list?kind=talk", pattern, 3) == address


class TestDetails:
    def test_each_talk_is_completed_from_its_page(self, site: DepartmentServer) -> None:
        talks = walk(leaf(site, next_page="rel", details=True))
        assert titles(talks) == ALL
        first = next(talk for talk in talks if talk.title == LECTURES[0].title)
        assert (first.speakers[0].name, first.speakers[0].affiliation) == ("Anna Berg", "Uppsala University")
        assert (first.start, first.location) == ("2026-10-02T15:00:00+02:00", "Room 201")
        assert first.abstract == LECTURES[0].abstract
        assert first.url == f"{site.url}/talks/1"
        cancelled = [talk.title for talk in talks if talk.status == "cancelled"]
        assert cancelled == [LECTURES[6].title], "what only the list says is kept"

    def test_a_talk_s_page_that_is_gone_costs_nothing_but_its_details(self, site: DepartmentServer) -> None:
        site.lectures, listed = lectures(3), site.list_page
        site.list_page = lambda *parts: listed(*parts).replace("/talks/2", "/gone/2")  # type: ignore[method-assign]
        spider = leaf(site, details=True)
        talks = {talk.title: talk.abstract for talk in walk(spider)}
        assert [bool(talks[lecture.title]) for lecture in site.lectures] == [True, False, True]
        assert [fault.failure_class for fault in spider.crawler.stats.get_value("faults")] == ["gone"]

    def test_a_title_that_leads_to_another_site_is_left_alone(self, site: DepartmentServer) -> None:
        page = site.list_page(LECTURES[:3], "").replace("/talks/2", "https://papers.example.org/2")
        response = HtmlResponse(f"{site.url}/colloquium", body=page.encode())
        results = list(leaf(site, details=True).parse(response))
        assert [r.url for r in results if isinstance(r, Request)] == [f"{site.url}/talks/{n}" for n in (1, 3)]

    def test_an_index_alone_leads_to_the_talks(self, site: DepartmentServer) -> None:
        talks = walk(leaf(site, talk_links=r"/talks/\d+$", next_page="rel"))
        assert titles(talks) == ALL
        assert all(talk.abstract for talk in talks)

    def test_no_more_pages_of_talks_than_allowed_and_none_outside_the_window(
        self, site: DepartmentServer
    ) -> None:
        spider = leaf(site, details=True, max_details=2, until="2026-10-20")
        talks = walk(spider)
        assert [path for path in site.paths() if "/talks/" in path] == ["/talks/1", "/talks/2"]
        assert len(talks) == 5
        assert spider.crawler.stats.get_value("details/left_out") == 1


def test_an_archive_is_read_too(site: DepartmentServer) -> None:
    talks = walk(leaf(site, archive_links=r"/archive/"))
    assert len(talks) == 5 + 3
    assert min(talk.start for talk in talks) == "2025-12-12T15:00:00+01:00"


class TestSelectors:
    SELECTORS = {
        "title": ".a",
        "speakers": ".b",
        "affiliation": ".c",
        "when": "time::attr(datetime)",
        "url": "a",
    }

    def test_what_is_pointed_out_is_believed(self, site: DepartmentServer) -> None:
        spider = leaf(site, "/cards", talk_selector=".box", selectors=self.SELECTORS)
        talks = walk(spider)
        assert titles(talks) == ALL
        assert talks[0].start == "2026-10-02T15:00:00+02:00"
        assert (talks[0].speakers[0].name, talks[0].speakers[0].affiliation) == (
            "Anna Berg",
            "Uppsala University",
        )
        assert talks[0].url == f"{site.url}/talks/1"

    def test_and_completed_from_the_talk_s_page(self, site: DepartmentServer) -> None:
        talks = walk(leaf(site, "/cards", talk_selector=".box", selectors=self.SELECTORS, details=True))
        assert [talk.abstract for talk in talks] == [lecture.abstract for lecture in LECTURES]

    def test_a_selector_that_points_at_nothing_is_told(
        self, site: DepartmentServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        selectors = {**self.SELECTORS, "location": ".no-longer-there"}
        spider = leaf(site, "/cards", talk_selector=".box", selectors=selectors)
        assert titles(walk(spider)) == ALL
        spider.closed("finished")
        assert spider.crawler.stats.get_value("selectors/died/location") == 1
        assert "location ('.no-longer-there') points at nothing" in caplog.text
        assert "title" not in caplog.text

    def test_without_its_element_a_list_is_read_all_the_same(self, site: DepartmentServer) -> None:
        spider = leaf(site, talk_selector=".talk", selectors={"title": "h3"})
        assert len(walk(spider)) == 5
        assert spider.crawler.stats.get_value("selectors/died/talk_selector") == 1

    def test_only_a_part_of_the_page(self, site: DepartmentServer) -> None:
        response = HtmlResponse(
            site.url, body=("<div id=a>" + site.talk_page(LECTURES[0]) + "</div>").encode()
        )
        spider = leaf(site, content_selector="main")
        assert titles(spider.parse(response)) == [LECTURES[0].title]
        second = site.list_page(LECTURES[2:4], "").partition("<table>")[2].partition("</table>")[0]
        two = site.list_page(LECTURES[:2], f"<div class=other><table>{second}</table></div>")
        response = HtmlResponse(site.url, body=two.encode())
        spider = leaf(site, content_selector="body > table")
        assert titles(spider.parse(response)) == sorted(lec.title for lec in LECTURES[:2])

    @pytest.mark.parametrize(
        "attributes",
        [{"talk_selector": "li[["}, {"selectors": {"colour": ".a"}}, {"talk_links": "("}],
    )
    def test_what_cannot_be_meant_is_refused(
        self, site: DepartmentServer, attributes: dict[str, Any]
    ) -> None:
        with pytest.raises(ArgumentError, match="leaf"):
            leaf(site, **attributes)


class TestSheets:
    def test_a_sheet_is_a_list_like_any_other(self, site: DepartmentServer) -> None:
        talks = walk(leaf(site, "/plan.csv"))
        assert titles(talks) == ALL
        assert talks[0].start == "2026-10-02T15:00:00+02:00"
        assert talks[0].abstract == LECTURES[0].abstract

    @pytest.mark.parametrize(
        ("seen", "read"),
        [
            (
                "https://docs.google.com/spreadsheets/d/e/2PACX-1vExampleExample/pubhtml?gid=77",
                "https://docs.google.com/spreadsheets/d/e/2PACX-1vExampleExample/pub?gid=77&single=true&output=csv",
            ),
            (
                "https://docs.google.com/spreadsheets/d/e/2PACX-1vExampleExample/pub?output=csv",
                "https://docs.google.com/spreadsheets/d/e/2PACX-1vExampleExample/pub?output=csv",
            ),
            (
                "https://docs.google.com/spreadsheets/d/1AbcExampleExample/edit#gid=5",
                "https://docs.google.com/spreadsheets/d/1AbcExampleExample/export?format=csv&gid=5",
            ),
            (
                "https://docs.google.com/spreadsheets/d/1AbcExampleExample/export?format=csv&gid=5",
                "https://docs.google.com/spreadsheets/d/1AbcExampleExample/export?format=csv&gid=5",
            ),
            (
                "https://docs.google.com/document/d/1AbcExampleExample/edit",
                "https://docs.google.com/document/d/1AbcExampleExample/export?format=html",
            ),
            (
                "https://github.com/owner/site/blob/main/talks.yml",
                "https://raw.githubusercontent.com/owner/site/main/talks.yml",
            ),
            ("https://math.example.edu/seminar.html", "https://math.example.edu/seminar.html"),
        ],
    )
    def test_the_data_behind_what_a_person_sees(self, seen: str, read: str) -> None:
        assert data_address(seen) == read


@pytest.mark.slow
def test_a_crawl_of_the_generic_spider(tmp_path: Path, site: DepartmentServer) -> None:
    done = Bench(tmp_path).crawl(
        "page", "-a", f"url={site.url}/colloquium", "-a", "timezone=Europe/Paris", "-a", "details=true",
        "-a", "next_page=rel", "-s", "FETCHED_AT=2026-10-01T08:00:00+00:00",
    )  # fmt: skip
    assert done.code == 0, done.err
    talks = Bench(tmp_path).talks()
    assert [(t["title"], t["abstract"]) for t in talks] == [(lec.title, lec.abstract) for lec in LECTURES]


def test_data_has_no_links_to_follow(site: DepartmentServer) -> None:
    answer = b'[{"title": "On knots", "speaker": "Tom Reed", "date": "2026-10-08", "url": "/talks/1"}]'
    headers = {"Content-Type": "application/json"}
    response = JsonResponse(site.url + "/talks.json", body=answer, headers=headers)
    spider = leaf(site, details=True, talk_links="/talks/", next_page="rel", archive_links="archive")
    (request,) = spider.parse(response)
    assert request.url == f"{site.url}/talks/1"


def test_a_page_that_scripts_build_is_a_fault_that_says_so(site: DepartmentServer) -> None:
    shell = "<html><body><div id=root>Loading</div>" + "<script src=a.js></script>" * 4 + "</body></html>"
    spider = leaf(site)
    assert list(spider.parse(HtmlResponse(site.url, body=shell.encode()))) == []
    (fault,) = spider.crawler.stats.get_value("faults")
    assert (fault.failure_class, fault.rule) == ("unreadable", "page.scripts")


def test_a_quiet_page_is_no_fault(site: DepartmentServer) -> None:
    spider = leaf(site)
    quiet = "<html><body><h1>Colloquium</h1><p>No talks before October.</p><script></script></body></html>"
    assert list(spider.parse(HtmlResponse(site.url, body=quiet.encode()))) == []
    assert spider.faults_noted == 0
