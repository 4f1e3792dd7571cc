"""Calendars that are served to crawls whose end is a violent one."""

from __future__ import annotations

from pathlib import Path

from tests.chaos.acknowledged import SETTING
from tests.processes import Bench

FROZEN = "2026-09-01T00:00:00+00:00"
LARGE = {7: 10_000, 50: 70_000}  # talks with an abstract beyond a pipe's and a page's size, in characters


def calendar(count: int, version: int = 1, first: int = 0) -> str:
    """`count` talks from `first` on; in version 2 every third room and every fifth title differ, and some
    talks are not shown."""
    events = "".join(_event(n, version) for n in range(first, first + count) if shows(n, version))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Calendar//EN\r\n{events}END:VCALENDAR\r\n"


def shows(n: int, version: int) -> bool:
    """Whether a version has talk `n`."""
    return version == 1 or n % 20 != 4


def _event(n: int, version: int) -> str:
    room = f"Room {n}" if version == 1 or n % 3 else f"Hall {n}"
    title = f"Lecture {n} on things" if version == 1 or n % 5 else f"Lecture {n} on other things"
    words = "We look at one thing and then at another. "
    abstract = words * (1 + LARGE.get(n % 100, 0) // len(words))
    return (
        f"BEGIN:VEVENT\r\nUID:{n}@example.org\r\nDTSTAMP:20260901T000000Z\r\n"
        f"DTSTART:2026{9 + n % 3:02}{1 + n % 28:02}T{8 + n % 10:02}{n % 60:02}00Z\r\n"
        f"SUMMARY:Speaker Number{n} (University of Examples): {title}\r\n"
        f"DESCRIPTION:Abstract: {abstract}\r\nLOCATION:{room}\r\nEND:VEVENT\r\n"
    )


def crawl(bench: Bench, url: str, *more: str) -> list[str]:
    """The arguments of `scrapy` for a crawl of this calendar."""
    address = ("-a", f"url={url}", "-a", "timezone=Europe/Paris")
    frozen = ("-s", f"FETCHED_AT={FROZEN}", "-s", "ALLOW_LOOPBACK=True", "-s", f"ITEM_PIPELINES={SETTING}")
    return bench.command("ical", *address, *frozen, *more)[3:]


def stream(bench: Bench, talks: int) -> list[str]:
    """The arguments of `scrapy` for a crawl of so many ready talks, which go through all pipelines."""
    frozen = ("-s", f"FETCHED_AT={FROZEN}", "-s", f"ITEM_PIPELINES={SETTING}")
    return bench.command("flow", "-a", f"talks={talks}", *frozen, "-s", "SPIDER_MODULES=tests.chaos.spiders")[
        3:
    ]


def fresh(folder: Path) -> Bench:
    """A bench in a new folder."""
    folder.mkdir(parents=True)
    return Bench(folder)
