"""Killed, or refused, at every single call that writes: strace does it to a process that stores talks."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from seminarcrawl.errors import StorageError
from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.store import Run, Talks, jsonl, schema
from tests.chaos.dumps import canonical, uids, unsound
from tests.chaos.kills import memory
from tests.chaos.rows import Row, of, scaled

CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "ftruncate", "unlink")
FORK = get_context("fork")
Task = Callable[[Path], None]


def talk(n: int) -> TalkItem:
    """One of the talks that are stored."""
    return TalkItem(
        uid=f"u{n}",
        title=f"Lecture number {n}",
        speakers=[Speaker(f"Person {n}", "Somewhere")],
        start=f"2026-10-{n % 28 + 1:02}T{n % 9 + 9:02}:00:00+02:00",
        abstract="Words and words. " * (600 if n % 20 == 7 else 3),
        source="north",
        fetched_at="2026-09-01T08:00:00+00:00",
    )


def _store(folder: Path, count: int, checkpoint: int | None = None) -> None:
    log = os.open(folder / "log", os.O_RDWR | os.O_CREAT | os.O_APPEND)
    with Talks(folder / "talks.db") as talks:
        if checkpoint:
            talks.connection.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}")
        run = Run(talks, "north")
        for n in range(count):
            run.put(talk(n))
            os.writev(log, [f"u{n}\n".encode()])  # a call that is not interfered with
        run.finish()
        jsonl.write(talks.current(), folder / "talks.jsonl")


def fifty(folder: Path) -> None:
    """A run of fifty talks, both outputs."""
    _store(folder, 50)


def checkpoints(folder: Path) -> None:
    """A run in which the log is copied into the database all the time."""
    _store(folder, 8, checkpoint=2)


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
    """A task, what it begins with, and what is done to it at a call: killed, or told an error."""

    name: str
    task: Task
    begin: Task
    inject: str


TRIALS = (
    Trial("killed at a call of a run of 50 talks", fifty, _nothing, "signal=KILL"),
    Trial("killed at a call of a migration", migration, older, "signal=KILL"),
    Trial("killed at a call while checkpointing", checkpoints, _nothing, "signal=KILL"),
    Trial("a call fails with EIO", checkpoints, _nothing, "error=EIO"),
    Trial("a call fails with ENOSPC", checkpoints, _nothing, "error=ENOSPC"),
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
    if traced(trial.task, folder, "-o", str(log), "-e", f"trace={','.join(CALLS)}") != 0:
        return None
    counted = Counter(re.findall(r"^(\w+)\(", log.read_text(), re.M))
    return [(call, n) for call in CALLS for n in range(1, counted[call] + 1)]


def hurt(trial: Trial, folder: Path, call: str, number: int, wanted: str) -> str | None:
    """Hurt the trial at one call; what is wrong after it, and after the next run."""
    folder.mkdir()
    trial.begin(folder)
    options = ("-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{trial.inject}:when={number}")
    code = traced(trial.task, folder, *options)
    where = f"{trial.name}: {call} {number}"
    if code not in (0, 5, -signal.SIGKILL):
        return f"{where}: exit code {code}"
    log = folder / "log"
    confirmed = set(log.read_text().split()) if log.exists() else set()
    database = folder / "talks.db"
    wrong = unsound(database)
    if missing := confirmed - set(uids(database)):
        wrong = f"lost {sorted(missing)[:3]}"
    list(jsonl.read(folder / "talks.jsonl"))
    again = FORK.Process(target=trial.task, args=(folder,))
    again.start()
    again.join()
    if again.exitcode or canonical(database) != wanted:
        wrong = wrong or "the next run does not bring what an undisturbed run brings"
    shutil.rmtree(folder)
    return f"{where}: {wrong}" if wrong else None


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
    wanted = canonical(folder / "counted" / "talks.db")
    some = every[:: max(1, len(every) // scaled(len(every), 20))]
    with ProcessPoolExecutor(2, mp_context=FORK) as pool:
        hurts = [
            pool.submit(hurt, trial, folder / str(n), call, number, wanted)
            for n, (call, number) in enumerate(some)
        ]
        told = [each.result() for each in hurts]
    bad = [wrong for wrong in told if wrong]
    for wrong in bad[:10]:
        print(f"    {wrong}")
    return Row(
        f"{of(len(some), len(every))} points: {trial.name}",
        "sound, 0 lost, re-run equals an undisturbed run",
        f"{len(some) - len(bad)} well",
        not bad,
    )
