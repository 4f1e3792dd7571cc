"""What holds for every spider: nobody has to write these tests again for a new one."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.samples import find_samples

ROOT = Path(__file__).resolve().parents[1]
LOADER = SpiderLoader.from_settings(get_project_settings())
SPIDERS = {name: LOADER.load(name) for name in LOADER.list()}
SAMPLES = find_samples(ROOT / "samples")
LONGEST_LEAF = 25


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

    def test_it_has_a_sample_with_talks(self, name: str) -> None:
        mine = [sample for sample in SAMPLES if sample.spider == name]
        assert mine
        assert any(sample.expected.read_text(encoding="utf-8").strip() for sample in mine)

    def test_it_is_attributes_and_short(self, name: str) -> None:
        lines = (ROOT / "spiders" / f"{name}.py").read_text(encoding="utf-8").splitlines()
        assert len([line for line in lines if line.strip()]) <= LONGEST_LEAF

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


def test_no_sample_without_a_spider() -> None:
    assert {sample.spider for sample in SAMPLES} <= set(SPIDERS)
