"""What a source is asked for: a window of days, and which of its events are talks of interest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from seminarcrawl.items import TalkItem

_RELATIVE = re.compile(r"([+-])(\d{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


@dataclass(frozen=True, slots=True)
class Scope:
    """Days (both inclusive, in the source's zone) and patterns; None: no bound.

    `keep` and `drop` are searched in a talk's title, series, host, topics and `when`, whatever their case.
    """

    since: date | None = None
    until: date | None = None
    keep: re.Pattern[str] | None = None
    drop: re.Pattern[str] | None = None

    def admits(self, talk: TalkItem) -> bool:
        """Whether the talk is wanted. One without a day is: nothing says that it lies outside."""
        return self.covers(talk.start) and self._matches(talk)

    def covers(self, start: str | None) -> bool:
        """Whether a start (`YYYY-MM-DD…`) lies inside the window."""
        if not start:
            return True
        day = start[:10]
        early = self.since is not None and day < self.since.isoformat()
        return not early and not (self.until is not None and day > self.until.isoformat())

    def _matches(self, talk: TalkItem) -> bool:
        if self.keep is None and self.drop is None:
            return True
        text = "\n".join(filter(None, [talk.title, talk.series, talk.host, *talk.topics, talk.when]))
        if self.drop is not None and self.drop.search(text):
            return False
        return self.keep is None or self.keep.search(text) is not None


def read_day(text: str | date | None, today: date) -> date | None:
    """`2026-09-01`, `today`, or days from it: `-30d`, `+6m` (d, w, m, y). ValueError otherwise."""
    if text is None or isinstance(text, date):
        return text
    text = text.strip().lower()
    if text == "today":
        return today
    relative = _RELATIVE.fullmatch(text)
    if relative is None:
        return date.fromisoformat(text)
    sign, number, unit = relative.groups()
    distance = timedelta(days=int(number) * _DAYS[unit])
    return today + distance if sign == "+" else today - distance


def read_pattern(text: str | None) -> re.Pattern[str] | None:
    """A regular expression that minds no case; ValueError when it is none."""
    try:
        return re.compile(text, re.IGNORECASE) if text else None
    except re.error as error:
        raise ValueError(f"{text!r} is no regular expression: {error}") from None
