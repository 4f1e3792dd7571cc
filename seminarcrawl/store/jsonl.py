"""`talks.jsonl`: the current set of talks, one line each, replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from seminarcrawl.errors import StorageError
from seminarcrawl.items import TalkItem
from seminarcrawl.store.failures import storage_errors

try:
    import fcntl
except ImportError:  # not on Windows: there two runs must not end at once
    fcntl = None  # type: ignore[assignment]

_STALE = 3600  # seconds after which a temporary file was left behind by a killed run


def write(talks: Iterable[TalkItem], path: str | Path) -> bool:
    """Replace the file by one line per talk, in the order given; whether it is another file than before.

    A reader sees the old file or the new one, never a mixture, also when the process is killed or the
    disk is full. A file that would not differ is not touched.
    """
    target = Path(path).expanduser()
    with storage_errors(target):
        if target.is_dir():
            raise StorageError("storage.directory", "this is a folder, not a file", path=str(target))
        target = target.resolve()  # a link stays a link
        _remove_stale(target)
        temporary = _write_temporary(talks, target)
        try:
            if target.exists() and filecmp.cmp(temporary, target, shallow=False):
                return False
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(target.parent)
    return True


def check(path: str | Path) -> None:
    """Raise StorageError when `write` could not succeed: no folder, no permission, not our file."""
    target = Path(path).expanduser()
    with storage_errors(target):
        if target.is_dir():
            raise StorageError("storage.directory", "this is a folder, not a file", path=str(target))
        handle, name = tempfile.mkstemp(prefix=f"{target.name}.", suffix=".tmp", dir=target.parent)
        os.close(handle)
        Path(name).unlink()
    for _ in read(target):
        pass


def read(path: str | Path) -> Iterator[TalkItem]:
    """The talks of the file, one at a time; none when there is no file. Raises StorageError on a line that is
    no talk: the file is not ours, or was edited wrongly, and must not be replaced."""
    target = Path(path).expanduser()
    with storage_errors(target):
        try:
            lines = target.open(encoding="utf-8")
        except FileNotFoundError:
            return
        with lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _talk(line, number, target)


@contextmanager
def locked(path: str | Path) -> Iterator[None]:
    """Hold off other processes that would replace the file, so that none overwrites newer talks with older.

    The lock is on the folder: nothing is left behind.
    """
    folder = Path(path).expanduser().absolute().parent
    with storage_errors(path):
        handle = os.open(folder, os.O_RDONLY)
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _talk(line: str, number: int, path: Path) -> TalkItem:
    try:
        return TalkItem.from_dict(json.loads(line))
    except (ValueError, TypeError, AttributeError) as error:
        detail = f"line {number} is no talk ({error}): correct it, or move the file away"
        raise StorageError("storage.corrupt", detail, path=str(path)) from error


def _write_temporary(talks: Iterable[TalkItem], target: Path) -> Path:
    """The new content, safely on disk, in the same folder (renaming works only within a file system)."""
    handle, name = tempfile.mkstemp(prefix=f"{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            for talk in talks:
                file.write(talk.to_json() + "\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _mode(target: Path) -> int:
    """The permissions of the file as it was; of a new file those that any program would give it."""
    with contextlib.suppress(FileNotFoundError):
        return target.stat().st_mode & 0o7777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_stale(target: Path) -> None:
    for left in target.parent.glob(f"{target.name}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()
