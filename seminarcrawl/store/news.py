"""What became different since a moment: new talks, and the fields of known ones that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from seminarcrawl.items import TalkItem
from seminarcrawl.store.failures import storage_errors
from seminarcrawl.store.talks import Talks

# In the order in which a reader wants to hear of them; others are told, but make no news by themselves.
TOLD = ("status", "start", "location", "online_url", "title", "speakers", "end", "series", "host", "abstract")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a talk, as it was and as it is. Values as text, None: not stated."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class News:
    """One talk of which there is something to tell. `at`: ISO 8601, UTC, when it was last found so."""

    talk: TalkItem
    at: str
    is_new: bool = False
    changes: tuple[Change, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """For programs: the talk as in talks.jsonl, and what became of it."""
        changes = [{"field": c.field, "old": c.old, "new": c.new} for c in self.changes]
        kind = "new" if self.is_new else "changed"
        return {"news": kind, "at": self.at, "changes": changes, "talk": self.talk.as_dict()}


def news_since(talks: Talks, moment: datetime) -> Iterator[News]:
    """The news since `moment` (aware), by the talks' start. A talk that changed there and back is none."""
    since = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with storage_errors(talks.path):
        new = dict(talks.connection.execute(_NEW, (since,)).fetchall())
        changed = {
            talk: (max(row[1] for row in rows), _net(rows))
            for talk, rows in _by_talk(talks.connection.execute(_CHANGED, (since,)).fetchall())
            if talk not in new
        }
    found = [News(talks.talk(talk), at, is_new=True) for talk, at in new.items()]
    found += [News(talks.talk(talk), at, changes=net) for talk, (at, net) in changed.items() if net]
    yield from sorted(found, key=_by_start)


def _by_start(news: News) -> tuple[str, str, str]:
    talk = news.talk
    return talk.start or "~", talk.source or "", talk.uid or ""


_NEW = """
SELECT sightings.talk, min(runs.started) AS began FROM sightings JOIN runs ON runs.id = sightings.first_run
GROUP BY sightings.talk HAVING began >= ?"""
_CHANGED = "SELECT talk, at, field, old, new FROM changes WHERE at >= ? ORDER BY talk, id"


def _by_talk(rows: list[Any]) -> Iterator[tuple[int, list[Any]]]:
    for talk, group in groupby(rows, key=lambda row: row[0]):
        yield talk, list(group)


def _net(rows: list[Any]) -> tuple[Change, ...]:
    """First old and last new value of each field, those left out that are again what they were."""
    first: dict[str, str | None] = {}
    last: dict[str, str | None] = {}
    for _, _, name, old, new in rows:
        first.setdefault(name, old)
        last[name] = new
    names = sorted(first, key=lambda name: TOLD.index(name) if name in TOLD else len(TOLD))
    return tuple(Change(n, first[n], last[n]) for n in names if n in TOLD and first[n] != last[n])
