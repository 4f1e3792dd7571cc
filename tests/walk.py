"""A spider walked through a loopback server in this process: real HTTP, no reactor.

For the many cases of a platform; that `scrapy crawl` does the same is shown by one test with a process.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request as Asking
from urllib.request import build_opener

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.test import get_crawler
from twisted.python.failure import Failure

from seminarcrawl.items import TalkItem
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.reading.identity import dedupe
from seminarcrawl.reading.normalize import normalize

MOST_REQUESTS = 300


def made(spider: type[TalkSpider], now: str = "2026-10-01T08:00:00+00:00", **arguments: Any) -> Any:
    """The spider with a crawler and a frozen clock, but nothing running."""
    return get_crawler(spider, {"FETCHED_AT": now})._create_spider(**arguments)


def walk(spider: TalkSpider) -> list[TalkItem]:
    """All talks of a run, normalized and each once. A failure goes the way that it goes in a crawl."""
    queue = deque(asyncio.run(_started(spider)))
    talks: list[TalkItem] = []
    seen: set[str] = set()
    for _ in range(MOST_REQUESTS):
        if not queue:
            break
        one = queue.popleft()
        if isinstance(one, TalkItem):
            talks.append(normalize(one, spider.context(one.source_url or "")))
        elif one.dont_filter or one.url not in seen:
            seen.add(one.url)
            queue.extend(_answered(one))
    assert not queue, "more requests than any test needs"
    return dedupe(talks)


async def _started(spider: TalkSpider) -> list[Any]:
    return [one async for one in spider.start()]


def _answered(request: Request) -> list[Any]:
    response = fetch(request)
    if 200 <= response.status < 300:
        return list(request.callback(response, **request.cb_kwargs) or [])
    failure = Failure(HttpError(response))
    failure.request = request  # type: ignore[attr-defined]
    return list(request.errback(failure) or [])


def fetch(request: Request) -> Response:
    """The server's answer as Scrapy has it."""
    asking = Asking(request.url, headers={k.decode(): v[0].decode() for k, v in request.headers.items()})
    try:
        answer = build_opener().open(asking, timeout=10)
    except HTTPError as error:
        answer = error
    with answer:
        body, headers = answer.read(), Headers(dict(answer.headers.items()))
        kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return kind(request.url, status=answer.status, headers=headers, body=body, request=request)
