"""Pipelines as a crawl makes them, without a crawl."""

import pytest
import scrapy
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.misc import load_object
from scrapy.utils.project import get_project_settings

PIPELINES = [
    "pipelines.normalize.NormalizePipeline",
    "pipelines.scope.ScopePipeline",
    "pipelines.validate.ValidatePipeline",
    "pipelines.dedupe.DedupePipeline",
    "pipelines.sqlite.SqlitePipeline",
    "pipelines.jsonl.JsonlPipeline",
]


class NorthSpider(scrapy.Spider):
    name = "north"
    timezone = "Europe/Paris"


class Chain:
    """All pipelines of one run, called in their order."""

    def __init__(self, settings, spider=NorthSpider, **arguments):
        merged = get_project_settings()
        merged.setdict({"EXTENSIONS": {}, "FETCHED_AT": "2026-10-01T08:00:00+00:00", **settings}, "cmdline")
        self.crawler = Crawler(spider, merged)
        self.crawler.stats = MemoryStatsCollector(self.crawler)
        self.crawler.spider = self.crawler._create_spider(**arguments)
        self.pipelines = []
        for path in PIPELINES:
            try:
                self.pipelines.append(load_object(path).from_crawler(self.crawler))
            except NotConfigured:
                continue

    def open(self):
        for pipeline in self.pipelines:
            if hasattr(pipeline, "open_spider"):
                pipeline.open_spider()

    def put(self, item):
        """The item as it leaves the last pipeline, None when it was dropped."""
        try:
            for pipeline in self.pipelines:
                item = pipeline.process_item(item)
        except DropItem:
            return None
        return item

    def close(self, reason="finished"):
        for pipeline in self.pipelines:
            pipeline.spider_closed(self.crawler.spider, reason)

    def stat(self, key):
        return self.crawler.stats.get_value(key, 0)


@pytest.fixture
def outputs(tmp_path):
    return {"TALKS_DB": str(tmp_path / "talks.db"), "TALKS_JSONL": str(tmp_path / "talks.jsonl")}


@pytest.fixture(scope="session")
def chain_of():
    """chain_of(settings): the pipelines of a run, not yet opened."""
    return Chain


@pytest.fixture
def crawl():
    """crawl(settings, items, …): a whole run; the chain, for its stats, and what came out."""

    def run(settings, items, reason="finished", spider=NorthSpider):
        made = Chain(settings, spider)
        made.open()
        made.passed = [made.put(item) for item in items]
        made.close(reason)
        return made

    return run
