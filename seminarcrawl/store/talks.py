"""`talks.db`: opening it, finding a talk in it, reading and writing one talk."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from seminarcrawl.errors import StorageError
from seminarcrawl.items import FIELD_NAMES, Speaker, TalkItem, speakers_line
from seminarcrawl.reading.identity import Identity, identify
from seminarcrawl.reading.merge import content_of, merge
from seminarcrawl.store.failures import storage_errors
from seminarcrawl.store.schema import BUSY_TIMEOUT, Connection, is_busy, prepare
from seminarcrawl.store.sightings import Sighting

_LISTS = ("topics", "links", "inferred")
_PLAIN = tuple(name for name in FIELD_NAMES if name != "speakers")
_COLUMNS = ", ".join(f'"{name}"' for name in _PLAIN)
_SPEAKERS_JSON = """(
    SELECT json_group_array(json_object('name', name, 'affiliation', affiliation, 'url', url))
    FROM (SELECT name, affiliation, url FROM speakers WHERE talk = talks.id ORDER BY position))"""
_SELECT = f"SELECT {_COLUMNS}, {_SPEAKERS_JSON} FROM talks"  # noqa: S608 - our own column names
_INSERT = (
    f"INSERT INTO talks ({_COLUMNS}, speakers, start_utc) "  # noqa: S608 - our own column names
    f"VALUES ({', '.join('?' * (len(_PLAIN) + 2))})"
)
_SET = ", ".join(f'"{name}" = ?' for name in _PLAIN)
_UPDATE = f"UPDATE talks SET {_SET}, speakers = ?, start_utc = ? WHERE id = ?"  # noqa: S608 - our own names
_SEARCH = """JOIN (SELECT rowid AS found, rank FROM talks_search WHERE talks_search MATCH ?)
    ON found = talks.id"""
_TEXT = " || char(10) || ".join(f"coalesce({name}, '')" for name in ("title", "speakers", "abstract"))
_CONTAINS = f"instr({_TEXT}, ?)"
# Scripts that write without blanks: Thai, Lao, Khmer; kana and Han.
_UNDIVIDED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Talks:
    """The database of talks. `path` None: a temporary one on disk that is gone when it is closed.

    Raises StorageError when it cannot be opened, is damaged, or is not ours.
    """

    def __init__(self, path: str | Path | None, *, busy_timeout: float = BUSY_TIMEOUT) -> None:
        self.path = str(Path(path).expanduser()) if path else ""
        with storage_errors(self.path):
            self.connection = _connect(self.path, busy_timeout)
            try:
                prepare(self.connection, self.path)
                self._file = _file_of(self.path)
            except BaseException:
                self.connection.close()
                raise

    def close(self) -> None:
        """Close the database; it can be opened again."""
        with storage_errors(self.path):
            self.connection.close()

    def check_place(self) -> None:
        """Raise StorageError when the file has been moved away since it was opened: what was written into it
        is not where the next one looks for it."""
        if _file_of(self.path) != self._file:
            detail = "the database was moved, deleted or replaced during the run; what it stored is not here"
            raise StorageError("storage.replaced", detail, path=self.path)

    def __enter__(self) -> Talks:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- reading

    def current(self) -> Iterator[TalkItem]:
        """All talks, by start (in UTC, those without one last), then source, then UID. One at a time."""
        order = (
            "start_utc IS NULL, start_utc, source, uid IS NULL, uid, title, url, speakers, abstract, location"
        )
        with storage_errors(self.path):
            for row in self.connection.execute(f"{_SELECT} ORDER BY {order}"):
                yield _item(row)

    def talk(self, talk: int) -> TalkItem:
        """One talk by its number in the database. Raises KeyError when there is none."""
        with storage_errors(self.path):
            row = self.connection.execute(f"{_SELECT} WHERE id = ?", (talk,)).fetchone()
        if row is None:
            raise KeyError(talk)
        return _item(row)

    def count(self) -> int:
        """How many talks there are."""
        with storage_errors(self.path):
            number: int = self.connection.execute("SELECT count(*) FROM talks").fetchone()[0]
        return number

    def search(self, text: str) -> list[TalkItem]:
        """The talks in whose title, speakers or abstract every word of `text` occurs, best first.

        The full-text index knows words as far as blanks divide them; a word of Chinese, Japanese or Thai is
        looked for anywhere in the text.
        """
        words = text.split()
        indexed = [word for word in words if not _UNDIVIDED.search(word)]
        inside = [word for word in words if _UNDIVIDED.search(word)]
        query, values = _SELECT, []
        if indexed:
            query += f" {_SEARCH}"
            values.append(" ".join('"' + word.replace('"', '""') + '"' for word in indexed))
        if inside:
            query += f" WHERE {' AND '.join([_CONTAINS] * len(inside))}"
            values += inside
        order = "rank" if indexed else "start_utc IS NULL, start_utc, source, uid"
        with storage_errors(self.path):
            return [_item(row) for row in self.connection.execute(f"{query} ORDER BY {order}", values)]

    # --- writing: the caller holds a transaction

    def add(self, item: TalkItem) -> int:
        """A new talk; its number."""
        cursor = self.connection.execute(_INSERT, _row(item))
        talk = cursor.lastrowid or 0
        self._write_speakers(talk, item.speakers)
        return talk

    def recompose(self, talk: int, *, run: int, at: str, keep_changes: bool = True) -> bool:
        """Make the talk what its sightings state together; whether that is something else than before.

        `keep_changes` notes what became different (not wanted for a talk that is still new in this run).
        """
        item = composed(self.sightings_of(talk))
        before = self.talk(talk)
        if content_of(item) == content_of(before):
            return False
        self.connection.execute(_UPDATE, (*_row(item), talk))
        if item.speakers != before.speakers:
            self._write_speakers(talk, item.speakers)
        if keep_changes:
            self.connection.executemany(
                "INSERT INTO changes (talk, run, at, field, old, new) VALUES (?, ?, ?, ?, ?, ?)",
                [(talk, run, at, *difference) for difference in _differences(before, item)],
            )
        return True

    def _write_speakers(self, talk: int, speakers: Iterable[Speaker]) -> None:
        self.connection.execute("DELETE FROM speakers WHERE talk = ?", (talk,))
        self.connection.executemany(
            "INSERT INTO speakers (talk, position, name, affiliation, url) VALUES (?, ?, ?, ?, ?)",
            [(talk, place, s.name, s.affiliation, s.url) for place, s in enumerate(speakers, start=1)],
        )

    # --- sightings

    def sightings_of(self, talk: int) -> list[Sighting]:
        """What each source states about a talk, the first that showed it first."""
        return self.sightings("talk = ? ORDER BY id", talk)

    def sightings(self, condition: str, *values: Any) -> list[Sighting]:
        """The sightings that meet an SQL condition of our own."""
        columns = "id, talk, source, last_run, record, statements, state"
        query = f"SELECT {columns} FROM sightings WHERE {condition}"  # noqa: S608
        return [Sighting.from_row(row) for row in self.connection.execute(query, values)]

    def add_sighting(self, talk: int, item: TalkItem, run: int, statements: list[str]) -> int:
        """A source shows a talk for the first time; the sighting's number."""
        cursor = self.connection.execute(
            "INSERT INTO sightings (talk, source, source_url, first_run, changed_run, record, statements,"
            " uid, page, title, series, day, instant) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                talk,
                item.source,
                item.source_url,
                run,
                run,
                item.to_json(),
                json.dumps(statements),
                *_keys(item),
            ),
        )
        return cursor.lastrowid or 0

    def change_sighting(self, sighting: int, item: TalkItem, run: int, statements: list[str]) -> None:
        """A source states something else about a talk than before."""
        self.connection.execute(
            "UPDATE sightings SET state = 'shown', misses = 0,"
            " source_url = ?, changed_run = ?, last_run = NULL, record = ?,"
            " statements = ?, uid = ?, page = ?, title = ?, series = ?, day = ?, instant = ? WHERE id = ?",
            (item.source_url, run, item.to_json(), json.dumps(statements), *_keys(item), sighting),
        )


