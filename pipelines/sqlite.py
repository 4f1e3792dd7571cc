"""400: every talk into the database, at once and for good."""

from __future__ import annotations

from typing import Any

import seminarcrawl
from pipelines.base import StoragePipeline
from seminarcrawl.items import TalkItem
from seminarcrawl.store import WITHDRAWN_AFTER, Run, Talks
from seminarcrawl.store.documents import Documents
from seminarcrawl.store.run import close_killed


class SqlitePipeline(StoragePipeline):
    """Stores each talk in the database TALKS_DB (empty: off), durably before the next one is looked at.

    When the run ends it is judged against the source's earlier ones (off: HEALTH_ENABLED). A healthy run says
    which talks to come are missing; after WITHDRAWN_AFTER of them in a row such a talk is withdrawn.

    A talk that moved, got its title or was cancelled since the last run is the same talk. A run that is
    killed loses nothing of what it stored; a run that finds nothing new changes no row but its own.
    """

    switch = "TALKS_DB"
    _documents: Documents | None = None

    def check(self) -> None:
        """Raise StorageError when the database cannot be opened or made."""
        Talks(self.path).close()

    def open_spider(self) -> None:
        """Open the database and begin a run."""
        with self.noted():
            self._talks = Talks(self.path)
            self._talks.connection.hurried = self.told_to_stop
            if self._lock is not None:
                close_killed(self._talks, self.source)
            self._run = Run(self._talks, self.source, started=self.started, version=seminarcrawl.__version__)
            if self.settings.getbool("SKIP_UNCHANGED", True) and not self.settings.getbool("REPLAY"):
                self.spider.documents = self._documents = Documents(self._run)
        self.crawler.stats.set_value("storage/run", self._run.id)
        self.show_counts(self._run.counts)

    def process_item(self, item: Any) -> TalkItem:
        """The talk as it is, stored."""
        talk = self.put(self._run, item)
        if self._run is not None:
            self.show_counts(self._run.counts)
        return talk

    def finish(self, reason: str) -> None:
        """Close the books. Raises StorageError when that is not possible."""
        if self._run is None:
            return
        self._run.talks.check_place()
        reasons = self._run.finish(
            reason,
            complete=self.is_complete(reason),
            judged=self.settings.getbool("HEALTH_ENABLED", True) and not self.settings.getbool("REPLAY"),
            may_be_empty=getattr(self.spider, "may_show_nothing", False),
            until=getattr(getattr(self.spider, "scope", None), "until", None),
            withdrawn_after=self.settings.getint("WITHDRAWN_AFTER", WITHDRAWN_AFTER),
            rejected=self.stat("talks/rejected"),
            duplicates=self.stat("talks/duplicates"),
            requests=self.stat("downloader/request_count"),
            bytes=self.stat("downloader/response_bytes"),
        )
        if self._documents is not None:
            self._documents.finish()
        self.show_counts(self._run.counts)
        stats = self.crawler.stats
        if self._run.verdict is not None:
            stats.set_value("health/verdict", self._run.verdict)
            stats.set_value("health/reasons", [(why.rule, why.text) for why in reasons])
        stats.set_value("talks/missing", self._run.missing)
        stats.set_value("talks/withdrawn", self._run.withdrawn)
