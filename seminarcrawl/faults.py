"""What can go wrong with a source, as a short list of classes that a scheduler can count."""

from __future__ import annotations

import gzip
import logging
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

import brotli
from scrapy import exceptions as scrapy_errors
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet import error as twisted_errors

from seminarcrawl.errors import AlreadyRunningError, ArgumentError, ExtractionError, StorageError
from seminarcrawl.guard import PrivateAddressError
from seminarcrawl.network import StoppedError
from seminarcrawl.samples import NoSampleError

logger = logging.getLogger(__name__)

# Each class, and what it means. `docs/OPERATING.md` repeats this list; a test compares them.
FAULT_CLASSES: dict[str, str] = {
    "private_address": "the address is not on the public internet (ALLOW_LOOPBACK, PRIVATE_HOSTS)",
    "dns": "the host's name does not resolve",
    "connection": "the connection was refused or reset",
    "timeout": "no complete answer in time",
    "tls": "the server's certificate cannot be verified",
    "protocol": "there is no answer, it is not valid HTTP, or its compression is broken",
    "redirect": "more redirects than allowed, in a circle, or to what is no web page",
    "gone": "404 or 410: the page is no longer there",
    "blocked": "401, 403, 429 or 451: the server does not let us in",
    "http_error": "another HTTP error",
    "robots": "robots.txt forbids the page",
    "too_large": "the answer is larger than DOWNLOAD_MAXSIZE",
    "not_calendar": "a calendar was expected, something else came (often a login page)",
    "unreadable": "the document cannot be read as the format it should have",
    "partial": "the document is cut off, or longer than is read: what was complete is kept",
    "empty": "no talk where there should be some",
    "site_changed": "the source is not what it was: talks or fields that it always had are gone",
    "time_limit": "the run took longer than CLOSESPIDER_TIMEOUT or made too many errors",
    "no_sample": "a replay asked for a response that no sample holds",
    "storage": "the database or file could not be written",
    "internal": "an error in our own code",
    "usage": "wrong arguments or settings",
    "already_running": "another crawl of this source has not ended yet",
    "stopped": "given up because the run was told to stop",
}
MAX_FAULTS_KEPT = 50

_BY_STATUS = {404: "gone", 410: "gone", 401: "blocked", 403: "blocked", 429: "blocked", 451: "blocked"}
_BY_ERROR: tuple[tuple[type[BaseException], str], ...] = (
    (StoppedError, "stopped"),
    (NoSampleError, "no_sample"),
    (PrivateAddressError, "private_address"),
    (scrapy_errors.CannotResolveHostError, "dns"),
    (twisted_errors.DNSLookupError, "dns"),
    (scrapy_errors.DownloadConnectionRefusedError, "connection"),
    (scrapy_errors.DownloadTimeoutError, "timeout"),
    (twisted_errors.TimeoutError, "timeout"),
    (twisted_errors.TCPTimedOutError, "timeout"),
    (twisted_errors.ConnectError, "connection"),
    (twisted_errors.ConnectionClosed, "connection"),
    (scrapy_errors.ResponseDataLossError, "partial"),
    (scrapy_errors.DownloadCancelledError, "too_large"),
    (scrapy_errors.DownloadFailedError, "protocol"),
    # What decompressing a broken body raises.
    (EOFError, "protocol"),
    (gzip.BadGzipFile, "protocol"),
    (zlib.error, "protocol"),
    (brotli.error, "protocol"),
    (scrapy_errors.UnsupportedURLSchemeError, "usage"),
    (scrapy_errors.NotSupported, "usage"),
    (sqlite3.Error, "storage"),
    (ArgumentError, "usage"),
    (AlreadyRunningError, "already_running"),
)
# The rules of extractors that mean more than "unreadable".
_BY_RULE = {"ical.no-calendar": "not_calendar", "document.empty": "empty"}
_CUT_OFF = ("cut-off", "cut_off", "truncated")
_TOO_MANY = ".too-many"  # only the first so many talks were read, these in full


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that went wrong: its class, the rule that noticed, where, and in words."""

    failure_class: str
    url: str
    rule: str
    detail: str

    @property
    def spoils_talks(self) -> bool:
        """Whether talks of the document may have been read wrongly, for want of what was cut off."""
        return self.failure_class == "partial" and not self.rule.endswith(_TOO_MANY)

    def as_dict(self) -> dict[str, str]:
        """For the JSON summary."""
        return asdict(self)


class Stats(Protocol):
    """What we need of Scrapy's stats collector."""

    def inc_value(self, key: str, count: int = 1) -> None:
        """Count one more, or `count`."""

    def get_value(self, key: str, default: Any = None) -> Any:
        """The value so far."""

    def set_value(self, key: str, value: Any) -> None:
        """Set a value."""


def record(stats: Stats, fault: Fault) -> None:
    """Count `fault`, keep the first fifty for the summary, and tell the operator."""
    stats.inc_value("faults/count")
    stats.inc_value(f"faults/{fault.failure_class}")
    kept = stats.get_value("faults", [])
    if len(kept) < MAX_FAULTS_KEPT:
        stats.set_value("faults", [*kept, fault])
    logger.error("%s: %s [%s]", fault.url, fault.detail, fault.rule)


def fault_of(error: BaseException, url: str) -> Fault:
    """The fault that an exception means for `url`."""
    url = without_secrets(url)
    if isinstance(error, HttpError):
        status = error.response.status
        return Fault(_class_of_status(status), url, f"http.{status}", f"answered {status}")
    if isinstance(error, ExtractionError):
        return Fault(class_of_rule(error.rule), url, error.rule, error.detail)
    if isinstance(error, StorageError):
        return Fault("storage", error.path, error.rule, error.detail)
    failure_class = _class_of_error(error)
    detail = " ".join(str(error).split())[:300] or type(error).__name__
    return Fault(failure_class, url, f"{failure_class}.{type(error).__name__}", detail)


def class_of_rule(rule: str) -> str:
    """The fault class of an extractor's rule: `ical.cut-off` is `partial`."""
    if rule.endswith(_TOO_MANY) or any(word in rule for word in _CUT_OFF):
        return "partial"
    return _BY_RULE.get(rule, "unreadable")


def _class_of_status(status: int) -> str:
    if 300 <= status < 400:
        return "redirect"  # one that is not followed: to a file, or nowhere
    return _BY_STATUS.get(status, "http_error")


def _class_of_error(error: BaseException) -> str:
    causes = list(_causes(error))
    if any("certificate" in str(cause).lower() for cause in causes):
        return "tls"
    if isinstance(error, scrapy_errors.DownloadFailedError) and any(
        isinstance(cause, twisted_errors.ConnectionLost) for cause in causes
    ):
        return "connection"
    for kind, failure_class in _BY_ERROR:
        if isinstance(error, kind):
            return failure_class
    if isinstance(error, scrapy_errors.IgnoreRequest):
        words = (("robots", "robots"), ("DOWNLOAD_MAXSIZE", "too_large"))
        return next((name for word, name in words if word in str(error)), "redirect")
    return "protocol" if type(error).__name__ == "ZstdError" else "internal"  # its module depends on Python


def _causes(error: BaseException) -> Iterator[BaseException]:
    """`error`, and the errors behind it, those that Twisted has gathered in `reasons` too."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        yield from (reason.value for reason in getattr(seen, "reasons", None) or ())
        seen = seen.__cause__


def without_secrets(url: str) -> str:
    """`url` fit for a log: no user name, password or line break."""
    parts = urlsplit("".join(url.split()))
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
