"""Every spider of the catalogue against a loopback server that behaves like its platform, in one process.

    python -m tests.loopback.catalogue RESULTS.jsonl NAME …

Each spider runs with its own attributes and sees the addresses of its own source, https and all.
RoutedHandler sends its requests to one server on loopback, which lets the PlatformServer of that spider
answer. robots.txt is obeyed. One line per spider says what was asked, what came out, and what went wrong.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.utils.project import get_project_settings

from seminarcrawl.items import TalkItem
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.run import summary_of
from tests.loopback.platforms import Asked, PlatformServer, serve_platform
from tests.loopback.routes import server_for
from tests.loopback.server import Reply

AT_ONCE = 6
SOURCE = "X-Loopback-Source"
FETCHED_AT = "2026-10-01T06:00:00+00:00"  # the servers' today


class RoutedHandler(HTTP11DownloadHandler):
    """Download handler: sends every request to the server in the setting LOOPBACK, over real HTTP.

    The spider sees the address that it asked for; the server sees the host that it was meant for.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.origin: str = crawler.settings["LOOPBACK"]
        self.source: str = crawler.spidercls.name

    async def download_request(self, request: Request) -> Response:
        parts = urlsplit(request.url)
        routed = request.replace(url=self.origin + request.url.partition(parts.netloc)[2].partition("#")[0])
        routed.headers["Host"] = parts.netloc
        routed.headers[SOURCE] = self.source
        response = await super().download_request(routed)
        return response.replace(url=request.url)


@dataclass
class Catalogue(PlatformServer):
    """The one server: each request is answered by the platform of the spider that sent it."""

    servers: dict[str, PlatformServer] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def reply(self, asked: Asked) -> Reply:
        server = self.servers[asked.headers[SOURCE.lower()]]
        with self.lock:
            server.asked.append(asked)
        return server.reply(asked)


@dataclass
class Watch:
    """What one crawl asked for and brought."""

    requests: list[str] = field(default_factory=list)
    talks: list[dict[str, Any]] = field(default_factory=list)

    def request_left_downloader(self, request: Request, spider: Any) -> None:
        self.requests.append(request.url)

    def item_scraped(self, item: TalkItem, response: Response | None, spider: Any) -> None:
        self.talks.append(json.loads(item.to_json()))

    def connect(self, crawler: Crawler) -> None:
        crawler.signals.connect(self.request_left_downloader, signal=signals.request_left_downloader)
        crawler.signals.connect(self.item_scraped, signal=signals.item_scraped)


def settings_for(origin: str) -> dict[str, Any]:
    return {
        "LOOPBACK": origin,
        "FETCHED_AT": FETCHED_AT,
        "REPLAY": True,  # nobody stops these crawls by a signal
        "TALKS_DB": "",
        "TALKS_JSONL": "",
        "DOWNLOAD_HANDLERS": {"http": RoutedHandler, "https": RoutedHandler},
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "RETRY_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "LOG_LEVEL": "CRITICAL",
    }


async def crawl(
    process: AsyncCrawlerProcess, spider: type[TalkSpider], catalogue: Catalogue
) -> dict[str, Any]:
    """One spider from start to end, as a line of the results."""
    try:
        server = catalogue.servers[spider.name] = server_for(spider)
    except Exception as caught:  # noqa: BLE001 (the others have servers)
        return {"name": spider.name, "error": f"no server: {caught!r}"}
    crawler = Crawler(spider, process.settings)
    watch, error = Watch(), None
    watch.connect(crawler)
    try:
        await process.crawl(crawler)
    except Exception as caught:  # noqa: BLE001 (whatever it is, it belongs to this spider's result)
        error = f"{type(caught).__name__}: {caught}"
    summary = summary_of(crawler, None)
    return {
        "name": spider.name,
        "error": error,
        "reason": crawler.stats.get_value("finish_reason"),
        "seconds": round(summary.seconds, 2),
        "requests": watch.requests,
        "robots": [asked.host for asked in server.asked if asked.path == "/robots.txt"],
        "forbidden": crawler.stats.get_value("robotstxt/forbidden", 0),
        "faults": [fault.as_dict() for fault in summary.faults],
        "rejected": summary.rejected,
        "talks": watch.talks,
        "starts": sorted(lec.start(server.today, server.zone).isoformat() for lec in server.lectures),
        "titles": [lec.title for lec in server.lectures],
        "speakers": [lec.speaker for lec in server.lectures],
    }


async def crawl_all(names: list[str], write: Callable[[dict[str, Any]], None]) -> None:
    """All spiders, some of them at once."""
    with serve_platform(Catalogue()) as catalogue:
        assert isinstance(catalogue, Catalogue)
        settings = get_project_settings()
        settings.setdict(settings_for(catalogue.url), priority="cmdline")
        process = AsyncCrawlerProcess(settings)
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(name: str) -> None:
            async with turn:
                write(await crawl(process, process.spider_loader.load(name), catalogue))

        await asyncio.gather(*(one(name) for name in names))


def main(results: Path, names: list[str]) -> None:
    """Crawl and write."""
    from scrapy.utils.reactor import install_reactor

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor

    with results.open("w", encoding="utf-8") as out:
        loop = asyncio.get_event_loop()
        task = loop.create_task(
            crawl_all(names, lambda line: print(json.dumps(line, ensure_ascii=False), file=out, flush=True))
        )
        task.add_done_callback(lambda _: reactor.stop())  # type: ignore[attr-defined]
        reactor.run()  # type: ignore[attr-defined]
        task.result()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