def composed(sightings: list[Sighting]) -> TalkItem:
    """The talk that several sources show: the first source's statement, completed from the others."""
    item = TalkItem.from_dict(sightings[0].item.as_dict())
    for other in sightings[1:]:
        merge(item, TalkItem.from_dict(other.item.as_dict()))
    item.fetched_at = max((s.item.fetched_at for s in sightings if s.item.fetched_at), default=None)
    if item.status in ("confirmed", "tentative") and all(s.state != "shown" for s in sightings):
        gone = all(s.state == "withdrawn" for s in sightings)
        item.status = "withdrawn" if gone else "missing"
    return item


def _file_of(path: str) -> tuple[int, int] | None:
    """What tells the file apart from another one of the same name."""
    try:
        found = Path(path).stat() if path else None
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def _connect(path: str, busy_timeout: float) -> Connection:
    if path and Path(path).is_dir():
        raise StorageError("storage.directory", "this is a folder, not a file", path=path)
    connection = sqlite3.connect(path, timeout=busy_timeout, isolation_level=None, factory=Connection)
    connection.patience = busy_timeout
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        if path:
            _write_ahead(connection, busy_timeout)
            connection.execute("PRAGMA synchronous = FULL")  # a commit survives the loss of power
        else:
            connection.execute("PRAGMA synchronous = OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: Connection, patience: float) -> None:
    """Switch to WAL. SQLite does not wait for this lock by itself when two processes come at once."""
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _row(item: TalkItem) -> tuple[Any, ...]:
    plain = item.as_dict()
    for name in _LISTS:
        plain[name] = json.dumps(plain[name], ensure_ascii=False)
    identity = identify(item)
    sort_key = identity.instant or identity.day
    return (*(plain[name] for name in _PLAIN), speakers_line(item.speakers), sort_key)


def _item(row: tuple[Any, ...]) -> TalkItem:
    values = dict(zip(_PLAIN, row[:-1], strict=True))
    for name in _LISTS:
        values[name] = json.loads(values[name])
    return TalkItem.from_dict({**values, "speakers": json.loads(row[-1])})


def _keys(item: TalkItem) -> tuple[str | None, ...]:
    identity: Identity = identify(item)
    return identity.uid, identity.page, identity.title, identity.series, identity.day, identity.instant


def _differences(before: TalkItem, after: TalkItem) -> Iterator[tuple[str, str | None, str | None]]:
    """Field, old and new value as text of every field that differs, but for `inferred`."""
    old, new = content_of(before), content_of(after)
    for name in old:
        if name != "inferred" and old[name] != new[name]:
            yield name, _as_text(name, before, old[name]), _as_text(name, after, new[name])


def _as_text(name: str, item: TalkItem, value: object) -> str | None:
    if name == "speakers":
        return speakers_line(item.speakers)
    if isinstance(value, list):
        return ", ".join(value) or None
    return None if value is None else str(value)
