"""`scrapy health` at the edges; tests/crawl/test_weeks.py has what it says over the weeks of a source."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from seminarcrawl.store import Talks
from tests.processes import ROOT, Done, scrapy


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database without a run."""
    path = tmp_path / "talks.db"
    Talks(path).close()
    return path


def health(path: Path, *arguments: str) -> Done:
    return scrapy("health", "-s", f"TALKS_DB={path}", *arguments)


def test_before_the_first_crawl(path: Path, tmp_path: Path) -> None:
    empty = health(path)
    assert (empty.code, empty.out.splitlines()[-1]) == (0, "0 sources, 0 to look at")
    absent = health(tmp_path / "absent.db")
    assert absent.code == 2
    assert "crawl first" in absent.err
    assert not (tmp_path / "absent.db").exists()


def test_a_reader_that_has_seen_enough(path: Path) -> None:
    with Talks(path) as talks:
        for number in range(2000):
            talks.connection.execute(
                "INSERT INTO runs (source, started, finished, exit_code, verdict, verdict_reason)"
                " VALUES (?, '2026-09-01T00:00:00Z', '2026-09-01T00:01:00Z', 3, 'suspicious', 'half gone')",
                (f"source_{number}",),
            )
    command = [sys.executable, "-m", "scrapy", "health", "--json", "-s", f"TALKS_DB={path}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["verdict"] == "suspicious"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 3
