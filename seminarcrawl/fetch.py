"""One document from the web, for the commands that read a single address without a crawl."""

from __future__ import annotations

import http.client
import socket
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.settings import BaseSettings

from seminarcrawl.errors import SeminarcrawlError
from seminarcrawl.guard import Guard, address_of, connect
from seminarcrawl.network import user_agent


class FetchError(SeminarcrawlError):
    """An address that brought no document."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered. `url` is the one that answered, after redirects."""

    body: bytes
    url: str
    content_type: str | None
    headers: Mapping[str, str] = field(default_factory=dict)


def fetch(url: str, settings: BaseSettings) -> Fetched:
    """The document at an http(s) address that a person typed. Raises FetchError naming it and the reason.

    A loopback address is fetched when it was typed; wherever a redirect leads, only as `guard` allows.
    """
    guard = Guard.from_settings(settings)
    guard.allow_loopback = guard.allow_loopback or is_loopback(url)
    headers = {"User-Agent": user_agent(settings["CONTACT"] or ""), "Accept-Encoding": "identity"}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 (http and https only)
    try:
        with _opener(guard).open(request, timeout=settings.getfloat("DOWNLOAD_TIMEOUT")) as answer:
            body = answer.read(settings.getint("DOWNLOAD_MAXSIZE") + 1)
            if len(body) > settings.getint("DOWNLOAD_MAXSIZE"):
                raise FetchError(f"{url}: larger than DOWNLOAD_MAXSIZE")
            return Fetched(body, answer.url, answer.headers.get("Content-Type"), dict(answer.headers.items()))
    except (OSError, http.client.HTTPException, ValueError, IgnoreRequest) as error:
        raise FetchError(f"{url}: {error}") from error


def is_loopback(url: str) -> bool:
    """Whether an address is on this very machine."""
    host = urlsplit(url).hostname or ""
    address = address_of(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def _opener(guard: Guard) -> urllib.request.OpenerDirector:
    """An opener for http and https whose connections go where `guard` allows."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        _HttpHandler(guard),
        _HttpsHandler(guard),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


class _HttpHandler(urllib.request.HTTPHandler):
    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self.guard = guard

    def http_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(partial(_guarded, http.client.HTTPConnection, self.guard), request)


class _HttpsHandler(urllib.request.HTTPSHandler):
    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self.guard = guard

    def https_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(partial(_guarded, http.client.HTTPSConnection, self.guard), request)


def _guarded(kind: type[http.client.HTTPConnection], guard: Guard, host: str, **more: Any) -> Any:
    """A connection of urllib's kind that connects as `guard` allows."""
    connection = kind(host, **more)

    def create(address: tuple[str, int], timeout: float | None = None, *_: Any) -> socket.socket:
        return connect(guard, *address, timeout)

    connection._create_connection = create  # type: ignore[attr-defined]
    return connection
