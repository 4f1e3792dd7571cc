"""What holds for every spider: nobody has to write these tests again for a new one."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from seminarcrawl.catalogue import address_in, normal_address, source_of
from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.reading import zones
from seminarcrawl.samples import find_samples
from tests.processes import run

ROOT = Path(__file__).resolve().parents[1]
USUAL = get_project_settings()
LOADER = SpiderLoader.from_settings(USUAL)
SPIDERS: dict[str, type[TalkSpider]] = {name: LOADER.load(name) for name in LOADER.list()}
# The spiders of an institution; the others are told their source on the command line.
LEAVES = {name: spider for name, spider in SPIDERS.items() if spider.institution}
SAMPLES = find_samples(ROOT / "samples")
LONGEST_LEAF = 14
# The sources that the project began with have samples of their own.
SEEDS = ("essec_crear", "hkust_events", "l2s_seminars", "msu_events", "researchseminars")


def code_of(name: str) -> str:
    return (ROOT / "spiders" / f"{name}.py").read_text(encoding="utf-8")


def code_lines(text: str) -> list[str]:
    """The lines without docstrings, comments and blank ones."""
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef) and ast.get_docstring(node) is not None:
            docstring = node.body[0]
            lines[docstring.lineno - 1 : docstring.end_lineno] = [""] * (
                (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
            )
    return [line for line in lines if line.strip() and not line.strip().startswith("#")]


def settings_of(spider: type[TalkSpider]) -> BaseSettings:
    settings = USUAL.copy()
    spider.update_settings(settings)
    return settings


def test_every_file_is_a_spider() -> None:
    files = {path.stem for path in (ROOT / "spiders").glob("*.py")} - {"__init__"}
    assert files == set(SPIDERS)


@pytest.mark.parametrize("name", SPIDERS)
class TestEverySpider:
    def test_file_name_and_class_agree(self, name: str) -> None:
        spider = SPIDERS[name]
        assert spider.__module__ == f"spiders.{name}"
        assert re.sub("_", "", name) + "spider" == spider.__name__.lower()

    def test_it_is_a_talk_spider_with_a_docstring(self, name: str) -> None:
        assert issubclass(SPIDERS[name], TalkSpider)
        assert (SPIDERS[name].__dict__.get("__doc__") or "").strip().endswith(".")

    def test_its_zone_is_a_zone(self, name: str) -> None:
        if issubclass(SPIDERS[name], AnywhereSpider):
            assert "timezone" in SPIDERS[name].arguments
        else:
            assert ZoneInfo(SPIDERS[name].timezone or "")

    def test_it_knows_its_source_or_is_told(self, name: str) -> None:
        told = {"url", "repository", "series"} & set(SPIDERS[name].arguments)
        assert told if name not in LEAVES else source_of(SPIDERS[name]).addresses

    def test_it_has_a_sample_with_talks_once_its_source_was_seen(self, name: str) -> None:
        mine = [sample for sample in SAMPLES if sample.spider == name]
        if mine or name not in LEAVES or name in SEEDS or SPIDERS[name].verified is not None:
            assert any(sample.expected.read_text(encoding="utf-8").strip() for sample in mine)

    def test_it_is_attributes_and_short_or_says_why_not(self, name: str) -> None:
        text = code_of(name)
        assert len(code_lines(text)) <= LONGEST_LEAF or re.search(r"^    # \w", text, re.M)

    def test_what_it_sets_is_documented_on_its_base(self, name: str) -> None:
        spider = SPIDERS[name]
        documentation = "\n".join(
            base.__doc__ or "" for base in spider.__mro__[1:] if base.__module__ != "scrapy"
        )
        for attribute in vars(spider):
            if not attribute.startswith("_") and attribute != "custom_settings":
                assert f"`{attribute}`" in documentation, f"{attribute} is documented nowhere"

    def test_what_it_takes_is_documented(self, name: str) -> None:
        assert all(meaning.strip() for meaning in SPIDERS[name].arguments.values())

    def test_it_is_as_polite_as_the_project(self, name: str) -> None:
        mine, usual = settings_of(SPIDERS[name]), USUAL
        assert mine.getbool("ROBOTSTXT_OBEY")
        assert mine.getbool("AUTOTHROTTLE_ENABLED")
        for delay in ("DOWNLOAD_DELAY", "AUTOTHROTTLE_START_DELAY"):
            assert mine.getfloat(delay) >= usual.getfloat(delay)
        for limit in ("CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN", "RETRY_TIMES"):
            assert mine.getint(limit) <= usual.getint(limit)
        for name_of in ("USER_AGENT", "CONTACT", "DOWNLOAD_HANDLERS", "DOWNLOAD_VERIFY_CERTIFICATES"):
            assert mine[name_of] == usual[name_of]
        assert not hasattr(SPIDERS[name], "user_agent")
        assert getattr(SPIDERS[name], "download_delay", 1) >= 1


@pytest.mark.parametrize("name", LEAVES)
class TestEverySourceOfTheCatalogue:
    def test_its_docstring_names_the_institution_and_the_page(self, name: str) -> None:
        spider = LEAVES[name]
        documentation = (spider.__doc__ or "").strip()
        assert documentation.startswith(f"{spider.institution}, ")
        page = address_in(spider)
        assert page, f"{documentation!r} does not end with (https://…)."
        hosts = {urlsplit(address).netloc for address in source_of(spider).addresses}
        assert page == spider.page or urlsplit(page).netloc in hosts

    def test_its_zone_lies_in_its_country(self, name: str) -> None:
        spider = LEAVES[name]
        if spider.country is not None:
            assert zones.country(spider.timezone) == spider.country

    def test_it_says_whether_anybody_has_tried_it(self, name: str) -> None:
        verified = LEAVES[name].verified
        if verified is not None:
            assert isinstance(verified, Mapping)
            assert date.fromisoformat(verified["date"]) >= date(2026, 1, 1)
            assert verified["talks"] > 0

    def test_its_addresses_are_addresses(self, name: str) -> None:
        source = source_of(LEAVES[name])
        assert len(set(source.addresses)) == len(source.addresses)
        for address in (*source.addresses, source.page):
            parts = urlsplit(address)
            is_identifier = not parts.scheme and re.fullmatch(r"[\w.%-]+@[\w.-]+", address)
            assert is_identifier or (parts.scheme in ("http", "https") and "." in parts.netloc), address
            assert " " not in address


def begins(spider: Any) -> list[str]:
    if getattr(spider, "repository", None):
        return [f"{spider.repository} {path}" for path in spider.paths or [spider.folder]]
    return [normal_address(address) for address in source_of(spider).addresses]


def test_no_source_has_two_spiders() -> None:
    counted = Counter(address for spider in LEAVES.values() for address in begins(spider))
    assert [address for address, count in counted.items() if count > 1] == []


def test_naming_all_spiders_loads_no_parser() -> None:
    """`scrapy list` and the start of every crawl import the whole catalogue."""
    program = (
        "import sys; from scrapy.spiderloader import SpiderLoader;"
        "from scrapy.utils.project import get_project_settings;"
        "SpiderLoader.from_settings(get_project_settings()); print(*sys.modules)"
    )
    loaded = set(run([sys.executable, "-c", program]).out.split())
    assert "spiders.ical" in loaded
    assert not loaded & {"bs4", "soupsieve", "markdown_it", "icalendar", "recurring_ical_events", "yaml"}
    assert not [name for name in loaded if name.endswith(".extractor")]


def test_no_sample_without_a_spider() -> None:
    assert {sample.spider for sample in SAMPLES} <= set(SPIDERS)


def test_addresses_are_compared_by_what_makes_a_difference() -> None:
    assert normal_address("http://WWW.x.example/a%20b/") == normal_address("https://x.example/a b")
    assert normal_address("https://x.example/?id=1") != normal_address("https://x.example/?id=2")
    assert normal_address("https://x.example/Ab") != normal_address("https://x.example/ab")


def test_lines_of_code_are_counted_without_prose() -> None:
    assert len(code_lines(code_of("ical"))) == 4
