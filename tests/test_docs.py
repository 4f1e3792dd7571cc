"""The documentation against the program: commands, fields, paths, and nothing of any one machine."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from seminarcrawl import settings
from seminarcrawl.items import FIELD_NAMES
from seminarcrawl.reading.summary import ROLES
from tests.processes import ROOT, scrapy

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
# A shell line of ours: `scrapy …` or `make …`, perhaps behind a prompt, a path or a cron line's `cd … &&`.
COMMAND = re.compile(r"(?:^|[ `(])(?:\.venv/bin/)?(scrapy|make) ([a-z]+)((?: [^`#|\n]*)?)", re.M)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
PATH_IN_TICKS = re.compile(r"`((?:seminarcrawl|spiders|pipelines|tests|samples|docs|deploy)/[\w./-]+)`")
OPTION = re.compile(r"(?<= )(--[a-z][a-z-]+)")


def code_of(page: Path) -> str:
    """Fenced blocks and `inline code` of a page."""
    text = page.read_text(encoding="utf-8")
    return "\n".join(re.findall(r"```\w*\n(.*?)```", text, re.S) + re.findall(r"`([^`\n]+)`", text))


def commands() -> list[tuple[str, str, str]]:
    found = {match for page in PAGES for match in COMMAND.findall(code_of(page))}
    return sorted(found)


@cache
def help_of(command: str) -> str:
    return scrapy(command, "-h").out


def test_there_are_commands_to_check() -> None:
    assert {name for program, name, _ in commands() if program == "scrapy"} >= {
        "crawl",
        "list",
        "probe",
        "record",
        "replay",
        "talks",
    }


@pytest.mark.parametrize(("program", "name", "rest"), commands())
def test_a_command_in_the_documentation_exists_with_its_options(program: str, name: str, rest: str) -> None:
    if program == "make":
        assert re.search(rf"^{name}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M), f"make {name}"
        return
    text = help_of(name)
    assert text.startswith("Usage"), f"scrapy {name}"
    for option in OPTION.findall(f" {rest}"):
        assert option in text, f"scrapy {name} {option}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        assert (page.parent / target).exists(), target
    for target in PATH_IN_TICKS.findall(text):
        if "XX" not in target and "example" not in target:
            assert (ROOT / target).exists(), target


def test_every_field_is_in_the_output_contract_in_order() -> None:
    documented = re.findall(
        r"^\| `(\w+)` \| .*\| .*\|$", (ROOT / "docs/OUTPUT.md").read_text(encoding="utf-8"), re.M
    )
    assert tuple(documented[: len(FIELD_NAMES)]) == FIELD_NAMES


def test_every_pipeline_and_its_off_switch_is_documented_in_order() -> None:
    text = (ROOT / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|.*\| `(\w+)=.*\|$", text, re.M)
    ordered = sorted((order, path.split(".")[1]) for path, order in settings.ITEM_PIPELINES.items())
    assert [(int(order), name) for order, name, _ in rows] == ordered
    for _, name, switch in rows:
        source = (ROOT / "pipelines" / f"{name}.py").read_text(encoding="utf-8")
        base = (ROOT / "pipelines" / "base.py").read_text(encoding="utf-8")
        assert switch in source or switch.removeprefix(name.upper()) in base, switch


def test_every_summary_role_is_listed_for_contributors() -> None:
    text = (ROOT / "docs/ADDING_A_SOURCE.md").read_text(encoding="utf-8")
    assert all(f"`{role}`" in text for role in ROLES)


def test_no_file_names_this_machine_or_an_index() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    here = str(ROOT.parent) + "/"
    index = re.compile("--(?:extra-)?index" + "-url|--find" + "-links|--trusted" + "-host")
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert len(here) < 4 or here not in text, name
        assert not index.search(text), name


def test_the_lock_files_pin_by_hash_and_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        for requirement in re.split(r"\n(?=\S)", text.strip()):
            assert re.match(r"[A-Za-z0-9._-]+==", requirement), requirement[:80]
            assert "--hash=sha256:" in requirement, requirement[:80]


def test_both_lock_files_agree() -> None:
    pins = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.M)
    run, dev = (
        dict(pins.findall((ROOT / n).read_text())) for n in ("requirements.lock", "requirements-dev.lock")
    )
    assert run
    assert {name: dev.get(name) for name in run} == run
