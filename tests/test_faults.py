"""Failure classes and the exit codes that they come to."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import pytest
from scrapy import exceptions as scrapy_errors
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.test import get_crawler
from twisted.internet import error as twisted_errors
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from seminarcrawl.errors import ArgumentError, ExtractionError, StorageError
from seminarcrawl.faults import (
    FAULT_CLASSES,
    MAX_FAULTS_KEPT,
    Fault,
    class_of_rule,
    fault_of,
    record,
    without_secrets,
)
from seminarcrawl.network import StoppedError
from seminarcrawl.run import STATUS, RunReport, Summary, exit_code
from seminarcrawl.samples import NoSampleError
from spiders.ical import IcalSpider

ROOT = Path(__file__).resolve().parents[1]
URL = "https://x.example/feed.ics"


def http(status: int) -> HttpError:
    return HttpError(Response(URL, status=status, request=Request(URL)), "ignored")


def behind(*reasons: Exception) -> scrapy_errors.DownloadFailedError:
    """A failed download as Scrapy makes it of what Twisted has gathered."""
    error = scrapy_errors.DownloadFailedError("failed")
    error.__cause__ = ResponseFailed([Failure(reason) for reason in reasons])
    return error


@pytest.mark.parametrize(
    ("error", "failure_class"),
    [
        (http(302), "redirect"),
        (behind(twisted_errors.ConnectionLost()), "connection"),
        (behind(ValueError("no status line")), "protocol"),
        (EOFError("ended before the end-of-stream marker"), "protocol"),
        (zlib.error("invalid distance"), "protocol"),
        (scrapy_errors.IgnoreRequest("its body exceeded DOWNLOAD_MAXSIZE"), "too_large"),
        (http(404), "gone"),
        (http(410), "gone"),
        (http(401), "blocked"),
        (http(403), "blocked"),
        (http(429), "blocked"),
        (http(500), "http_error"),
        (http(418), "http_error"),
        (scrapy_errors.CannotResolveHostError(), "dns"),
        (scrapy_errors.DownloadConnectionRefusedError(), "connection"),
        (twisted_errors.ConnectionLost(), "connection"),
        (scrapy_errors.DownloadTimeoutError(), "timeout"),
        (twisted_errors.TCPTimedOutError(), "timeout"),
        (scrapy_errors.ResponseDataLossError(), "partial"),
        (scrapy_errors.DownloadCancelledError(), "too_large"),
        (scrapy_errors.DownloadFailedError("[garbage]"), "protocol"),
        (scrapy_errors.DownloadFailedError("certificate verify failed"), "tls"),
        (scrapy_errors.IgnoreRequest("Forbidden by robots.txt"), "robots"),
        (scrapy_errors.IgnoreRequest("max redirections reached"), "redirect"),
        (StoppedError("stop"), "stopped"),
        (NoSampleError("none"), "no_sample"),
        (ExtractionError("ical.no-calendar", "a page"), "not_calendar"),
        (ExtractionError("document.empty", "nothing"), "empty"),
        (ExtractionError("document.binary", "a picture"), "unreadable"),
        (StorageError("storage.full", "the disk is full", path="talks.db"), "storage"),
        (sqlite3.OperationalError("locked"), "storage"),
        (ArgumentError("no"), "usage"),
        (ZeroDivisionError("oops"), "internal"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value)[:40],
)
def test_class_of_an_exception(error: Exception, failure_class: str) -> None:
    fault = fault_of(error, URL)
    assert fault.failure_class == failure_class
    assert fault.rule
    assert fault.detail


def test_a_document_cut_off_is_partial() -> None:
    assert class_of_rule("ical.cut-off") == "partial"
    assert class_of_rule("yaml.malformed") == "unreadable"


def test_every_class_is_documented_where_operators_look() -> None:
    documentation = (ROOT / "docs/OPERATING.md").read_text(encoding="utf-8")
    for name, meaning in FAULT_CLASSES.items():
        assert f"| `{name}` | {meaning} |" in documentation
    for code, status in STATUS.items():
        assert str(code) in documentation
        assert status in documentation


@pytest.mark.parametrize(
    ("classes", "stop", "code"),
    [
        ([], None, 0),
        (["empty"], None, 3),
        (["empty", "timeout"], None, 4),
        (["partial"], None, 4),
        (["gone", "internal"], None, 1),
        (["internal", "storage", "gone"], None, 5),
        (["usage"], None, 2),
        (["no_sample"], None, 1),
        (["stopped"], 15, 143),
        (["storage"], 2, 130),
    ],
)
def test_the_gravest_fault_decides(classes: list[str], stop: int | None, code: int) -> None:
    assert exit_code(classes, stop) == code


def test_a_summary_in_both_forms() -> None:
    summary = Summary(
        "x", 4, "partial", found=1, new=1, faults=[Fault("partial", URL, "ical.cut-off", "cut")]
    )
    assert summary.to_text() == (
        "x: source failed (partial); 1 talk: 1 new, 0 changed, 0 unchanged, 0 rejected; 0.0 s"
    )
    assert '"faults": [{"failure_class": "partial", "url": "https://x.example/feed.ics"' in summary.to_json()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:secret@x.example/a?b#c", "https://x.example/a?b#c"),
        ("https://x.example/a\nGET /b", "https://x.example/aGET/b"),
        (URL, URL),
    ],
)
def test_no_log_line_holds_a_secret_or_a_line_break(url: str, shown: str) -> None:
    assert without_secrets(url) == shown


def test_a_grave_fault_counts_even_after_more_faults_than_are_kept() -> None:
    crawler = get_crawler(IcalSpider)
    crawler._apply_settings()
    for _ in range(MAX_FAULTS_KEPT + 1):
        record(crawler.stats, Fault("gone", URL, "http.404", "answered 404"))
    record(crawler.stats, Fault("storage", "talks.db", "storage.full", "the disk is full"))
    summary = RunReport(crawler).finish()
    assert (summary.exit_code, summary.failure_class) == (5, "storage")
    assert len(summary.faults) == MAX_FAULTS_KEPT


@pytest.mark.parametrize(("empty_is_fine", "code"), [(False, 3), (True, 0)])
def test_no_talk_is_suspicious_unless_the_spider_says_otherwise(empty_is_fine: bool, code: int) -> None:
    spider = type("Quiet", (IcalSpider,), {"may_be_empty": empty_is_fine})
    crawler = get_crawler(spider)
    crawler._apply_settings()
    assert RunReport(crawler).finish().exit_code == code


def test_a_limit_and_a_failed_feed_are_faults_of_the_run() -> None:
    crawler = get_crawler(IcalSpider)
    crawler._apply_settings()
    crawler.stats.inc_value("feedexport/failed_count/FileFeedStorage")
    report = RunReport(crawler)
    report.reason = "closespider_timeout"
    summary = report.finish()
    assert {fault.failure_class for fault in summary.faults} == {"time_limit", "storage"}
    assert summary.exit_code == 5
