"""500: the sorted file of all talks, replaced as a whole when the run ends."""

from __future__ import annotations

from typing import Any

from scrapy import Spider

from pipelines.base import StoragePipeline
from pipelines.sqlite import SqlitePipeline
from seminarcrawl.errors import StorageError
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.normalize import as_talk
from seminarcrawl.store import Run, Talks, jsonl


class JsonlPipeline(StoragePipeline):
    """Writes all talks, those of other sources too, to the file TALKS_JSONL (empty: off).

    The talks come from the database. Where that is switched off they come from the file itself and this run;
    then a run that is killed leaves the file as it was, and a value that a source no longer states is kept.
    A run that finds nothing new does not touch the file.
    """

    switch = "TALKS_JSONL"
    _talks: Talks | None = None
    _run: Run | None = None

    def open_spider(self) -> None:
        """Raises StorageError before the first request when the file could not be written."""
        try:
            jsonl.check(self.path)
            if not SqlitePipeline.is_on(self.settings):
                self._talks = Talks(None)
                self._run = Run(self._talks, self.source)
        except StorageError as error:
            self.note(error)
            raise

    def process_item(self, item: Any) -> TalkItem:
        """The talk as it is, remembered on disk where no database does it."""
        self.drop_if_failed()
        talk = as_talk(item)
        if self._run is not None:
            try:
                self._run.put(talk)
            except StorageError as error:
                self.stop(error)
                raise
        return talk

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Write the file. Raises StorageError when that is not possible; the old file stays."""
        try:
            if not self.failed:
                with jsonl.locked(self.path):
                    self._write(reason)
        except StorageError as error:
            self.note(error)
            raise
        finally:
            if self._talks is not None:
                self._talks.close()

    def _write(self, reason: str) -> None:
        if self._talks is None:
            with Talks(self.settings["TALKS_DB"]) as talks:
                jsonl.write(talks.current(), self.path)
            return
        with Talks(None) as together:
            Run(together, self.path).load(jsonl.read(self.path))
            run = Run(together, self.source)
            for talk in self._talks.current():
                run.put(talk)
            # The file does not say which source stated what, so nothing is erased because one no longer does.
            run.finish(reason, complete=False)
            jsonl.write(together.current(), self.path)
        self.show_counts(run.counts)
