"""A series before the colon of a title that only the rest of the text gives away: "Soil Lunch: On roots"."""

from __future__ import annotations

import re

from seminarcrawl.reading.kinds import is_series_name
from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.text import fold

_CUT = re.compile(r"(?<!\d):\s")
_LONGEST_HEAD = 70
_LONGEST_TEXT = 20_000
_FEWEST_TITLE_WORDS = 2


def split_named_series(title: str, text: str) -> tuple[str, str] | None:
    """The series and the title of `Soil Lunch: On roots` where `text` speaks of "the Soil Lunch series"."""
    cut = _CUT.search(title[:_LONGEST_HEAD])
    if cut is None:
        return None
    head, rest = title[: cut.start()].strip(), title[cut.end() :].strip()
    known = fold(head)
    if len(known.split()) < 2 or len(rest.split()) < _FEWEST_TITLE_WORDS:
        return None
    for mention in f" {fold(text[:_LONGEST_TEXT])} ".split(f" {known} ")[1:]:
        word = mention.split(" ", 1)[0]
        if word and (is_series_name(word) or match_label(word) == "series"):
            return head, rest
    return None
