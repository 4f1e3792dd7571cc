"""`scrapy verify` and `scrapy record --refresh`: live sources tried, samples kept or renewed, drift told."""

from __future__ import annotations

import ast
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seminarcrawl.drift import replace_folder
from seminarcrawl.verification import noted
from tests.loopback.platforms import Asked, PlatformServer, serve_platform
from tests.loopback.routes import CalendarFileServer
from tests.loopback.server import Reply
from tests.processes import HASTE, ROOT, Done, scrapy

pytestmark = pytest.mark.slow
LEAF = '''from seminarcrawl.platforms.{module} import {base}


class {name}Spider({base}):
    """Example University, {name} (https://www.example.edu/)."""

    name = "{lower}"
    institution = "Example University"
    start_urls = ["{url}"]
    timezone = "Europe/Paris"
{more}'''


class Site(CalendarFileServer):
    """A calendar at /talks.ics, a page at /page, nothing at /gone.ics."""

    page = ""

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/page":
            return Reply(self.page)
        return Reply("", status=404) if asked.path == "/gone.ics" else super().answer(asked)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_platform(Site(summary="{one.speaker} ({one.affiliation}): {one.title}")) as running:
        assert isinstance(running, Site)
        yield running


def write(root: Path, name: str, url: str, *more: str, base: str = "ICalSpider") -> Path:
    path = root / "spiders" / f"{name.lower()}.py"
    lines = "".join(f"    {line}\n" for line in more)
    module = base.removesuffix("Spider").lower()
    text = LEAF.format(name=name, lower=name.lower(), url=url, more=lines, base=base, module=module)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("seminarcrawl", "pipelines", "scrapy.cfg"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "spiders").mkdir()
    shutil.copy(ROOT / "spiders/__init__.py", tmp_path / "spiders")
    shutil.copy(ROOT / "spiders/ical.py", tmp_path / "spiders")
    return tmp_path


def verify(root: Path, *arguments: str) -> Done:
    return scrapy("verify", *arguments, *HASTE, cwd=root)


def test_all_that_nobody_has_tried_and_none_because_of_another(root: Path, site: PlatformServer) -> None:
    good = write(root, "Good", f"{site.url}/talks.ics", "verified = None")
    gone = write(root, "Gone", f"{site.url.replace('127.0.0.1', 'localhost')}/gone.ics", "verified = None")
    tried = write(root, "Tried", f"{site.url}/tried.ics", 'verified = {"date": "2026-01-02", "talks": 1}')
    before = {path: path.read_text(encoding="utf-8") for path in (gone, tried)}
    done = verify(root, "--all", "--jobs", "2")
    assert done.code == 4
    assert "2 sources: 1 verified" in done.out
    assert "answered 404" in done.out
    (line,) = (line for line in good.read_text(encoding="utf-8").splitlines() if "verified" in line)
    today = datetime.now(UTC).date().isoformat()
    assert line == f'    verified = {{"date": "{today}", "talks": 12, "titles": 12, "speakers": 12}}'
    assert {path: path.read_text(encoding="utf-8") for path in before} == before
    assert [path.name for path in (root / "samples").iterdir()] == ["good"]
    assert scrapy("replay", "good/first", cwd=root).code == 0
    assert not (root / "talks.db").exists()
    assert not [path for path in root.iterdir() if path.name.startswith(".")]


def test_one_with_a_sample_of_its_own_keeps_it(root: Path, site: PlatformServer) -> None:
    write(root, "Good", f"{site.url}/talks.ics")
    assert verify(root, "good").code == 0
    first = (root / "samples/good/first/meta.json").read_text(encoding="utf-8")
    done = verify(root, "good", "--json")
    assert (done.code, json.loads(done.out)["talks"]) == (0, 12)
    assert (root / "samples/good/first/meta.json").read_text(encoding="utf-8") == first
    assert sorted(path.name for path in (root / "samples/good").iterdir()) == ["first", "verified"]


@pytest.mark.parametrize("arguments", [("nobody",), ("ical",), ("--all", "--jobs", "0")])
def test_wrong_usage(root: Path, arguments: tuple[str, ...]) -> None:
    done = verify(root, *arguments)
    assert done.code == 2
    assert "Traceback" not in done.err


def test_refresh_tells_what_has_changed_and_overwrites_nothing_on_failure(root: Path, site: Site) -> None:
    write(root, "Good", f"{site.url}/talks.ics")
    assert verify(root, "good").code == 0
    same = scrapy("record", "good", "--refresh", *HASTE, cwd=root)
    assert same.code == 0, same.out
    assert "the talks are the same" in same.out

    site.lectures = site.lectures[1:]
    site.summary = "{one.speaker} ({one.affiliation}): {one.title}, revised"
    drifted = scrapy("record", "good/first", "--refresh", *HASTE, cwd=root)
    assert drifted.code == 3
    assert "1/talks.ics" in drifted.out
    assert "missing" in drifted.out
    assert ", revised" in drifted.out
    assert scrapy("replay", "good", cwd=root).code == 0, "the new talks are the expected ones"

    write(root, "Good", f"{site.url}/gone.ics")
    before = (root / "samples/good/first/meta.json").read_text(encoding="utf-8")
    failed = scrapy("record", "good", "--refresh", *HASTE, cwd=root)
    assert failed.code == 4
    assert "nothing was overwritten" in failed.out
    assert (root / "samples/good/first/meta.json").read_text(encoding="utf-8") == before


def test_a_selector_that_died(root: Path, site: Site) -> None:
    row = '<div class="row"><h3>{one.title}</h3><i class="who">{one.speaker}</i><b>{day:%d %B %Y}</b></div>'

    def page(names: str) -> str:
        rows = (row.format(one=one, day=one.start(site.today, site.zone)) for one in site.lectures)
        return f"<html><body><h1>Colloquium</h1>{''.join(rows).replace('who', names)}</body></html>"

    site.page = page("who")
    selectors = ('talk_selector = ".row"', 'selectors = {"title": "h3", "speakers": ".who", "when": "b"}')
    write(root, "Listed", f"{site.url}/page", *selectors, base="PageSpider")
    assert verify(root, "listed").code == 0
    site.page = page("speaker-name")
    done = scrapy("record", "listed", "--refresh", *HASTE, cwd=root)
    assert done.code == 3
    assert "selector speakers points at nothing any more" in done.out


class TestNoting:
    def test_the_line_is_written_anew_or_added(self) -> None:
        text = LEAF.format(name="X", lower="x", url="https://x.example/", more="", base="A", module="a")
        once = noted(text, {"date": "2026-11-21", "talks": 3})
        twice = noted(once, {"date": "2026-12-01", "talks": 4})
        assert twice == once.replace("2026-11-21", "2026-12-01").replace('"talks": 3', '"talks": 4')
        (spider,) = (node for node in ast.parse(twice).body if isinstance(node, ast.ClassDef))
        assert isinstance(spider.body[-1], ast.Assign)


def test_a_folder_is_replaced_or_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = tmp_path / "samples/x/first", tmp_path / "work/first"
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text(folder.parent.name, encoding="utf-8")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self == new:
            raise OSError("disk full")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="disk full"):
        replace_folder(old, new)
    assert (old / "a.txt").read_text(encoding="utf-8") == "x"
    monkeypatch.undo()
    replace_folder(old, new)
    assert (old / "a.txt").read_text(encoding="utf-8") == "work"
    assert [path.name for path in (tmp_path / "work").iterdir()] == []
