"""One run of one spider: what it brought, what went wrong, and the exit code that says so."""

from __future__ import annotations

import json
import logging
import signal
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.http import Response
from twisted.python.failure import Failure

from seminarcrawl import faults
from seminarcrawl.errors import StorageError
from seminarcrawl.faults import Fault, fault_of
from seminarcrawl.network import CleanStop
from seminarcrawl.store.run import note_exit

logger = logging.getLogger(__name__)

OK, INTERNAL, USAGE, SUSPICIOUS, SOURCE_FAILED, STORAGE_FAILED = 0, 1, 2, 3, 4, 5
TIME_LIMIT = 124  # as `timeout` has it: a process of a fleet was ended
STATUS = {
    OK: "ok",
    INTERNAL: "internal error",
    USAGE: "wrong usage",
    SUSPICIOUS: "suspicious",
    SOURCE_FAILED: "source failed",
    STORAGE_FAILED: "storage failed",
    TIME_LIMIT: "took too long",
    128 + signal.SIGINT: "interrupted",
    128 + signal.SIGTERM: "terminated",
}
_CODE_BY_CLASS = {
    "storage": STORAGE_FAILED,
    "internal": INTERNAL,
    "no_sample": INTERNAL,
    "usage": USAGE,
    "already_running": USAGE,
    "empty": SUSPICIOUS,
    "site_changed": SUSPICIOUS,
    "stopped": OK,
}
# When several things went wrong, the first of these decides.
SEVERITY = (STORAGE_FAILED, INTERNAL, USAGE, TIME_LIMIT, SOURCE_FAILED, SUSPICIOUS)
_LIMITS = {"closespider_timeout", "closespider_errorcount", "memusage_exceeded"}
_JUST_NOW = 20  # exceptions remembered, with all that they hold, in case they are told of in a second way
# Signals belong to the process: those that came before a run was ready to heed them.
_early: list[int] = []
# Scrapy only logs what goes wrong while it opens, closes or signals.
_LOGGERS = ("scrapy.core.engine", "scrapy.utils.signal")


@dataclass
class Summary:
    """One run in one line. `found` counts talks that the source showed, the next four what became of them.

    `missing` and `withdrawn` count talks to come that it no longer shows; `verdict` compares the run with the
    source's earlier ones: healthy or suspicious, None when it could not be judged.
    """

    source: str
    exit_code: int = OK
    failure_class: str | None = None
    found: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    missing: int = 0
    withdrawn: int = 0
    verdict: str | None = None
    seconds: float = 0.0
    faults: list[Fault] = field(default_factory=list)

    @property
    def status(self) -> str:
        """The exit code in words."""
        return STATUS.get(self.exit_code, "failed")

    def to_json(self) -> str:
        """One line for a program."""
        return json.dumps(
            {
                "source": self.source,
                "status": self.status,
                "exit_code": self.exit_code,
                "failure_class": self.failure_class,
                "found": self.found,
                "new": self.new,
                "changed": self.changed,
                "unchanged": self.unchanged,
                "rejected": self.rejected,
                "missing": self.missing,
                "withdrawn": self.withdrawn,
                "verdict": self.verdict,
                "seconds": round(self.seconds, 3),
                "faults": [fault.as_dict() for fault in self.faults],
            },
            ensure_ascii=False,
        )

    def to_text(self) -> str:
        """One line for a person."""
        state = self.status if self.failure_class is None else f"{self.status} ({self.failure_class})"
        fates = (
            f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged, {self.rejected} rejected"
        )
        for name in ("missing", "withdrawn"):
            fates += f", {getattr(self, name)} {name}" if getattr(self, name) else ""
        return f"{self.source}: {state}; {counted(self.found, 'talk')}: {fates}; {self.seconds:.1f} s"


