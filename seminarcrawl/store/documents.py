"""Which documents a source showed, and which talks came out of each: an unchanged one need not be read."""

from __future__ import annotations

import json

from seminarcrawl.store.failures import storage_errors
from seminarcrawl.store.run import Run
from seminarcrawl.store.schema import transaction


class Documents:
    """The documents of one run of one source.

    A document is recognised by its address and a fingerprint. What is noted here is written down when the run
    was healthy, and then only what is new.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self._db = run.talks.connection
        self._read: dict[str, str] = {}
        self._unsure: set[str] = set()

    def still_shows(self, url: str, fingerprint: str) -> int | None:
        """How many talks a document still shows that is what it was: they count as seen. None: read it."""
        with storage_errors(self.run.talks.path):
            row = self._db.execute(
                "SELECT fingerprint, sightings FROM documents WHERE source = ? AND url = ?",
                (self.run.source, url),
            ).fetchone()
            if row is None or row[0] != fingerprint:
                self._read[url] = fingerprint
                return None
            return self.run.meet_again(json.loads(row[1]))

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
                (self.run.source, url, fingerprint, json.dumps(shown.get(url, [])))
                for url, fingerprint in self._read.items()
                if url not in self._unsure
            ]
            forgotten = [(self.run.source, url) for url in self._unsure]
            if not rows and not forgotten:
                return
            with transaction(self._db):
                self._db.executemany("DELETE FROM documents WHERE source = ? AND url = ?", forgotten)
                self._db.executemany(
                    "INSERT OR REPLACE INTO documents (source, url, fingerprint, sightings)"
                    " VALUES (?, ?, ?, ?)",
                    rows,
                )
