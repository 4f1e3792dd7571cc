"""What every loopback server of a platform has in common: real HTTP, robots.txt, ETag, and a log.

A platform's server (`tests/loopback/<platform>.py`) is a subclass of `PlatformServer` that answers as the
real software does: paging, caps, 404 past the end, relative links to the next page, robots.txt. It makes its
answers from `LECTURES`, so that every platform publishes the same facts in its own form.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

from tests.loopback.server import Reply


@dataclass(frozen=True)
class Lecture:
    """One talk as the site's owner knows it. `day` counts from the server's today; hours are local."""

    number: int
    title: str
    speaker: str
    affiliation: str
    day: int
    hour: int = 15
    minutes: int = 60
    room: str = "Room 201"
    abstract: str = ""
    cancelled: bool = False

    def start(self, today: date, zone: str) -> datetime:
        return datetime(today.year, today.month, today.day, self.hour, tzinfo=ZoneInfo(zone)) + timedelta(
            days=self.day
        )

    def end(self, today: date, zone: str) -> datetime:
        return self.start(today, zone) + timedelta(minutes=self.minutes)


PEOPLE = (
    ("Anna Berg", "Uppsala University"),
    ("Luc Martin", "Université de Lyon"),
    ("Ada Obi", "University of Ibadan"),
    ("Tom Reed", "Brown University"),
    ("Mei Lin", "National Taiwan University"),
    ("Jonas Weber", "Universität Bonn"),
    ("Carla Ruiz", "Universidad de Chile"),
)
_TITLES = (
    "Primes on a diet",
    "Forms without weight",
    "Fields, extended",
    "Waves at rest",
    "Heat, quickly",
    "Knots that untie themselves",
    "Random walks in crowded rooms",
)


def lectures(count: int, first_day: int = 1) -> tuple[Lecture, ...]:
    """`count` weekly talks from `first_day` on; every seventh is cancelled."""
    return tuple(
        Lecture(
            number=n,
            title=f"{_TITLES[(n - 1) % 7]}, part {n}",
            speaker=PEOPLE[(n - 1) % 7][0],
            affiliation=PEOPLE[(n - 1) % 7][1],
            day=first_day + 7 * (n - 1),
            abstract=f"We look at {_TITLES[(n - 1) % 7].lower()} and prove theorem {n} about it.",
            cancelled=n % 7 == 0,
        )
        for n in range(1, count + 1)
    )


LECTURES = lectures(12)


@dataclass(frozen=True)
class Asked:
    """One request as it arrived. `host` is what the client thinks it is talking to."""

    path: str
    raw_query: str
    host: str
    headers: dict[str, str]
    at: float

    @property
    def query(self) -> dict[str, str]:
        """The parameters; of one given twice the last."""
        return dict(self.parameters)

    @property
    def parameters(self) -> list[tuple[str, str]]:
        return parse_qsl(self.raw_query, keep_blank_values=True)

    @property
    def url(self) -> str:
        return self.path + (f"?{self.raw_query}" if self.raw_query else "")


@dataclass
class PlatformServer:
    """A site that runs one platform. `today` is the day that it takes for today, `zone` where it stands."""

    zone: str = "Europe/Paris"
    today: date = date(2026, 10, 1)
    lectures: tuple[Lecture, ...] = LECTURES
    asked: list[Asked] = field(default_factory=list)
    url: str = ""
    robots: ClassVar[str] = "User-agent: *\nDisallow:\n"

    def answer(self, asked: Asked) -> Reply:
        """What the platform answers; overridden by each."""
        raise NotImplementedError

    def reply(self, asked: Asked) -> Reply:
        """`answer`, with robots.txt and conditional requests, which every web server has."""
        if asked.path == "/robots.txt":
            return Reply(self.robots, "text/plain")
        reply = self.answer(asked)
        if reply.status == 200:
            tag = '"' + hashlib.sha1(reply.raw).hexdigest()[:16] + '"'
            reply.headers.setdefault("ETag", tag)
            if asked.headers.get("if-none-match") == reply.headers["ETag"]:
                return Reply(b"", reply.content_type, 304, {"ETag": tag})
        return reply

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [asked.url for asked in self.asked if asked.path != "/robots.txt"]

    @property
    def origin(self) -> str:
        """The address that the site's own links have: the host that was asked for last."""
        host = self.asked[-1].host if self.asked else ""
        return f"http://{host}" if host else self.url


def not_found(body: str = "<h1>Not Found</h1>") -> Reply:
    return Reply(body, status=404)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    platform: PlatformServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(unquote(parts.path), parts.query, headers.get("host", ""), headers, time.monotonic())
        self.platform.asked.append(asked)
        reply = self.platform.reply(asked)
        self.send_response(reply.status)
        if reply.status != 304:
            self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.raw)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.raw)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serve_platform(platform: PlatformServer) -> Iterator[PlatformServer]:
    """Run the platform's server on loopback for a `with` block; its address is `platform.url`."""
    handler = type("Handler", (_Handler,), {"platform": platform})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    platform.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
