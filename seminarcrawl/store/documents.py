"""Which documents a source showed, and which talks came out of each: an unchanged one need not be read."""

from __future__ import annotations

import json

from seminarcrawl.store.failures import storage_errors
from seminarcrawl.store.run import Run
from seminarcrawl.store.schema import transaction

# What this run has read so far. Temporary, as `seen` of `run.py` is.
_READ = """
CREATE TEMP TABLE IF NOT EXISTS documents_read (
    url TEXT PRIMARY KEY,
    fingerprint TEXT,
    events TEXT NOT NULL DEFAULT '{}',
    unsure INTEGER NOT NULL DEFAULT 0   -- 1: what came out of it is not all stored, or depends on the day
) WITHOUT ROWID"""
_WRITE_DOWN = """
INSERT OR REPLACE INTO documents (source, url, fingerprint, sightings, events)
SELECT ?, url, fingerprint,
    (SELECT json_group_array(sighting) FROM
        (SELECT sighting FROM seen WHERE document = documents_read.url ORDER BY sighting)),
    events
FROM documents_read WHERE fingerprint IS NOT NULL AND NOT unsure"""
_FORGET = """
DELETE FROM documents WHERE source = ? AND url IN (SELECT url FROM documents_read WHERE unsure)"""

LARGE = 500  # events: a smaller calendar is read as a whole when something in it has changed


def belongs_to(uid: str | None, events: frozenset[str]) -> bool:
    """Whether a talk's UID (`UID`, `UID/RECURRENCE-ID` or `UID/DTSTART`) is of one of these events."""
    return uid is not None and (uid in events or uid.rpartition("/")[0] in events)


class Documents:
    """The documents of one run of one source.

    A document is recognised by its address and a fingerprint. What is noted here is written down when the run
    was healthy, and then only what is new. Till then it is in a temporary table, so that memory does not grow
    with the documents.

    What was known of a document that has become another one is forgotten at once: if this run is killed or
    found suspicious half of the new one may be stored, and the old one has to be read when it comes back.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self._db = run.talks.connection
        self.met = 0  # talks that count as seen without having been read
        self._before: dict[str, tuple[str, str]] = {}  # sightings and events of calendars that have changed
        with storage_errors(run.talks.path):
            self._db.execute(_READ)
            self._db.execute("DELETE FROM documents_read")

    def still_shows(self, url: str, fingerprint: str) -> bool:
        """Whether a document is what it was: its talks then count as seen. Else it has to be read."""
        with storage_errors(self.run.talks.path):
            row = self._db.execute(
                "SELECT fingerprint, sightings, events FROM documents WHERE source = ? AND url = ?",
                (self.run.source, url),
            ).fetchone()
            if row is None or row[0] != fingerprint:
                self._note(url, "fingerprint", fingerprint)
                if row is not None:
                    self._forget(url, row[1], row[2])
                return False
            self.met += self.run.meet_again(json.loads(row[1]), url)
        return True

    def unchanged_events(self, url: str, fingerprints: dict[str, str]) -> frozenset[str]:
        """The UIDs of a large calendar whose events are what they were: their talks count as seen."""
        if len(fingerprints) < LARGE:
            return frozenset()
        with storage_errors(self.run.talks.path):
            self._note(url, "events", json.dumps(fingerprints))
            sightings, events = self._before.pop(url, ("[]", "{}"))
            known: dict[str, str] = json.loads(events)
            same = frozenset(uid for uid, value in fingerprints.items() if known.get(uid) == value)
            if same:
                records = self._db.execute(
                    "SELECT id, json_extract(record, '$.uid') FROM sightings"
                    " WHERE id IN (SELECT value FROM json_each(?))",
                    (sightings,),
                )
                shown = [number for number, uid in records if belongs_to(uid, same)]
                self.met += self.run.meet_again(shown, url)
        return same

    def unsure(self, url: str) -> None:
        """What came out of this document is not all stored, or depends on the day: it is read each time."""
        with storage_errors(self.run.talks.path):
            self._note(url, "unsure", 1)

    def finish(self) -> None:
        """Write down what the run read. Only after a healthy run: another one is read again."""
        if self.run.verdict != "healthy":
            return
        with storage_errors(self.run.talks.path):
            if not self._db.execute("SELECT 1 FROM documents_read LIMIT 1").fetchone():
                return
            self._db.execute("CREATE INDEX IF NOT EXISTS temp.seen_by_document ON seen (document, sighting)")
            with transaction(self._db):
                self._db.execute(_FORGET, (self.run.source,))
                self._db.execute(_WRITE_DOWN, (self.run.source,))

    def _forget(self, url: str, sightings: str, events: str) -> None:
        if events != "{}":
            self._before[url] = sightings, events
        with transaction(self._db):
            self._db.execute("DELETE FROM documents WHERE source = ? AND url = ?", (self.run.source, url))

    def _note(self, url: str, column: str, value: str | int) -> None:
        self._db.execute(
            f"INSERT INTO documents_read (url, {column}) VALUES (?, ?)"  # noqa: S608 - our own column names
            f" ON CONFLICT (url) DO UPDATE SET {column} = excluded.{column}",
            (url, value),
        )
