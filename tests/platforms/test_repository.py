"""Talks kept in repositories: thirty ways in which departments do it, and GitHub's own limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.errors import ArgumentError
from seminarcrawl.items import TalkItem
from seminarcrawl.platforms.globs import matches
from seminarcrawl.platforms.repository import RepositorySpider
from tests.loopback.platforms import LECTURES, serve_platform
from tests.loopback.repository import GitHubServer
from tests.platforms.repository_layouts import LAYOUTS, Facts, Layout
from tests.processes import Bench
from tests.walk import made, walk


def leaf(**attributes: Any) -> type[RepositorySpider]:
    attributes = {"timezone": "Europe/Paris", "repository": "owner/talks", **attributes}
    return type("LeafSpider", (RepositorySpider,), {"name": "leaf", "__doc__": "A leaf.", **attributes})


@pytest.fixture
def site() -> Iterator[GitHubServer]:
    with serve_platform(GitHubServer()) as running:
        yield running  # type: ignore[misc]


def crawled(
    site: GitHubServer, *, now: str = "2026-10-01T08:00:00+00:00", **attributes: Any
) -> list[TalkItem]:
    spider = made(leaf(**attributes), now, api_url=site.url, raw_url=site.url)
    talks = walk(spider)
    faults = spider.crawler.stats.get_value("faults", [])
    assert not faults, faults
    return talks


def facts(talk: TalkItem) -> Facts:
    who = talk.speakers[0] if talk.speakers else None
    return talk.title, who and who.name, who and who.affiliation, talk.start


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_layout_is_a_few_attributes(site: GitHubServer, name: str) -> None:
    layout: Layout = LAYOUTS[name]
    site.files = {"README.md": "# Website\n\nHow to build this site.\n", **layout.files}
    talks = crawled(site, paths=layout.paths, timezone=layout.zone, **(layout.more or {}))
    assert sorted(map(facts, talks), key=str) == sorted(layout.talks, key=str)


def test_the_layouts_do_without_a_question_where_the_files_are_known(site: GitHubServer) -> None:
    site.files = {"_data/talks.yml": "- {title: A, speaker: Tom Reed, date: 2026-10-08}\n"}
    assert len(crawled(site, paths=("_data/talks.yml",), branch="gh-pages")) == 1
    assert site.paths() == ["/owner/talks/gh-pages/_data/talks.yml"]


class TestTrees:
    PATHS = ("content/event/*/index.md",)

    def test_one_question_for_a_whole_tree(self, site: GitHubServer) -> None:
        site.patterns = self.PATHS
        assert len(crawled(site, paths=self.PATHS)) == len(LECTURES)
        assert site.questions == 1

    def test_a_tree_that_is_cut_off_is_walked_down(self, site: GitHubServer) -> None:
        site.patterns = self.PATHS
        site.files = {f"assets/{n}.png": "" for n in range(40)}
        site.files |= GitHubServer(patterns=self.PATHS).made()
        site.largest_tree = 30
        assert len(crawled(site, paths=self.PATHS)) == len(LECTURES)
        assert site.questions == 4, "the whole, the top, content, and all below event"

    def test_what_stays_cut_off_is_told(self, site: GitHubServer) -> None:
        site.patterns = self.PATHS
        site.largest_tree = 10
        spider = made(leaf(paths=self.PATHS), api_url=site.url, raw_url=site.url)
        talks = walk(spider)
        assert 0 < len(talks) < len(LECTURES)
        (fault,) = spider.crawler.stats.get_value("faults")
        assert (fault.failure_class, fault.rule) == ("partial", "repository.truncated")

    def test_a_folder_too_large_for_a_listing_is_had_as_a_tree(self, site: GitHubServer) -> None:
        site.files = {f"_posts/{n:04}.md": "" for n in range(1100)}
        site.files["_posts/talk.md"] = "---\ntitle: A\nspeaker: Tom Reed\ndate: 2026-10-08\n---\n"
        assert len(crawled(site, paths=("_posts/t*.md",))) == 1
        assert site.questions == 2


class TestLimits:
    def test_a_spent_limit_is_a_clear_fault(self, site: GitHubServer) -> None:
        site.patterns, site.limit = ("talks/*.md",), 0
        spider = made(leaf(paths=("talks/*.md", "_data/talks.yml")), api_url=site.url, raw_url=site.url)
        site.files = {"_data/talks.yml": "- {title: A, speaker: Tom Reed, date: 2026-10-08}\n"}
        assert [talk.title for talk in walk(spider)] == ["A"], "what needs no question is read"
        (fault,) = spider.crawler.stats.get_value("faults")
        assert (fault.failure_class, fault.rule) == ("blocked", "repository.rate-limit")
        assert "again from 2026-10-01" in fault.detail

    def test_a_repository_that_is_gone(self, site: GitHubServer) -> None:
        spider = made(leaf(paths=("absent/*.md",)), api_url=site.url, raw_url=site.url)
        site.files = {"README.md": "# Nothing"}
        assert walk(spider) == []
        assert [fault.failure_class for fault in spider.crawler.stats.get_value("faults")] == ["gone"]

    def test_no_more_files_than_allowed(self, site: GitHubServer) -> None:
        site.patterns = ("talks/*.md",)
        assert len(crawled(site, paths=("talks/*.md",), max_files=4)) == 3  # the listing counts as well

    def test_files_from_long_before_the_window_are_left_alone(self, site: GitHubServer) -> None:
        head = "---\ntitle: A\nspeaker: Tom Reed\ndate: {}\n---\n"
        site.files = {f"talks/{day}-a.md": head.format(day) for day in ("2019-01-01", "2026-10-08")}
        assert len(crawled(site, paths=("talks/*.md",), since="2026-10-01")) == 1
        assert not any("2019" in path for path in site.paths())


class TestFolder:
    def test_a_checkout_is_read_by_the_same_paths(self, tmp_path: Path) -> None:
        for path, text in GitHubServer(patterns=("content/event/*/index.md",)).made().items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        spider = made(leaf(paths=("content/event/*/index.md",)), files=str(tmp_path))
        assert len(walk(spider)) == len(LECTURES)

    def test_the_talks_own_folder_will_do(self, tmp_path: Path) -> None:
        (tmp_path / "talks.yml").write_text("- {title: A, speaker: Tom Reed, date: 2026-10-08}\n", "utf-8")
        (talk,) = walk(made(leaf(paths=("_data/talks.yml",)), files=str(tmp_path)))
        assert talk.title == "A"


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("talks/a.md", "talks/*.md", True),
        ("talks/old/a.md", "talks/*.md", False),
        ("talks/old/a.md", "talks/**/*.md", True),
        ("talks/a.md", "talks/**/*.md", True),
        ("content/event/x/index.md", "content/event/*/index.md", True),
        ("content/event/index.md", "content/event/*/index.md", False),
        ("a.md", "*.md", True),
        ("talks/a.markdown", "talks/*.md", False),
    ],
)
def test_which_paths_a_pattern_means(path: str, pattern: str, fits: bool) -> None:
    assert matches(path, pattern) is fits


@pytest.mark.parametrize(
    "arguments",
    [{"repository": "nobody"}, {"branch": "a b"}, {"repository": "https://example.org/owner/name"}],
)
def test_what_names_no_repository_is_refused(arguments: dict[str, str]) -> None:
    with pytest.raises(ArgumentError, match="leaf"):
        made(leaf(), **arguments)


@pytest.mark.slow
def test_a_crawl_of_the_generic_spider(tmp_path: Path, site: GitHubServer) -> None:
    site.patterns = ("talks/*.md", "_data/extra.json")
    done = Bench(tmp_path).crawl(
        "repository", "-a", "url=https://github.com/owner/talks", "-a", f"api_url={site.url}",
        "-a", f"raw_url={site.url}", "-a", "timezone=Europe/Paris", "-a", "paths=talks/*.md,_data/extra.json",
        "-s", "FETCHED_AT=2026-10-01T08:00:00+00:00",
    )  # fmt: skip
    assert done.code == 0, done.err
    talks = Bench(tmp_path).talks()
    assert [(t["title"], t["start"][:16]) for t in talks] == [
        (lec.title, f"{lec.start(site.today, site.zone):%Y-%m-%dT%H:%M}") for lec in LECTURES
    ]
    assert json.dumps(talks).count("Uppsala University") == 2
