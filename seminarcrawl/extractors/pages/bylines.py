"""Who wrote an article, and when it was published: `By Jane Doe | May 17, 2024` announces no talk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4 import BeautifulSoup

from seminarcrawl.extractors.schedules.dates import find_days
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Day
from seminarcrawl.reading.kinds import is_by_word
from seminarcrawl.reading.people.names import person_likeness

_PUBLISHED = re.compile(r"\"datePublished\"\s{0,3}:\s{0,3}\"(\d{4})-(\d\d)-(\d\d)")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NAME_END = re.compile(r"\s?[|,;·•/–—\n]|\s-\s|\s(?=\d)|\son\s")
_LONGEST = 120
_MOST_SCRIPTS = 20
_PERSON = 0.6


def without_bylines(blocks: Sequence[Block], soup: BeautifulSoup, context: Context) -> list[Block]:
    """The blocks without lines that name an author and the day on which the page says it was published."""
    signed = [block for block in blocks if len(block.text) <= _LONGEST and _opens_with_author(block.text)]
    published = _published(soup) if signed else None
    if published is None:
        return list(blocks)
    bylines = {id(block) for block in signed if _tells_day(block.text, published, context)}
    return [block for block in blocks if id(block) not in bylines]


def _tells_day(text: str, published: tuple[int, int, int], context: Context) -> bool:
    days = (found.value for found in find_days(text, context))
    return any(isinstance(day, Day) and (day.month, day.day) == published[1:] for day in days)


def _published(soup: BeautifulSoup) -> tuple[int, int, int] | None:
    """Year, month and day of publication, from the page's meta data."""
    meta = soup.find("meta", attrs={"property": "article:published_time"})
    found = _ISO_DAY.match(str(meta.get("content") or "").strip()) if meta is not None else None
    if found is None:
        for script in soup.find_all("script", attrs={"type": "application/ld+json"}, limit=_MOST_SCRIPTS):
            found = _PUBLISHED.search(script.get_text())
            if found is not None:
                break
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _opens_with_author(text: str) -> bool:
    """Whether a line opens with a word such as "By" and a person."""
    word, _, rest = text.partition(" ")
    if not is_by_word(word.lower()):
        return False
    end = _NAME_END.search(rest)
    return person_likeness(rest[: end.start()] if end else rest) >= _PERSON