class RunReport:
    """Extension: notes everything that goes wrong in a run, and sums it up."""

    def __init__(self, crawler: Crawler) -> None:
        _shorten_log()
        self.crawler = crawler
        self.began = time.monotonic()
        self.signal: int | None = None
        self.reason = "finished"
        self._log = _ErrorLog(self.note)
        self._seen: deque[BaseException] = deque(maxlen=_JUST_NOW)
        self._watching = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RunReport:
        """The way Scrapy makes an extension."""
        report = cls(crawler)
        connect = crawler.signals.connect
        connect(report.spider_opened, signal=signals.spider_opened)
        connect(report.spider_error, signal=signals.spider_error)
        connect(report.item_error, signal=signals.item_error)
        connect(report.spider_closed, signal=signals.spider_closed)
        for name in _LOGGERS:
            logging.getLogger(name).addHandler(report._log)
        if callable(
            signal.getsignal(signal.SIGTERM)
        ):  # Scrapy heeds signals already, and opening may take long
            report._watch()
        return report

    # --- signals

    def spider_opened(self, spider: Spider) -> None:
        """Learn which signal stops the run, if that is not so yet, or has stopped it already."""
        self._watch()
        if _early and self.signal is None:
            self._stop_signal(_early[0])

    def spider_error(self, failure: Failure, response: Response | None, spider: Spider) -> None:
        """An exception in a callback or in `start`."""
        self.note(_exception(failure), response.url if response is not None else "")

    def item_error(self, item: Any, response: Response | None, spider: Spider, failure: Failure) -> None:
        """An exception in a pipeline; what cannot be written counts as storage."""
        error = _exception(failure)
        url = str(getattr(item, "source_url", None) or "")
        if isinstance(error, OSError):
            self._record(error, Fault("storage", url, f"storage.{type(error).__name__}", str(error)))
        else:
            self.note(error, url)

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Keep the reason: limits end a run before its source is exhausted."""
        self.reason = reason

    # --- noting and summing up

    def note(self, error: BaseException, url: str = "") -> None:
        """Record an exception once, however many ways it reaches us."""
        self._record(error, fault_of(error, url or self._start_url()))

    def finish(self, error: BaseException | None = None) -> Summary:
        """The summary; `error` is what kept the spider from starting, if anything did."""
        for name in _LOGGERS:
            logging.getLogger(name).removeHandler(self._log)
        self.signal = self.signal or (_early[0] if _early else None)
        if error is not None:
            self.note(error)
        count = _Counts(self.crawler.stats)
        dropped = count["item_dropped_count"] - count["talks/duplicates"] - count["talks/out_of_scope"]
        found = count["item_scraped_count"] + dropped + count["talks/known"]
        self._look_back(found)
        classes = [name for name in faults.FAULT_CLASSES if count[f"faults/{name}"]]
        code = exit_code(classes, self.signal)
        return Summary(
            source=self._source(),
            exit_code=code,
            failure_class=class_behind(classes, code),
            found=found,
            new=count["talks/new"],
            changed=count["talks/changed"],
            unchanged=count["talks/unchanged"],
            rejected=count["talks/rejected"],
            missing=count["talks/missing"],
            withdrawn=count["talks/withdrawn"],
            verdict=self.crawler.stats.get_value("health/verdict"),
            seconds=time.monotonic() - self.began,
            faults=list(self.crawler.stats.get_value("faults", [])),
        )

    def _look_back(self, found: int) -> None:
        """Faults that show only when the run is over."""
        stats = self.crawler.stats
        if self.reason in _LIMITS:
            limit = Fault("time_limit", self._start_url(), f"run.{self.reason}", "a limit ended the run")
            faults.record(stats, limit)
        for key in [key for key in stats.get_stats() if key.startswith("feedexport/failed_count")]:
            faults.record(stats, Fault("storage", "", key, "a feed export failed"))
        for rule, text in stats.get_value("health/reasons", ()):
            failure_class = "empty" if rule == "health.nothing" else "site_changed"
            faults.record(stats, Fault(failure_class, self._start_url(), rule, text))
        judged = stats.get_value("health/verdict") is not None
        is_quiet = found or judged or stats.get_value("faults") or self.signal is not None
        if not is_quiet and not self._may_show_nothing():
            empty = Fault("empty", self._start_url(), "run.no-talk", "no talk where there should be some")
            faults.record(stats, empty)

    def _may_show_nothing(self) -> bool:
        never = getattr(self.crawler.spidercls, "may_be_empty", False)
        return bool(getattr(self.crawler.spider, "may_show_nothing", never))

    def _record(self, error: BaseException, fault: Fault) -> None:
        if any(error is seen for seen in self._seen):
            return
        self._seen.append(error)
        faults.record(self.crawler.stats, fault)

    def _watch(self) -> None:
        """Learn which signal stops the run, then let Scrapy do what it does with it."""
        if not self._watching and not self.crawler.settings.getbool("REPLAY"):
            self._watching = True
            _watch_signals(self._stop_signal, self._break_off)

    def _stop_signal(self, number: int) -> None:
        self.signal = self.signal or number
        clean_stop = self._clean_stop()
        if clean_stop is not None:
            clean_stop.told = True
            from twisted.internet import reactor

            reactor.callFromThread(clean_stop.stop)

    def _break_off(self) -> None:
        clean_stop = self._clean_stop()
        if clean_stop is not None:
            clean_stop.break_off()

    def _clean_stop(self) -> CleanStop | None:
        try:
            return self.crawler.get_extension(CleanStop)
        except RuntimeError:  # the extensions are being made
            return None

    def _source(self) -> str:
        spider = self.crawler.spider
        return str(getattr(spider, "source", None) or self.crawler.spidercls.name)

    def _start_url(self) -> str:
        urls = getattr(self.crawler.spider or self.crawler.spidercls, "start_urls", None) or [""]
        return str(urls[0])


def counted(number: int, noun: str) -> str:
    """`1 talk`, `2 talks`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def summary_of(crawler: Crawler, error: BaseException | None) -> Summary:
    """The summary of a run that has ended; `error` is what kept it from starting, if anything did."""
    try:
        report = crawler.get_extension(RunReport)
    except RuntimeError:  # it did not get as far as its extensions
        report = None
    if report is not None:
        return report.finish(error)
    fault = fault_of(error or RuntimeError("the extension seminarcrawl.run.RunReport is off"), "")
    code = exit_code([fault.failure_class])
    return Summary(str(crawler.spidercls.name), code, fault.failure_class, faults=[fault])


