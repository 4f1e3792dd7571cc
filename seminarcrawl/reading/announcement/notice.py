"""The text of one talk while it is being read: its lines, what is known, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from seminarcrawl.items import Speaker
from seminarcrawl.reading.announcement.lines import Line
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Hours, When
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.text import fold

SHORT_LINE = 160  # characters: a longer line is prose
_SMALL = 3  # letters of a small word


@dataclass(slots=True)
class Notice:
    """Lines that wait to be read (`role` empty), and the draft that the readers fill.

    `biographies` are texts labelled as such. `event_name` is the event's name with its rule: the title,
    should nothing else be one. `hours` is a time of day whose day stands elsewhere; `stated_when` is a date
    in words that could not be read.
    """

    lines: list[Line]
    context: Context
    given: Draft = field(default_factory=Draft)
    draft: Draft = field(default_factory=Draft)
    hours: Hours | None = None
    stated_when: str | None = None
    biographies: list[str] = field(default_factory=list)
    event_name: tuple[str, str] | None = None

    def has(self, name: str) -> bool:
        """Whether a field is known, from before or by now."""
        return self.draft.has(name) or self.given.has(name)

    def value(self, name: str) -> Any:
        """A field's value, from before or by now."""
        return getattr(self.given.item, name) if self.given.has(name) else getattr(self.draft.item, name)

    def put(self, name: str, value: Any, text: str, rule: str) -> bool:
        """Set a field of the draft unless it is known already."""
        if name == "location" and value:
            value = without_small_end(value)
        return not self.has(name) and self.draft.put(name, value, text, rule)

    def put_when(self, when: When, source: str, rule: str) -> None:
        """Start, end, zone and the source's words from one reading; the hour of a day that is known alone."""
        known = self.given.item.start or ""
        adds_hour = len(known) == len("2024-05-02") and (when.start or "").startswith(f"{known}T")
        if adds_hour and not self.draft.has("start"):
            added = self.draft.put("start", when.start, source, rule)
        else:
            added = self.put("start", when.start, source, rule)
        if added:
            if when.end and not self.given.has("end"):
                self.draft.put("end", when.end, source, rule)
            self.put("timezone", when.timezone, source, rule)
            for name in when.inferred:
                self.draft.item.infer(name)
        self.put("when", source, source, rule)

    def pending(self) -> Iterator[Line]:
        """The lines that nothing has read yet."""
        return (line for line in self.lines if not line.role)

    @property
    def speakers(self) -> list[Speaker]:
        """The speakers known by now."""
        return self.draft.item.speakers or self.given.item.speakers

    @property
    def speaker_names(self) -> list[str]:
        """Their names."""
        return [speaker.name for speaker in self.speakers]

    def complete_speakers(self, people: Iterable[Speaker], text: str, rule: str) -> None:
        """Affiliations for the known speakers from another mention of them."""
        stated = {fold(p.name): p.affiliation for p in people if p.affiliation}
        completed = [replace(s, affiliation=s.affiliation or stated.get(fold(s.name))) for s in self.speakers]
        if any(new.affiliation != old.affiliation for new, old in zip(completed, self.speakers, strict=True)):
            self.draft.put("speakers", completed, text, rule, replace=True)

    def is_known_text(self, text: str) -> bool:
        """Whether `text` only repeats the known title, series, room or a speaker's name."""
        folded = fold(text)
        known = [self.value("title"), self.value("series"), self.value("location"), *self.speaker_names]
        return not folded or any(value and fold(value) == folded for value in known)


def without_small_end(place: str) -> str:
    """A place without the words at its end that led to something else: "Hall 5, or", "Aula 2, il"."""
    while True:
        head, _, last = place.rpartition(" ")
        if not (head and last.islower() and last.isalpha() and 2 <= len(last) <= _SMALL):
            return place
        if head[-1] not in ",;)" and not head[-1].isdigit() and last not in _joining_words():
            return place
        place = head.rstrip(" ,;")


@remember()
def _joining_words() -> frozenset[str]:
    return frozenset(words("joiners", "and")) | frozenset(words("joiners", "at"))
