"""`kill -9` at any moment: nothing stored is lost, nothing doubled after the next run, both outputs readable.

The seed is printed with a failure; set KILL_SEED to repeat it, KILL_ROUNDS for more rounds.
"""

import json
import multiprocessing
import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from seminarcrawl.errors import StorageError
from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.store import Talks, jsonl

SEED = int(os.environ.get("KILL_SEED", "20261121"))
ROUNDS = int(os.environ.get("KILL_ROUNDS", "20"))
TALKS = 80
FORK = multiprocessing.get_context("fork")


def lectures():
    """A term of talks: some without a title, some large, some shown twice."""
    for n in range(TALKS):
        size = (3, 40, 900)[n % 3]
        yield TalkItem(
            uid=f"u{n}",
            title=None if n % 7 == 0 else f"Lecture on subject number {n}",
            speakers=[Speaker(f"Ada Lund {n}", "Lund University")],
            start=f"2026-{n % 3 + 10}-{n % 28 + 1:02}T{n % 8 + 9:02}:00:00+02:00",
            abstract="We look at things and at words. " * size,
        )
        if n % 10 == 0:
            yield TalkItem(uid=f"u{n}", speakers=[Speaker(f"Ada Lund {n}")], location="Hall")


def crawl(chain_of, settings, ack, checkpoint):
    """A whole run that writes down each talk behind the pipelines, after its commit."""
    made = chain_of(settings)
    made.open()
    if checkpoint and settings["TALKS_DB"]:
        made.pipelines[3]._run._db.execute("PRAGMA wal_autocheckpoint = 2")
    log = os.open(ack, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for item in lectures():
        passed = made.put(item)
        if passed is not None:
            os.write(log, f"{passed.uid}\n".encode())
    made.close()
    os.write(log, b"closed\n")


def killed_after(seconds, target, *args):
    """Run `target` in a process of its own and kill it; whether it was still running."""
    process = FORK.Process(target=target, args=args)
    process.start()
    process.join(seconds)
    alive = process.is_alive()
    if alive:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    return alive


def to_the_end(target, *args):
    process = FORK.Process(target=target, args=args)
    process.start()
    process.join(120)
    assert process.exitcode == 0


def canonical(path):
    """The content of a database without what differs from run to run: numbers and times."""
    with Talks(path) as talks:
        current = [talk.to_json() for talk in talks.current()]
        sightings = talks.connection.execute(
            "SELECT source, uid, record FROM sightings ORDER BY uid"
        ).fetchall()
        speakers = talks.connection.execute(
            "SELECT position, name FROM speakers ORDER BY name, position"
        ).fetchall()
    return json.dumps([current, sightings, speakers])


def assert_sound(path):
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        uids = [uid for (uid,) in connection.execute("SELECT uid FROM talks")]
    assert len(uids) == len(set(uids))
    return set(uids)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, chain_of):
    """Outputs of a run that nobody killed, and how long it took."""
    folder = tmp_path_factory.mktemp("undisturbed")
    settings = {"TALKS_DB": str(folder / "talks.db"), "TALKS_JSONL": str(folder / "talks.jsonl")}
    began = time.monotonic()
    to_the_end(crawl, chain_of, settings, folder / "ack", False)
    seconds = time.monotonic() - began
    return canonical(settings["TALKS_DB"]), Path(settings["TALKS_JSONL"]).read_bytes(), seconds


@pytest.mark.slow
@pytest.mark.parametrize("number", range(ROUNDS))
def test_killed_while_talks_flow(chain_of, outputs, tmp_path, undisturbed, number):
    chance = random.Random(SEED + number)
    dump, content, seconds = undisturbed
    ack = tmp_path / "ack"
    kills = chance.choice((1, 1, 2))
    for _ in range(kills):
        killed_after(chance.uniform(0.01, seconds * 1.1), crawl, chain_of, outputs, ack, number % 2)
        acknowledged = set(ack.read_text().split()) - {"closed"} if ack.exists() else set()
        if Path(outputs["TALKS_DB"]).exists():
            stored = assert_sound(outputs["TALKS_DB"]) if acknowledged else set()
            assert acknowledged <= stored, f"lost with seed {SEED + number}"
        list(jsonl.read(outputs["TALKS_JSONL"]))  # readable, or not there yet
    to_the_end(crawl, chain_of, outputs, ack, False)
    assert_sound(outputs["TALKS_DB"])
    assert canonical(outputs["TALKS_DB"]) == dump, f"differs with seed {SEED + number}"
    assert Path(outputs["TALKS_JSONL"]).read_bytes() == content


@pytest.mark.slow
@pytest.mark.parametrize("number", range(5))
def test_killed_without_a_database(chain_of, outputs, tmp_path, undisturbed, number):
    chance = random.Random(SEED - number - 1)
    _, content, seconds = undisturbed
    settings = {**outputs, "TALKS_DB": ""}
    path = Path(outputs["TALKS_JSONL"])
    jsonl.write(list(lectures())[:1], path)
    killed_after(chance.uniform(0.01, seconds), crawl, chain_of, settings, tmp_path / "ack", False)
    assert len(list(jsonl.read(path))) in (1, TALKS, TALKS + 1)
    path.unlink()
    to_the_end(crawl, chain_of, settings, tmp_path / "ack", False)
    assert path.read_bytes() == content


def rewrite(path):
    """Replace the file by one of two versions, again and again."""
    versions = [[TalkItem(uid=f"{letter}{n}", title=letter * 400) for n in range(60)] for letter in "ab"]
    while True:
        for version in versions:
            jsonl.write(version, path)


@pytest.mark.slow
def test_the_file_is_always_one_version_or_the_other(tmp_path):
    chance = random.Random(SEED)
    path = tmp_path / "talks.jsonl"
    for _ in range(ROUNDS):
        assert killed_after(chance.uniform(0.005, 0.1), rewrite, path)
        letters = {talk.uid[0] for talk in jsonl.read(path)}
        assert len(letters) <= 1, f"seed {SEED}"
        assert not path.exists() or len(path.read_text().splitlines()) == 60


def open_many(folder):
    for number in range(10_000):
        Talks(folder / f"{number}.db").close()


@pytest.mark.slow
def test_killed_while_the_tables_are_made(tmp_path):
    chance = random.Random(SEED)
    for round_number in range(5):
        folder = tmp_path / str(round_number)
        folder.mkdir()
        assert killed_after(chance.uniform(0.05, 0.3), open_many, folder)
        for path in sorted(folder.glob("*.db"))[-3:]:
            try:
                with Talks(path) as talks:
                    assert talks.count() == 0
            except StorageError as error:  # pragma: no cover - says which file
                pytest.fail(f"{path}: {error}, seed {SEED}")
