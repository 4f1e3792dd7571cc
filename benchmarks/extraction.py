"""What reading costs beside parsing alone, as ratios measured side by side in one run.

    python -m benchmarks.extraction

An HTML document: `extract_talks` against `BeautifulSoup(body, "lxml")` on the same bytes (median over the
documents). A calendar: against `icalendar` parsing the same bytes. Documents are the labelled corpus beside
the checkout when it is there, the project's samples otherwise.
"""

from __future__ import annotations

import statistics
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


def documents(suffix: str) -> list[Path]:
    """The files with this suffix in the corpus, else in the samples and test documents."""
    roots = [CORPUS] if CORPUS.is_dir() else [ROOT / "samples", ROOT / "tests"]
    return sorted(path for root in roots for path in root.rglob(f"*{suffix}"))


def seconds(call: Callable[[], object]) -> float:
    """CPU seconds of the fastest of a few calls."""
    best = float("inf")
    for _ in range(ROUNDS):
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


def report(what: str, ratios: list[float], target: float) -> None:
    """One line: the median ratio beside its target."""
    median = statistics.median(ratios)
    print(f"{what:10s} {len(ratios):3d} documents: reading costs {median:.2f} times parsing alone", end="")
    print(f" (best {min(ratios):.2f}, worst {max(ratios):.2f}); target at most {target}")


def main() -> None:
    """Print both ratios."""
    pages = [(read(p, "text/html"), parse_html(p)) for p in documents(".html")]
    report("HTML", [seconds(ours) / seconds(alone) for ours, alone in pages], 4.0)
    calendars = [(read(p, "text/calendar"), parse_calendar(p)) for p in documents(".ics")]
    report("iCalendar", [seconds(ours) / seconds(alone) for ours, alone in calendars if alone], 1.5)


if __name__ == "__main__":
    main()
