"""Whatever happens to the file: one typed error, and what was stored stays."""

import multiprocessing
import os
import resource
import sqlite3
import threading
import time

import pytest

from seminarcrawl.errors import StorageError
from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.store import Run, Talks, schema


def talk(n, size=20):
    return TalkItem(
        uid=f"u{n}",
        title=f"Lecture number {n}",
        speakers=[Speaker(f"Person {n}", "Somewhere")],
        start=f"2026-10-{n % 28 + 1:02}T{n % 9 + 9:02}:00:00+02:00",
        abstract="Words and words. " * size,
        source="north",
        fetched_at="2026-10-01T08:00:00+00:00",
    )


def fill(path, numbers):
    with Talks(path) as talks:
        run = Run(talks, "north")
        for n in numbers:
            run.put(talk(n))
        run.finish()


def uids(path):
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {uid for (uid,) in connection.execute("SELECT uid FROM talks")}


def rule_of(action):
    with pytest.raises(StorageError) as caught:
        action()
    assert caught.value.path
    return caught.value.rule


def test_a_folder_is_no_database(tmp_path):
    assert rule_of(lambda: Talks(tmp_path)) == "storage.directory"


def test_the_folder_must_exist(tmp_path):
    assert rule_of(lambda: Talks(tmp_path / "no" / "talks.db")) == "storage.missing-folder"


def test_another_file_is_no_database(tmp_path):
    path = tmp_path / "talks.db"
    path.write_text("Dear reader, this is a letter. " * 100)
    assert rule_of(lambda: Talks(path)) == "storage.corrupt"
    assert path.read_text().startswith("Dear reader")


def test_damaged_pages_are_noticed(tmp_path):
    path = tmp_path / "talks.db"
    fill(path, range(200))
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 8192))

    def use():
        with Talks(path) as talks:
            run = Run(talks, "north")
            for n in range(200):
                run.put(talk(n))

    assert rule_of(use) == "storage.corrupt"


def test_a_newer_schema_is_refused(tmp_path):
    path = tmp_path / "talks.db"
    fill(path, range(2))
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    assert rule_of(lambda: Talks(path)) == "storage.newer-schema"
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "talks.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    assert rule_of(lambda: Talks(path)) == "storage.foreign"
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("bookmarks",)]


def test_a_full_disk_keeps_what_was_stored(tmp_path):
    path = tmp_path / "talks.db"
    stored = []
    with Talks(path) as talks:
        pages = talks.connection.execute("PRAGMA page_count").fetchone()[0]
        talks.connection.execute(f"PRAGMA max_page_count = {pages + 30}")
        run = Run(talks, "north")

        def store():
            for n in range(500):
                run.put(talk(n, size=100))
                stored.append(f"u{n}")

        assert rule_of(store) == "storage.full"
    assert stored
    assert uids(path) == set(stored)


def _store_within_limit(path, limit, acknowledged):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    with Talks(path) as talks:
        run = Run(talks, "north")
        for n in range(500):
            try:
                run.put(talk(n, size=100))
            except StorageError as error:
                acknowledged.put(error.rule)
                return
            acknowledged.put(f"u{n}")


@pytest.mark.parametrize("limit", [200_000, 260_000, 330_000])
def test_a_file_that_may_not_grow_keeps_what_was_stored(tmp_path, limit):
    path = tmp_path / "talks.db"
    said = in_process(_store_within_limit, path, limit)
    rule = said.pop()
    assert rule in ("storage.full", "storage.failed")
    assert said
    assert uids(path) == set(said)


def _store_as_nobody(path, _limit, acknowledged):
    os.setgid(65534)
    os.setuid(65534)
    try:
        with Talks(path) as talks:
            Run(talks, "north")
    except StorageError as error:
        acknowledged.put(error.rule)


@pytest.mark.skipif(os.getuid() != 0, reason="needs another user: root may write everything")
def test_a_read_only_database_is_named(tmp_path):
    path = tmp_path / "talks.db"
    fill(path, range(2))
    for folder in (tmp_path, *tmp_path.parents):
        if os.access(folder, os.W_OK) and folder.stat().st_uid == 0 and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o555)
    assert in_process(_store_as_nobody, path, 0) == ["storage.read-only"]
    assert uids(path) == {"u0", "u1"}


