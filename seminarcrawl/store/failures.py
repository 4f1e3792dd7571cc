"""What SQLite and the file system complain about, as one typed error that names the file and a remedy."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from seminarcrawl.errors import StorageError

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: ("storage.full", "the disk is full"),
    sqlite3.SQLITE_READONLY: ("storage.read-only", "the file or its folder is read-only"),
    sqlite3.SQLITE_PERM: ("storage.read-only", "no permission to write"),
    sqlite3.SQLITE_BUSY: ("storage.locked", "another program has locked the database for too long"),
    sqlite3.SQLITE_LOCKED: ("storage.locked", "another program has locked the database for too long"),
    sqlite3.SQLITE_CORRUPT: ("storage.corrupt", "the database is damaged: restore a copy, or move it away"),
    sqlite3.SQLITE_NOTADB: ("storage.corrupt", "this is no SQLite database: restore a copy, or move it away"),
}
_BY_ERRNO = {
    errno.ENOSPC: ("storage.full", "the disk is full"),
    errno.EDQUOT: ("storage.full", "the disk quota is used up"),
    errno.EFBIG: ("storage.full", "the file would be larger than allowed"),
    errno.EROFS: ("storage.read-only", "the file system is read-only"),
    errno.EACCES: ("storage.read-only", "no permission to write"),
    errno.EPERM: ("storage.read-only", "no permission to write"),
    errno.EISDIR: ("storage.directory", "this is a folder, not a file"),
    errno.ENOTDIR: ("storage.missing-folder", "the folder does not exist"),
    errno.ENOENT: ("storage.missing-folder", "the folder does not exist"),
}

TEMPORARY = "temporary file"


@contextmanager
def storage_errors(path: str | Path) -> Iterator[None]:
    """Turn whatever SQLite or the file system raises about `path` into a StorageError."""
    try:
        yield
    except sqlite3.Error as error:
        raise _of_sqlite(error, str(path) or TEMPORARY) from error
    except OSError as error:
        rule, detail = _BY_ERRNO.get(error.errno or 0, ("storage.failed", "cannot be read or written"))
        raise StorageError(rule, f"{detail} ({error.strerror or error})", path=str(path)) from error


def _of_sqlite(error: sqlite3.Error, path: str) -> StorageError:
    code = getattr(error, "sqlite_errorcode", None) or 0
    if code & 0xFF == sqlite3.SQLITE_CANTOPEN:
        return _cannot_open(error, path)
    fallback = ("storage.failed", "the database cannot be read or written")
    rule, detail = _BY_SQLITE_CODE.get(code & 0xFF, fallback)
    return StorageError(rule, f"{detail} ({error})", path=path)


def _cannot_open(error: sqlite3.Error, path: str) -> StorageError:
    """SQLite says only "unable to open": look why."""
    place = Path(path)
    if place.is_dir():
        return StorageError("storage.directory", "this is a folder, not a file", path=path)
    if not place.absolute().parent.is_dir():
        return StorageError("storage.missing-folder", "the folder does not exist", path=path)
    return StorageError("storage.read-only", f"no permission to open it ({error})", path=path)
