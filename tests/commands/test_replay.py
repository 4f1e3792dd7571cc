"""`scrapy replay`: every sample of the project, and what it says when something is wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.replays import differences
from seminarcrawl.samples import find_samples
from tests.processes import ROOT, Done, scrapy

SAMPLES = [sample.name for sample in find_samples(ROOT / "samples")]


@pytest.fixture(scope="module")
def replayed() -> dict[str, dict[str, Any]]:
    done = scrapy("replay", "--json")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert lines, done.err
    return {line["sample"]: line for line in lines}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_gives_the_talks_expected(replayed: dict[str, dict[str, Any]], name: str) -> None:
    result = replayed[name]
    assert result["verdict"] == "as expected", "\n".join([*result["differences"], *result["faults"]])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with one sample, so that a test may break it."""
    for name in ("seminarcrawl", "spiders", "pipelines"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "scrapy.cfg", tmp_path)
    shutil.copytree(ROOT / "samples/page/french_announcement", tmp_path / "samples/page/french_announcement")
    return tmp_path


def replay(project: Path, *arguments: str) -> Done:
    return scrapy("replay", *arguments, cwd=project)


def test_a_difference_is_shown_field_by_field_and_exits_1(project: Path) -> None:
    expected = project / "samples/page/french_announcement/expected.jsonl"
    talk = json.loads(expected.read_text(encoding="utf-8"))
    expected.write_text(json.dumps({**talk, "location": "Salle 118"}) + "\n", encoding="utf-8")
    done = replay(project)
    assert done.code == 1
    assert 'location: expected "Salle 118", got "Salle 117, bâtiment 425"' in done.out
    assert replay(project, "--update").code == 0
    assert replay(project).code == 0


def test_a_missing_expected_file_is_written_and_asks_for_a_look(project: Path) -> None:
    expected = project / "samples/page/french_announcement/expected.jsonl"
    before = expected.read_bytes()
    expected.unlink()
    done = replay(project)
    assert done.code == 1
    assert "review it" in done.out
    assert expected.read_bytes() == before
    assert replay(project).code == 0


def test_a_request_without_a_sample_names_the_url_and_touches_no_network(project: Path) -> None:
    meta = project / "samples/page/french_announcement/meta.json"
    text = meta.read_text(encoding="utf-8")
    data = json.loads(text)
    data["responses"][0]["url"] = "https://probas.example.fr/elsewhere"
    meta.write_text(json.dumps(data), encoding="utf-8")
    done = replay(project, "page")
    assert done.code == 1
    assert "holds no response for https://probas.example.fr/seminaire/2026-10-08" in done.out


def test_an_unknown_name_is_wrong_usage(project: Path) -> None:
    done = replay(project, "page/no_such_case")
    assert done.code == 2
    assert "no sample named 'page/no_such_case'" in done.err


def test_an_incomplete_sample_is_wrong_usage(project: Path) -> None:
    (project / "samples/page/french_announcement/meta.json").write_text("{}", encoding="utf-8")
    done = replay(project)
    assert done.code == 2
    assert "meta.json" in done.err


@pytest.mark.slow
def test_replaying_gives_the_same_bytes_whatever_the_machine_says(project: Path) -> None:
    """Zone, locale and hash seed of the machine must not show; the clock is frozen in the sample."""
    shutil.rmtree(project / "samples")
    shutil.copytree(ROOT / "samples", project / "samples")
    matrix = [
        ("UTC", "C", "0"),
        ("Asia/Kathmandu", "fr_FR.UTF-8", "1"),
        ("America/St_Johns", "zh_TW.UTF-8", "4242"),
    ]
    outputs = []
    for zone, language, seed in matrix:
        environment = {"TZ": zone, "LANG": language, "LC_ALL": language, "PYTHONHASHSEED": seed}
        done = scrapy("replay", "--update", "--json", cwd=project, **environment)
        assert done.code == 0, done.out
        outputs.append({p: p.read_bytes() for p in sorted((project / "samples").rglob("expected.jsonl"))})
    assert all(output == outputs[0] for output in outputs)


def test_differences_pair_talks_by_uid() -> None:
    old = [{"uid": "a", "title": "One"}, {"uid": "b", "title": "Two"}]
    new = [{"uid": "b", "title": "Two!"}, {"uid": "c", "title": "Three"}]
    assert differences(old, new) == ["a: missing", 'b: title: expected "Two", got "Two!"', "c: not expected"]
    assert differences(old, old) == []
