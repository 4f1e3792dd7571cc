"""What the pipelines share."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured
from scrapy.settings import BaseSettings
from scrapy.utils.defer import deferred_from_coro

from seminarcrawl.errors import StorageError
from seminarcrawl.items import TalkItem
from seminarcrawl.network import CleanStop
from seminarcrawl.reading.normalize import as_talk
from seminarcrawl.store import Run, Talks
from seminarcrawl.store.lock import SourceLock

logger = logging.getLogger(__name__)


class TalkPipeline:
    """Base of the pipelines: made from the crawler, counts in its stats, and can be switched off.

    `switch` names the setting: a boolean that is on unless set otherwise, or (with `is_path`) a path that is
    off when empty.
    """

    switch: ClassVar[str]
    is_path: ClassVar[bool] = False

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.settings = crawler.settings

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The way Scrapy makes a pipeline. Raises NotConfigured when it is switched off: without a message,
        for that is what the operator wants, and nothing to be warned of."""
        if not cls.is_on(crawler.settings):
            raise NotConfigured
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.spider_closed, signal=signals.spider_closed)
        return pipeline

    @classmethod
    def is_on(cls, settings: BaseSettings) -> bool:
        """Whether the settings have this pipeline at work."""
        if cls.is_path:
            return bool(settings.get(cls.switch))
        return settings.getbool(cls.switch, True)

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """The run has ended, and all its talks are through. Here, not in `close_spider`, the reason is known,
        and the pipelines come in their order."""

    @property
    def spider(self) -> Any:
        """The spider that runs."""
        return self.crawler.spider

    @property
    def source(self) -> str:
        """What the talks of this run have as `source`."""
        return str(getattr(self.spider, "source", None) or self.spider.name)

    @property
    def started(self) -> datetime:
        """When the run began, to the second; a replay freezes it (setting FETCHED_AT)."""
        frozen = self.settings["FETCHED_AT"]
        if frozen:
            return datetime.fromisoformat(frozen)
        began: datetime | None = self.crawler.stats.get_value("start_time")
        return (began or datetime.now(UTC)).replace(microsecond=0)

    def count(self, key: str) -> None:
        """Count one more of `key`."""
        self.crawler.stats.inc_value(key)

    def reject(self, item: object, rule: str, message: str) -> DropItem:
        """The exception that drops an item, counted under its rule and told to the operator."""
        self.count("talks/rejected")
        self.count(f"talks/rejected/{rule}")
        where = getattr(item, "source_url", None) or self.source
        logger.warning("%s: %s [%s]", where, " ".join(message.split())[:300], rule)
        return DropItem(message, log_level="DEBUG")

    def read_each_time(self, talk: TalkItem) -> None:
        """The talk's document is to be read again even if it is unchanged."""
        documents = getattr(self.spider, "documents", None)
        if documents is not None and talk.source_url:
            documents.unsure(talk.source_url)

    def told_to_stop(self) -> bool:
        """Whether a signal has told the run to stop."""
        try:
            clean_stop = self.crawler.get_extension(CleanStop)
        except RuntimeError:  # there are no extensions yet
            return False
        return clean_stop is not None and clean_stop.told

    # --- when nothing can be stored any more

    @property
    def failed(self) -> bool:
        """Whether the storage has failed in this run."""
        return self.crawler.stats.get_value("storage/error") is not None

    def drop_if_failed(self) -> None:
        """Raise DropItem for a talk that comes when nothing can be stored any more."""
        if self.failed:
            self.count("talks/unsaved")
            raise DropItem("the storage has failed", log_level="DEBUG")

    def note(self, error: StorageError) -> None:
        """Make the failure known to whoever reads the stats."""
        if not self.failed:
            self.crawler.stats.set_value("storage/error", error.rule)

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Let a StorageError pass, noted."""
        try:
            yield
        except StorageError as error:
            self.note(error)
            raise

    def stop(self, error: StorageError) -> None:
        """Note the failure and end the run, with reason "storage": what follows would be lost."""
        self.note(error)
        if self.crawler.crawling:
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="storage"))


class StoragePipeline(TalkPipeline):
    """Base of the pipelines that write: when one cannot, the run ends, for what follows would be lost."""

    is_path = True
    _talks: Talks | None = None
    _run: Run | None = None
    _lock: SourceLock | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As the base. Raises StorageError before anything is opened or asked when it could not write, and
        AlreadyRunningError when another crawl of this source is writing."""
        pipeline = super().from_crawler(crawler)
        with pipeline.noted():
            pipeline.check()
            if pipeline.keeps_others_out():
                pipeline._lock = SourceLock(pipeline.path, pipeline.source)
        return pipeline

    def keeps_others_out(self) -> bool:
        """Whether this pipeline holds off a second crawl of the source."""
        return not self.settings.getbool("REPLAY")

    def check(self) -> None:
        """Raise StorageError when writing cannot succeed."""
        raise NotImplementedError

    def finish(self, reason: str) -> None:
        """What is left to write when the spider has closed for `reason`, unless the storage has failed."""
        raise NotImplementedError

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Write what is left. Raises StorageError when that is not possible; what was stored before stays."""
        try:
            if not self.failed:
                with self.noted():
                    self.finish(reason)
        finally:
            if self._talks is not None:
                self._talks.close()
            if self._lock is not None:
                self._lock.release()

    def put(self, run: Run | None, item: Any) -> TalkItem:
        """The talk as it is, stored by `run` if there is one. Raises StorageError once, then DropItem, when
        that is not possible."""
        self.drop_if_failed()
        talk = as_talk(item)
        if run is not None:
            try:
                run.put(talk, partial=self._is_partial(talk))
            except StorageError as error:
                self.stop(error)
                raise
        return talk

    def _is_partial(self, talk: TalkItem) -> bool:
        """Whether the talk's document was cut off."""
        faults = self.crawler.stats.get_value("faults", ())
        return any(f.spoils_talks and f.url == talk.source_url for f in faults)

    @property
    def path(self) -> str:
        """Where to write."""
        return str(self.settings.get(self.switch))

    def is_complete(self, reason: str) -> bool:
        """Whether the run saw all that its source shows: to its end, no fault, not narrowed by arguments."""
        stats = self.crawler.stats
        if reason != "finished" or stats.get_value("faults") or self.failed:
            return False
        if stats.get_value("spider_exceptions/count") or stats.get_value("talks/unsaved"):
            return False
        return not getattr(self.spider, "narrowed", False)

    def show_counts(self, counts: Any) -> None:
        """Put a run's counts into the stats."""
        for name in ("new", "changed", "unchanged"):
            self.crawler.stats.set_value(f"talks/{name}", getattr(counts, name))

    def stat(self, key: str) -> int:
        """A stat as a number."""
        return int(self.crawler.stats.get_value(key, 0) or 0)
