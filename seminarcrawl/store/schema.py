"""The tables of `talks.db`, and how an older database becomes a newer one.

`PRAGMA user_version` is the number of migrations applied. A new table or column is a new entry at the
end of MIGRATIONS; entries that were released never change.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from seminarcrawl.errors import StorageError

BUSY_TIMEOUT = 30.0  # seconds to wait for another writer
_HURRIED_TIMEOUT = 2.0  # the same, for a run that was told to stop
_GLANCE = 0.2  # seconds that SQLite waits by itself, in which Python heeds no signal
APPLICATION_ID = 0x73656D63  # "semc": tells `file` and us that this database is ours

_FIRST = """
-- One crawl of one source.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,       -- which spider
    started TEXT NOT NULL,      -- ISO 8601, UTC
    finished TEXT,              -- empty: still running, or killed
    reason TEXT,                -- why it ended: "finished", "shutdown", "storage" ...
    complete INTEGER NOT NULL DEFAULT 0,  -- 1: it saw all that the source shows, without a fault
    exit_code INTEGER,          -- of the process; empty: still running, or killed
    failure_class TEXT,         -- what the exit code stands for; empty: all well
    version TEXT,               -- of seminarcrawl
    requests INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,  -- received
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    duplicates INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX runs_by_source ON runs (source, id);

-- One talk, as all its sources together state it. The columns are those of talks.jsonl.
CREATE TABLE talks (
    id INTEGER PRIMARY KEY,
    uid TEXT,                   -- the source's own ID, unique only together with source
    title TEXT,                 -- empty while it is not announced
    speakers TEXT,              -- in one line, for reading and searching; the table speakers has them apart
    start TEXT,                 -- ISO 8601 with offset, or the day alone when no hour is given
    "end" TEXT,
    timezone TEXT,              -- IANA zone of the place
    "when" TEXT,                -- date and time in the source's own words
    location TEXT,
    online_url TEXT,
    series TEXT,
    host TEXT,
    abstract TEXT,
    language TEXT,
    topics TEXT NOT NULL,       -- JSON list
    links TEXT NOT NULL,        -- JSON list
    status TEXT NOT NULL,       -- confirmed, tentative, cancelled, postponed
    url TEXT,                   -- the talk's own page
    source TEXT NOT NULL,       -- the first source that showed it
    source_url TEXT,
    fetched_at TEXT,            -- when it was last found to be new or changed
    inferred TEXT NOT NULL,     -- JSON list: what was reasoned out rather than stated
    start_utc TEXT              -- start in UTC (or the day alone): for sorting and comparing
);
CREATE INDEX talks_by_start ON talks (start_utc);
CREATE INDEX talks_by_source ON talks (source, uid);

CREATE TABLE speakers (
    talk INTEGER NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,  -- 1 is the first speaker
    name TEXT NOT NULL,
    affiliation TEXT,
    url TEXT,
    PRIMARY KEY (talk, position)
);
CREATE INDEX speakers_by_name ON speakers (name);

-- A talk as one source shows it: a talk found in two sources is one talk with two sightings.
CREATE TABLE sightings (
    id INTEGER PRIMARY KEY,
    talk INTEGER NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    source_url TEXT,            -- the response it was read from
    first_run INTEGER NOT NULL REFERENCES runs (id),
    changed_run INTEGER NOT NULL REFERENCES runs (id),  -- the last run in which it said something else
    last_run INTEGER REFERENCES runs (id),  -- the last run that showed it; empty: the source still does
    record TEXT NOT NULL,       -- JSON: what this source states, as in talks.jsonl
    statements TEXT NOT NULL,   -- JSON list: hashes of the statements that the record was made from
    -- What the talk is recognised by; folded, see seminarcrawl/reading/identity.py
    uid TEXT,
    page TEXT,
    title TEXT,
    series TEXT,
    day TEXT,                   -- local date of the start
    instant TEXT,               -- the start in UTC, empty when no hour is given
    UNIQUE (talk, source)
);
CREATE INDEX sightings_by_uid ON sightings (source, uid) WHERE uid IS NOT NULL;
CREATE INDEX sightings_by_page ON sightings (source, page) WHERE page IS NOT NULL;
CREATE INDEX sightings_by_title ON sightings (title, day) WHERE title IS NOT NULL;
CREATE INDEX sightings_by_instant ON sightings (instant) WHERE instant IS NOT NULL;
CREATE INDEX sightings_by_day ON sightings (source, day);

