"""One crawl of a source at a time: a second one into the same output refuses at once."""

from __future__ import annotations

import errno
import os
import time
import zlib
from pathlib import Path

from seminarcrawl.errors import AlreadyRunningError
from seminarcrawl.store.failures import storage_errors

try:
    import fcntl
except ImportError:  # not on Windows: there nothing holds off a second crawl
    fcntl = None  # type: ignore[assignment]


_GLANCE = 0.2  # seconds; `is_held` has the lock for far less


class SourceLock:
    """Held from `SourceLock(…)` to `release`, or to the end of the process, however it ends.

    The file `<output>.lock` stays: each source locks one byte of it, which the system gives back by itself.
    """

    def __init__(self, output: str | Path, source: str) -> None:
        """Raises AlreadyRunningError when another process holds it, StorageError when it cannot be had."""
        path = _beside(output)
        with storage_errors(path):
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            locked = _try_lock(self._file, source)
        deadline = time.monotonic() + _GLANCE
        while not locked and time.monotonic() < deadline:
            time.sleep(0.02)
            locked = _try_lock(self._file, source)
        if not locked:
            os.close(self._file)
            raise AlreadyRunningError(f"{source}: another crawl of it into {output} is running")

    def release(self) -> None:
        """Let the next one in."""
        os.close(self._file)


def is_held(output: str | Path, source: str) -> bool | None:
    """Whether a crawl of the source into this output is under way; None where that cannot be told.

    Not for a process that holds the lock itself: closing any file loses all locks on it.
    """
    if fcntl is None:
        return None
    try:
        file = os.open(_beside(output), os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    except OSError:
        return None
    try:
        return not _try_lock(file, source)
    except OSError:
        return None
    finally:
        os.close(file)


def _beside(output: str | Path) -> Path:
    """The file to lock: the same by whatever link the output is called."""
    return Path(f"{Path(output).expanduser().resolve()}.lock")


def _try_lock(file: int, source: str) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, zlib.crc32(source.encode()))
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN):
            return False
        raise
    return True
