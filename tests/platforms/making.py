"""Spiders and answers for tests of platforms, and what a site's talks must come out as."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeVar

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.utils.test import get_crawler

from seminarcrawl.items import TalkItem
from seminarcrawl.platforms.base import TalkSpider
from tests.loopback.platforms import PlatformServer

NOW = "2026-10-01T08:00:00+00:00"
FROZEN = ("-s", f"FETCHED_AT={NOW}")
Spider = TypeVar("Spider", bound=TalkSpider)


def made(kind: type[Spider], **attributes: Any) -> Spider:
    """A leaf spider of `kind` with these attributes, at nine in the morning of 1 October 2026."""
    leaf = type("Leaf", (kind,), {"name": "leaf", "timezone": "America/New_York", **attributes})
    crawler = get_crawler(leaf, {"FETCHED_AT": NOW})
    return crawler._create_spider()  # type: ignore[return-value]


def answer(request: Request, body: object, content_type: str = "application/json") -> Response:
    """What a server answers to `request`: text, bytes, or an object that becomes JSON."""
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    raw = text.encode() if isinstance(text, str) else text
    headers = Headers({"Content-Type": content_type})
    kind = responsetypes.from_args(headers=headers, url=request.url, body=raw)
    return kind(request.url, headers=headers, body=raw, request=request)


def called(request: Request, body: object, content_type: str = "application/json") -> list[Any]:
    """What the spider makes of an answer to `request`."""
    assert request.callback is not None
    return list(request.callback(answer(request, body, content_type), **request.cb_kwargs))


def asked(results: Iterable[Any]) -> list[Request]:
    return [result for result in results if isinstance(result, Request)]


def talks(results: Iterable[Any]) -> list[TalkItem]:
    return [result for result in results if isinstance(result, TalkItem)]


def rules(spider: TalkSpider) -> list[tuple[str, str]]:
    """The faults so far: class and rule."""
    faults = spider.crawler.stats.get_value("faults", [])
    return [(fault.failure_class, fault.rule) for fault in faults]


def published(server: PlatformServer) -> set[tuple[str, str, str, str]]:
    """The site's talks: title, speaker, start with offset, status."""
    return {
        (
            lecture.title,
            lecture.speaker,
            lecture.start(server.today, server.zone).isoformat(),
            "cancelled" if lecture.cancelled else "confirmed",
        )
        for lecture in server.lectures
    }


def stored(rows: Iterable[dict[str, Any]]) -> set[tuple[str, str, str, str]]:
    """The same of the talks that a crawl stored."""
    return {
        (row["title"], ", ".join(s["name"] for s in row["speakers"]), row["start"], row["status"])
        for row in rows
    }
