"""What reading costs beside parsing alone, as ratios measured side by side in one run.

    python -m benchmarks.extraction

An HTML document: `extract_talks` against `BeautifulSoup(body, "lxml")` on the same bytes (median over the
documents). A calendar: against `icalendar` parsing the same bytes. Documents are the labelled corpus beside
the checkout when it is there, the project's samples otherwise.

Each ratio is printed twice: with what earlier reads of the same document left in the caches (a source read
again, whose names and lines are known), and with every cache of texts emptied before each read (a document
never seen). The vocabulary of the languages stays loaded in both.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bs4 import BeautifulSoup
from icalendar import Calendar

from seminarcrawl import ExtractionError, extract_talks

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
NOW = datetime(2026, 1, 5, tzinfo=UTC)
ROUNDS = 7
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


def read(path: Path, content_type: str) -> Callable[[], object]:
    """A call that reads the document's talks."""
    body = path.read_bytes()

    def call() -> object:
        try:
            return extract_talks(
                body,
                url=f"https://example.org/{path.name}",
                content_type=content_type,
                timezone="Europe/Paris",
                fetched_at=NOW,
            )
        except ExtractionError:
            return None

    return call


def parse_html(path: Path) -> Callable[[], object]:
    """A call that only parses the page."""
    body = path.read_bytes()
    return lambda: BeautifulSoup(body, "lxml")


def parse_calendar(path: Path) -> Callable[[], object] | None:
    """A call that only parses the calendar, None when icalendar cannot."""
    body = path.read_bytes()
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
    report("HTML", [(read(p, "text/html"), parse_html(p)) for p in documents(".html")], 4.0)
    calendars = [(read(p, "text/calendar"), parse_calendar(p)) for p in documents(".ics")]
    report("iCalendar", [(ours, alone) for ours, alone in calendars if alone], 1.5)


if __name__ == "__main__":
    main()
