"""The forty-five ways in which the server misbehaves, and what each must come to."""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from itertools import count

import brotli

from tests.chaos.server import CALENDAR, HTML, SECOND, Asked, Chaos, Handler, answer, calendar, page

ALL = SECOND + 2  # talks in the second document when it is served well
FOREVER = 600.0


@dataclass(frozen=True, slots=True)
class Expected:
    """What a mode must come to: exit code, failure class, talks read from the faulty document, stored talks
    lost, and the most seconds and megabytes that the crawl takes."""

    code: int
    failure_class: str | None
    kept: int
    seconds: float = 40.0
    megabytes: float = 200.0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to misbehave. `more` are further arguments of the crawl; `alone`: no other document."""

    name: str
    expected: Expected
    handler: Handler | None
    robots: Handler | None = None
    is_page: bool = False
    alone: bool = False
    guarded: bool = False
    crawls: int = 1
    more: tuple[str, ...] = ()


MODES: dict[str, Mode] = {}
WELL = Expected(0, None, ALL)
ONE_RETRY = ("-s", "RETRY_TIMES=1")


def mode(
    name: str, code: int, failure_class: str | None, kept: int, **more: object
) -> Callable[[Handler], Handler]:
    """Declare a mode by its handler."""

    def declare(handler: Handler) -> Handler:
        assert name not in MODES
        MODES[name] = Mode(name, Expected(code, failure_class, kept), handler, **more)  # type: ignore[arg-type]
        return handler

    return declare


def simple(name: str, code: int, failure_class: str | None, kept: int, make: object, **more: object) -> None:
    """Declare a mode that gives one answer: `make(chaos)` are its bytes."""

    async def handler(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(make(chaos))  # type: ignore[operator]

    mode(name, code, failure_class, kept, **more)(handler)


# --- slow

simple("ok", 0, None, ALL, lambda c: answer(c.document("second")))


@mode("hang", 4, "timeout", 0)
async def hang(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(FOREVER)


@mode("hang-body", 4, "timeout", 0)
async def hang_body(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(answer(chaos.document("second"))[:300])
    await writer.drain()
    await asyncio.sleep(FOREVER)


@mode("drip", 4, "timeout", 0)
async def drip(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    whole = answer(chaos.document("second"))
    for at in range(0, len(whole), 2):
        writer.write(whole[at : at + 2])
        await writer.drain()
        await asyncio.sleep(0.5)


@mode("late-headers", 0, None, ALL)
async def late_headers(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(1)
    writer.write(answer(chaos.document("second")))


# --- cut off


def cut(body: bytes) -> bytes:
    """The document up to the middle of its fourth talk."""
    return body[: body.index(b"Knoten 103")]


simple("trunc", 4, "partial", 0, lambda c: answer(c.document("second"))[:-400])
simple("trunc-nocl", 4, "partial", 3, lambda c: answer(cut(c.document("second")), Content_Length=""))


@mode("trunc-chunked", 4, "partial", 0)
async def trunc_chunked(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    body = cut(chaos.document("second"))
    writer.write(answer(b"", Content_Length="", Transfer_Encoding="chunked"))
    writer.write(b"%x\r\n" % (len(body) + 100) + body)


simple("cl-short", 4, "partial", 3, lambda c: _wrong_length(c, len(cut(c.document("second")))))
simple("cl-long", 4, "partial", 0, lambda c: _wrong_length(c, len(c.document("second")) + 500))
simple("cl-neg", 4, "protocol", 0, lambda c: _wrong_length(c, -5))
simple("half", 4, "partial", 3, lambda c: answer(cut(c.document("second"))))


def _wrong_length(chaos: Chaos, length: int) -> bytes:
    return answer(chaos.document("second"), Content_Length=str(length))


# --- errors

simple("s500", 4, "http_error", 0, lambda c: answer(b"<h1>Error</h1>", HTML, "500 Internal Server Error"))


def _once(first: Callable[[], bytes]) -> Handler:
    async def handler(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(first() if asked.number % 2 else answer(chaos.document("second")))

    return handler


def _busy(retry_after: str, status: str = "503 Service Unavailable") -> bytes:
    return answer(b"busy", "text/plain", status, Retry_After=retry_after)


def _in_two_seconds() -> str:
    return format_datetime(datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=3), usegmt=True)


mode("s500-then-ok", 0, None, ALL, more=ONE_RETRY)(
    _once(lambda: answer(b"oops", "text/plain", "500 Internal Server Error"))
)
mode("s503-ra-seconds", 0, None, ALL, more=ONE_RETRY)(_once(lambda: _busy("2")))
mode("s503-ra-date", 0, None, ALL, more=ONE_RETRY)(_once(lambda: _busy(_in_two_seconds())))
simple(
    "s429-ra-huge",
    4,
    "blocked",
    0,
    lambda c: _busy("9" * 30, "429 Too Many Requests"),
    more=(*ONE_RETRY, "-s", "RETRY_AFTER_MAX=2"),
)
simple("s403", 4, "blocked", 0, lambda c: answer(b"<h1>Forbidden</h1>", HTML, "403 Forbidden"))
simple("s404", 4, "gone", 0, lambda c: answer(b"<h1>Not Found</h1>", HTML, "404 Not Found"))
simple("s410", 4, "gone", 0, lambda c: answer(b"<h1>Gone</h1>", HTML, "410 Gone"))

# --- elsewhere


def _moved(where: str) -> bytes:
    return answer(b"", "text/plain", "302 Found", Location=where, Set_Cookie="a=1")


simple("loop", 4, "redirect", 0, lambda c: _moved("/second.ics?again"))


@mode("chain-6", 4, "redirect", 0)
async def chain(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    hop = int(asked.path.partition("?")[2] or 0)
    writer.write(_moved(f"/second.ics?{hop + 1}") if hop < 6 else answer(chaos.document("second")))


simple("redir-offsite", 0, None, ALL, lambda c: _moved(c.elsewhere_url))
simple("redir-loopback", 4, "private_address", 0, lambda c: _moved(c.secret_url), guarded=True)
simple("redir-file", 4, "redirect", 0, lambda c: _moved("file:///etc/hostname"))
simple(
    "meta-loopback",
    4,
    "private_address",
    0,
    lambda c: answer(f'<meta http-equiv="refresh" content="0; url={c.secret_url}">'.encode(), HTML),
    is_page=True,
    guarded=True,
)

# --- letters

simple("badcharset", 0, None, ALL, lambda c: answer(c.document("second").decode().encode("cp1252")))
simple(
    "bom16", 0, None, ALL, lambda c: answer(c.document("second").decode().encode("utf-16"), "text/calendar")
)
simple(
    "no-charset",
    0,
    None,
    ALL,
    lambda c: answer(c.document("second").decode().encode("cp1252"), "text/calendar"),
)

# --- bombs and other bodies

MILLIONS = 1_500  # bytes that a bomb unfolds to


def _unfolding(encoding: str, body: bytes) -> bytes:
    return answer(body, Content_Encoding=encoding)


@cache
def gzip_bomb() -> bytes:
    """Gzip members of ten million zeros, one after the other."""
    return gzip.compress(bytes(10_000_000), 9) * (MILLIONS // 10)


@cache
def deflate_bomb() -> bytes:
    """One stream of blocks that do not refer to each other."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * (MILLIONS // 10)


