"""One crawl of a source at a time: a second one into the same output refuses at once."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from seminarcrawl.errors import AlreadyRunningError
from seminarcrawl.store.failures import storage_errors

try:
    import fcntl
except ImportError:  # not on Windows: there nothing holds off a second crawl
    fcntl = None  # type: ignore[assignment]


class SourceLock:
    """Held from `SourceLock(…)` to `release`, or to the end of the process, however it ends.

    The file `<output>.lock` stays: each source locks one byte of it, which the system gives back by itself.
    """

    def __init__(self, output: str | Path, source: str) -> None:
        """Raises AlreadyRunningError when another process holds it, StorageError when it cannot be had."""
        path = Path(f"{Path(output).expanduser()}.lock")
        with storage_errors(path):
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            if fcntl is not None:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, zlib.crc32(source.encode()))
        except OSError as error:
            os.close(self._file)
            raise AlreadyRunningError(f"{source}: another crawl of it into {output} is running") from error

    def release(self) -> None:
        """Let the next one in."""
        os.close(self._file)
