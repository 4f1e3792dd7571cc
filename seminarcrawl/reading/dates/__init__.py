"""Dates and times as people print them.

Our own grammar reads the common notations (`days`, `clock`, `hours`); `resolution` finds year, zone and
offset; `fallback` lets dateparser (told the language) and dateutil try the rest, and only a result with
both a day and a month is believed. The words are data: the `[dates]` tables of reading/languages/*.toml.
"""

from seminarcrawl.reading.dates.days import find_days
from seminarcrawl.reading.dates.hours import find_hours
from seminarcrawl.reading.dates.model import Day, Found, Hours, When
from seminarcrawl.reading.dates.paths import read_path_day, read_term
from seminarcrawl.reading.dates.resolution import infer_years, localize, resolve
from seminarcrawl.reading.dates.when import read_when

__all__ = [
    "Day",
    "Found",
    "Hours",
    "When",
    "find_days",
    "find_hours",
    "infer_years",
    "localize",
    "read_path_day",
    "read_term",
    "read_when",
    "resolve",
]
