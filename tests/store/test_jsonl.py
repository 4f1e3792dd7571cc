"""`talks.jsonl`: whole or not at all, and the same bytes for the same talks."""

import errno
import os
import time

import pytest

from seminarcrawl.errors import StorageError
from seminarcrawl.items import TalkItem
from seminarcrawl.store import jsonl


def talk(n):
    return TalkItem(uid=f"u{n}", title=f"Über Graphen {n}", source="north", start="2026-10-14")


def test_one_line_per_talk_in_utf8(tmp_path):
    path = tmp_path / "talks.jsonl"
    assert jsonl.write([talk(1), talk(2)], path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines == [talk(1).to_json(), talk(2).to_json()]
    assert "Über" in lines[0]
    assert list(jsonl.read(path)) == [talk(1), talk(2)]


def test_an_unchanged_file_is_not_touched(tmp_path):
    path = tmp_path / "talks.jsonl"
    jsonl.write([talk(1)], path)
    before = path.stat()
    assert not jsonl.write([talk(1)], path)
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert os.listdir(tmp_path) == ["talks.jsonl"]  # noqa: PTH208


def test_a_failure_midway_leaves_the_old_file(tmp_path):
    path = tmp_path / "talks.jsonl"
    jsonl.write([talk(1)], path)

    def talks():
        yield talk(2)
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StorageError) as caught:
        jsonl.write(talks(), path)
    assert caught.value.rule == "storage.full"
    assert list(jsonl.read(path)) == [talk(1)]
    assert os.listdir(tmp_path) == ["talks.jsonl"]  # noqa: PTH208


def test_what_a_killed_run_left_is_removed(tmp_path):
    path = tmp_path / "talks.jsonl"
    old, recent = tmp_path / "talks.jsonl.abc.tmp", tmp_path / "talks.jsonl.def.tmp"
    old.write_text("half")
    recent.write_text("half")
    yesterday = time.time() - 86_400
    os.utime(old, (yesterday, yesterday))
    jsonl.write([talk(1)], path)
    assert not old.exists()
    assert recent.exists()


def test_permissions_and_links_are_kept(tmp_path):
    real = tmp_path / "real.jsonl"
    real.write_text("")
    real.chmod(0o640)
    link = tmp_path / "talks.jsonl"
    link.symlink_to(real)
    jsonl.write([talk(1)], link)
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert list(jsonl.read(real)) == [talk(1)]


@pytest.mark.parametrize("content", ['{"title": "half', "[1]\n", '{"titel": "x"}\n', "\x00\x01"])
def test_a_file_that_is_not_ours_is_not_replaced(tmp_path, content):
    path = tmp_path / "talks.jsonl"
    path.write_text(content)
    with pytest.raises(StorageError) as caught:
        jsonl.check(path)
    assert caught.value.rule == "storage.corrupt"
    assert "line 1" in caught.value.detail


def test_folders_are_named(tmp_path):
    with pytest.raises(StorageError, match="folder"):
        jsonl.check(tmp_path)
    with pytest.raises(StorageError, match="does not exist"):
        jsonl.check(tmp_path / "no" / "talks.jsonl")
