"""`scrapy record`: a live crawl becomes a sample that replays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.loopback.server import serve
from tests.processes import HASTE, ROOT, scrapy

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("seminarcrawl", "spiders", "pipelines", "scrapy.cfg"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def test_what_was_recorded_replays_without_the_server(project: Path) -> None:
    with serve() as site:
        arguments = ("-a", f"base_url={site.url}", "-a", "series=ALPHA")
        done = scrapy("record", "researchseminars", "loopback", *arguments, *HASTE, cwd=project)
        assert done.code == 0, done.err
        again = scrapy("record", "researchseminars", "loopback", *arguments, cwd=project)
        assert again.code == 2, "a sample is not overwritten unawares"
    folder = project / "samples/researchseminars/loopback"
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    assert meta["arguments"] == {"base_url": site.url, "series": "ALPHA"}
    assert [r["url"].removeprefix(site.url) for r in meta["responses"]] == [
        "/seminar/ALPHA/ics",
        "/api/0/lookup/series?series_id=%22ALPHA%22",
    ]
    assert {Path(r["file"]).suffix for r in meta["responses"]} == {".ics", ".json"}
    assert scrapy("replay", cwd=project).code == 1, "the first replay asks for a review"
    assert scrapy("replay", cwd=project).code == 0
    assert len((folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert not (project / "talks.db").exists(), "recording stores nothing"


def test_a_redirect_is_recorded_under_the_url_that_was_asked(project: Path) -> None:
    with serve() as site:
        arguments = ("-a", f"url={site.url}/moved.ics", "-a", "timezone=Europe/Paris")
        assert scrapy("record", "ical", "moved", *arguments, *HASTE, cwd=project).code == 0
    meta = json.loads((project / "samples/ical/moved/meta.json").read_text(encoding="utf-8"))
    (response,) = meta["responses"]
    assert response["url"].endswith("/moved.ics")
    assert response["answered_by"].endswith("/export.ics")
    scrapy("replay", cwd=project)
    assert scrapy("replay", cwd=project).code == 0


@pytest.mark.parametrize("arguments", [("ical",), ("ical", "../up"), ("no_such_spider", "case")])
def test_wrong_usage(project: Path, arguments: tuple[str, ...]) -> None:
    assert scrapy("record", *arguments, cwd=project).code == 2
    assert not (project / "samples").exists()
