"""YAML, JSON, TOML and CSV as trees of text, and what hostile ones get."""

from __future__ import annotations

import time

import pytest

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.data.text import read_csv, read_json, read_toml, read_yaml


def test_yaml_scalars_stay_text():
    tree = read_yaml("time: 14:00\nonline: no\nday: 2025-12-01\nroom: 012\nnothing:\ntilde: ~\nquoted: ''\n")
    assert tree == {
        "time": "14:00", "online": "no", "day": "2025-12-01", "room": "012",
        "nothing": None, "tilde": None, "quoted": "",
    }  # fmt: skip


def test_yaml_impossible_dates_and_tags_are_only_text():
    tree = read_yaml("date: 2026-13-45\nevil: !!python/object/apply:os.system ['true']\n")
    assert tree == {"date": "2026-13-45", "evil": ["true"]}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: Knots: an introduction", "Knots: an introduction"),
        (r'title: "The ring $\mathbb{Z}[x]$"', r"The ring $\mathbb{Z}[x]$"),
        ("title: @home with ideals", "@home with ideals"),
        ("title: 'Fermat's last page", "'Fermat's last page"),
        ("title: *starred* remarks", "*starred* remarks"),
    ],
)
def test_yaml_value_that_the_grammar_refuses_costs_nothing_else(line, value):
    problems = []
    tree = read_yaml(f"speaker: Ada Byron\n{line}\nroom: 5\n", problem=lambda *p: problems.append(p))
    assert tree == {"speaker": "Ada Byron", "title": value, "room": "5"}
    assert problems[0][0] == "yaml.malformed"


def test_yaml_one_bad_item_of_a_list_costs_only_itself():
    tree = read_yaml("- title: A\n  room: 1\n- title: B: C\n  room: 2\n- title: D\n")
    assert tree == [{"title": "A", "room": "1"}, {"title": "B: C", "room": "2"}, {"title": "D"}]


def test_yaml_tabs_indent():
    assert read_yaml("venue:\n\troom: 12\n") == {"venue": {"room": "12"}}


def test_yaml_aliases_repeat_and_merge():
    text = "usual: &u {room: 12, time: 14:00}\n"
    text += "talks:\n- <<: *u\n  time: 15:00\n- host: *u\n- <<: [*u, {end: 16:00}]\n"
    tree = read_yaml(text)
    assert isinstance(tree, dict)
    assert tree["talks"] == [
        {"room": "12", "time": "15:00"},
        {"host": {"room": "12", "time": "14:00"}},
        {"room": "12", "time": "14:00", "end": "16:00"},
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &x [1, *x]\n", "yaml.alias"),
        ("b: *x\n", "yaml.alias"),
        (f"a: &x [{'1, ' * 999}]\nb: [{'*x, ' * 30}]\n", "yaml.alias"),
        ("[" * 5000, "yaml.too-deep"),
        ("x: " + "{a: " * 100, "yaml.too-deep"),
        ("- " * 300 + "x", "yaml.too-deep"),
        ("a" * 1_600_000, "yaml.too-big"),
        ("{a: ]", "yaml.malformed"),
    ],
)
def test_yaml_hostile(text, rule):
    with pytest.raises(ExtractionError) as caught:
        read_yaml(text, url="https://x.example/a.yml")
    assert caught.value.rule == rule
    assert caught.value.url == "https://x.example/a.yml"


def test_json_scalars_stay_text():
    digits = "7" * 6000
    assert read_json(f'{{"a": {digits}, "b": 1.50, "c": NaN, "d": true, "e": null}}') == {
        "a": digits, "b": "1.50", "c": None, "d": "true", "e": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        'var bwObject = {"a": ["x"]};',
        'export default {"a": ["x"]}',
        'export const talks: Talk[] = {"a": ["x"]};',
        'module.exports = {"a": ["x"]}',
        'callback({"a": ["x"]})',
        '\ufeff{"a": ["x",],}',
        "const t = {a: ['x'],}",
        '// list of talks\n{"a": ["x"]}',
        '<!--\n{"a": ["x"]}\n-->',
        '{"a": ["x"]}\ntrailing words',
    ],
)
def test_json_wrappings_and_loose_literals(text):
    assert read_json(text) == {"a": ["x"]}


def test_json_raw_newline_in_a_string():
    assert read_json('{"a": "two\nlines"}') == {"a": "two\nlines"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[" * 200_000, "json.too-deep"),
        ("[" * 100 + "]" * 100, "json.too-deep"),
        ("nothing of the kind", "json.malformed"),
        ('{"a": ', "json.malformed"),
        (" " * 5_000_001, "json.too-big"),
    ],
)
def test_json_hostile(text, rule):
    began = time.process_time()
    with pytest.raises(ExtractionError) as caught:
        read_json(text)
    assert caught.value.rule == rule
    assert time.process_time() - began < 2


def test_toml_dates_are_text():
    assert read_toml('start = 2021-01-14T16:00:00\nday = 2021-01-14\nname = "x"\nn = 4\n') == {
        "start": "2021-01-14 16:00:00", "day": "2021-01-14", "name": "x", "n": "4",
    }  # fmt: skip


def test_toml_bad_line_costs_only_itself():
    problems = []
    tree = read_toml('title = "On \\mathbb{Z}"\nroom = "5"\n', problem=lambda *p: problems.append(p))
    assert tree == {"title": "On \\mathbb{Z}", "room": "5"}
    assert problems[0][0] == "toml.malformed"


@pytest.mark.parametrize("text", ["not a table", "= 5"])
def test_toml_malformed(text):
    with pytest.raises(ExtractionError) as caught:
        read_toml(text)
    assert caught.value.rule == "toml.malformed"


def test_csv_with_semicolons_and_quoted_newlines():
    assert read_csv('\ufeffDate;Speaker;Title\n2024-05-02;Ada Byron;"On\nengines"\n') == [
        {"Date": "2024-05-02", "Speaker": "Ada Byron", "Title": "On\nengines"}
    ]
