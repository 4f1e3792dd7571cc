"""A web server on loopback that misbehaves in forty-five ways (`modes.py`).

Two documents: the first is always served well, the second as the mode has it. A second and a third server, on
addresses of their own, are where redirects lead: elsewhere, and where nobody may go.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

CALENDAR = "text/calendar; charset=utf-8"
HTML = "text/html; charset=utf-8"
ELSEWHERE, SECRET = "127.0.0.2", "127.0.0.9"
FIRST, SECOND = 3, 4  # talks in the two documents at first; later one and two more


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: when (monotonic seconds), what, with which headers (names in lower case), as the n-th."""

    moment: float
    path: str
    headers: dict[str, str]
    number: int


Handler = Callable[["Chaos", Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Chaos:
    """The running servers. `handler` None: all is well, and the documents are the earlier ones."""

    handler: Handler | None = None
    robots: Handler | None = None
    is_page: bool = False
    port: int = 0
    elsewhere: int = 0
    secret: int = 0
    asked: list[Asked] = field(default_factory=list)
    asked_elsewhere: list[Asked] = field(default_factory=list)
    asked_secret: list[Asked] = field(default_factory=list)

    @property
    def urls(self) -> tuple[str, str]:
        """The two documents' addresses."""
        kind = "html" if self.is_page else "ics"
        return tuple(f"http://127.0.0.1:{self.port}/{name}.{kind}" for name in ("first", "second"))  # type: ignore[return-value]

    @property
    def elsewhere_url(self) -> str:
        """The second document on another host, where it is served well."""
        return f"http://{ELSEWHERE}:{self.elsewhere}/second.{'html' if self.is_page else 'ics'}"

    @property
    def secret_url(self) -> str:
        """Where nobody may go."""
        return f"http://{SECRET}:{self.secret}/secret"

    def times(self, path: str) -> list[float]:
        """When `path` was asked for."""
        return [asked.moment for asked in self.asked if asked.path == path]

    def document(self, which: str, *, later: bool = True) -> bytes:
        """The first or second document, as it was at first or as it is `later`."""
        first = which == "first"
        count = (FIRST + later) if first else (SECOND + 2 * later)
        return (page if self.is_page else calendar)(count, 0 if first else 100).encode()

    @property
    def content_type(self) -> str:
        """Of both documents."""
        return HTML if self.is_page else CALENDAR


def calendar(count: int, first: int, uid: str = "{}@example.org") -> str:
    """A calendar of `count` lectures, by people with letters that an encoding can break."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{uid.format(n)}\r\nDTSTAMP:20260901T000000Z\r\n"
        f"DTSTART;TZID=Europe/Zurich:202610{1 + n % 28:02}T{8 + n % 10:02}1500\r\n"
        f"SUMMARY:Zoë Müller {'ABCDEFGH'[n % 8]} (Universität Zürich): Über Knoten {n}\r\n"
        f"LOCATION:Hörsaal {n}\r\nEND:VEVENT\r\n"
        for n in range(first, first + count)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Calendar//EN\r\n{events}END:VCALENDAR\r\n"


def page(count: int, first: int, head: str = "") -> str:
    """The same as a page."""
    talks = "".join(
        f"<tr><td>{1 + n % 28} October 2026, {8 + n % 10}:15</td>"
        f"<td>Zoë Müller {'ABCDEFGH'[n % 8]} (Universität Zürich)</td>"
        f"<td>Über Knoten {n}</td><td>Hörsaal {n}</td></tr>"
        for n in range(first, first + count)
    )
    return (
        f'<!DOCTYPE html><html lang="de"><head>{head}<title>Oberseminar</title></head><body>'
        "<h1>Oberseminar</h1><table><tr><th>Date</th><th>Speaker</th><th>Title</th><th>Room</th></tr>"
        f"{talks}</table></body></html>"
    )


def answer(body: bytes, content_type: str = CALENDAR, status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer. `headers` in Python's spelling; Content_Length overrides the true one."""
    given = {"Content_Type": content_type, "Content_Length": str(len(body)), "Connection": "close", **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items() if value]
    return f"HTTP/1.1 {status}\r\n{chr(10).join(line + chr(13) for line in lines)}\n\r\n".encode() + body


@contextmanager
def serve() -> Iterator[Chaos]:
    """Run the servers for a `with` block."""
    chaos, loop = Chaos(), asyncio.new_event_loop()
    ready = threading.Event()
    thread = threading.Thread(target=_run, args=(chaos, loop, ready), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield chaos
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def _run(chaos: Chaos, loop: asyncio.AbstractEventLoop, ready: threading.Event) -> None:
    async def begin() -> None:
        for name, host, client in (
            ("port", "127.0.0.1", _Client(chaos, chaos.asked, _site)),
            ("elsewhere", ELSEWHERE, _Client(chaos, chaos.asked_elsewhere, _well)),
            ("secret", SECRET, _Client(chaos, chaos.asked_secret, _well)),
        ):
            server = await asyncio.start_server(client.connected, host, 0)
            setattr(chaos, name, server.sockets[0].getsockname()[1])
        ready.set()

    asyncio.set_event_loop(loop)
    loop.run_until_complete(begin())
    loop.run_forever()
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(asyncio.sleep(0.01))
    loop.close()


@dataclass
class _Client:
    """One server's way with those who connect."""

    chaos: Chaos
    log: list[Asked]
    handler: Handler

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split(" ")[1]
            pairs = (line.partition(":") for line in head[1:] if line)
            headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
            number = 1 + sum(asked.path == path for asked in self.log)
            asked = Asked(time.monotonic(), path, headers, number)
            self.log.append(asked)
            await self.handler(self.chaos, asked, writer)
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            writer.close()
            await writer.wait_closed()


async def _site(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    is_faulty = chaos.handler is not None
    if asked.path == "/robots.txt":
        if chaos.robots is not None:
            await chaos.robots(chaos, asked, writer)
        else:
            writer.write(answer(b"User-agent: *\nDisallow: /private/\n", "text/plain"))
    elif asked.path.startswith("/first"):
        writer.write(answer(chaos.document("first", later=is_faulty), chaos.content_type))
    elif chaos.handler is not None:
        await chaos.handler(chaos, asked, writer)
    else:
        writer.write(answer(chaos.document("second", later=False), chaos.content_type))
    await writer.drain()


async def _well(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(answer(chaos.document("second"), chaos.content_type))
    await writer.drain()
