"""A database of an earlier version is brought to the present one, with all that it holds."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.store import Run, Talks
from seminarcrawl.store.news import news_since
from seminarcrawl.store.run import _hash
from seminarcrawl.store.schema import APPLICATION_ID, MIGRATIONS, VERSION, Connection, prepare
from seminarcrawl.store.sources import health_of_sources

BEFORE, NOW = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 9, 8, tzinfo=UTC)


def talk(number: int) -> TalkItem:
    return TalkItem(
        uid=f"t{number}",
        title=f"Lecture on subject number {number}",
        speakers=[Speaker(f"Ada Lund{number}")],
        start=f"2026-10-{number:02}T14:00:00+00:00",
        source="north",
    )


def database_of(path: Path, version: int) -> None:
    """As an earlier version left it: one crawl of two talks."""
    with sqlite3.connect(path, isolation_level=None) as connection:
        for script in MIGRATIONS[:version]:
            connection.executescript(script)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(
            "INSERT INTO runs (id, source, started, finished, complete, exit_code, new)"
            " VALUES (1, 'north', '2026-09-01T00:00:00Z', '2026-09-01T00:01:00Z', 1, 0, 2)"
        )
        for number in (1, 2):
            item = talk(number)
            connection.execute(
                "INSERT INTO talks (id, uid, title, speakers, start, topics, links, status, source, inferred)"
                " VALUES (?, ?, ?, ?, ?, '[]', '[]', 'confirmed', 'north', '[]')",
                (number, item.uid, item.title, item.speakers[0].name, item.start),
            )
            connection.execute(
                "INSERT INTO speakers (talk, position, name) VALUES (?, 1, ?)",
                (number, item.speakers[0].name),
            )
            connection.execute(
                "INSERT INTO sightings (talk, source, first_run, changed_run, record, statements, uid, day)"
                " VALUES (?, 'north', 1, 1, ?, ?, ?, ?)",
                (number, item.to_json(), json.dumps([_hash(item)]), item.uid, (item.start or "")[:10]),
            )
    connection.close()


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_older_database_is_read_crawled_into_and_judged(tmp_path: Path, version: int) -> None:
    path = tmp_path / "talks.db"
    database_of(path, version)
    with Talks(path) as talks:
        assert talks.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert [item.title for item in talks.current()] == [talk(1).title, talk(2).title]
        (health,) = health_of_sources(talks, NOW)
        assert (health.verdict, health.ahead) == ("healthy", 2)
        run = Run(talks, "north", started=NOW)
        assert [run.put(talk(1)), run.put(talk(2)), run.put(talk(3))] == ["unchanged", "unchanged", "new"]
        run.finish()
        assert run.verdict == "healthy"
        assert [news.talk.uid for news in news_since(talks, NOW)] == ["t3"]
        assert [news.talk.uid for news in news_since(talks, BEFORE)] == ["t1", "t2", "t3"]


def test_a_migrated_database_has_the_tables_of_a_new_one(tmp_path: Path) -> None:
    database_of(tmp_path / "old.db", 1)
    columns = (
        "SELECT m.name, p.name, p.type FROM sqlite_schema m, pragma_table_info(m.name) p ORDER BY 1, p.cid"
    )
    with Talks(tmp_path / "old.db") as old, Talks(tmp_path / "new.db") as new:
        assert old.connection.execute(columns).fetchall() == new.connection.execute(columns).fetchall()


@pytest.mark.parametrize("moment", range(3))
def test_a_database_that_another_process_makes_just_now_is_ours(tmp_path: Path, moment: int) -> None:
    """Whichever look at the empty file it comes behind."""
    path = tmp_path / "talks.db"

    class Interrupted(Connection):
        looks = 0

        def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
            found = super().execute(statement, *values)
            if self.in_transaction or not statement.strip().startswith(("SELECT", "PRAGMA")):
                return found
            rows = found.fetchall()  # a statement under way would lock the database
            self.looks += 1
            if self.looks == moment + 1:
                Talks(path).close()
            return iter_of(rows)

    connection = sqlite3.connect(path, factory=Interrupted, isolation_level=None)
    prepare(connection, str(path))
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    connection.close()


def iter_of(rows: list[tuple[int, ...]]) -> sqlite3.Cursor:
    """A cursor that gives rows which were read before."""
    values = ", ".join(f"({', '.join(map(str, row))})" for row in rows) or "(NULL) LIMIT 0"
    return sqlite3.connect(":memory:").execute(f"VALUES {values}")
