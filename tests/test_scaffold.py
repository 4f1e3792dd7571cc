"""A spider's file: its name, its lines, and that a page's words stay words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarcrawl.platforms.discover import TEMPLATES, base_of
from seminarcrawl.scaffold import (
    Leaf,
    ScaffoldError,
    is_name,
    literal,
    load,
    move_into_project,
    name_for,
    own_attributes,
    render,
)

PLATFORMS = sorted(path.stem for path in TEMPLATES.glob("*.tmpl"))
ADDRESS = {
    "researchseminars": "https://researchseminars.org/seminar/OWOS",
    "repository": "https://github.com/example/talks/tree/main/_talks",
    "indico": "https://indico.example.org/category/7/",
    "talks_cam": "https://talks.example.ac.uk/show/index/17",
    "talks_ox": "https://talks.example.ac.uk/talks/series/id/0a1b2c3d",
    "planitpurple": "https://planitpurple.example.edu/calendar/12",
    "google_calendar": "https://calendar.google.com/calendar/embed?src=a%40group.calendar.google.com",
    "outlook": "https://outlook.office365.com/owa/calendar/a@example.edu/0123456789/calendar.html",
    "vtcalendar": "https://calendar.example.edu/main.php?calendarid=math",
}


def leaf(template: str = "ical", **known: object) -> Leaf:
    address = ADDRESS.get(template, "https://www.maths.example.edu/talks")
    values = {
        "template": template,
        "name": "example_maths",
        "institution": "Example University",
        "topic": "Colloquium",
        "address": address,
        "start_urls": [address],
        "timezone": "America/Chicago",
        "country": "US",
        "languages": ("en",),
    }
    return Leaf(**{**values, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_template_gives_a_spider_that_can_be_made(tmp_path: Path, platform: str) -> None:
    path = tmp_path / "example_maths.py"
    path.write_text(render(leaf(platform)), encoding="utf-8")
    spider = load(path, "ExampleMathsSpider")
    base = base_of(platform)
    assert base is not None
    assert issubclass(spider, base)
    made = spider()
    assert (made.name, made.timezone, made.languages) == ("example_maths", "America/Chicago", ("en",))
    assert " ".join((spider.__doc__ or "").split()).startswith("Example University, Colloquium (https://")


@pytest.mark.parametrize(
    ("address", "attributes"),
    [
        ("https://github.com/a/b/tree/main/_talks", {"repository": "a/b", "folder": "_talks"}),
        (
            "https://github.com/a/b/tree/gh-pages/x/y",
            {"repository": "a/b", "branch": "gh-pages", "folder": "x/y"},
        ),
        ("https://github.com/a/b/blob/main/_data/t.yml", {"repository": "a/b", "paths": ("_data/t.yml",)}),
        ("https://github.com/a/b", {"repository": "a/b"}),
    ],
)
def test_what_a_repositorys_address_says(address: str, attributes: dict[str, object]) -> None:
    assert own_attributes("repository", [address]) == attributes


def test_what_says_nothing_stands_in_no_line() -> None:
    text = render(leaf(country=None, languages=()))
    assert text == (
        "from seminarcrawl.platforms.ical import ICalSpider\n\n\n"
        "class ExampleMathsSpider(ICalSpider):\n"
        '    """Example University, Colloquium (https://www.maths.example.edu/talks)."""\n\n'
        '    name = "example_maths"\n'
        '    institution = "Example University"\n'
        '    start_urls = ["https://www.maths.example.edu/talks"]\n'
        '    timezone = "America/Chicago"\n'
        "    verified = None\n"
    )


def test_a_calendar_on_another_host_keeps_the_page_that_people_see() -> None:
    text = render(leaf(start_urls=["https://calendars.example.com/a.ics"]))
    assert 'page = "https://www.maths.example.edu/talks"' in text


def test_long_addresses_are_wrapped() -> None:
    urls = [f"https://www.maths.example.edu/{'x' * 60}/{n}.ics" for n in range(2)]
    text = render(leaf(start_urls=urls, topic="Colloquium of " + "many " * 12))
    assert all(len(line) <= 110 for line in text.splitlines())
    assert ast.literal_eval(text.partition("start_urls = ")[2].partition("    timezone")[0]) == urls


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_pages_words_stay_words(institution: str, topic: str) -> None:
    tree = ast.parse(render(leaf(institution=institution, topic=topic)))
    (spider,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    assert ast.get_docstring(spider) is not None
    assert all(isinstance(node, ast.Assign) for node in spider.body[1:])
    assert len(tree.body) == 2


@given(st.text(max_size=40))
def test_a_literal_reads_back(text: str) -> None:
    assert ast.literal_eval(literal({"a": (text, [text])})) == {"a": (text, [text])}


@pytest.mark.parametrize(
    ("url", "institution", "taken", "name"),
    [
        ("https://www.maths.example.edu/seminars/", "Example", (), "example_maths"),
        ("https://example.ac.uk/events/topology.html", "Example", (), "example_topology"),
        ("https://www.example.edu/events/", "Example", (), "example"),
        ("https://maths.example.edu/algebra/", "Example", ("example_maths",), "example_maths_algebra"),
        ("https://maths.example.edu/", "Example", ("example_maths",), "example_maths_2"),
        ("http://127.0.0.1:8000/calendar", "Université d’Été", (), "universite_dete"),
        ("http://127.0.0.1:8000/calendar", "Source at 127.0.0.1", (), "source_at"),
        ("https://3e8.example/", "3E8", (), "source_3e8"),
        ("https://xn--bcher-kva.example/", "Bücher", (), "bucher"),
    ],
)
def test_names(url: str, institution: str, taken: tuple[str, ...], name: str) -> None:
    assert name_for(url, institution, taken) == name
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "Example", "1st", "a-b", "a__b", "_a", "a" * 60, "../up"])
def test_what_is_no_name(name: str) -> None:
    assert not is_name(name)


def test_an_unknown_platform() -> None:
    with pytest.raises(ScaffoldError, match="no template"):
        render(leaf("nonesuch"))


class TestMoving:
    def test_both_or_neither(self, tmp_path: Path) -> None:
        (tmp_path / "work/first").mkdir(parents=True)
        spider = tmp_path / "work/example.py"
        spider.write_text("", encoding="utf-8")
        (tmp_path / "spiders").mkdir()
        (tmp_path / "spiders/example.py").write_text("mine", encoding="utf-8")
        with pytest.raises(ScaffoldError, match="exists already"):
            move_into_project(spider, tmp_path / "work/first", tmp_path)
        assert not (tmp_path / "samples").exists()
        (tmp_path / "spiders/example.py").unlink()
        move_into_project(spider, tmp_path / "work/first", tmp_path)
        assert (tmp_path / "spiders/example.py").is_file()
        assert (tmp_path / "samples/example/first").is_dir()