-- What became different about a talk that was known already, one row per field.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    talk INTEGER NOT NULL REFERENCES talks (id) ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES runs (id),
    at TEXT NOT NULL,           -- when the run began, ISO 8601, UTC
    field TEXT NOT NULL,
    old TEXT,
    new TEXT
);
CREATE INDEX changes_by_talk ON changes (talk, id);
CREATE INDEX changes_by_run ON changes (run);

-- Full-text search: SELECT * FROM talks WHERE id IN (SELECT rowid FROM talks_search('knot'))
CREATE VIRTUAL TABLE talks_search USING fts5 (
    title, speakers, abstract,
    content = 'talks', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER talks_search_insert AFTER INSERT ON talks BEGIN
    INSERT INTO talks_search (rowid, title, speakers, abstract)
    VALUES (new.id, new.title, new.speakers, new.abstract);
END;
CREATE TRIGGER talks_search_delete AFTER DELETE ON talks BEGIN
    INSERT INTO talks_search (talks_search, rowid, title, speakers, abstract)
    VALUES ('delete', old.id, old.title, old.speakers, old.abstract);
END;
CREATE TRIGGER talks_search_update AFTER UPDATE OF title, speakers, abstract ON talks BEGIN
    INSERT INTO talks_search (talks_search, rowid, title, speakers, abstract)
    VALUES ('delete', old.id, old.title, old.speakers, old.abstract);
    INSERT INTO talks_search (rowid, title, speakers, abstract)
    VALUES (new.id, new.title, new.speakers, new.abstract);
END;

-- For people: the talks in order of time, with their sources.
CREATE VIEW talks_readable AS
SELECT talks.id, start, "end", timezone, coalesce(title, '(not announced)') AS title, speakers, location,
    online_url, series, host, status, url, abstract,
    (SELECT group_concat(sightings.source, ', ') FROM sightings WHERE talk = talks.id) AS sources,
    fetched_at AS last_changed
FROM talks ORDER BY start_utc IS NULL, start_utc, talks.source, uid;

-- For people: which source showed which talk, first and last.
CREATE VIEW sightings_readable AS
SELECT coalesce(talks.title, '(not announced)') AS title, talks.start, sightings.source, sightings.source_url,
    first.started AS first_seen, changed.started AS last_changed,
    coalesce(last.started, (
        SELECT max(runs.started) FROM runs WHERE runs.source = sightings.source AND runs.complete
    ), changed.started) AS last_seen
FROM sightings
JOIN talks ON talks.id = sightings.talk
JOIN runs AS first ON first.id = sightings.first_run
JOIN runs AS changed ON changed.id = sightings.changed_run
LEFT JOIN runs AS last ON last.id = sightings.last_run;
"""

_HEALTH = """
-- How a run compares with the source's earlier ones (seminarcrawl/store/health.py).
ALTER TABLE runs ADD COLUMN verdict TEXT;  -- healthy, suspicious, accepted (by a person); empty: not judged
ALTER TABLE runs ADD COLUMN verdict_reason TEXT; -- why it is suspicious
ALTER TABLE runs ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;    -- talks to come that are shown no longer
ALTER TABLE runs ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;  -- those of them given up in this run
ALTER TABLE runs ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;      -- all talks that the source showed
ALTER TABLE runs ADD COLUMN ahead INTEGER NOT NULL DEFAULT 0;      -- those of them still to come
ALTER TABLE runs ADD COLUMN near INTEGER NOT NULL DEFAULT 0;       -- past, or within two weeks
ALTER TABLE runs ADD COLUMN titles INTEGER NOT NULL DEFAULT 0;     -- near talks with a title
ALTER TABLE runs ADD COLUMN speakers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN hours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN places INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN abstracts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN cancelled INTEGER NOT NULL DEFAULT 0;  -- of those to come
ALTER TABLE runs ADD COLUMN garbled INTEGER NOT NULL DEFAULT 0;    -- with undecoded characters
ALTER TABLE runs ADD COLUMN newest TEXT;                           -- day of the last talk
ALTER TABLE runs ADD COLUMN expected INTEGER NOT NULL DEFAULT 0;   -- talks to come that were shown before
ALTER TABLE runs ADD COLUMN met INTEGER NOT NULL DEFAULT 0;        -- those of them shown again
ALTER TABLE runs ADD COLUMN again INTEGER NOT NULL DEFAULT 0;      -- all talks shown before and again
ALTER TABLE runs ADD COLUMN poorer INTEGER NOT NULL DEFAULT 0;     -- those that lost a title, speaker, time

-- A talk to come that its source shows no longer is missing, then withdrawn, and comes back when it is shown.
ALTER TABLE sightings ADD COLUMN state TEXT NOT NULL DEFAULT 'shown';  -- shown, missing, withdrawn
ALTER TABLE sightings ADD COLUMN misses INTEGER NOT NULL DEFAULT 0;    -- healthy runs in a row without it
"""

_DOCUMENTS = """
-- What a document said, so that one that is unchanged need not be read (seminarcrawl/store/documents.py).
CREATE TABLE documents (
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    fingerprint TEXT NOT NULL,  -- of what the extractors read of it, and of the extractors
    sightings TEXT NOT NULL,    -- JSON list: the sightings that came out of it
    events TEXT NOT NULL,       -- JSON: UID -> fingerprint, of the events of a large calendar
    PRIMARY KEY (source, url)
) WITHOUT ROWID;
"""

_REWRITTEN = """
ALTER TABLE runs ADD COLUMN rewritten INTEGER NOT NULL DEFAULT 0;  -- talks known before, with other titles
"""

_FOR_PEOPLE = """
-- For people: what became different, the latest first.
CREATE VIEW changes_readable AS
SELECT changes.at, runs.source, coalesce(talks.title, '(not announced)') AS title, talks.speakers,
    talks.start, changes.field, changes.old, changes.new, changes.talk, changes.run
FROM changes JOIN talks ON talks.id = changes.talk JOIN runs ON runs.id = changes.run
ORDER BY changes.id DESC;

-- For people: how the runs ended and what they brought, the latest first.
CREATE VIEW runs_readable AS
SELECT id, source, started, finished, version, exit_code, coalesce(failure_class, reason) AS ended, verdict,
    verdict_reason AS why, requests, bytes,
    shown,        -- talks that the source shows
    ahead,        -- those of them still to come
    new, changed, unchanged, rejected,
    missing,      -- talks to come that it shows no longer
    withdrawn     -- those of them given up in this run
FROM runs ORDER BY id DESC;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _HEALTH, _DOCUMENTS, _REWRITTEN, _FOR_PEOPLE)
VERSION = len(MIGRATIONS)
# One statement sees one moment: another process may be making the database just now.
_STATE = """
SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)
FROM pragma_user_version, pragma_application_id"""


