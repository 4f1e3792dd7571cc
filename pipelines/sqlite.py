"""400: every talk into the database, at once and for good."""

from __future__ import annotations

from typing import Any

from scrapy import Spider

import seminarcrawl
from pipelines.base import StoragePipeline
from seminarcrawl.errors import StorageError
from seminarcrawl.items import TalkItem
from seminarcrawl.store import Run, Talks


class SqlitePipeline(StoragePipeline):
    """Stores each talk in the database TALKS_DB (empty: off), durably before the next one is looked at.

    A talk that moved, got its title or was cancelled since the last run is the same talk. A run that is
    killed loses nothing of what it stored; a run that finds nothing new changes no row but its own.
    """

    switch = "TALKS_DB"
    _talks: Talks | None = None
    _run: Run | None = None

    def check(self) -> None:
        """Raise StorageError when the database cannot be opened or made."""
        Talks(self.path).close()

    def open_spider(self) -> None:
        """Open the database and begin a run."""
        try:
            self._talks = Talks(self.path)
            self._run = Run(self._talks, self.source, version=seminarcrawl.__version__)
        except StorageError as error:
            self.note(error)
            raise
        self.crawler.stats.set_value("storage/run", self._run.id)
        self.show_counts(self._run.counts)

    def process_item(self, item: Any) -> TalkItem:
        """The talk as it is, stored."""
        talk = self.put(self._run, item)
        if self._run is not None:
            self.show_counts(self._run.counts)
        return talk

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Close the books. Raises StorageError when that is not possible."""
        try:
            self._finish(reason)
        except StorageError as error:
            self.note(error)
            raise
        finally:
            if self._talks is not None:
                self._talks.close()

    def _finish(self, reason: str) -> None:
        if self._run is None or self.failed:
            return
        self._run.finish(
            reason,
            complete=self.is_complete(reason),
            rejected=self.stat("talks/rejected"),
            duplicates=self.stat("talks/duplicates"),
            requests=self.stat("downloader/request_count"),
            bytes=self.stat("downloader/response_bytes"),
        )
        self.show_counts(self._run.counts)
