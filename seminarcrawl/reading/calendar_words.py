"""Whether a few words are nothing but a date: names of months and weekdays in every language, and digits.

Only for telling dates from names and titles; what day they mean is the business of `reading/dates`.
"""

from __future__ import annotations

import re

from seminarcrawl.reading.languages import load_languages, remember
from seminarcrawl.reading.text import fold

_DAY_AND_MONTH = re.compile(r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\.?$|\d{4}-\d{1,2}-\d{1,2}$")
_DAY = re.compile(r"\d{1,4}(?:st|nd|rd|th)?$")


def is_weekday(text: str) -> bool:
    """Whether `text` is the name of a weekday ("Friday", "lundi")."""
    return fold(text) in _names("weekdays")


def has_date_words(text: str) -> bool:
    """Whether a word of `text` is a month, a weekday or a day as `12/9`."""
    named = _names("months") | _names("weekdays")
    return any(word in named for word in fold(text).split() if len(word) > 2 or word > "\u2e80") or any(
        _DAY_AND_MONTH.match(word) for word in text.split()
    )


def is_date_words(text: str) -> bool:
    """Whether `text` is a day as `12/9`, `Mon 9 Dec`, `12 avril 2024`; a year or a month alone is none."""
    if _DAY_AND_MONTH.match(text.strip()):
        return True
    tokens = fold(text).split()
    named = [word for word in tokens if word in _names("months") or word in _names("weekdays")]
    rest = [word for word in tokens if word not in named]
    return bool(named) and bool(rest) and all(_DAY.match(word) for word in rest)


@remember()
def _names(table: str) -> frozenset[str]:
    """Names of months or weekdays, with their short forms; all folded."""
    return frozenset(
        fold(name)
        for language in load_languages().values()
        for names in language.get("dates", {}).get(table, [])
        for name in names
    )
