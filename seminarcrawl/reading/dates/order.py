"""Day first or month first, and which century: what the source's habits say."""

from __future__ import annotations

from datetime import date

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates.model import Day
from seminarcrawl.reading.zones import country_is

_PIVOT = 69  # two-digit years below are of this century


def two_digit_year(value: int) -> int:
    """2021 for 21, 1998 for 98."""
    return value + (2000 if value < _PIVOT else 1900)


def year_is_roc(context: Context) -> bool:
    """Whether `113/05/20` is a year of the Republic of China."""
    return context.timezone == "Asia/Taipei" or any(tag.lower().startswith("zh") for tag in context.languages)


def year_first(context: Context) -> bool:
    """Whether `24/05/17` begins with the year here."""
    if context.date_order:
        return context.date_order == "YMD"
    return country_is(context.timezone, "year_first")


def month_first(context: Context) -> bool:
    """Whether `06/07` is the seventh of June here."""
    if context.date_order:
        return context.date_order in ("MDY", "YMD")
    if context.timezone:
        return country_is(context.timezone, "month_first") or country_is(context.timezone, "year_first")
    return any(tag.lower() in ("en-us", "en-ph") for tag in context.languages)


def is_swapped(context: Context, day_first: Day, month_first_day: Day, sign: str) -> bool:
    """Whether the month comes first in an ambiguous notation. A weekday overrules the habit."""
    habit = month_first(context) and sign != "."
    preferred, other = (month_first_day, day_first) if habit else (day_first, month_first_day)
    if day_first.weekday is not None and not _fits(preferred, context) and _fits(other, context):
        return not habit
    return habit


def _fits(day: Day, context: Context) -> bool:
    """Whether the weekday is right in the printed year, or in one of the years it may be."""
    around = context.year or context.fetched_at.year
    years = (day.year,) if day.year else (around, around - 1, around + 1)
    for year in years:
        try:
            if date(year, day.month, day.day).weekday() == day.weekday:
                return True
        except ValueError:
            continue
    return False
