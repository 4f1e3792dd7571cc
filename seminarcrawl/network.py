"""Manners and limits on the network: who we say we are, Retry-After, stopping at once when told to, and no
address that is not public (`guard.py`)."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings

import seminarcrawl
from seminarcrawl.guard import Guard, GuardedResolver

logger = logging.getLogger(__name__)

MAX_RETRY_AFTER = 120.0
BUSY = frozenset({429, 503})


class Contact:
    """Add-on: makes the USER_AGENT from CONTACT, so that a webmaster knows whom to write to.

    A USER_AGENT that the operator sets himself wins.
    """

    def update_settings(self, settings: BaseSettings) -> None:
        """Set USER_AGENT below the priority of anything a project or command line sets."""
        settings.set("USER_AGENT", user_agent(settings["CONTACT"] or ""), priority="addon")


def user_agent(contact: str) -> str:
    """`seminarcrawl/0.1.0 (+contact)`; without a contact the bare product name."""
    product = f"seminarcrawl/{seminarcrawl.__version__}"
    contact = " ".join(contact.split())
    return f"{product} (+{contact})" if contact else product


class StoppedError(IgnoreRequest):
    """A request given up because the run was told to stop."""


class CleanStop:
    """Extension: on a stop signal, gives up what is under way, so that the run ends within ten seconds.

    Scrapy itself waits for every download in progress, which a hanging server makes as long as it likes.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stopped = asyncio.Event()
        self.told = False  # known at once, while `stopped` waits for the event loop
        self.reading = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanStop:
        """The way Scrapy makes an extension."""
        return cls(crawler)

    def stop(self) -> None:
        """Fail all downloads now and let those that wait for their turn fail without waiting."""
        self.stopped.set()
        if self.crawler.engine is None:
            return  # not even begun
        downloader = self.crawler.engine.downloader
        for slot in downloader.slots.values():
            slot.delay = 0
            if slot.latercall:  # a polite delay under way, which may be longer than we have
                slot.latercall.cancel()
                downloader._latercall(slot)

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """While a document is read, which may take long, a signal breaks it off."""
        self.reading = True
        try:
            yield
        finally:
            self.reading = False

    def break_off(self) -> None:
        """In a signal's handler: raise StoppedError when a document is being read."""
        if self.reading:
            self.reading = False
            raise StoppedError("the run was told to stop")

    async def unless_stopped(self, seconds: float) -> None:
        """Sleep; raise StoppedError when the stop comes first."""
        try:
            await asyncio.wait_for(self.stopped.wait(), timeout=seconds)
        except TimeoutError:
            return
        raise StoppedError("the run was told to stop")


def interruptible(crawler: Crawler | None) -> AbstractContextManager[None]:
    """`CleanStop.interruptible` where the crawler has that extension, else nothing."""
    try:
        clean_stop = crawler.get_extension(CleanStop) if crawler is not None else None
    except RuntimeError:  # not made yet
        clean_stop = None
    return clean_stop.interruptible() if clean_stop is not None else nullcontext()


class NoMoreTalks:
    """Spider middleware: told to stop, a run gives up the rest of the document in hand."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> NoMoreTalks:
        """The way Scrapy makes a middleware."""
        return cls(crawler)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """What a callback yields, until the stop."""
        clean_stop = self.crawler.get_extension(CleanStop)
        async for each in result:
            if clean_stop is not None and clean_stop.told:
                return
            yield each


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler, except that it goes to public addresses only.

    The addresses of names are looked at by GuardedResolver, without which this handler does not work.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.guard = Guard.from_settings(crawler.settings)
        if GuardedResolver.installed is None:  # a program of its own, not `scrapy crawl`, made the crawler
            from twisted.internet import reactor

            GuardedResolver.from_crawler(crawler, reactor).install_on_reactor()

    async def download_request(self, request: Request) -> Response:
        """Download `request`; raises PrivateAddressError when it leads behind the operator's walls."""
        host = urlsplit(request.url).hostname or ""
        self.guard.check_host(host)
        try:
            return await super().download_request(request)
        except CannotResolveHostError:
            resolver = GuardedResolver.installed
            if resolver is not None and host in resolver.refused:
                raise resolver.refused[host] from None
            raise


class StoppableHandler(GuardedHandler):
    """The same, except that a stop signal ends a download that is under way."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.clean_stop: CleanStop | None = crawler.get_extension(CleanStop)

    async def download_request(self, request: Request) -> Response:
        """Download `request`; raises StoppedError when the run is told to stop meanwhile."""
        if self.clean_stop is None:
            return await super().download_request(request)
        if self.clean_stop.stopped.is_set():
            raise StoppedError("the run was told to stop")
        download = asyncio.ensure_future(super().download_request(request))
        stopped = asyncio.ensure_future(self.clean_stop.stopped.wait())
        try:
            await asyncio.wait({download, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not download.done():
                raise StoppedError("the run was told to stop")
            return await download
        finally:
            stopped.cancel()
            download.cancel()


class RetryAfterMiddleware:
    """Downloader middleware: a host that asks for time (429, 503 with Retry-After) gets it, RETRY_AFTER_MAX
    seconds at most."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.most = crawler.settings.getfloat("RETRY_AFTER_MAX", MAX_RETRY_AFTER)
        self.not_before: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryAfterMiddleware:
        """The way Scrapy makes a middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait until the host may be asked again. After a stop nothing joins the queue, where a polite delay
        would be waited for."""
        clean_stop: CleanStop | None = self.crawler.get_extension(CleanStop)
        if clean_stop is not None and clean_stop.told:
            raise StoppedError("the run was told to stop")
        wait = self.not_before.get(urlsplit(request.url).netloc, 0.0) - time.monotonic()
        if wait <= 0:
            return
        logger.info("Retry-After: waiting %.0f s for %s", wait, request.url)
        if clean_stop is None:
            await asyncio.sleep(wait)
        else:
            await clean_stop.unless_stopped(wait)

    def process_response(self, request: Request, response: Response) -> Response:
        """Remember how long the host asks to be left alone."""
        header = response.headers.get("Retry-After")
        if response.status in BUSY and header:
            seconds = retry_after_seconds(header.decode("latin-1"), datetime.now(UTC))
            if seconds:
                host = urlsplit(request.url).netloc
                self.not_before[host] = time.monotonic() + min(seconds, self.most)
        return response


def retry_after_seconds(value: str, now: datetime) -> float:
    """Seconds that a Retry-After value (seconds or an HTTP date) asks for, 0 to 120; nonsense is 0."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        # Ten digits are centuries already, and a longer number need not be converted at all.
        return min(float(value[:10]), MAX_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), MAX_RETRY_AFTER)
