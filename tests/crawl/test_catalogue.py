"""Every spider of the catalogue, with its own attributes, against a server that behaves like its platform."""

from __future__ import annotations

import fcntl
import json
import os
import re
import subprocess
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from seminarcrawl import platforms
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.settings import SUBSCRIPTION_HOSTS
from tests.loopback.routes import LEAVES, ROUTES
from tests.processes import ROOT

PROCESSES = 2
MOST_REQUESTS = 60
Result = dict[str, Any]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """What became of each spider; all of them run once, however many workers the tests have."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    done = folder / "catalogue.done"
    with (folder / "catalogue.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            run_all(folder)
            done.touch()
    lines = [
        line for path in folder.glob("catalogue-*.jsonl") for line in path.read_text("utf-8").splitlines()
    ]
    return {result["name"]: result for result in map(json.loads, lines)}


def run_all(folder: Path) -> None:
    """The spiders shared out among a few processes."""
    names = sorted(LEAVES)
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.loopback.catalogue", str(folder / f"catalogue-{n}.jsonl"), *share],
            cwd=ROOT,
            stderr=subprocess.PIPE,
        )
        for n in range(PROCESSES)
        if (share := names[n::PROCESSES])
    ]
    for process in processes:
        _, errors = process.communicate(timeout=600)
        assert process.returncode == 0, errors.decode()[-4000:]


@pytest.fixture
def result(results: dict[str, Result], name: str) -> Result:
    return results[name]


def test_every_platform_has_a_server() -> None:
    modules = [import_module(f"seminarcrawl.platforms.{m.name}") for m in iter_modules(platforms.__path__)]
    bases = {
        base
        for module in modules
        for base in vars(module).values()
        if isinstance(base, type) and issubclass(base, TalkSpider) and vars(base).get("platform")
    }
    assert len(bases) > 15
    assert {base for base in bases if not any(issubclass(base, routed) for routed, _ in ROUTES)} == set()


@pytest.mark.parametrize("name", sorted(LEAVES))
class TestEverySpider:
    def test_it_ends_well(self, result: Result) -> None:
        assert result["error"] is None
        assert result["faults"] == []
        assert (result["reason"], result["rejected"]) == ("finished", 0)

    def test_its_requests_are_well_formed_allowed_and_come_to_an_end(self, result: Result) -> None:
        asked = [url for url in result["requests"] if not url.endswith("/robots.txt")]
        assert 1 <= len(asked) <= MOST_REQUESTS
        assert len(set(asked)) == len(asked)
        for url in asked:
            parts = urlsplit(url)
            assert parts.scheme in ("http", "https")
            assert not {"{", "}", " ", "None"} & set(url), url
            assert "None" not in url
            assert "//" not in parts.path, url
            assert parts.netloc in (*result["robots"], *SUBSCRIPTION_HOSTS), f"{url}: what of its robots.txt?"
        assert result["forbidden"] == 0

    def test_its_talks_are_the_lectures_in_its_zone(self, name: str, result: Result) -> None:
        spider, talks = LEAVES[name], result["talks"]
        for talk in talks:
            assert talk["source"] == name
            assert talk["timezone"] == spider.timezone
            start = datetime.fromisoformat(talk["start"])
            assert start.utcoffset() == start.astimezone(ZoneInfo(spider.timezone or "")).utcoffset()
            assert f"{start:%H:%M}" == "15:00"

    def test_it_brings_all_that_it_wants_and_nothing_else(self, name: str, result: Result) -> None:
        wanted = [
            (start, title)
            for start, title in zip(result["starts"], result["titles"], strict=True)
            if re.search(LEAVES[name].keep or "", title, re.I)
        ]
        assert {start for start, _ in wanted} <= {talk["start"] for talk in result["talks"]}
        assert {talk["title"] for talk in result["talks"]} - {title for _, title in wanted} <= {None}

    def test_who_speaks_on_what_is_read_by_its_role(self, name: str, result: Result) -> None:
        role = LEAVES[name].summary_role or ""
        speakers = [[speaker["name"] for speaker in talk["speakers"]] for talk in result["talks"]]
        assert {name for names in speakers for name in names} <= set(result["speakers"])
        if "speaker" in role:
            assert all(speakers)
        if "title" in role:
            assert {talk["title"] for talk in result["talks"]} <= set(result["titles"])

    def test_its_series_are_those_it_declares(self, name: str, result: Result) -> None:
        declared = set(LEAVES[name].series_urls)
        if declared:
            assert {talk["series"] for talk in result["talks"]} <= declared
