"""What is known of a list of lines besides the lines themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from seminarcrawl.reading.recall import recalled
from seminarcrawl.reading.text import fold

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Hints:
    """What is known besides the lines: names of series, and texts known to be speakers (folded)."""

    series: frozenset[str] = field(default_factory=frozenset)
    speakers: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, *, series: Iterable[str | None] = (), speakers: Iterable[str | None] = ()) -> Hints:
        """Hints from texts as printed; None and empty ones are skipped."""
        return cls(frozenset(series_key(s) for s in series if s), frozenset(fold(s) for s in speakers if s))

    def knows_series(self, text: str) -> bool:
        """Whether `text` is the name of a known series, whatever its number."""
        return series_key(text) in self.series


NO_HINTS = Hints()


@recalled(8192)
def series_key(text: str) -> str:
    """A series' name folded for comparison, without its number ("Seminar #12")."""
    return " ".join(_NUMBER.sub(" ", fold(text)).split())