def in_process(target, path, limit):
    """What another process says, one word after the other."""
    context = multiprocessing.get_context("fork")
    acknowledged = context.Queue()
    process = context.Process(target=target, args=(path, limit, acknowledged))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    said = []
    while not acknowledged.empty():
        said.append(acknowledged.get())
    return said


def hold_lock(path, released, seconds=60):
    """Lock the database until `released` is set, or for some seconds."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")

    def release():
        released.wait(seconds)
        connection.execute("COMMIT")
        connection.close()

    thread = threading.Thread(target=release)
    thread.start()
    return thread


def test_a_lock_of_three_seconds_is_waited_for(tmp_path):
    path = tmp_path / "talks.db"
    fill(path, range(2))
    thread = hold_lock(path, threading.Event(), 3)
    began = time.monotonic()
    fill(path, range(5))
    assert time.monotonic() - began > 2
    thread.join()
    assert uids(path) == {f"u{n}" for n in range(5)}


def test_a_lock_that_stays_is_named(tmp_path):
    path = tmp_path / "talks.db"
    fill(path, range(2))
    with Talks(path, busy_timeout=0.2) as talks:
        released = threading.Event()
        thread = hold_lock(path, released)
        assert rule_of(lambda: Run(talks, "north")) == "storage.locked"
        released.set()
        thread.join()
        Run(talks, "north").put(talk(2))
    assert uids(path) == {"u0", "u1", "u2"}


def test_who_is_told_to_stop_does_not_wait_for_a_lock_for_long(tmp_path):
    path = tmp_path / "talks.db"
    fill(path, range(2))
    told = threading.Event()
    with Talks(path) as talks:
        talks.connection.hurried = told.is_set
        released = threading.Event()
        thread = hold_lock(path, released, schema.BUSY_TIMEOUT / 2)
        told.set()
        assert rule_of(lambda: Run(talks, "north")) == "storage.locked"
        released.set()
        thread.join()


def test_a_database_that_was_moved_or_replaced_is_noticed(tmp_path):
    path, other = tmp_path / "talks.db", tmp_path / "other.db"
    fill(path, range(2))
    fill(other, range(1))
    with Talks(path) as talks:
        talks.check_place()
        path.rename(tmp_path / "elsewhere.db")
        assert rule_of(talks.check_place) == "storage.replaced"
        other.rename(path)
        assert rule_of(talks.check_place) == "storage.replaced"


def _crawl_all(path, _limit, acknowledged):
    fill(path, range(60))
    acknowledged.put("done")


def test_two_crawls_at_once_store_every_talk_once(tmp_path):
    path = tmp_path / "talks.db"
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    crawls = [context.Process(target=_crawl_all, args=(path, 0, queue)) for _ in range(4)]
    for crawl in crawls:
        crawl.start()
    for crawl in crawls:
        crawl.join(60)
        assert crawl.exitcode == 0
    assert uids(path) == {f"u{n}" for n in range(60)}
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM talks").fetchone() == (60,)
        assert connection.execute("SELECT count(*) FROM sightings").fetchone() == (60,)


def test_a_migration_is_all_or_nothing(tmp_path, monkeypatch):
    path = tmp_path / "talks.db"
    fill(path, range(2))
    broken = (*schema.MIGRATIONS, "CREATE TABLE later (id);\nINSERT INTO nowhere VALUES (1);\n")
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    monkeypatch.setattr(schema, "VERSION", len(broken))
    assert rule_of(lambda: Talks(path)) == "storage.failed"
    good = (*schema.MIGRATIONS[:-1], "CREATE TABLE later (id);\n")
    monkeypatch.setattr(schema, "MIGRATIONS", good)
    with Talks(path) as talks:
        assert talks.count() == 2
        assert talks.connection.execute("SELECT count(*) FROM later").fetchone() == (0,)
        assert talks.connection.execute("PRAGMA user_version").fetchone() == (len(good),)
