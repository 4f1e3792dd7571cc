"""What readers remember of texts does not grow from document to document."""

from __future__ import annotations

import functools
import gc
import importlib
import pkgutil
from datetime import UTC, datetime

from scrapy.utils.test import get_crawler

import seminarcrawl.extractors
import seminarcrawl.reading
from seminarcrawl.extract import extract_talks
from seminarcrawl.extractors.document import Document
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.reading import recall
from seminarcrawl.reading.text import fold

NOW = datetime(2026, 9, 1, tzinfo=UTC)
PAGE = (
    "<html><body><h1>Seminar</h1><p><b>Speaker:</b> Vera Holm (Uppsala)</p><p><b>Title:</b> Knots</p>"
    "<p><b>Date:</b> 14 October 2026, 15:00</p></body></html>"
)


def test_what_a_document_has_filled_its_successor_finds_empty() -> None:
    recall.forget_texts()
    for number in range(recall.KEPT + 1):
        fold(f"A line of an old page, number {number}")
    before = recall.texts_remembered()
    recall.forget_texts()
    assert recall.texts_remembered() <= before - recall.KEPT - 1


def test_the_words_that_all_pages_share_are_kept() -> None:
    fold.__globals__["_fold_short"].cache_clear()
    fold("Speaker")
    recall.forget_texts()
    assert fold.__globals__["_fold_short"].cache_info().currsize == 1


def test_every_document_begins_so(monkeypatch) -> None:
    begun = []
    monkeypatch.setattr("seminarcrawl.extract.forget_texts", lambda: begun.append("extract"))
    monkeypatch.setattr("seminarcrawl.platforms.base.forget_texts", lambda: begun.append("crawl"))
    document = {"url": "https://example.org/", "timezone": "Europe/Paris", "fetched_at": NOW}
    assert len(extract_talks(PAGE.encode(), **document)) == 1
    assert begun == ["extract"]
    spider = One.from_crawler(get_crawler(One, {"FETCHED_AT": NOW.isoformat()}))
    assert len(spider.read(Document(PAGE.encode(), spider.context("https://example.org/")))) == 1
    assert begun == ["extract", "crawl"]


class One(TalkSpider):
    name = "one"
    timezone = "Europe/Paris"


def test_many_documents_are_remembered_no_more_than_one() -> None:
    def remembered_after(number: int) -> int:
        rows = "".join(
            f"<tr><td>{1 + n % 28} October 2026, {8 + n % 10}:{n % 60:02}</td><td>Vera Holm</td>"
            f"<td>On part {number}-{n} of the whole</td><td>Room {number}.{n}</td></tr>"
            for n in range(40)
        )
        body = f"<table><tr><th>Date</th><th>Speaker</th><th>Title</th><th>Room</th></tr>{rows}</table>"
        extract_talks(body.encode(), url="https://example.org/", timezone="Europe/Paris", fetched_at=NOW)
        return recall.texts_remembered()

    most = max(remembered_after(number) for number in range(20))
    assert most > recall.KEPT, "the page is too small to fill anything"
    assert max(remembered_after(number) for number in range(20, 60)) <= most * 1.5


def test_no_cache_of_texts_is_forgotten_by_this() -> None:
    """A cache of a thousand texts or more is one of those that are kept small."""
    for package in (seminarcrawl.reading, seminarcrawl.extractors):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    caches = [thing for thing in gc.get_objects() if isinstance(thing, functools._lru_cache_wrapper)]
    large = {
        f"{cached.__module__}.{cached.__qualname__}"
        for cached in caches
        if cached.__module__.startswith("seminarcrawl.")
        and (cached.cache_parameters()["maxsize"] or 0) > recall.KEPT
        and not any(cached is known for known in recall._caches)
    }
    assert not large, f"use reading.recall.recalled for {sorted(large)}"
