"""Requests of a spider answered by a loopback server's own code, without the network between them."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from tests.loopback.platforms import Asked, PlatformServer
from tests.platforms.making import answer, called


def ask(site: PlatformServer, request: Request) -> Any:
    """The site's reply to `request`, which it notes like any other."""
    parts = urlsplit(request.url)
    headers = {name.decode().lower(): b"".join(value).decode() for name, value in request.headers.items()}
    asked = Asked(unquote(parts.path), parts.query, parts.netloc, headers, 0.0)
    site.asked.append(asked)
    return site.reply(asked)


def served(site: PlatformServer, request: Request) -> list[Any]:
    """What the spider makes of the site's answer: talks and further requests."""
    reply = ask(site, request)
    if reply.status != 200:
        return refused(request, reply.status)
    return called(request, reply.raw, reply.content_type)


def refused(request: Request, status: int = 500) -> list[Any]:
    """What the spider makes of an error answer."""
    response: Response = answer(request, b"", "text/html").replace(status=status)
    failure = Failure(HttpError(response))
    failure.request = request  # type: ignore[attr-defined]
    assert request.errback is not None
    return list(request.errback(failure) or ())


def followed(site: PlatformServer, *requests: Request) -> list[Any]:
    """All talks that these requests lead to."""
    waiting, talks = list(requests), []
    while waiting:
        for result in served(site, waiting.pop(0)):
            (waiting if isinstance(result, Request) else talks).append(result)
    return talks
