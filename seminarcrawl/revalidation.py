"""Asking a server whether anything has changed, instead of for everything again (ETag, Last-Modified, 304).

Scrapy's HTTP cache does the asking. Here it never answers without having asked, never hides a failure behind
an old answer, and keeps what it keeps in one SQLite file, which a killed process cannot leave half written.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
import zlib
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcache import HttpCacheMiddleware
from scrapy.exceptions import NotConfigured
from scrapy.extensions.httpcache import RFC2616Policy
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

KEPT_DAYS = 100  # an answer that nobody has asked for in so long is forgotten
_TOUCHED_AFTER = 7 * 86400  # seconds after which it is noted that an answer is still of use
_VALIDATORS = (b"ETag", b"Last-Modified")
_PATIENCE = 2.0  # seconds to wait for another writer: less than an answer is worth
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_TABLE = """
CREATE TABLE IF NOT EXISTS responses (
    request BLOB PRIMARY KEY,   -- Scrapy's fingerprint of it
    url TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,      -- JSON: name -> values
    body BLOB NOT NULL,         -- zlib
    used REAL NOT NULL          -- Unix time
)"""


class RevalidatingMiddleware(HttpCacheMiddleware):
    """Scrapy's cache, except that an answer counts only when the server has just said that it still holds."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RevalidatingMiddleware:
        """The way Scrapy makes a middleware. NotConfigured when there is no database, or in a replay."""
        settings = crawler.settings
        if settings.getbool("REPLAY") or not settings["TALKS_DB"] or settings["RECORD_INTO"]:
            raise NotConfigured
        return super().from_crawler(crawler)

    def process_exception(self, request: Request, exception: Exception, spider: Spider | None = None) -> None:
        """A failure is a failure: no old answer takes its place."""
        request.meta.pop("cached_response", None)


class RevalidationPolicy(RFC2616Policy):
    """Keeps answers that can be asked about, and asks about them each time."""

    def should_cache_response(self, response: Response, request: Request) -> bool:
        """Only whole answers with a validator, and none that the server wants forgotten."""
        forbidden = b"no-store" in self._parse_cachecontrol(response)
        return response.status == 200 and not forbidden and any(v in response.headers for v in _VALIDATORS)

    def is_cached_response_fresh(self, cachedresponse: Response, request: Request) -> bool:
        """Never: the question is always asked, with the validators of the answer that is kept."""
        for name, validator in ((b"If-None-Match", b"ETag"), (b"If-Modified-Since", b"Last-Modified")):
            if validator in cachedresponse.headers:
                request.headers[name] = cachedresponse.headers[validator]
        return False

    def is_cached_response_valid(
        self, cachedresponse: Response, response: Response, request: Request
    ) -> bool:
        """Only when the server says so."""
        return response.status == 304


class ResponseStorage:
    """The answers, in one SQLite file beside TALKS_DB: `talks.responses.db`.

    When it cannot be read or written everything is asked for anew; that is never a failure. A damaged file is
    put aside as `talks.responses.db.damaged`, so that the next run has one again.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self.path = Path(settings["TALKS_DB"]).expanduser().with_suffix(".responses.db")
        self._db: sqlite3.Connection | None = None

    def open_spider(self, spider: Spider) -> None:
        """Open or make the file, and forget what is of no use any more."""
        self._fingerprint = spider.crawler.request_fingerprinter.fingerprint
        try:
            self._db = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
            tables = self._db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            if tables not in ([], [("responses",)]):
                raise sqlite3.DatabaseError("this database belongs to another program")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute(_TABLE)
            self._db.execute("DELETE FROM responses WHERE used < ?", (time.time() - KEPT_DAYS * 86400,))
        except sqlite3.Error as error:
            self._give_up(error)

    def close_spider(self, spider: Spider) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """The answer that this request had last time."""
        row = self._ask("SELECT url, status, headers, body, used FROM responses WHERE request = ?", request)
        if row is None:
            return None
        try:
            answer, age = _response(*row[:4]), time.time() - row[4]
        except (ValueError, TypeError, AttributeError, zlib.error) as error:
            logger.warning("%s: what is kept of %s cannot be read: %s", self.path, request.url, error)
            return None
        if age > _TOUCHED_AFTER:
            self._ask("UPDATE responses SET used = unixepoch() WHERE request = ?", request)
        return answer

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Keep an answer in the place of the one before. After a 304 there is nothing to keep."""
        if "cached" in response.flags:
            return
        headers = {
            name.decode("latin-1"): [value.decode("latin-1") for value in values]
            for name, values in response.headers.items()
        }
        self._ask(
            "INSERT OR REPLACE INTO responses (request, url, status, headers, body, used)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            request,
            *(response.url, response.status, json.dumps(headers), zlib.compress(response.body), time.time()),
        )

    def _ask(self, statement: str, request: Request, *values: Any) -> tuple[Any, ...] | None:
        if self._db is None:
            return None
        try:
            row: tuple[Any, ...] | None = self._db.execute(
                statement, (self._fingerprint(request), *values)
            ).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return row

    def _give_up(self, error: sqlite3.Error) -> None:
        logger.warning("%s: %s; everything is asked for anew", self.path, error)
        if self._db is not None:
            self._db.close()
            self._db = None
        if (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF in _DAMAGED:
            self._put_aside()

    def _put_aside(self) -> None:
        try:
            self.path.replace(f"{self.path}.damaged")
            for log in ("-wal", "-shm"):
                Path(f"{self.path}{log}").unlink(missing_ok=True)
        except OSError as error:
            logger.warning("%s: cannot be put aside: %s", self.path, error)


def _response(url: str, status: int, headers: str, body: bytes) -> Response:
    """The answer that a row of `responses` holds."""
    known, plain = Headers(json.loads(headers)), zlib.decompress(body)
    kind = responsetypes.from_args(headers=known, url=url, body=plain)
    return kind(url=url, status=status, headers=known, body=plain)
