"""Nothing hangs: patterns are linear, hostile documents are bounded, and one read in part says so."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import seminarcrawl
from seminarcrawl.extract import read_document
from seminarcrawl.extractors.document import Document, Problem
from seminarcrawl.faults import Fault, class_of_rule
from seminarcrawl.reading.context import Context
from tests.bombs import LIMIT, MOST_MEMORY, NOW, TALK, Outcome, bombs, explode
from tests.processes import Bench

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
            # Three times: what is not linear is so each time, what the machine did meanwhile is not.
            if all(is_steep(*growth(pattern, text)) for _ in range(3)):
                slow.append((name, attack))
    assert not slow


def is_steep(single: float, double: float) -> bool:
    return double > FAST_ENOUGH and double > 3 * single


def growth(pattern: re.Pattern, text: str | bytes) -> tuple[float, float]:
    """Seconds for the text, and for it twice."""
    single = min(seconds(pattern, text) for _ in range(3))
    return single, min(seconds(pattern, text + text) for _ in range(3))


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


TALK_ROW = "<tr><td>May 5, 2026</td><td>Jane Doe</td><td>On knots</td></tr>"
HEADER = "<tr><th>Date</th><th>Speaker</th><th>Title</th></tr>"
RECORD = '{"title": "On knots", "speaker": "Jane Doe", "date": "2026-06-08", "n": [{}]}'
DAILY = (
    "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:20260601T140000Z\r\nSUMMARY:Jane Doe (MIT): On knots\r\n"
    "RRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"
)
ITEM = "<item><title>Jane Doe: On knots</title></item>"
CUT, MANY = "document.cut-off", "document.too-many"
# A document that is longer than is read, its type, what is said of it.
IN_PART = {
    "characters of HTML": ("<p>x " + "word " * 1_000_000, "text/html", CUT, "5,000,000 characters"),
    "tags": (TALK + "<i>x" * 50_000, "text/html", CUT, "50,000 tags"),
    "blocks": (TALK + "<p>x" * 10_100, "text/html", CUT, "10,000 blocks"),
    "a block": ("<p>" + "<br>x" + "word " * 70_000 + "<b>x</b> y", "text/html", CUT,
                "300,000 characters of a block"),
    "dates": (TALK * 1_001, "text/html", MANY, "1,000 dated entries"),
    "rows": (f"<table>{HEADER}{TALK_ROW * 3_000}</table>", "text/html", MANY, "3,000 rows of a table"),
    "Markdown": ("# x\n" + "words and words\n\n" * 13_000, "text/markdown", CUT, "200,000 characters"),
    "front matter": ("---\ntitle: x\n---\n" + "word\n\n" * 700, "text/markdown", CUT, "600 blocks"),
    "records": (f"[{','.join([RECORD] * 5_001)}]", "application/json", MANY, "5,000 records"),
    "nodes": (f"[{','.join(['{}'] * 40_001)}]", "application/json", MANY, "40,000 lists and mappings"),
    "CSV": ("title,date\n" + "x,y\n" * 20_001, "text/csv", MANY, "20,000 rows"),
    "feed": (f"<rss><channel>{ITEM * 5_001}</channel></rss>", "application/rss+xml", MANY, "5,000 items"),
    "events": (
        "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n" * 20_001 + "END:VCALENDAR\r\n",
        "text/calendar", MANY, "20,000 events",
    ),
    "repetitions": (
        "BEGIN:VCALENDAR\r\n"
        + "".join(DAILY.format(n) for n in range(60))
        + "END:VCALENDAR\r\n",
        "text/calendar", MANY, "10,000 repetitions",
    ),
    "plain text": ("Speaker: Jane Doe\n" + "words and words\n" * 26_000, "text/plain", CUT,
                   "400,000 characters"),
    "announcements": (
        "Speaker: Jane Doe\nTitle: On knots\nDate: June 8, 2026, 4 pm\n\n" * 501,
        "text/plain", MANY, "500 announcements",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_PART)
def test_a_document_read_in_part_says_so_once(name: str) -> None:
    text, content_type, rule, most = IN_PART[name]
    document = Document(text.encode(), Context(fetched_at=NOW, timezone="Europe/Paris"), content_type)
    read_document(document)
    assert document.problems.count(Problem(rule, f"only the first {most} were read")) == 1
    assert class_of_rule(rule) == "partial"


def test_a_document_just_within_its_bounds_is_read_in_full() -> None:
    for text, content_type in (
        (f"[{','.join([RECORD] * 5_000)}]", "application/json"),
        (f"<table>{HEADER}{TALK_ROW * 2_999}</table>", "text/html"),
        (TALK + "<p>x" * 9_900, "text/html"),
    ):
        document = Document(text.encode(), Context(fetched_at=NOW, timezone="Europe/Paris"), content_type)
        read_document(document)
        assert document.problems == []


def test_talks_read_in_full_may_change_what_is_stored_and_those_cut_off_may_not() -> None:
    assert Fault("partial", "x", "document.cut-off", "").spoils_talks
    assert not Fault("partial", "x", "document.too-many", "").spoils_talks
    assert not Fault("timeout", "x", "timeout.x", "").spoils_talks


def test_a_run_that_read_a_page_in_part_is_partial_and_misses_nothing(tmp_path: Path) -> None:
    from tests.loopback.server import HTML_TYPE, Reply, serve

    other = TALK.replace("June 8", "June 15").replace("engines", "looms")
    bench = Bench(tmp_path)
    with serve() as site:
        address = ("-a", f"url={site.url}/list.html", "-a", "timezone=Europe/Paris")
        frozen = ("-s", f"FETCHED_AT={NOW.isoformat()}", "-s", "ALLOW_LOOPBACK=True")
        site.pages["/list.html"] = lambda: Reply(f"<html><body>{TALK}{other}</body></html>", HTML_TYPE)
        assert bench.crawl("page", *address, *frozen).code == 0
        filling = "<p>x</p>" * 10_100
        site.pages["/list.html"] = lambda: Reply(f"<html><body>{TALK}{filling}{other}", HTML_TYPE)
        done = bench.crawl("page", *address, *frozen)
    assert (done.code, done.summary["failure_class"]) == (4, "partial"), done
    assert [fault["rule"] for fault in done.summary["faults"]] == ["document.cut-off"]
    assert [talk["status"] for talk in bench.talks()] == ["confirmed", "confirmed"]
