"""A sentence of a line with the set phrases that stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from seminarcrawl.reading.announcement.lines import Line
from seminarcrawl.reading.prose.phrases import Phrase


@dataclass(slots=True)
class Sentence:
    """A sentence of a line: its text, where it starts there, and the set phrases in it."""

    line: Line
    start: int
    text: str
    found: list[Phrase]

    def of(self, *groups: str) -> list[Phrase]:
        """The phrases of these groups in order."""
        return [phrase for phrase in self.found if phrase.group in groups]


EDGES = " \t\n,;:–—-"