@cache
def brotli_bomb() -> bytes:
    """The smallest of them: some hundred bytes."""
    packer = brotli.Compressor(quality=1)
    packed = b"".join(packer.process(bytes(10_000_000)) for _ in range(MILLIONS // 10))
    return packed + bytes(packer.finish())


@cache
def zstd_bomb() -> bytes:
    """A frame of blocks that each say "128 kB of zeros" in four bytes."""
    blocks = MILLIONS * 1_000_000 // 131_072
    head = struct.pack("<IBB", 0xFD2FB528, 0x00, 0x38)
    return head + _rle_blocks(blocks)


def _rle_blocks(blocks: int) -> bytes:
    block = struct.pack("<I", 131_072 << 3 | 1 << 1)[:3] + b"\0"
    last = struct.pack("<I", 131_072 << 3 | 1 << 1 | 1)[:3] + b"\0"
    return block * (blocks - 1) + last


# Made before the server runs: none of its clients is to wait for that.
BOMBS = {"gz-bomb": gzip_bomb, "deflate-bomb": deflate_bomb, "br-bomb": brotli_bomb, "zstd-bomb": zstd_bomb}

simple("gz-bomb", 4, "too_large", 0, lambda c: _unfolding("gzip", gzip_bomb()))
simple("deflate-bomb", 4, "too_large", 0, lambda c: _unfolding("deflate", deflate_bomb()))
simple("br-bomb", 4, "too_large", 0, lambda c: _unfolding("br", brotli_bomb()))
simple("zstd-bomb", 4, "too_large", 0, lambda c: _unfolding("zstd", zstd_bomb()))
simple("badgz", 4, "protocol", 0, lambda c: _unfolding("gzip", b"\x1f\x8b\x08" + b"no such thing" * 50))
simple("big", 4, "too_large", 0, lambda c: answer(b"X" * 11_000_000))
simple(
    "errpage",
    4,
    "not_calendar",
    0,
    lambda c: answer(b"<html><body><h1>Please log in</h1><form></form></body></html>", HTML),
)
simple("empty", 3, "empty", 0, lambda c: answer(b""))
simple("emptycal", 3, "empty", 0, lambda c: answer(calendar(0, 0).encode()), alone=True)

# --- the same again

_FLAPS = count()
simple(
    "flap-uid",
    0,
    None,
    ALL,
    lambda c: answer(calendar(ALL, 100, f"{{}}-{next(_FLAPS)}@example.org").encode()),
    crawls=20,
)


@mode("dup-pages", 0, None, ALL, is_page=True)
async def same_pages(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    number = int(asked.path.partition("?")[2] or 1)
    head = f'<link rel="next" href="/second.html?{number + 1}">'
    writer.write(answer(page(ALL, 100, head).encode(), HTML))


# --- no HTTP at all


@mode("reset", 4, "connection", 0)
async def reset(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


simple("bighdr", 4, "protocol", 0, lambda c: answer(c.document("second"), X_Long="x" * 200_000))
simple("garbage", 4, "protocol", 0, lambda c: b"\x00\x01 this is no HTTP\r\n\r\n")

# --- robots.txt


async def _robots_500(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(answer(b"error", "text/plain", "500 Internal Server Error"))


async def _well(chaos: Chaos, asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(answer(chaos.document("second"), CALENDAR))


MODES["robots-500"] = Mode("robots-500", WELL, _well, robots=_robots_500)
MODES["robots-hang"] = Mode("robots-hang", WELL, _well, robots=hang)
