"""Killed, or refused, at every single call that writes: strace does it to a process that stores talks."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.request import fingerprint

from seminarcrawl.errors import StorageError
from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.revalidation import ResponseStorage
from seminarcrawl.store import Run, Talks, jsonl, schema
from seminarcrawl.store.documents import Documents
from seminarcrawl.store.run import close_killed, note_exit
from tests.chaos.dumps import canonical, finished, uids, unsound
from tests.chaos.kills import memory
from tests.chaos.rows import Row, judged, of, scaled

CALLS = (
    *("write", "pwrite64", "fsync", "fdatasync", "ftruncate"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat"),
)
FORK = get_context("fork")
STARTED = datetime(2026, 9, 1, 8, tzinfo=UTC)
URL = "https://example.org/seminar.ics"
Task = Callable[[Path], None]


def talk(n: int, version: int = 1) -> TalkItem:
    """One of the talks that are stored; in version 2 some have another room, or no abstract any more."""
    return TalkItem(
        uid=f"u{n}",
        title=f"Lecture number {n}",
        speakers=[Speaker(f"Person {n}", "Somewhere")],
        start=f"2026-10-{n % 28 + 1:02}T{n % 9 + 9:02}:00:00+02:00",
        location=f"Hall {n}" if version == 2 and n % 4 == 1 else f"Room {n}",
        abstract=None if version == 2 and n == 6 else "Words and words. " * (600 if n % 20 == 7 else 3),
        source="north",
        source_url=URL,
        fetched_at="2026-09-01T08:00:00+00:00",
    )


def _store(folder: Path, talks_: list[TalkItem], said: str, checkpoint: int | None = None) -> None:
    """What the pipelines do in a run of one document that says `said`."""
    log = os.open(folder / "log", os.O_RDWR | os.O_CREAT | os.O_APPEND)
    database = folder / "talks.db"
    with Talks(database) as talks:
        if checkpoint:
            talks.connection.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}")
        close_killed(talks, "north")
        run = Run(talks, "north", started=STARTED)
        documents = Documents(run)
        if not documents.still_shows(URL, said):
            for item in talks_:
                run.put(item)
                os.writev(log, [f"{item.uid}\n".encode()])  # a call that is not interfered with
        run.finish()
        documents.finish()
        jsonl.write(talks.current(), folder / "talks.jsonl")
    note_exit(database, run.id, 0, None)


def fifty(folder: Path) -> None:
    """A run of fifty talks, both outputs."""
    _store(folder, [talk(n) for n in range(50)], "fifty")


def checkpoints(folder: Path) -> None:
    """A run in which the log is copied into the database all the time."""
    _store(folder, [talk(n) for n in range(8)], "eight", checkpoint=2)


def first(folder: Path) -> None:
    """A run of twelve talks, as an earlier week had them."""
    _store(folder, [talk(n) for n in range(12)], "twelve")
    (folder / "log").unlink()


def second(folder: Path) -> None:
    """The next run: rooms moved, an abstract taken back, two talks missing, one new."""
    _store(folder, [talk(n, version=2) for n in range(13) if n not in (3, 8)], "thirteen")


def answers(folder: Path) -> None:
    """What servers answer is kept beside the database."""
    storage = ResponseStorage(Settings({"TALKS_DB": str(folder / "talks.db")}))
    spider = SimpleNamespace(
        crawler=SimpleNamespace(request_fingerprinter=SimpleNamespace(fingerprint=fingerprint))
    )
    storage.open_spider(spider)  # type: ignore[arg-type]
    for n in range(8):
        request = Request(f"{URL}?{n}")
        body = f"answer {n} ".encode() * (1 + 3000 * (n == 5))
        known = storage.retrieve_response(spider, request)  # type: ignore[arg-type]
        if known is not None and known.body != body:
            raise AssertionError(f"answer {n} is another one")
        answer = Response(request.url, headers={"ETag": f'"{n}"'}, body=body)
        storage.store_response(spider, request, answer)  # type: ignore[arg-type]
    storage.close_spider(spider)  # type: ignore[arg-type]


def kept_answers(folder: Path) -> str:
    """The answers that are kept, without when they were of use."""
    with closing(sqlite3.connect(folder / "talks.responses.db")) as connection:
        rows = connection.execute("SELECT url, status, headers, body FROM responses ORDER BY url").fetchall()
    return json.dumps([(*row[:3], zlib.decompress(row[3]).decode()) for row in rows])


def both_outputs(folder: Path) -> str:
    """What is in the database and in the file."""
    file = folder / "talks.jsonl"
    return canonical(folder / "talks.db") + (file.read_text() if file.exists() else "")


def migration(folder: Path) -> None:
    """An older database becomes one of today."""
    Talks(folder / "talks.db").close()


def older(folder: Path) -> None:
    """A database of the first schema with two talks."""
    connection = sqlite3.connect(folder / "talks.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    for statement in schema._statements(schema.MIGRATIONS[0]):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    for n in range(2):
        connection.execute(
            "INSERT INTO talks (uid, title, topics, links, status, source, inferred)"
            f" VALUES ('u{n}', 'Lecture', '[]', '[]', 'confirmed', 'north', '[]')"
        )
    connection.close()


def _nothing(folder: Path) -> None:
    """Begin with an empty folder."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A task, what it begins with, what is done to it at a call (killed, or told an error), and what of its
    folder counts."""

    name: str
    task: Task
    begin: Task
    inject: str
    content: Callable[[Path], str] = both_outputs


TRIALS = (
    Trial("killed at a call of a run of 50 talks", fifty, _nothing, "signal=KILL"),
    Trial("killed at a call of a run that finds moved and missing talks", second, first, "signal=KILL"),
    Trial("killed at a call of a migration", migration, older, "signal=KILL"),
    Trial("killed at a call while checkpointing", checkpoints, _nothing, "signal=KILL"),
    Trial("killed at a call while answers are kept", answers, _nothing, "signal=KILL", kept_answers),
    Trial("a call fails with EIO", checkpoints, _nothing, "error=EIO"),
    Trial("a call fails with ENOSPC", second, first, "error=ENOSPC"),
)


def traced(task: Task, folder: Path, *options: str) -> int | None:
    """Run `task` in a process that strace holds; its exit code (5: StorageError), None without ptrace."""
    process = FORK.Process(target=_waiting, args=(task, folder))
    process.start()
    assert process.pid
    os.waitpid(process.pid, os.WUNTRACED)  # it has stopped itself
    tracer = subprocess.Popen(
        ["strace", "-qq", "-p", str(process.pid), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    status = Path(f"/proc/{process.pid}/status")
    while tracer.poll() is None and "TracerPid:\t0" in status.read_text():
        time.sleep(0.002)
    if tracer.poll() is not None:
        process.kill()
        process.join()
        return None
    os.kill(process.pid, signal.SIGCONT)
    process.join(120)
    tracer.wait(20)
    return process.exitcode


def _waiting(task: Task, folder: Path) -> None:
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        task(folder)
    except StorageError:
        os._exit(5)
    os._exit(0)


def points(trial: Trial, folder: Path) -> list[tuple[str, int]] | None:
    """Every call at which the trial can be hurt; None without ptrace."""
    folder.mkdir()
    trial.begin(folder)
    log = folder / "calls"
    if (
        traced(trial.task, folder, "-o", str(log), "-e", f"trace={','.join(f'?{call}' for call in CALLS)}")
        != 0
    ):
        return None
    counted = Counter(re.findall(r"^(\w+)\(", log.read_text(), re.M))
    return [(call, n) for call in CALLS for n in range(1, counted[call] + 1)]


def undisturbed(trial: Trial, folder: Path) -> tuple[str, str]:
    """What the trial leaves when nothing is done to it, once and twice."""
    folder.mkdir()
    trial.begin(folder)
    left = []
    for _ in range(2):
        assert _forked(trial.task, folder) == 0
        left.append(trial.content(folder))
    return left[0], left[1]


def hurt(trial: Trial, folder: Path, call: str, number: int, wanted: tuple[str, str]) -> str | None:
    """Hurt the trial at one call; what is wrong after it, and after the next run."""
    folder.mkdir()
    trial.begin(folder)
    database, lines = folder / "talks.db", folder / "talks.jsonl"
    earlier, before = set(uids(database)), finished(database)
    old = lines.read_text() if lines.exists() else ""
    options = ("-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{trial.inject}:when={number}")
    code = traced(trial.task, folder, *options)
    where = f"{trial.name}: {call} {number}"
    if code not in (0, 5, -signal.SIGKILL):
        return f"{where}: exit code {code}"
    log = folder / "log"
    confirmed = set(log.read_text().split()) if log.exists() else set()
    wrong = unsound(database) or unsound(folder / "talks.responses.db")
    if missing := (confirmed | earlier) - set(uids(database)):
        wrong = f"lost {sorted(missing)[:3]}"
    now = lines.read_text() if lines.exists() else ""
    if now != old and not wanted[0].endswith(now):
        wrong = wrong or "talks.jsonl is neither the old nor the new one"
    # A run whose books were closed was a run: what the next one comes to is the second.
    twice = finished(database) > before
    if _forked(trial.task, folder) or trial.content(folder) != wanted[twice]:
        wrong = wrong or "the next run does not bring what an undisturbed run brings"
    shutil.rmtree(folder)
    return f"{where}: {wrong}" if wrong else None


def _forked(task: Task, folder: Path) -> int | None:
    process = FORK.Process(target=task, args=(folder,))
    process.start()
    process.join()
    return process.exitcode


def rows() -> Iterator[Row]:
    """The lines of the table."""
    with TemporaryDirectory(dir=memory()) as place:
        for trial in TRIALS:
            row = _row(trial, Path(place) / trial.name.replace(" ", "-"))
            if row is None:
                print("    strace: not tried (ptrace is not allowed, or strace is not installed)")
                return
            yield row


def _row(trial: Trial, folder: Path) -> Row | None:
    folder.mkdir()
    if shutil.which("strace") is None:
        return None
    every = points(trial, folder / "counted")
    if every is None:
        return None
    wanted = undisturbed(trial, folder / "undisturbed")
    some = every[:: max(1, len(every) // scaled(len(every), 20))]
    with ProcessPoolExecutor(2, mp_context=FORK) as pool:
        hurts = [
            pool.submit(hurt, trial, folder / str(n), call, number, wanted)
            for n, (call, number) in enumerate(some)
        ]
        told = [each.result() for each in hurts]
    bad = [wrong for wrong in told if wrong]
    return judged(
        f"{of(len(some), len(every))} points: {trial.name}",
        "sound, 0 lost, re-run equals an undisturbed run",
        f"{len(some) - len(bad)} well",
        bad,
    )
