"""Which documents a source showed, and which talks came out of each: an unchanged one need not be read."""

from __future__ import annotations

import json

from seminarcrawl.store.failures import storage_errors
from seminarcrawl.store.run import Run
from seminarcrawl.store.schema import transaction

LARGE = 500  # events: a smaller calendar is read as a whole when something in it has changed


def belongs_to(uid: str | None, events: frozenset[str]) -> bool:
    """Whether a talk's UID (`UID`, `UID/RECURRENCE-ID` or `UID/DTSTART`) is of one of these events."""
    return uid is not None and (uid in events or uid.rpartition("/")[0] in events)


class Documents:
    """The documents of one run of one source.

    A document is recognised by its address and a fingerprint. What is noted here is written down when the run
    was healthy, and then only what is new.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self._db = run.talks.connection
        self.met = 0  # talks that count as seen without having been read
        self._read: dict[str, str] = {}
        self._events: dict[str, dict[str, str]] = {}
        self._unsure: set[str] = set()

    def still_shows(self, url: str, fingerprint: str) -> bool:
        """Whether a document is what it was: its talks then count as seen. Else it has to be read."""
        with storage_errors(self.run.talks.path):
            row = self._db.execute(
                "SELECT fingerprint, sightings FROM documents WHERE source = ? AND url = ?",
                (self.run.source, url),
            ).fetchone()
            if row is None or row[0] != fingerprint:
                self._read[url] = fingerprint
                return False
            self.met += self.run.meet_again(json.loads(row[1]), url)
        return True

    def unchanged_events(self, url: str, fingerprints: dict[str, str]) -> frozenset[str]:
        """The UIDs of a large calendar whose events are what they were: their talks count as seen."""
        if len(fingerprints) < LARGE:
            return frozenset()
        self._events[url] = fingerprints
        with storage_errors(self.run.talks.path):
            row = self._db.execute(
                "SELECT events, sightings FROM documents WHERE source = ? AND url = ?", (self.run.source, url)
            ).fetchone()
            known: dict[str, str] = json.loads(row[0]) if row else {}
            same = frozenset(uid for uid, value in fingerprints.items() if known.get(uid) == value)
            if same:
                records = self._db.execute(
                    "SELECT id, json_extract(record, '$.uid') FROM sightings"
                    " WHERE id IN (SELECT value FROM json_each(?))",
                    (row[1],),
                )
                shown = [number for number, uid in records if belongs_to(uid, same)]
                self.met += self.run.meet_again(shown, url)
        return same

    def unsure(self, url: str) -> None:
        """What came out of this document is not all stored, or depends on the day: it is read each time."""
        self._unsure.add(url)

    def finish(self) -> None:
        """Write down what the run read. Only after a healthy run: another one is read again."""
        if self.run.verdict != "healthy":
            return
        with storage_errors(self.run.talks.path):
            shown = self.run.sightings_by_document()
            rows = [
                (
                    *(self.run.source, url, fingerprint),
                    json.dumps(shown.get(url, [])),
                    json.dumps(self._events.get(url, {})),
                )
                for url, fingerprint in self._read.items()
                if url not in self._unsure
            ]
            forgotten = [(self.run.source, url) for url in self._unsure]
            if not rows and not forgotten:
                return
            with transaction(self._db):
                self._db.executemany("DELETE FROM documents WHERE source = ? AND url = ?", forgotten)
                self._db.executemany(
                    "INSERT OR REPLACE INTO documents (source, url, fingerprint, sightings, events)"
                    " VALUES (?, ?, ?, ?, ?)",
                    rows,
                )
