"""300: each talk of a run once, however many pages of the source show it."""

from __future__ import annotations

from typing import Any

from scrapy import Spider
from scrapy.exceptions import DropItem

from pipelines.base import TalkPipeline
from seminarcrawl.errors import StorageError
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.normalize import as_talk
from seminarcrawl.store.within_run import WithinRun


class DedupePipeline(TalkPipeline):
    """Drops a talk that this run has had already. Off: DEDUPE_ENABLED.

    When the second page says more than the first, the talk goes on, completed. The index is a temporary file,
    so memory does not grow with the talks. Across runs and sources it is the outputs that know each talk.
    """

    switch = "DEDUPE_ENABLED"
    _index: WithinRun | None = None

    def open_spider(self) -> None:
        """Begin with nothing."""
        try:
            self._index = WithinRun(self.source)
        except StorageError as error:
            self.note(error)
            raise

    def process_item(self, item: Any) -> TalkItem:
        """The talk, with all that the run knows about it. Raises DropItem when that is nothing new."""
        talk = as_talk(item)
        if self._index is None:
            return talk
        self.drop_if_failed()
        try:
            admitted = self._index.admit(talk)
        except StorageError as error:  # the disk of temporary files is full
            self.stop(error)
            raise
        if admitted is None:
            self.count("talks/duplicates")
            self.read_each_time(talk)  # what shows it too may stop showing it
            raise DropItem("this run has had the talk already", log_level="DEBUG")
        return admitted

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Remove the index."""
        if self._index is not None:
            self._index.close()
