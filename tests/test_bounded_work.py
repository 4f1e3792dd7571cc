"""Nothing hangs: patterns are linear; mutated and hostile documents end in talks or one typed error."""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import seminarcrawl
from seminarcrawl import ExtractionError, extract_talks

NOW = datetime(2026, 1, 5, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[1]

ATTACKS = [
    " ",
    "a",
    "A",
    "0",
    "-",
    ":",
    "(",
    ")",
    "\n",
    "<",
    "&",
    ",",
    ".",
    "/",
    "|",
    "“",
    "_",
    "[",
    "\t",
    "é",
    "年",
    "*",
    "a ",
    "A ",
    "0 ",
    "1:",
    "12:30 ",
    "- ",
    ", ",
    "Ab ",
    "A. ",
    "a@",
    "<a ",
    "http://a",
    "May 5 ",
    "a=b ",
    "((",
    "[(",
    "a\n",
    "\n ",
    "Dr. ",
    "and ",
    "${",
    "1/",
    "..",
    "1.",
    "x.y-",
    '="',
    "<p>",
    "#",
    "| a ",
    "- a\n",
    "\r\n",
    "a:\n",
    "(a) ",
]
SIZE = 6_000
MUTATIONS = int(os.environ.get("MUTATIONS", "1500"))  # `make fuzz` reads 20,000
FAST_ENOUGH = 0.02  # seconds: at this size a quadratic pattern takes ten times as long


def all_patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    for module_info in pkgutil.walk_packages(seminarcrawl.__path__, "seminarcrawl."):
        if ".commands" in module_info.name or ".templates" in module_info.name:
            continue
        module = importlib.import_module(module_info.name)
        for name, value in sorted(vars(module).items()):
            found = value if isinstance(value, (list, tuple)) else [value]
            for at, item in enumerate(found):
                if isinstance(item, re.Pattern):
                    yield f"{module_info.name}.{name}[{at}]", item


def seconds(pattern: re.Pattern, text: str | bytes) -> float:
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - began


def test_every_pattern_is_linear_in_its_input() -> None:
    patterns = dict(all_patterns())
    assert len(patterns) > 50
    slow = []
    for name, pattern in patterns.items():
        for attack in ATTACKS:
            text: str | bytes = (attack * SIZE)[:SIZE]
            if isinstance(pattern.pattern, bytes):
                text = text.encode()
            if seconds(pattern, text) < FAST_ENOUGH:
                continue
            single = min(seconds(pattern, text) for _ in range(3))
            double = min(seconds(pattern, text + text) for _ in range(3))
            if double > FAST_ENOUGH and double > 3 * single:
                slow.append((name, attack, single, double))
    assert not slow


def within(limit: float, body: bytes, content_type: str | None, url: str = "https://example.org/x") -> None:
    """Read `body`; only the typed error may escape, and the work is bounded."""
    began = time.process_time()
    with contextlib.suppress(ExtractionError):
        extract_talks(body, url=url, content_type=content_type, timezone="Europe/Paris", fetched_at=NOW)
    assert time.process_time() - began < limit, body[:200]


TALK = (
    "<p><b>Speaker:</b> Ada Lovelace (London)</p><p><b>Title:</b> On engines</p>"
    "<p>Monday June 8, 2026, 4 pm</p>"
)
HOSTILE: dict[str, Callable[[], tuple[bytes, str]]] = {
    "100,000 nested tags": lambda: (b"<div>" * 100_000 + TALK.encode(), "text/html"),
    "100,000 attributes": lambda: (
        b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x</p>",
        "text/html",
    ),
    "20,000 open formatting tags": lambda: (b"<b><i>x" * 20_000, "text/html"),
    "100,000 links": lambda: (b"<a href='/x'>Oct 3: Jane Doe</a> " * 100_000, "text/html"),
    "5 MB of text": lambda: (b"<p>" + b"Monday 4 pm room 5 " * 270_000 + b"</p>", "text/html"),
    "5 MB of paragraphs": lambda: (TALK.encode() * 45_000, "text/html"),
    "one row of 50,000 cells": lambda: (
        b"<table><tr>" + b"<td>May 5</td>" * 50_000 + b"</tr></table>",
        "text/html",
    ),
    "colspan bomb": lambda: (
        b"<table>" + b"<tr><td colspan=9999 rowspan=9999>x</td></tr>" * 500 + b"</table>",
        "text/html",
    ),
    "nested tables": lambda: (b"<table><tr><td>" * 3_000 + TALK.encode(), "text/html"),
    "unclosed comment": lambda: (b"<!-- " * 200_000, "text/html"),
    "nested JSON-LD": lambda: (
        b'<script type="application/ld+json">' + b'{"@type":"Event","subEvent":[' * 50_000 + b"</script>",
        "text/html",
    ),
    "nested JSON": lambda: (b"[" * 200_000, "application/json"),
    "long JSON integer": lambda: (b'[{"title": "x", "start": ' + b"9" * 50_000 + b"}]", "application/json"),
    "YAML aliases": lambda: (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (c + 1, c + 1, b",".join([b"*%c" % c] * 9)) for c in range(97, 110)),
        "application/yaml",
    ),
    "nested YAML": lambda: (b"[" * 50_000, "application/yaml"),
    "YAML object": lambda: (b"- !!python/object/apply:os.system ['true']\n", "application/yaml"),
    "XML entities": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (c + 1, b"&%c;" % c * 10) for c in range(97, 110))
        + b"]><rss><channel><item><title>&n;</title></item></channel></rss>",
        "application/rss+xml",
    ),
    "external entity": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b"<rss><channel><item><title>&x;</title></item></channel></rss>",
        "application/rss+xml",
    ),
    "secondly rule": lambda: (calendar("RRULE:FREQ=SECONDLY"), "text/calendar"),
    "interval 0": lambda: (calendar("RRULE:FREQ=DAILY;INTERVAL=0"), "text/calendar"),
    "impossible day": lambda: (calendar("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "text/calendar"),
    "huge count": lambda: (calendar("RRULE:FREQ=DAILY;COUNT=1000000000"), "text/calendar"),
    "from the year 1": lambda: (
        calendar("RRULE:FREQ=DAILY").replace(b"20260601", b"00010101"),
        "text/calendar",
    ),
    "huge duration": lambda: (calendar("DURATION:P999999999D"), "text/calendar"),
    "directory as zone": lambda: (
        calendar("X-A:1").replace(b"DTSTART:", b"DTSTART;TZID=America:"),
        "text/calendar",
    ),
    "100,000 nested components": lambda: (
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 100_000,
        "text/calendar",
    ),
    "200,000 empty lines": lambda: (calendar("X-A:1") + b"\n" * 200_000, "text/calendar"),
    "one line of 5 MB": lambda: (calendar("DESCRIPTION:" + "x y " * 1_250_000), "text/calendar"),
    "200,000 folds": lambda: (calendar("DESCRIPTION:x" + "\n y" * 200_000), "text/calendar"),
    "front matter of brackets": lambda: (b"---\ntitle: " + b"[" * 60_000 + b"\n---\n", "text/markdown"),
    "Markdown emphasis": lambda: (b"# x\n" + b"*_**" * 50_000, "text/markdown"),
    "Markdown brackets": lambda: (b"# x\n" + b"[a](" * 50_000, "text/markdown"),
    "one label 100,000 times": lambda: (b"Speaker: Jane Doe\n\n" * 100_000, "text/plain"),
}


def calendar(line: str) -> bytes:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@x\r\nSUMMARY:Jane Doe (MIT): On knots\r\n"
        f"DTSTART:20260601T140000Z\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_bounded(name: str) -> None:
    body, content_type = HOSTILE[name]()
    within(10.0, body, content_type)  # generous: the machine is shared; the unbounded ones take minutes


def seeds() -> list[tuple[bytes, str]]:
    kinds = {
        ".ics": "text/calendar",
        ".html": "text/html",
        ".md": "text/markdown",
        ".json": "application/json",
        ".xml": "application/xml",
        ".yml": "application/yaml",
        ".txt": "text/plain",
    }
    files = [*(ROOT / "samples").rglob("*.*"), *(ROOT / "tests" / "extractors").rglob("*.*")]
    return [
        (f.read_bytes(), kinds[f.suffix])
        for f in sorted(files)
        if f.suffix in kinds and f.name != "meta.json" and f.stat().st_size < 20_000
    ]


def mutate(body: bytes, rng: random.Random) -> bytes:
    """One of: bytes changed, lines dropped, doubled or swapped, a piece cut or repeated."""
    kind = rng.randrange(5)
    data = bytearray(body)
    if kind == 0:
        for _ in range(rng.randint(1, 12)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return bytes(data)
    lines = body.split(b"\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    if kind == 1:
        del lines[at]
    elif kind == 2:
        lines.insert(to, lines[at])
    elif kind == 3:
        lines[at], lines[to] = lines[to], lines[at]
    else:
        start = rng.randrange(len(body))
        return body[:start] + body[start + rng.randrange(200) :] if rng.random() < 0.5 else body[:start]
    return b"\n".join(lines)


@pytest.mark.slow
def test_mutated_documents_give_talks_or_the_typed_error() -> None:
    rng = random.Random(20261121)
    material = seeds()
    assert len(material) > 20
    for _ in range(MUTATIONS):
        body, content_type = rng.choice(material)
        for _ in range(rng.randint(1, 3)):
            body = mutate(body, rng) or b"x"
        within(5.0, body, content_type)
