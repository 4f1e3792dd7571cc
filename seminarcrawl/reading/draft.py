"""A talk while it is being read: the values so far, and the evidence for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from seminarcrawl.items import FIELD_NAMES, TalkItem
from seminarcrawl.reading.text import fold

_FIELDS = frozenset(FIELD_NAMES)
_TAKEN = tuple(name for name in FIELD_NAMES if name != "inferred")


class Evidence(NamedTuple):
    """Why a field has its value: the source's own text, and the rule that read it."""

    text: str
    rule: str


@dataclass(slots=True)
class Draft:
    """A TalkItem in the making. `scrapy probe --why` prints its evidence."""

    item: TalkItem = field(default_factory=TalkItem)
    evidence: dict[str, Evidence] = field(default_factory=dict)

    def put(self, name: str, value: Any, text: str, rule: str, *, replace: bool = False) -> bool:
        """Set field `name` unless it has a value already (or `replace`); say whether it was set.

        Empty values (None, "", []) are never put.
        """
        if name not in _FIELDS:
            raise AttributeError(f"TalkItem has no field {name!r}")
        if not value or (not replace and self.has(name)):
            return False
        setattr(self.item, name, value)
        self.evidence[name] = Evidence(text.strip()[:300], rule)
        return True

    def has(self, name: str) -> bool:
        """Whether `name` was set (a status of `confirmed` that nobody stated counts as unset)."""
        return name in self.evidence or (name != "status" and bool(getattr(self.item, name)))

    def drop(self, name: str, rule: str) -> None:
        """Unset field `name`, keeping the reason as evidence of its absence out of the item."""
        setattr(self.item, name, getattr(TalkItem(), name))
        self.evidence.pop(name, None)
        self.item.inferred = [n for n in self.item.inferred if n.partition(".")[0] != name]
        self.evidence[f"-{name}"] = Evidence("", rule)

    def fill_from(self, other: Draft) -> None:
        """Take from `other` every field still empty here, and affiliations of people known by name."""
        self._complete_speakers(other)
        given = other.item
        stated = [name for name in _TAKEN if getattr(given, name)]
        taken = {name for name in stated if not self.has(name) and self._take(name, other)}
        for inferred in other.item.inferred:
            if inferred.partition(".")[0] in taken:
                self.item.infer(inferred)

    def _complete_speakers(self, other: Draft) -> None:
        """Give speakers without an affiliation the one that `other` states for the same name."""
        if all(speaker.affiliation for speaker in self.item.speakers):
            return
        stated = {fold(s.name): s.affiliation for s in other.item.speakers if s.affiliation}
        for speaker in self.item.speakers:
            speaker.affiliation = speaker.affiliation or stated.get(fold(speaker.name))

    def _take(self, name: str, other: Draft) -> bool:
        if not other.has(name):
            return False
        why = other.evidence.get(name, Evidence("", "joined"))
        return self.put(name, getattr(other.item, name), why.text, why.rule)
