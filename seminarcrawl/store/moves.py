"""Talks that a source has moved, though it gives neither IDs nor pages: one is gone, the same one is new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from seminarcrawl.reading.identity import Identity, may_have_moved
from seminarcrawl.store.sightings import Sighting
from seminarcrawl.store.talks import Talks

_MOST_CANDIDATES = 50
_MOST = 1_000  # talks that are gone, or new, at once: with more, nobody has moved one of them

# Shown in this run, and in no healthy one before it.
_NEW = """source = ? AND id IN (SELECT sighting FROM seen) AND first_run > coalesce((
    SELECT max(id) FROM runs
    WHERE source = ? AND id < ? AND complete AND coalesce(verdict, 'healthy') = 'healthy'
), 0) ORDER BY id LIMIT ?"""
_GONE = "source = ? AND day > ? AND id NOT IN (SELECT sighting FROM seen) ORDER BY id LIMIT ?"


def moved(talks: Talks, source: str, run: int, today: date) -> list[tuple[Sighting, Sighting]]:
    """What the source no longer shows, though it is to come, and what it shows instead: old and new sighting.

    Only where neither could be another talk: one that is gone, one that is new.
    """
    gone = talks.sightings(_GONE, source, today.isoformat(), _MOST + 1)
    if not gone or len(gone) > _MOST:
        return []
    new = talks.sightings(_NEW, source, source, run, _MOST + 1)
    if len(new) > _MOST:
        return []
    pairs = list(_pairs(gone, new))
    olds, news = Counter(old.id for old, _ in pairs), Counter(other.id for _, other in pairs)
    return [
        (old, other)
        for old, other in pairs
        if olds[old.id] == 1 and news[other.id] == 1 and not _recurs(talks, old, other)
    ]


def _pairs(gone: list[Sighting], new: list[Sighting]) -> Iterator[tuple[Sighting, Sighting]]:
    by_key: dict[str, list[Sighting]] = defaultdict(list)
    for old in gone:
        for key in _keys(old.identity):
            by_key[key].append(old)
    for other in new:
        candidates = {old.id: old for key in _keys(other.identity) for old in by_key[key][:_MOST_CANDIDATES]}
        for old in candidates.values():
            if may_have_moved(old.identity, other.identity):
                yield old, other


def _keys(identity: Identity) -> Iterator[str]:
    if identity.title:
        yield f"title {identity.title}"
    for speaker in identity.speakers:
        yield from (f"name {word}" for word in speaker)


def _recurs(talks: Talks, old: Sighting, new: Sighting) -> bool:
    """Whether a talk without a speaker goes by a name that others of the source have too: `Reading group`."""
    if old.identity.speakers and new.identity.speakers:
        return False
    titled = "SELECT count(*) FROM sightings WHERE source = ? AND title = ?"
    times: int = talks.connection.execute(titled, (old.source, old.identity.title)).fetchone()[0]
    return times > 2
