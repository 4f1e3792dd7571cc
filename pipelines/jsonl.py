"""500: the sorted file of all talks, replaced as a whole when the run ends."""

from __future__ import annotations

from typing import Any

from pipelines.base import StoragePipeline
from pipelines.sqlite import SqlitePipeline
from seminarcrawl.items import TalkItem
from seminarcrawl.store import Run, Talks, jsonl


class JsonlPipeline(StoragePipeline):
    """Writes all talks, those of other sources too, to the file TALKS_JSONL (empty: off).

    The talks come from the database. Where that is switched off they come from the file itself and this run;
    then a run that is killed leaves the file as it was, and a value that a source no longer states is kept.
    A run that finds nothing new does not touch the file.
    """

    switch = "TALKS_JSONL"

    def check(self) -> None:
        """Raise StorageError when the file could not be written, or is not ours."""
        jsonl.check(self.path)

    def keeps_others_out(self) -> bool:
        """Where there is a database, its pipeline does that."""
        return super().keeps_others_out() and not SqlitePipeline.is_on(self.settings)

    def open_spider(self) -> None:
        """Where no database remembers the talks of this run, a temporary one does."""
        if SqlitePipeline.is_on(self.settings):
            return
        with self.noted():
            self._talks = Talks(None)
            self._run = Run(self._talks, self.source)

    def process_item(self, item: Any) -> TalkItem:
        """The talk as it is, remembered on disk where no database does it."""
        return self.put(self._run, item)

    def finish(self, reason: str) -> None:
        """Write the file. Raises StorageError when that is not possible; the old file stays."""
        with jsonl.locked(self.path):
            self._write(reason)

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
