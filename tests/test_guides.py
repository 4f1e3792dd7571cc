"""The guides: each of their commands is run, in a copy of the project, against loopback and samples."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.loopback.front_pages import ICS_LINK, INDICO, Fronted
from tests.loopback.indico import Indico
from tests.loopback.page import DepartmentServer
from tests.loopback.platforms import Asked, PlatformServer, serve_platform
from tests.loopback.repository import GitHubServer
from tests.loopback.routes import CalendarFileServer
from tests.loopback.server import Reply
from tests.processes import HASTE, ROOT, scrapy

pytestmark = pytest.mark.slow
GUIDES = sorted(path for path in (ROOT / "docs/guides").glob("*.md") if path.stem != "README")
TODAY = date.today()  # noqa: DTZ011 (the servers' today; what they hold lies around it)
BLOCK = re.compile(r"```sh\n(.*?)```", re.S)
EXITS = re.compile(r"# exits (\d)")
ASKS_THE_NETWORK = re.compile(r"scrapy (?:addspider|crawl|record|verify) ")
QUIETLY: dict[str, Any] = {"capture_output": True, "text": True, "timeout": 120, "check": False}
BROKEN = '''from seminarcrawl.platforms.page import PageSpider


class ExampleBrokenSpider(PageSpider):
    """Example University, colloquium (https://phys.example.edu/colloquium)."""

    name = "example_broken"
    institution = "Example University"
    start_urls = ["https://phys.example.edu/colloquium"]
    timezone = "America/Chicago"
'''


class Rebuilt(DepartmentServer):
    """A department's site which has lost its talks, then all but the first ones, when `talks` says so."""

    is_empty = False

    def answer(self, asked: Asked) -> Reply:
        if self.is_empty and not asked.path.startswith("/talks/"):
            return Reply("<html><body><h1>Colloquium</h1><p>Our new site is here.</p></body></html>")
        return super().answer(asked)


def sites() -> dict[str, PlatformServer]:
    """What answers for the hosts of the guides."""
    calendar = CalendarFileServer(today=TODAY, summary="{one.speaker} ({one.affiliation}): {one.title}")
    return {
        "maths.example.edu": Fronted(inner=calendar, path="/colloquium", page=ICS_LINK),
        "cs.example.edu": DepartmentServer(today=TODAY),
        "phys.example.edu": Rebuilt(today=TODAY),
        "indico.example.org": Fronted(inner=Indico(today=TODAY), path="/category/7/", page=INDICO),
        "api.github.com": GitHubServer(today=TODAY, patterns=("_data/talks.yml",)),
    }


@pytest.fixture
def running() -> Iterator[dict[str, PlatformServer]]:
    with ExitStack() as stack:
        yield {host: stack.enter_context(serve_platform(site)) for host, site in sites().items()}


def project(folder: Path) -> Path:
    """A copy of the project that a guide may change."""
    clean = shutil.ignore_patterns("__pycache__")
    for name in ("seminarcrawl", "pipelines", "spiders", "samples"):
        shutil.copytree(ROOT / name, folder / name, ignore=clean)
    shutil.copy(ROOT / "scrapy.cfg", folder)
    return folder


def commands(guide: Path) -> list[tuple[str, int]]:
    """A guide's shell lines and the exit code that each is said to have."""
    lines = (
        line for block in BLOCK.findall(guide.read_text(encoding="utf-8")) for line in block.splitlines()
    )
    return [
        (line.partition(" #")[0].strip(), int(said[1]) if (said := EXITS.search(line)) else 0)
        for line in lines
        if line.strip()
    ]


def as_run(command: str, sites: dict[str, PlatformServer]) -> str:
    """A command with the loopback servers for the hosts that it names."""
    if ASKS_THE_NETWORK.match(command):
        command += " " + " ".join(HASTE)
    if re.match(r"scrapy (?:crawl repository|record example_talks)", command):
        github = sites["api.github.com"].url
        command += f" -a api_url={github} -a raw_url={github}"
    return with_hosts(command, sites)


def with_hosts(text: str, sites: dict[str, PlatformServer]) -> str:
    for host, site in sites.items():
        text = text.replace(f"https://{host}", site.url)
    return text


def broken_source(root: Path, sites: dict[str, PlatformServer]) -> None:
    """A spider whose sample shows talks, and whose site shows none any more."""
    file = root / "spiders/example_broken.py"
    file.write_text(with_hosts(BROKEN, sites), encoding="utf-8")
    scrapy("record", "example_broken", "first", *HASTE, cwd=root)
    scrapy("replay", "example_broken", cwd=root)
    site = sites["phys.example.edu"]
    assert isinstance(site, Rebuilt)
    site.is_empty = True


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_command_of_a_guide_does_what_it_says(
    guide: Path, tmp_path: Path, running: dict[str, PlatformServer]
) -> None:
    root = project(tmp_path)
    if guide.stem == "spider_broke":
        broken_source(root, running)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    assert commands(guide)
    for command, code in commands(guide):
        if guide.stem == "spider_broke" and command.startswith("scrapy verify"):
            running["phys.example.edu"].is_empty = False  # type: ignore[attr-defined]
        line = as_run(command, running)
        done = subprocess.run(["sh", "-c", line], cwd=root, env=environment, **QUIETLY)
        assert done.returncode == code, f"{line}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        assert "Traceback" not in done.stderr


def test_every_guide_is_in_the_list() -> None:
    listed = re.findall(r"\]\((\w+\.md)\)", (ROOT / "docs/guides/README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == [path.name for path in GUIDES]
