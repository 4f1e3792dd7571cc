"""400: every talk into the database, at once and for good."""

from __future__ import annotations

from typing import Any

from scrapy import Spider

import seminarcrawl
from pipelines.base import StoragePipeline
from seminarcrawl.errors import StorageError
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.normalize import as_talk
from seminarcrawl.store import Run, Talks


class SqlitePipeline(StoragePipeline):
    """Stores each talk in the database TALKS_DB (empty: off), durably before the next one is looked at.

    A talk that moved, got its title or was cancelled since the last run is the same talk. A run that is
    killed loses nothing of what it stored; a run that finds nothing new changes no row but its own.
    """

    switch = "TALKS_DB"
    _talks: Talks | None = None
    _run: Run | None = None

    def open_spider(self) -> None:
        """Open the database and begin a run. Raises StorageError before the first request is made."""
        try:
            self._talks = Talks(self.path)
            self._run = Run(self._talks, self.source, version=seminarcrawl.__version__)
        except StorageError as error:
            self.note(error)
            raise
        self.show_counts(self._run.counts)

    def process_item(self, item: Any) -> TalkItem:
        """The talk as it is, stored. Raises StorageError once, then DropItem, when that is not possible."""
        self.drop_if_failed()
        talk = as_talk(item)
        if self._run is not None:
            try:
                self._run.put(talk)
            except StorageError as error:
                self.stop(error)
                raise
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
        )
        self.show_counts(self._run.counts)