def prepare(connection: Connection, path: str) -> None:
    """Bring the database to the present schema, all or nothing.

    Raises StorageError for a database of a newer version, whose meaning is unknown here, and for one that has
    tables of another program.
    """
    if _version(connection, path) == VERSION:
        return
    with transaction(connection):
        # Looked at again under the lock: another process may have come first.
        for script in MIGRATIONS[_version(connection, path) :]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _version(connection: sqlite3.Connection, path: str) -> int:
    version: int
    version, owner, filled = connection.execute(_STATE).fetchone()
    if owner not in (0, APPLICATION_ID) or (filled and owner != APPLICATION_ID):
        detail = "this database belongs to another program; give TALKS_DB another path"
        raise StorageError("storage.foreign", detail, path=path)
    if version > VERSION:
        detail = (
            f"the database has schema {version}, this seminarcrawl knows {VERSION}: use a newer seminarcrawl"
        )
        raise StorageError("storage.newer-schema", detail, path=path)
    return version


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, each with the comments before it."""
    statement = ""
    for line in script.strip().splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


class Connection(sqlite3.Connection):
    """A connection that waits its turn to write: `patience` seconds, fewer once `hurried()` is true."""

    patience = BUSY_TIMEOUT
    hurried: Callable[[], bool] = staticmethod(lambda: False)

    def begin(self) -> None:
        """Begin a transaction that writes. Raises sqlite3.OperationalError (busy) when patience ends."""
        began = time.monotonic()
        self.execute(f"PRAGMA busy_timeout = {int(min(_GLANCE, self.patience) * 1000)}")
        try:
            while True:
                try:
                    self.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as error:
                    patience = min(self.patience, _HURRIED_TIMEOUT) if self.hurried() else self.patience
                    if not is_busy(error) or time.monotonic() - began > patience:
                        raise
                else:
                    return
        finally:
            self.execute(f"PRAGMA busy_timeout = {int(self.patience * 1000)}")


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program holds the lock."""
    return (error.sqlite_errorcode or 0) & 0xFF == sqlite3.SQLITE_BUSY


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All of the block or nothing of it, durable when the block ends. Waits its turn before it begins."""
    connection.begin()
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has already rolled back after some errors, such as a full disk
            connection.execute("ROLLBACK")
        raise
