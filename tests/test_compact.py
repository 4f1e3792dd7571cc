"""What a run remembers of every request and talk takes a few bytes of each."""

from __future__ import annotations

import gc
import tracemalloc
import weakref
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from seminarcrawl.compact import CompactDupeFilter, CompactSet
from seminarcrawl.platforms.paging import Trail
from seminarcrawl.run import RunReport
from seminarcrawl.store import Run, Talks
from seminarcrawl.store.documents import Documents

MANY = 20_000


def test_a_key_is_new_once() -> None:
    keys = [str(number).encode() for number in range(MANY)]
    compact = CompactSet()
    assert sum(compact.add(key) for key in keys) == MANY
    assert sum(compact.add(key) for key in keys) == 0
    assert compact.add(b"another")
    assert len(compact) == MANY + 1


def test_it_takes_at_most_two_dozen_bytes_of_a_key() -> None:
    compact = CompactSet()
    for number in range(MANY):
        compact.add(str(number).encode())
        assert number < 100 or compact.bytes <= 24 * (number + 1)


def test_a_trail_knows_all_that_a_page_brought() -> None:
    trail = Trail("https://example.org/")
    assert trail.brings(["one", "two", "three"])
    assert not trail.brings(["three", "two"])
    assert trail.brings(["two", "a lone \ud800 surrogate"])
    assert not trail.brings([])


class TestRequestsMadeBefore:
    def filter(self, **settings: str) -> CompactDupeFilter:
        crawler = get_crawler(settings_dict=settings)
        return CompactDupeFilter.from_crawler(crawler)

    def test_are_recognised_as_scrapy_does_it(self) -> None:
        seen = self.filter().request_seen
        assert not seen(Request("https://example.org/?a=1&b=2"))
        assert seen(Request("https://example.org/?b=2&a=1"))
        assert not seen(Request("https://example.org/?b=2"))
        assert not seen(Request("https://example.org/?b=2", method="POST"))

    def test_are_the_settings_of_the_project(self) -> None:
        settings = Settings()
        settings.setmodule("seminarcrawl.settings")
        assert settings["DUPEFILTER_CLASS"] == "seminarcrawl.compact.CompactDupeFilter"

    def test_are_in_a_job_s_folder_when_there_is_one(self, tmp_path: Path) -> None:
        first = self.filter(JOBDIR=str(tmp_path))
        assert not first.request_seen(Request("https://example.org/"))
        first.close("finished")
        again = self.filter(JOBDIR=str(tmp_path))
        assert again.request_seen(Request("https://example.org/"))
        again.close("finished")


def test_the_documents_of_a_run_are_not_kept_in_memory(tmp_path: Path) -> None:
    with Talks(tmp_path / "talks.db") as talks:
        documents = Documents(Run(talks, "north"))

        def meet(first: int, last: int) -> None:
            for number in range(first, last):
                url = f"https://example.org/talks/page-{number}.html"
                assert not documents.still_shows(url, f"{number:064}")
                documents.unsure(url + "?print")

        meet(0, 100)
        tracemalloc.start()
        try:
            meet(100, 3_100)
            gc.collect()
            grown = tracemalloc.get_traced_memory()[0]
        finally:
            tracemalloc.stop()
    assert grown < 100_000, "bytes, for 6,000 addresses"


def test_the_errors_of_a_run_are_not_kept_with_all_that_they_hold() -> None:
    class OneError(ValueError):
        pass

    report = RunReport(get_crawler())
    alive = []
    for number in range(200):
        error = OneError(number)
        alive.append(weakref.ref(error))
        report.note(error)
        report.note(error)  # told of a second way: still one
        del error
    gc.collect()
    assert report.crawler.stats.get_value("faults/count") == 200
    assert sum(1 for error in alive if error() is not None) <= 20


@pytest.mark.parametrize("healthy", [True, False])
def test_documents_are_written_down_by_a_healthy_run_only(tmp_path: Path, healthy: bool) -> None:
    with Talks(tmp_path / "talks.db") as talks:
        run = Run(talks, "north")
        documents = Documents(run)
        documents.still_shows("https://example.org/a", "1")
        documents.still_shows("https://example.org/b", "2")
        documents.unsure("https://example.org/b")
        run.finish(may_be_empty=healthy)
        documents.finish()
        assert run.verdict == ("healthy" if healthy else "suspicious")
        rows = talks.connection.execute(
            "SELECT url, fingerprint, sightings, events FROM documents"
        ).fetchall()
    assert rows == ([("https://example.org/a", "1", "[]", "{}")] if healthy else [])
