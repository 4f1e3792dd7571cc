"""A talk as one source showed it, and finding the one that a new item is about."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from seminarcrawl.items import TalkItem
from seminarcrawl.reading.identity import (
    Identity,
    identify,
    is_distinctive,
    is_reused,
    same_key,
    same_speakers,
    same_start,
    same_talk,
    speakers_agree,
    titles_agree,
)

if TYPE_CHECKING:
    from seminarcrawl.store.talks import Talks

_MOST_CANDIDATES = 50
_SHORT = 4_000  # characters of a record whose identity is remembered


@lru_cache(maxsize=256)  # an item is looked for three times: in its run, before a transaction and inside it
def _identity_of(record: str) -> Identity:
    return identify(TalkItem.from_dict(json.loads(record)))


@dataclass
class Sighting:
    """A row of `sightings`: what one source states about one talk."""

    id: int
    talk: int
    source: str
    last_run: int | None
    record: str
    statements: list[str]
    state: str = "shown"

    @classmethod
    def from_row(cls, row: tuple[Any, ...]) -> Sighting:
        """From `SELECT id, talk, source, last_run, record, statements, state`."""
        number, talk, source, last_run, record, statements, state = row
        return cls(number, talk, source, last_run, record, json.loads(statements), state)

    @cached_property
    def item(self) -> TalkItem:
        """The statement."""
        return TalkItem.from_dict(json.loads(self.record))

    @cached_property
    def identity(self) -> Identity:
        """What it is recognised by."""
        return _identity_of(self.record) if len(self.record) <= _SHORT else identify(self.item)


@dataclass(frozen=True, slots=True)
class Match:
    """The talk that an item is about, and its sighting in the item's source if there is one."""

    talk: int
    sighting: Sighting | None


