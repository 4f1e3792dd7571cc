"""Work that waits for crawls, for commands that make several in one process."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

from scrapy.crawler import CrawlerProcessBase

STOPPED = 128 + signal.SIGINT


def run(process: CrawlerProcessBase | None, work: Coroutine[Any, Any, int]) -> int:
    """Run `work` to its end while the reactor runs; its exit code, or 130 when a signal ended it before.

    Raises what `work` raises.
    """
    if process is None:  # the type allows it, Scrapy does not
        work.close()
        raise RuntimeError("no crawler process")
    task = asyncio.get_event_loop().create_task(work)
    task.add_done_callback(_stop_reactor)
    process.start(stop_after_crawl=False)
    if task.cancelled() or not task.done():
        return STOPPED
    return task.result()


def _stop_reactor(_: asyncio.Task[int]) -> None:
    from twisted.internet import reactor

    if reactor.running:
        reactor.stop()  # type: ignore[misc]
