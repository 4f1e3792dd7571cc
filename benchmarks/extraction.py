"""What reading costs beside parsing alone, as ratios measured side by side in one run.

    python -m benchmarks.extraction

An HTML document: `extract_talks` against `BeautifulSoup(body, "lxml")` on the same bytes (median over the
documents). A calendar: against `icalendar` parsing the same bytes. Documents are the labelled corpus beside
the checkout when it is there, the project's samples otherwise. A third pair of lines is for one calendar
of 500 events with different speakers, titles and abstracts, made on the fly.

Each ratio is printed twice: with what earlier reads of the same document left in the caches (a source read
again, whose names and lines are known), and with every cache of texts emptied before each read (a document
never seen). The vocabulary of the languages stays loaded in both.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bs4 import BeautifulSoup
from icalendar import Calendar

from seminarcrawl import ExtractionError, extract_talks

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
NOW = datetime(2026, 1, 5, tzinfo=UTC)
ROUNDS = 7
EVENTS = 500  # of the large calendar
LARGEST_VOCABULARY = 256  # entries: a larger cache holds texts


def documents(suffix: str) -> list[Path]:
    """The files with this suffix in the corpus, else in the samples and test documents."""
    roots = [CORPUS] if CORPUS.is_dir() else [ROOT / "samples", ROOT / "tests"]
    return sorted(path for root in roots for path in root.rglob(f"*{suffix}"))


def text_caches() -> list[Callable[[], None]]:
    """What empties the caches that are keyed by texts of documents."""
    modules = [module for name, module in sys.modules.items() if name.startswith("seminarcrawl")]
    caches = [value for module in modules for value in vars(module).values() if hasattr(value, "cache_info")]
    return [cache.cache_clear for cache in caches if (cache.cache_info().maxsize or 0) > LARGEST_VOCABULARY]


GIVEN = ("Jane", "Pierre", "Anna", "Rui", "Ingrid", "Paolo", "Mei", "Tomasz", "Leila", "Oskar")
FAMILY = (
    "Berg",
    "Castellano",
    "Duarte",
    "Eklund",
    "Fontaine",
    "Grabowski",
    "Hoang",
    "Ito",
    "Jansen",
    "Kovacs",
)
PLACES = ("Uppsala University", "CNRS", "University of Coimbra", "TU Wien", "Kyoto University")
SUBJECTS = ("knots", "graphs", "moduli spaces", "random walks", "quantum groups", "tilings", "heat kernels")
CLAIMS = (
    "rigid",
    "finitely generated",
    "determined by their traces",
    "rarely isolated",
    "dense in the limit",
)


def large_calendar(events: int = EVENTS) -> bytes:
    """A calendar of so many talks, `Speaker (Affiliation): Title` with an abstract of a few sentences."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN", "X-WR-CALNAME:Geometry Seminar"]
    for n in range(events):
        day = datetime(2024, 1, 8, 15, tzinfo=UTC) + timedelta(days=n)
        speaker = f"{GIVEN[n % 10]} {FAMILY[n // 10 % 10]}-{FAMILY[n // 7 % 10]} ({PLACES[n % 5]})"
        subject, claim = SUBJECTS[n % 7], CLAIMS[n // 7 % 5]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{n}@bench.example",
            f"DTSTAMP:{day:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{day:%Y%m%dT%H%M%SZ}",
            f"DTEND:{day + timedelta(hours=1):%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{speaker}: Why {subject} of degree {n} are {claim}",
            f"LOCATION:Room {n % 40 + 1}",
            f"DESCRIPTION:Abstract: We ask when {subject} of degree {n} are {claim}. The answer turns out to",
            f"  depend on less than was thought\\, as an example of order {2 * n} shows. We sketch a proof",
            "  and say where it stops working.\\n\\nTea is served before the talk.",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def seconds(call: Callable[[], object], forget: list[Callable[[], None]] | None = None) -> float:
    """CPU seconds of the fastest of a few calls; `forget` is called before each."""
    best = float("inf")
    for _ in range(ROUNDS):
        for clear in forget or ():
            clear()
        began = time.process_time()
        call()
        best = min(best, time.process_time() - began)
    return best


def read(body: bytes, name: str, content_type: str) -> Callable[[], object]:
    """A call that reads the document's talks."""

    def call() -> object:
        try:
            return extract_talks(
                body,
                url=f"https://example.org/{name}",
                content_type=content_type,
                timezone="Europe/Paris",
                fetched_at=NOW,
            )
        except ExtractionError:
            return None

    return call


def parse_html(body: bytes) -> Callable[[], object]:
    """A call that only parses the page."""
    return lambda: BeautifulSoup(body, "lxml")


def parse_calendar(body: bytes) -> Callable[[], object] | None:
    """A call that only parses the calendar, None when icalendar cannot."""
    try:
        Calendar.from_ical(body, multiple=True)
    except ValueError:
        return None
    return lambda: [
        e.get("DTSTART") for c in Calendar.from_ical(body, multiple=True) for e in c.walk("VEVENT")
    ]


def report(what: str, pairs: list[tuple[Callable[[], object], Callable[[], object]]], target: float) -> None:
    """Two lines: the median ratio beside its target, read again and read for the first time."""
    for ours, _ in pairs:
        ours()  # imports, vocabulary
    alone = [seconds(parse) for _, parse in pairs]
    again = [seconds(ours) / base for (ours, _), base in zip(pairs, alone, strict=True)]
    forget = text_caches()
    first = [seconds(ours, forget) / base for (ours, _), base in zip(pairs, alone, strict=True)]
    for how, ratios in (("again", again), ("for the first time", first)):
        print(
            f"{what}, {len(ratios)} documents read {how}: {statistics.median(ratios):.2f} times parsing alone"
            f" (best {min(ratios):.2f}, worst {max(ratios):.2f}); target at most {target}"
        )


def main() -> None:
    """Print the ratios of pages and of calendars."""
    pages = [(path.read_bytes(), path.name) for path in documents(".html")]
    report("HTML", [(read(body, name, "text/html"), parse_html(body)) for body, name in pages], 4.0)
    bodies = [(path.read_bytes(), path.name) for path in documents(".ics")]
    calendars = [(read(body, name, "text/calendar"), parse_calendar(body)) for body, name in bodies]
    report("iCalendar", [(ours, alone) for ours, alone in calendars if alone], 1.5)
    large = large_calendar()
    if alone := parse_calendar(large):
        report(f"iCalendar of {EVENTS} events", [(read(large, "large.ics", "text/calendar"), alone)], 1.5)


if __name__ == "__main__":
    main()