def keep(crawler: Crawler, summary: Summary) -> None:
    """Write how the run ended beside what it brought, where there is a database."""
    run, path = crawler.stats.get_value("storage/run"), crawler.settings["TALKS_DB"]
    if run is None or not path:
        return
    try:
        hurried = summary.exit_code >= 128
        note_exit(path, run, summary.exit_code, summary.failure_class, hurried=hurried)
    except StorageError as error:  # the exit code itself still says it
        logger.warning("%s", error)


def exit_code(classes: Iterable[str], stop_signal: int | None = None) -> int:
    """The exit code that the fault classes of a run come to."""
    if stop_signal is not None:
        return 128 + stop_signal
    codes = {_CODE_BY_CLASS.get(name, SOURCE_FAILED) for name in classes}
    return next((code for code in SEVERITY if code in codes), OK)


def class_behind(classes: Iterable[str], code: int) -> str | None:
    """The first of the classes that the exit code stands for."""
    if code >= 128:
        return "stopped"
    return next((name for name in classes if code and _CODE_BY_CLASS.get(name, SOURCE_FAILED) == code), None)


def _exception(failure: Failure) -> BaseException:
    return failure.value or RuntimeError(str(failure))


class _Counts:
    """Stats as numbers, absent ones as 0."""

    def __init__(self, stats: faults.Stats) -> None:
        self.stats = stats

    def __getitem__(self, key: str) -> int:
        return int(self.stats.get_value(key, 0) or 0)


class _ErrorLog(logging.Handler):
    """Takes the exceptions out of what Scrapy merely logs."""

    def __init__(self, note: Any) -> None:
        super().__init__(logging.ERROR)
        self.note = note

    def emit(self, record: logging.LogRecord) -> None:
        """Note the exception of an error record, if it has one."""
        if record.exc_info and record.exc_info[1] is not None:
            self.note(record.exc_info[1])


class _OneLine(logging.Filter):
    """Leaves the message of an expected failure and drops its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, as one line."""
        record.exc_info = record.exc_text = None
        return True


def _shorten_log() -> None:
    """Say in one line what Scrapy says in fifty, and nothing about what is off on purpose."""
    logging.getLogger("scrapy.downloadermiddlewares.redirect").setLevel(logging.ERROR)
    robots = logging.getLogger("scrapy.downloadermiddlewares.robotstxt")
    if not robots.filters:
        robots.addFilter(_OneLine())


def remember_signals(process: CrawlerProcessBase) -> None:
    """Before `process` starts: know also of a signal that comes before the run has its extensions."""
    shutdown = process._signal_shutdown

    def handler(number: int, frame: Any) -> None:
        _early.append(number)
        shutdown(number, frame)

    process._signal_shutdown = handler  # type: ignore[method-assign, assignment]


def _watch_signals(tell: Any, then: Any) -> None:
    """Call `tell(number)` before whatever handles SIGTERM and SIGINT now, and `then()` behind it."""
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def handler(got: int, frame: FrameType | None, before: Any = before) -> None:
            tell(got)
            if callable(before):
                before(got, frame)
            then()

        signal.signal(number, handler)
