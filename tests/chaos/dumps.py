"""What a database holds, without what differs from run to run; and whether it is sound."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from seminarcrawl.store import Talks

_PARTS = {
    "sightings": "SELECT source, uid, record, statements, state, misses FROM sightings ORDER BY 1, 2, 3",
    "speakers": "SELECT talks.source, talks.uid, position, name, speakers.affiliation FROM speakers"
    " JOIN talks ON talks.id = talk ORDER BY 1, 2, 3",
    "changes": "SELECT talks.source, talks.uid, field, old, new FROM changes"
    " JOIN talks ON talks.id = talk ORDER BY 1, 2, 3, 4, 5",
    "documents": "SELECT source, url, fingerprint, events, (SELECT group_concat(uid) FROM (SELECT uid FROM"
    " sightings WHERE id IN (SELECT value FROM json_each(documents.sightings)) ORDER BY uid)) FROM documents"
    " ORDER BY 1, 2",
    "found": "SELECT count(*) FROM talks_search WHERE talks_search MATCH 'lecture'",
}


def canonical(path: Path) -> str:
    """The content of a database without the numbers of rows and the books of the runs."""
    with Talks(path) as talks:
        parts = {name: talks.connection.execute(query).fetchall() for name, query in _PARTS.items()}
        return json.dumps([[talk.to_json() for talk in talks.current()], parts])


def unsound(path: Path) -> str | None:
    """What is wrong with a database as a file; None when it is sound, or not there."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(path)) as connection:
        checked = connection.execute("PRAGMA integrity_check").fetchall()
        foreign = connection.execute("PRAGMA foreign_key_check").fetchall()
    return None if checked == [("ok",)] and not foreign else f"{checked[:3]} {foreign[:3]}"


def finished(path: Path) -> int:
    """How many runs have closed their books."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'runs'").fetchone():
            return 0
        number: int = connection.execute("SELECT count(*) FROM runs WHERE finished IS NOT NULL").fetchone()[0]
        return number


def left_open(path: Path) -> int:
    """How many runs are neither ended nor told to have been killed."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT count(*) FROM runs WHERE finished IS NULL AND reason IS NULL"
        number: int = connection.execute(query).fetchone()[0]
        return number


def uids(path: Path) -> list[str]:
    """The UIDs of the stored talks, each as often as it is there."""
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'talks'").fetchone():
            return []
        return [uid for (uid,) in connection.execute("SELECT uid FROM talks ORDER BY uid")]