class Matcher:
    """Finds the talk that an item is about.

    `seen` tells whether a sighting was met in this run already: then the item is the same talk only when two
    items of one document would be (`same_talk`), while a talk not met yet may have moved or been retitled.
    """

    def __init__(self, talks: Talks, seen: Callable[[int], bool]) -> None:
        self.talks = talks
        self.seen = seen

    def find(self, identity: Identity) -> Match | None:
        """The talk, or None when it is new. The keys in the order of `reading.identity`."""
        for search in (self._by_uid, self._by_page, self._by_title, self._by_slot):
            match = self._usable(search(identity), identity)
            if match is not None:
                return match
        return None

    def twin(self, talk: int, identity: Identity) -> int | None:
        """Another talk that turns out to be this one: another source gives the same title and start."""
        for sighting in self._titled(identity):
            if (
                sighting.talk != talk
                and sighting.source != identity.source
                and self._fits(sighting, identity)
            ):
                return sighting.talk
        return None

    def _usable(self, found: Sighting | None, identity: Identity) -> Match | None:
        """A talk found through another source may have been met in this run as a different item of ours."""
        if found is None:
            return None
        if found.source == identity.source:
            return Match(found.talk, found)
        own = self.talks.sightings("talk = ? AND source = ?", found.talk, identity.source)
        if own and self.seen(own[0].id) and not same_talk(own[0].identity, identity):
            return None
        return Match(found.talk, own[0] if own else None)

    # --- 1 and 2: the source's own ID, the talk's own page

    def _by_uid(self, identity: Identity) -> Sighting | None:
        return self._by_id("uid", identity.uid, identity)

    def _by_page(self, identity: Identity) -> Sighting | None:
        return self._by_id("page", identity.page, identity)

    def _by_id(self, column: str, value: str | None, identity: Identity) -> Sighting | None:
        if not value:
            return None
        # Nearest in time first: of hundreds of talks under one ID the right one must be among the fifty.
        candidates = self.talks.sightings(
            f"source = ? AND {column} = ?"
            " ORDER BY day IS NOT ?, abs(julianday(day) - julianday(?)), id LIMIT ?",
            identity.source,
            value,
            identity.day,
            identity.day,
            _MOST_CANDIDATES,
        )
        for sighting in candidates:
            if same_talk(sighting.identity, identity):
                return sighting
        unseen = [s for s in candidates if not self.seen(s.id)]
        if len(candidates) == 1:
            return unseen[0] if unseen and not is_reused(unseen[0].identity, identity) else None
        # An ID that several talks share: only a title that one of them has can say which one moved.
        titled = [s for s in unseen if identity.title and s.identity.title == identity.title]
        return titled[0] if len(titled) == 1 else None

    # --- 3: the same title at the same time

    def _by_title(self, identity: Identity) -> Sighting | None:
        return next((s for s in self._titled(identity) if self._fits(s, identity)), None)

    def _titled(self, identity: Identity) -> list[Sighting]:
        """Sightings with this title on this day or at this moment, those of the same source first."""
        if not identity.title or not identity.day:
            return []
        order = f"ORDER BY source IS NOT ?, id LIMIT {_MOST_CANDIDATES}"
        same_day = self.talks.sightings(
            f"title = ? AND day = ? {order}", identity.title, identity.day, identity.source
        )
        found = {s.id: s for s in same_day}
        if identity.instant:  # the same moment may be another day elsewhere
            same_moment = self.talks.sightings(
                f"title = ? AND instant = ? {order}", identity.title, identity.instant, identity.source
            )
            found |= {s.id: s for s in same_moment}
        if identity.when:  # no year was given: it may have been read as another one
            same_words = self.talks.sightings(
                f"title = ? AND source = ? AND substr(day, 6) = ? ORDER BY id LIMIT {_MOST_CANDIDATES}",
                identity.title,
                identity.source,
                identity.day[5:],
            )
            found |= {s.id: s for s in same_words}
        return sorted(found.values(), key=lambda s: (s.source != identity.source, s.id))

    def _fits(self, sighting: Sighting, identity: Identity) -> bool:
        other = sighting.identity
        if (
            identity.title != other.title
            or not same_start(other, identity)
            or not speakers_agree(other, identity)
        ):
            return False
        return sighting.source == identity.source or is_distinctive(other, identity)

    # --- 4: a place in the programme whose title or speaker was not known, or has changed

    def _by_slot(self, identity: Identity) -> Sighting | None:
        if not identity.day:
            return None
        for sighting in self._on_day(identity):
            if self._is_slot(sighting, identity):
                return sighting
        if not identity.instant or not identity.speakers:
            return None
        elsewhere = self.talks.sightings(
            f"instant = ? AND source IS NOT ? ORDER BY id LIMIT {_MOST_CANDIDATES}",
            identity.instant,
            identity.source,
        )
        return next((s for s in elsewhere if same_key(s.identity, identity) == "slot"), None)

    def _on_day(self, identity: Identity) -> list[Sighting]:
        """The source's sightings of the day that may be at the same hour: on a full day most are not."""
        order = f"ORDER BY id LIMIT {_MOST_CANDIDATES}"
        if identity.instant is None or identity.when is not None:  # no hour, or one that was read anew
            return self.talks.sightings(f"source = ? AND day = ? {order}", identity.source, identity.day)
        return self.talks.sightings(
            f"source = ? AND day = ? AND (instant IS NULL OR instant = ?) {order}",
            identity.source,
            identity.day,
            identity.instant,
        )

    def _is_slot(self, sighting: Sighting, identity: Identity) -> bool:
        other = sighting.identity
        if not same_start(other, identity):
            return False
        if self.seen(sighting.id):
            return same_talk(other, identity)
        if same_speakers(other, identity):  # nobody gives two talks at one time
            return titles_agree(other, identity) or bool(other.instant and identity.instant)
        # A slot without title and speaker: announced since, or no longer.
        empty = any(not i.title and not i.speakers for i in (other, identity))
        return empty and other.series == identity.series
