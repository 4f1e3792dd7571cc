"""What our grammar does not know: dateparser, told the language, then dateutil; only full dates count."""

from __future__ import annotations

import re
import warnings
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates.model import Day, Hours, When
from seminarcrawl.reading.dates.order import month_first
from seminarcrawl.reading.dates.resolution import resolve
from seminarcrawl.reading.dates.vocabulary import vocabulary_for
from seminarcrawl.reading.zones import languages_of

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_LONGEST = 60  # characters: a first miss of dateparser costs more than a second
_PLAUSIBLE = re.compile(r"(?=.{0,60}\d)(?=.{0,60}[^\W\d_]{3})")
_NUMBERS = re.compile(r"\d{1,4}")
_WORDS = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")


def fallback_when(text: str, context: Context) -> When | None:
    """A moment that dateparser or dateutil reads in a short text, when it states both day and month."""
    text = " ".join(text.split())
    if not _is_plausible(text):
        return None
    moment = _dateparser(text, context) or _dateutil(text, context)
    if moment is None or not _is_printed(text, moment):
        return None
    day = Day(moment.month, moment.day, moment.year, _weekday(text, context))
    if day.weekday is not None and day.weekday != moment.weekday():
        return None
    hours = Hours(moment.hour * 60 + moment.minute) if _CLOCK.search(text) else None
    when = resolve(day, hours, context)
    if str(moment.year) not in text:
        when.inferred.append("start.year")
    return when


def _is_plausible(text: str) -> bool:
    """Short, with a number that can be a day and a word or sign that can be a month."""
    if not 5 <= len(text) <= _LONGEST or not _PLAUSIBLE.match(text):
        return False
    numbers = [int(number) for number in _NUMBERS.findall(text)]
    words = _WORDS.findall(text)
    return any(1 <= number <= 31 for number in numbers) and len(words) <= 6 and len(numbers) <= 5


def _is_printed(text: str, moment: datetime) -> bool:
    """Whether day and month were really printed: the day as a number, the month as a number or a word."""
    numbers = {int(number) for number in _NUMBERS.findall(text)}
    return moment.day in numbers and 1900 <= moment.year <= 2100


def _weekday(text: str, context: Context) -> int | None:
    weekdays = vocabulary_for(context).weekdays
    return next((weekdays[word] for word in map(str.lower, _WORDS.findall(text)) if word in weekdays), None)


@lru_cache(maxsize=32)
def _parser(languages: tuple[str, ...], order: str) -> DateDataParser:
    from dateparser.date import DateDataParser

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month"],
        "PREFER_DATES_FROM": "current_period",
        "DATE_ORDER": order,
        "STRICT_PARSING": False,
        "NORMALIZE": True,
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return DateDataParser(languages=list(languages), settings=settings)


def _dateparser(text: str, context: Context) -> datetime | None:
    known = _known_languages()
    tags = (*context.languages, *languages_of(context.timezone), "en")
    languages = tuple(dict.fromkeys(tag for t in tags for tag in (t, t.split("-")[0]) if tag in known))
    try:
        data = _parser(languages, "MDY" if month_first(context) else "DMY").get_date_data(text)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    found = data.date_obj
    return found.replace(tzinfo=None) if found is not None and data.period in ("day", "time") else None


@lru_cache(maxsize=1)
def _known_languages() -> frozenset[str]:
    from dateparser.data.languages_info import language_order

    return frozenset(language_order)


def _dateutil(text: str, context: Context) -> datetime | None:
    from dateutil import parser

    defaults = (datetime(2000, 1, 1), datetime(2004, 2, 2))  # noqa: DTZ001
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            day_first = not month_first(context)
            readings = [
                parser.parse(text, default=default, dayfirst=day_first, ignoretz=True) for default in defaults
            ]
    except (ValueError, OverflowError, TypeError):
        return None
    # What changes with the default was not printed: a date must have all its parts in the text.
    return readings[0] if readings[0].date() == readings[1].date() else None
