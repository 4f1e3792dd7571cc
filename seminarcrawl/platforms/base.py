"""TalkSpider: what every spider has in common."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar, Protocol
from zoneinfo import ZoneInfo

import scrapy
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from seminarcrawl import faults
from seminarcrawl.errors import ArgumentError, ExtractionError
from seminarcrawl.extract import read_document
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.fingerprint import event_fingerprints, fingerprint, without_events
from seminarcrawl.extractors.sniff import Format
from seminarcrawl.items import FIELD_NAMES, TalkItem
from seminarcrawl.network import StoppedError, interruptible
from seminarcrawl.platforms.responses import header_of
from seminarcrawl.reading.context import Context, DateOrder
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.recall import forget_texts
from seminarcrawl.reading.scope import Scope, read_day, read_pattern
from seminarcrawl.reading.summary import ROLES
from seminarcrawl.reading.zones import zone_info

# What every spider takes with `-a`, besides its own `arguments`.
COMMON_ARGUMENTS = {
    "since": "only talks on or after this day: 2026-09-01, today, -30d",
    "until": "only talks on or before this day: 2026-12-31, +90d",
    "keep": "only talks whose title, series, host, topics or date match this regular expression",
    "drop": "no talks that match this regular expression",
}


_EVENTS_AS_CONTEXT = 200


class KnownDocuments(Protocol):
    """What remembers the documents of earlier runs: `store.documents.Documents`, when there is a database."""

    met: int  # talks that count as seen without having been read

    def still_shows(self, url: str, fingerprint: str) -> bool:
        """Whether a document is what it was; its talks then count as seen. Else it has to be read."""

    def unchanged_events(self, url: str, fingerprints: dict[str, str]) -> frozenset[str]:
        """The UIDs of a calendar whose events are what they were."""

    def unsure(self, url: str) -> None:
        """This document is to be read each time."""


class TalkSpider(scrapy.Spider):
    """Base of all spiders: knows its source's circumstances and hands each response to an extractor.

    A leaf spider sets attributes and nothing else wherever it can:

    - `name`: the spider's name, and the `source` of its talks. The same as the file's.
    - `start_urls`: where to begin.
    - `series_urls`: instead of them, the address of each of the source's series: `{"Algebra": "https://…"}`.
    - `institution`, `country`: whose talks these are, and its ISO 3166 code; `page`: where a person looks,
      when that is not where the spider begins. For the catalogue (docs/SOURCES.md).
    - `verified`: what `scrapy verify` found on the live source, and when; None: it has not been tried.
    - `timezone`: the institution's IANA zone. Required: a time without a zone is read in it.
    - `languages`: ISO 639-1 codes, most likely first; empty: unknown.
    - `date_order`: "DMY", "MDY" or "YMD" for `06/07/2019`; None: the zone's country and the weekday decide.
    - `series`, `host`: what the source never states because all its talks share it.
    - `overrides`: fields that are fixed whatever the source states: `{"location": "Room 5"}`.
    - `keep`, `drop`: regular expressions on title, series, host, topics and date: which events are talks.
    - `since`, `until`: the window of days: `2026-09-01`, `today`, `-30d`, `+6m`; None: all that it shows.
    - `summary_role`: what a calendar's SUMMARY is (roles: docs/ADDING_A_SOURCE.md); None: worked out.
    - `format`: the documents' format when content and content type mislead; None: recognised.
    - `hosts`: those it asks besides those of its addresses; `scrapy crawlall` asks no host twice at a time.
    - `in_crawlall`: False for a spider that `scrapy crawlall` leaves out unless it is named.
    - `may_be_empty`: True when a run without a talk is nothing to worry about.
    - `quiet`: the days of the year on which that is so: `("06-20", "09-15")`, first and last, MM-DD; the
      window may go over New Year.
    - `arguments`: the `-a NAME=VALUE` it takes and what each means; any other is refused.
    - `narrowing`: those of them with which a run sees only a part of the source.
    """

    platform: ClassVar[str] = ""
    institution: ClassVar[str] = ""
    country: ClassVar[str | None] = None
    page: ClassVar[str | None] = None
    verified: ClassVar[Mapping[str, Any] | None] = None

    series_urls: ClassVar[Mapping[str, str]] = {}
    timezone: str | None = None
    languages: tuple[str, ...] = ()
    date_order: DateOrder | None = None
    series: str | None = None
    host: str | None = None
    summary_role: str | None = None
    format: Format | None = None
    overrides: ClassVar[Mapping[str, Any]] = {}
    keep: str | None = None
    drop: str | None = None
    since: str | date | None = None
    until: str | date | None = None
    may_be_empty = False
    quiet: tuple[str, str] | None = None
    documents: KnownDocuments | None = None  # set by the database's pipeline
    in_crawlall: ClassVar[bool] = True
    hosts: ClassVar[tuple[str, ...]] = ()
    arguments: ClassVar[dict[str, str]] = {}
    narrowing: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **kwargs: Any) -> None:
        # A name that begins with an underscore comes from the launcher (scrapyd's `_job`), not from a person.
        given = {key: value for key, value in kwargs.items() if not key.startswith("_")}
        known = {**self.arguments, **COMMON_ARGUMENTS}
        unknown = sorted(set(given) - set(known))
        if unknown:
            takes = ", ".join(f"{key} ({meaning})" for key, meaning in known.items())
            raise ArgumentError(f"{self.name} takes no argument {', '.join(unknown)}; it takes: {takes}")
        super().__init__(**kwargs)
        if self.series_urls and not self.start_urls:
            self.start_urls = list(self.series_urls.values())
        self.narrowed = any(name in given for name in (*self.narrowing, *COMMON_ARGUMENTS))
        self._read_arguments(given)
        self.check()

    def _read_arguments(self, given: dict[str, str]) -> None:
        """Arguments arrive as text: turn those of the common attributes into what they are."""
        if isinstance(given.get("languages"), str):
            self.languages = tuple(split_list(given["languages"]))
        order = given.get("date_order")
        if order is not None and order not in ("DMY", "MDY", "YMD"):
            raise ArgumentError(f"date_order must be DMY, MDY or YMD, not {order!r}")
        if self.summary_role is not None and self.summary_role not in ROLES:
            raise ArgumentError(f"summary_role must be one of {', '.join(ROLES)}, not {self.summary_role!r}")

    def check(self) -> None:
        """Raise ArgumentError when the spider cannot work as it stands."""
        if not self.timezone:
            raise ArgumentError(f"{self.name} needs a timezone: an IANA name such as Europe/Paris")
        try:
            known = ZoneInfo(self.timezone) and zone_info(self.timezone)  # "CET" is a file, but no place
        except (KeyError, ValueError, OSError):  # unknown; not a name at all; a directory such as "America"
            known = None
        if known is None:
            raise ArgumentError(f"{self.timezone!r} is no IANA time zone (such as Europe/Paris)")
        unknown = sorted(set(self.overrides) - set(FIELD_NAMES))
        if unknown:
            raise ArgumentError(f"{self.name} overrides {', '.join(unknown)}, which no talk has")
        if self.quiet and not all(_is_day_of_year(day) for day in self.quiet):
            raise ArgumentError(f"quiet={self.quiet!r} is no window such as ('06-20', '09-15')")
        self._read_scope(datetime.now(UTC))

    def _read_scope(self, now: datetime) -> Scope:
        """What is asked for, counted from `now`. Raises ArgumentError naming the one that makes no sense."""
        today = now.astimezone(ZoneInfo(self.timezone or "UTC")).date()
        values: dict[str, Any] = {}
        for name, example in (("since", "2026-09-01 or -30d"), ("until", "2026-12-31 or +90d")):
            try:
                values[name] = read_day(getattr(self, name), today)
            except ValueError:
                message = f"{name}={getattr(self, name)!r} is no day (such as {example})"
                raise ArgumentError(message) from None
        for name in ("keep", "drop"):
            try:
                values[name] = read_pattern(getattr(self, name))
            except ValueError as error:
                raise ArgumentError(f"{name}: {error}") from None
        return Scope(**values)

    @cached_property
    def scope(self) -> Scope:
        """The window of days and the patterns of this run."""
        return self._read_scope(self.now())

    def window(self, before: int = 30, after: int = 365) -> tuple[date, date]:
        """The first and last day to ask a platform for that wants to be told: the scope's, where it has any.

        `before` and `after` are days from today, in the source's zone.
        """
        today = self.now().astimezone(ZoneInfo(self.timezone or "UTC")).date()
        first = self.scope.since or today - timedelta(days=before)
        last = self.scope.until or max(today, first) + timedelta(days=after)
        return min(first, last), last

    @property
    def may_show_nothing(self) -> bool:
        """Whether a run without a talk is nothing to worry about today, in the source's zone."""
        if self.may_be_empty or not self.quiet:
            return self.may_be_empty
        first, last = self.quiet
        today = f"{self.now().astimezone(ZoneInfo(self.timezone or 'UTC')):%m-%d}"
        return first <= today <= last if first <= last else today >= first or today <= last

    @property
    def source(self) -> str:
        """The `source` of this spider's talks."""
        return self.name

    # --- navigation

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the `start_urls`, each with the series that it is of, when that is known."""
        series_of = {url: series for series, url in self.series_urls.items()}
        for url in self.start_urls:
            yield self.first_request(url, series_of.get(url))

    def first_request(self, url: str, series: str | None) -> Request:
        """The request for a start address: what a platform turns into its feed's address."""
        return self.request(url, series=series, dont_filter=True)

    def request(
        self,
        url: str,
        callback: Callable[..., Any] | None = None,
        errback: Callable[[Failure], Any] | None = None,
        *,
        series: str | None = None,
        **more: Any,
    ) -> Request:
        """A request whose failure is never overlooked; `webcal:` is what calendars call https.

        `series` is the one that all talks of the answer belong to, unless they say otherwise.
        """
        if series is not None:
            more["meta"] = {**more.get("meta", {}), "series": series}
        return Request(http_url(url), callback=callback or self.parse, errback=errback or self.failed, **more)

    def follow(
        self, response: Response, url: str, callback: Callable[..., Any] | None = None, **more: Any
    ) -> Request:
        """A request for an address that `response` names (relative or not), of the same series."""
        more.setdefault("series", response.meta.get("series") if response.request is not None else None)
        return self.request(response.urljoin(url), callback, **more)

    def parse(self, response: Response) -> Iterable[Any]:
        """Read the response's talks."""
        return self.talks(response)

    def failed(self, failure: Failure) -> None:
        """Record why a request brought nothing."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.record(faults.fault_of(failure.value, request.url))  # type: ignore[arg-type]

    # --- reading

    def talks(
        self, response: Response, *, format: Format | None = None, needed: bool = False, **known: Any
    ) -> Iterator[TalkItem]:
        """The talks in `response`. What cannot be read is recorded, never raised.

        `format` overrules recognition; `known` are further facts of `reading.context.Context`. A response
        that says what it said last time is not read, unless its talks are `needed` to find the way on.
        """
        document = self.document(response, **known)
        if needed:
            yield from self.read(document, format=format)
        elif not self.is_known(document):
            yield from self._changed(document, format)

    def _changed(self, document: Document, format: Format | None) -> Iterator[TalkItem]:
        """The talks of a document, those of events left out that a large calendar shows as it did.

        Some of the unchanged events are read all the same: what the parts of a calendar mean is decided by
        many of its events, not by the one that is new.
        """
        same: frozenset[str] = frozenset()
        if self.documents is not None and (format or self.format) == "ical":
            url = faults.without_secrets(document.url)
            same = self.documents.unchanged_events(url, event_fingerprints(document))
            self._stats.set_value("talks/known", self.documents.met)
        context = sorted(same)[:: max(len(same) // _EVENTS_AS_CONTEXT, 1)]
        changed = without_events(document, same.difference(context)) if same else document
        for talk in self.read(changed, format=format):
            if talk.uid in same or (talk.uid or "").rpartition("/")[0] in same:
                continue
            yield talk

    def is_known(self, document: Document) -> bool:
        """Whether a document says what it said last time; its talks then count as seen, as they are."""
        if self.documents is None:
            return False
        url = faults.without_secrets(document.url)
        if not self.documents.still_shows(url, fingerprint(document)):
            return False
        self._stats.inc_value("documents/unchanged")
        self._stats.set_value("talks/known", self.documents.met)
        return True

    def document(self, response: Response, **known: Any) -> Document:
        """`response` with its circumstances, as the extractors want it."""
        content_type = header_of(response, "Content-Type") or None
        if response.request is not None and response.meta.get("series"):
            known.setdefault("series", response.meta["series"])
        return Document(response.body, self.context(response.url).but(**known), content_type)

    def read(
        self,
        document: Document,
        *,
        format: Format | None = None,
        reader: Callable[[Document], list[Draft]] | None = None,
    ) -> list[TalkItem]:
        """The talks in a document from wherever it came, read by `reader`; without one, by its format."""
        forget_texts()
        try:
            with interruptible(getattr(self, "crawler", None)):
                drafts = reader(document) if reader else read_nonempty(document, format or self.format)
        except StoppedError:
            return []
        except ExtractionError as error:
            self.record(faults.fault_of(error, document.url))
            self._read_each_time(document)
            return []
        finally:
            self._report_problems(document)
        if document.problems:
            self._read_each_time(document)
        for draft in drafts:
            draft.item.series = draft.item.series or document.context.series
            self.stamp(draft.item, document)
        return [draft.item for draft in drafts]

    def _read_each_time(self, document: Document) -> None:
        if self.documents is not None:
            self.documents.unsure(faults.without_secrets(document.url))

    def stamp(self, item: TalkItem, document: Document) -> TalkItem:
        """Write on a talk where it comes from, and what the source fixes."""
        item.source = self.source
        item.source_url = faults.without_secrets(document.url)
        item.fetched_at = document.context.fetched_at.isoformat()
        for name, value in self.overrides.items():
            setattr(item, name, value)
        return item

    def context(self, url: str) -> Context:
        """What the readers may know about a document of this source."""
        return Context(
            fetched_at=self.now(),
            url=url,
            timezone=self.timezone,
            languages=self.languages,
            date_order=self.date_order,
            series=self.series,
            host=self.host,
            summary_role=self.summary_role,
        )

    def now(self) -> datetime:
        """The time of the fetch, to the second; a replay freezes it (setting FETCHED_AT)."""
        frozen = self.settings["FETCHED_AT"]
        return datetime.fromisoformat(frozen) if frozen else datetime.now(UTC).replace(microsecond=0)

    # --- keeping count

    def record(self, fault: faults.Fault) -> None:
        """Make a fault part of the run's summary and exit code."""
        faults.record(self._stats, fault)

    @property
    def faults_noted(self) -> int:
        """How many faults the run has so far."""
        return int(self._stats.get_value("faults/count", 0))

    def count(self, key: str) -> None:
        """Count one more of `key`."""
        self._stats.inc_value(key)

    def _report_problems(self, document: Document) -> None:
        """A part that could not be read is a warning; a document cut off makes the run partial."""
        for problem in document.problems:
            self.count(f"problems/{problem.rule}")
            if faults.class_of_rule(problem.rule) == "partial":
                url = faults.without_secrets(document.url)
                self.record(faults.Fault("partial", url, problem.rule, problem.detail))
            else:
                self.logger.warning("%s: %s [%s]", document.url, problem.detail, problem.rule)

    @property
    def _stats(self) -> faults.Stats:
        crawler: Crawler = self.crawler
        stats: faults.Stats = crawler.stats
        return stats


def read_nonempty(document: Document, format: Format | None = None) -> list[Draft]:
    """What the extractor of the document's format states. Raises ExtractionError, for an empty one too."""
    if not document.body.strip():
        raise ExtractionError("document.empty", "the document is empty", url=document.url)
    return read_document(document, format=format)


def http_url(url: str) -> str:
    """`url` with `webcal:` and `webcals:` as https."""
    for scheme in ("webcal://", "webcals://"):
        if url.lower().startswith(scheme):
            return "https://" + url[len(scheme) :]
    return url


def _is_day_of_year(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d\d-\d\d", text) and date.fromisoformat(f"2000-{text}"))
    except ValueError:
        return False


def split_list(text: str) -> list[str]:
    """The parts of a comma-separated argument."""
    return [part.strip() for part in text.split(",") if part.strip()]
