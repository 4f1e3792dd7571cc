"""Days in file names and URL paths, and the terms that headings name."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates.order import two_digit_year
from seminarcrawl.reading.languages import load_languages

_LONGEST = 400
_DIGIT = re.compile(r"\d")
_PATH_DAYS = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[-_./](?P<m>\d{1,2})[-_./](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>0\d|1[0-2])(?P<d>[0-2]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-_.](?P<m>\d{1,2})[-_.](?P<y>(?:19|20)\d{2})(?!\d)"),
    re.compile(r"(?<![\dA-Za-z])(?P<y>\d{2})[-_]?(?P<m>0\d|1[0-2])[-_]?(?P<d>[0-2]\d|3[01])(?!\d)"),
)


def read_path_day(path: str) -> date | None:
    """The day in a file name or URL path: `2024-05-17-smith.md`, `/2024/05/17/`, `seminar-240517.html`."""
    path = path[-_LONGEST:].partition("?")[0].partition("#")[0]
    for pattern in _PATH_DAYS:
        for match in reversed(list(pattern.finditer(path))):
            year = int(match["y"])
            try:
                return date(two_digit_year(year) if year < 100 else year, int(match["m"]), int(match["d"]))
            except ValueError:
                continue
    return None


_YEARS = re.compile(
    r"(?<![\d./-])(?P<first>(?:19|20)\d{2})(?:\s?[/–-]\s?(?P<last>(?:19|20)?\d{2}))?(?![\d./-])|(?<!\w)['’](?P<short>\d{2})(?!\d)"
)
_SHORT_PAIR = re.compile(r"(?<![\d./-])(?P<first>\d{2})\s?/\s?(?P<last>\d{2})(?![\d./-])")


@lru_cache(maxsize=1)
def _terms() -> tuple[re.Pattern[str], dict[str, list[int]]]:
    spans = {
        word.casefold(): span
        for table in load_languages().values()
        for word, span in table.get("dates", {}).get("terms", {}).items()
    }
    words = sorted(map(re.escape, spans), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(words)})(?![^\W\d_])", re.I), spans


def read_term(text: str, context: Context) -> tuple[date, date] | None:
    """First and last day of the term or year that a heading names: "Spring 2025", "WS 2024/25", "2023-2024".

    None when it names none, or more than two years. A pair of years is an academic year, August to July.
    """
    text = text[:_LONGEST]
    if not _DIGIT.search(text):
        return None
    pattern, spans = _terms()
    named = pattern.search(text)
    years = _years(text, named is not None)
    if years is None:
        return None
    first, last = years
    if named:
        return _span(spans[named.group().casefold()], first, last)
    if first == last:
        return date(first, 1, 1), date(first, 12, 31)
    return date(first, 8, 1), date(last, 7, 31)


def _years(text: str, has_term: bool) -> tuple[int, int] | None:
    match = _YEARS.search(text)
    if match is None and has_term:
        match = _SHORT_PAIR.search(text)
        if match:
            return two_digit_year(int(match["first"])), two_digit_year(int(match["last"]))
    if match is None:
        return None
    if match["short"]:
        year = two_digit_year(int(match["short"]))
        return (year, year) if has_term else None
    first = int(match["first"])
    if not match["last"]:
        return first, first
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    return (first, last) if last == first + 1 else None


def _span(span: list[int], first: int, last: int) -> tuple[date, date]:
    """A term's days: one that runs over New Year begins in the first year, a spring term lies in the last."""
    start_month, start_day, end_month, end_day = span
    if end_month < start_month:
        return date(first, start_month, start_day), date(first + 1, end_month, end_day)
    year = last if start_month < 8 else first
    return date(year, start_month, start_day), date(year, end_month, end_day)
