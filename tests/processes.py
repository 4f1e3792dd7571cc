"""Running the real `scrapy` in a process of its own, as a scheduler does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# What a test cannot wait for: one second between requests, and the delays after them.
HASTE = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")


@dataclass
class Done:
    """How a process ended."""

    code: int
    out: str
    err: str

    @property
    def summary(self) -> dict[str, Any]:
        """The summary line of `--summary json`."""
        value: dict[str, Any] = json.loads(self.out.strip().splitlines()[-1])
        return value


@dataclass
class Bench:
    """A folder with the outputs of some crawls."""

    folder: Path

    @property
    def db(self) -> Path:
        return self.folder / "talks.db"

    @property
    def jsonl(self) -> Path:
        return self.folder / "talks.jsonl"

    def talks(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.jsonl.read_text(encoding="utf-8").splitlines()]

    def command(self, *arguments: str, haste: bool = True) -> list[str]:
        outputs = ["-s", f"TALKS_DB={self.db}", "-s", f"TALKS_JSONL={self.jsonl}"]
        return [
            sys.executable,
            "-m",
            "scrapy",
            "crawl",
            *outputs,
            *(HASTE if haste else ()),
            *arguments,
            "--summary",
            "json",
        ]

    def crawl(self, *arguments: str, **environment: str) -> Done:
        return run(self.command(*arguments), **environment)


def scrapy(*arguments: str, stdin: bytes = b"", cwd: Path = ROOT, **environment: str) -> Done:
    """Run `scrapy …` in the project."""
    return run([sys.executable, "-m", "scrapy", *arguments], stdin=stdin, cwd=cwd, **environment)


def run(
    command: Sequence[str],
    *,
    stdin: bytes = b"",
    cwd: Path = ROOT,
    timeout: float = 120,
    **environment: str,
) -> Done:
    done = subprocess.run(
        command,
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=timeout,
        env={**os.environ, **environment},
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
