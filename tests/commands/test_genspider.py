"""`scrapy genspider`: the same file as `addspider` writes, without looking at the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from seminarcrawl.platforms.discover import TEMPLATES
from tests.processes import ROOT, Done, scrapy

pytestmark = pytest.mark.slow
URL = "https://maths.example.edu/events.ics"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("seminarcrawl", "pipelines", "scrapy.cfg"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "spiders").mkdir()
    for name in ("__init__.py", "ical.py"):
        shutil.copy(ROOT / "spiders" / name, tmp_path / "spiders")
    return tmp_path


def genspider(root: Path, *arguments: str) -> Done:
    return scrapy("genspider", *arguments, cwd=root)


def test_a_platforms_template_filled_in(root: Path) -> None:
    done = genspider(root, "-t", "ical", "example_maths", URL, "--timezone", "America/Chicago")
    assert done.code == 0, done.err
    assert (root / "spiders/example_maths.py").read_text(encoding="utf-8") == (
        "from seminarcrawl.platforms.ical import ICalSpider\n\n\n"
        "class ExampleMathsSpider(ICalSpider):\n"
        f'    """Example, seminars ({URL})."""\n\n'
        '    name = "example_maths"\n'
        '    institution = "Example"\n'
        '    country = "US"\n'
        f'    start_urls = ["{URL}"]\n'
        '    timezone = "America/Chicago"\n'
        "    verified = None\n"
    )
    again = genspider(root, "-t", "ical", "example_maths", URL)
    assert (again.code, "already" in again.err) == (2, True)


def test_without_a_zone_the_spider_refuses_to_run(root: Path) -> None:
    assert genspider(root, "-t", "ical", "example_maths", URL).code == 0
    assert 'timezone = ""' in (root / "spiders/example_maths.py").read_text(encoding="utf-8")
    done = scrapy("crawl", "example_maths", cwd=root)
    assert done.code == 2
    assert "needs a timezone" in done.err


def test_the_templates_are_listed_and_shown(root: Path) -> None:
    listed = genspider(root, "--list").out.split()
    assert listed == sorted(path.stem for path in TEMPLATES.glob("*.tmpl"))
    assert "$classname(ICalSpider)" in genspider(root, "--dump", "ical").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-t", "nonesuch", "example_maths", URL), "no template"),
        (("-t", "ical", "../up", URL), "give a name"),
        (("-t", "researchseminars", "example_maths", URL), "no address for the template"),
        (("-t", "ical", "example_maths", URL, "--timezone", "Nowhere"), "no IANA time zone"),
    ],
)
def test_wrong_usage(root: Path, arguments: tuple[str, ...], says: str) -> None:
    done = genspider(root, *arguments)
    assert done.code == 2
    assert says in done.err
    assert [path.name for path in (root / "spiders").glob("e*.py")] == []
