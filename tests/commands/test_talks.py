"""From the samples to a table: `scrapy replay --store`, `scrapy talks`; the README shows what they print."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.processes import ROOT, Done, scrapy


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with everything that its samples hold stored."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("seminarcrawl", "spiders", "pipelines", "scrapy.cfg", "samples"):
        (folder / name).symlink_to(ROOT / name)
    done = scrapy("replay", "--store", cwd=folder)
    assert done.code == 0, done.out + done.err
    assert "stored" in done.out
    return folder


def talks(project: Path, *arguments: str) -> Done:
    return scrapy("talks", *arguments, cwd=project, COLUMNS="96")


def test_all_samples_end_up_in_both_outputs(project: Path) -> None:
    lines = (project / "talks.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["start"] for line in lines]
    assert talks(project, "--json").out.splitlines() == lines
    assert {json.loads(line)["source"] for line in lines} >= {
        "researchseminars",
        "msu_events",
        "l2s_seminars",
    }


def test_storing_the_same_again_changes_no_byte(project: Path) -> None:
    before = (project / "talks.jsonl").read_bytes()
    assert scrapy("replay", "--store", cwd=project).code == 0
    assert (project / "talks.jsonl").read_bytes() == before


def test_the_table(project: Path) -> None:
    done = talks(project)
    assert done.code == 0, done.err
    assert re.search(r"^\d+ talks from \d+ sources$", done.out.rstrip().splitlines()[-1])
    assert "CANCELLED" in done.out


def test_words_and_days_narrow_it(project: Path) -> None:
    assert talks(project, "differentiation").out.count("Jérôme Bolte") == 1
    assert "Jérôme Bolte" not in talks(project, "--since", "2021-01-01").out
    assert "Jérôme Bolte" in talks(project, "--until", "2020-12-31", "--source", "researchseminars").out
    assert talks(project, 'no "such', "words*").out.strip() == "0 talks from 0 sources"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--since", "soon"),
        ("-s", "TALKS_DB=absent.db"),
        ("--mail-to", "a@example.org"),
        ("--changed-since", "yesterday", "--mail-to", ""),
        ("--changed-since", "yesterday", "--mail-to", "a@example.org\nBcc: b@example.org"),
        ("--changed-since", "yesterday", "knots"),
    ],
)
def test_wrong_usage(project: Path, arguments: tuple[str, ...]) -> None:
    done = talks(project, *arguments)
    assert done.code == 2
    assert "Traceback" not in done.err


def test_a_file_that_is_no_database_is_said_to_be_none(project: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "README.md", tmp_path / "talks.db")
    done = talks(project, "-s", f"TALKS_DB={tmp_path / 'talks.db'}")
    assert done.code == 5
    assert "storage.corrupt" in done.err


def test_the_readme_shows_what_the_commands_print(project: Path) -> None:
    page = "samples/page/french_announcement/2026-10-08.html"
    arguments = ("--timezone", "Europe/Paris", "--fetched-at", "2026-09-25", "--why")
    probe = scrapy("probe", page, *arguments, cwd=project, COLUMNS="96").out
    printed = {line.rstrip() for line in (talks(project).out + probe).splitlines()}
    shown = re.findall(r"```text\n\$ .*?\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    lines = [line for block in shown for line in block.splitlines() if line and line != "…"]
    assert len(lines) > 20
    assert [line for line in lines if line not in printed] == []
