"""`scrapy sources`, and the page that it writes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from seminarcrawl.catalogue import BEGIN, END, markdown, rewritten, source_of, sources
from seminarcrawl.platforms.ical import ICalSpider
from seminarcrawl.platforms.repository import RepositorySpider
from seminarcrawl.platforms.researchseminars import ResearchSeminarsSpider
from tests.processes import ROOT, scrapy

CATALOGUE = sources(SpiderLoader.from_settings(get_project_settings()))


class Leaf(ICalSpider):
    """Example University, Algebra | Geometry
    (https://maths.example.edu/seminars).
    """

    name = "example_maths"
    institution = "Example University"
    country = "US"
    series_urls = {"Algebra": "https://x.example/a.ics", "Geometry": "https://x.example/g.ics"}
    timezone = "America/Chicago"


def test_the_page_is_what_the_spiders_say() -> None:
    page = (ROOT / "docs/SOURCES.md").read_text(encoding="utf-8")
    assert page == rewritten(page, CATALOGUE), "scrapy sources --write renews it"


def test_every_spider_that_the_page_names_exists() -> None:
    page = (ROOT / "docs/SOURCES.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z0-9_]+)`", page))
    assert named == {source.name for source in CATALOGUE}


def test_the_catalogue_is_sorted_by_country_and_institution() -> None:
    keys = [(s.country or "ZZ", s.institution.casefold(), s.name) for s in CATALOGUE]
    assert keys == sorted(keys)


def test_a_source_is_what_attributes_and_docstring_say() -> None:
    source = source_of(Leaf)
    assert (source.institution, source.talks) == ("Example University", "Algebra | Geometry")
    assert (source.series, source.platform) == (("Algebra", "Geometry"), "iCalendar")
    assert source.addresses == ("https://x.example/a.ics", "https://x.example/g.ics")
    assert source.page == "https://maths.example.edu/seminars"
    assert source.mentions(["ALGEBRA", "chicago"])
    assert not source.mentions(["algebra", "topology"])


def test_a_repository_is_its_address() -> None:
    class Posts(RepositorySpider):
        """Example University, posts (https://posts.example)."""

        name = "posts"
        institution = "Example University"
        timezone = "America/Chicago"
        repository = "example/posts"

    source = source_of(Posts)
    assert source.addresses == ("https://github.com/example/posts",)
    assert source.page == "https://posts.example"


def test_a_series_of_researchseminars_is_its_page() -> None:
    class Series(ResearchSeminarsSpider):
        """Example University, knots (https://researchseminars.org/seminar/KNOTS)."""

        name = "knots"
        institution = "Example University"
        series = "KNOTS"

    assert source_of(Series).addresses == ("https://researchseminars.org/seminar/KNOTS",)


def test_a_row_says_whose_talks_when_and_whether_they_were_seen() -> None:
    row = markdown([source_of(Leaf)]).splitlines()[-3]
    assert row.split(" | ")[2:4] == [r"Algebra \| Geometry: Algebra; Geometry", "`example_maths`"]
    assert row.endswith("| <https://maths.example.edu/seminars> | not yet |")
    Leaf.verified = {"date": "2026-11-02", "talks": 12}
    assert "| 2026-11-02 |" in markdown([source_of(Leaf)])
    Leaf.verified = None


def test_only_what_stands_between_the_marks_is_rewritten() -> None:
    page = f"# Before\n{BEGIN}\nold\n{END}\nAfter\n"
    fresh = rewritten(page, [source_of(Leaf)])
    assert fresh.startswith(f"# Before\n{BEGIN}\n")
    assert fresh.endswith(f"\n{END}\nAfter\n")
    assert "old" not in fresh
    with pytest.raises(ValueError, match="marks"):
        rewritten("# A page of one's own\n", [])


def test_the_command_finds_lists_and_writes(tmp_path: Path) -> None:
    found = scrapy("sources", "--json", "europe/paris", "irif")
    assert [json.loads(line)["name"] for line in found.out.splitlines()] == ["irif"]
    assert scrapy("sources", "essec").out.splitlines()[-1] == "1 source"
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = seminarcrawl.settings\n")
    refused = scrapy("sources", "--write", cwd=tmp_path, PYTHONPATH=str(ROOT))
    assert (refused.code, "docs/SOURCES.md" in refused.err + refused.out) == (2, True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/SOURCES.md").write_text(f"{BEGIN}{END}", encoding="utf-8")
    assert scrapy("sources", "--write", cwd=tmp_path, PYTHONPATH=str(ROOT)).code == 0
    assert (tmp_path / "docs/SOURCES.md").read_text(encoding="utf-8") == markdown(CATALOGUE)
