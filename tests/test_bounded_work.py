"""Nothing hangs: patterns are linear; mutated and hostile documents end in talks or one typed error."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pkgutil
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import seminarcrawl
from seminarcrawl import ExtractionError, extract_talks
from tests.bombs import LIMIT, MOST_MEMORY, NOW, Outcome, bombs, explode

BOMBS = bombs()
# All bombs take minutes: `BOMBS=all` reads them all, otherwise every sixth.
CHOSEN = sorted(BOMBS)[:: 1 if os.environ.get("BOMBS") == "all" else 6]
PATIENCE = 3  # times the limit: the machine that runs tests is shared, and what is not bounded takes minutes
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


# Commands and templates read no documents; spidermon needs a library that is optional.
_WITHOUT_PATTERNS = ("seminarcrawl.commands", "seminarcrawl.templates", "seminarcrawl.spidermon")


def all_patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    for module_info in pkgutil.walk_packages(seminarcrawl.__path__, "seminarcrawl."):
        if module_info.name.startswith(_WITHOUT_PATTERNS):
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


class Range:
    """A process of its own that reads bombs, each in a child of its own."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.bombs", "-"]
        environment = {**os.environ, "BOMB_LIMIT": str(PATIENCE * LIMIT)}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def explode(self, name: str) -> Outcome:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(name + "\n")
        self.process.stdin.flush()
        return Outcome(**json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="module")
def firing_range() -> Iterator[Range]:
    place = Range()
    yield place
    place.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", CHOSEN)
def test_a_bomb_is_bounded(name: str, firing_range: Range) -> None:
    outcome = firing_range.explode(name)
    assert outcome.is_typed, outcome
    assert outcome.megabytes < MOST_MEMORY, outcome


def test_a_bomb_that_goes_off_is_noticed() -> None:
    outcome = explode(bombs()["json: 100,000 talks"], 0.05)
    assert outcome.result == "killed by SIGPROF"
    assert not outcome.is_typed


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
