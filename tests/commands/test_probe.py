"""`scrapy probe`: files, standard input, URLs; tables for people, JSON for programs, evidence for both."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

from seminarcrawl.commands.probe import Command
from seminarcrawl.samples import Sample, find_samples
from tests.loopback.server import plain_calendar, serve, talk_page
from tests.processes import ROOT, scrapy

WHEN = ("--fetched-at", "2026-10-01T00:00:00+00:00", "--timezone", "Europe/London")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(talk_page(), encoding="utf-8")
    return path


def test_a_file_as_a_table(page: Path) -> None:
    done = scrapy("probe", str(page), *WHEN)
    assert done.code == 0, done.err
    for text in (
        "Tilings that never repeat",
        "Ellen Fox (University of Leeds)",
        "15:00–16:00",
        "October 2026",
    ):
        assert text in done.out
    assert done.out.rstrip().endswith("1 talk")


def test_why_shows_text_and_rule_of_each_field(page: Path) -> None:
    done = scrapy("probe", str(page), "--why", *WHEN)
    assert done.code == 0, done.err
    assert "read from" in done.out
    assert "by rule" in done.out
    (talk,) = [
        json.loads(line) for line in scrapy("probe", str(page), "--json", "--why", *WHEN).out.splitlines()
    ]
    assert {"title", "start", "speakers"} <= set(talk["why"])
    assert all(why["rule"] for why in talk["why"].values())


def test_json_from_standard_input() -> None:
    done = scrapy("probe", "-", "--json", *WHEN, stdin=plain_calendar(2).encode())
    assert done.code == 0, done.err
    assert [json.loads(line)["uid"] for line in done.out.splitlines()] == ["1@example.org", "2@example.org"]


def test_a_url() -> None:
    with serve() as site:
        done = scrapy("probe", f"{site.url}/page.html", "--json", *WHEN)
        missing = scrapy("probe", f"{site.url}/nowhere", *WHEN)
    assert json.loads(done.out)["source_url"] == f"{site.url}/page.html"
    assert missing.code == 2
    assert "404" in missing.err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "give one file"),
        (("no_such_file.html",), 2, "No such file"),
        (("README.md", "--timezone", "Nowhere/Land"), 2, "no IANA time zone"),
        (("README.md", "--fetched-at", "tomorrow"), 2, "no ISO 8601 time"),
        (("/dev/null",), 4, "document.empty"),
    ],
)
def test_what_is_wrong_is_said(arguments: tuple[str, ...], code: int, message: str) -> None:
    done = scrapy("probe", *arguments)
    assert (done.code, message in done.err) == (code, True), done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("sample", find_samples(ROOT / "samples"), ids=lambda s: s.name)
def test_it_works_on_every_response_of_every_sample(
    sample: Sample, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process: sixteen starts of another one would prove no more."""
    command = Command()
    command.settings = get_project_settings()
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    for response in sample.responses:
        file = str(sample.folder / response.file)
        given = [file, "--why", "--url", response.url, "--fetched-at", sample.fetched_at]
        options, arguments = parser.parse_known_args(given)
        command.run(arguments, options)
        assert command.exitcode in {0, 3}, response.file
        assert re.search(r"^\d+ talks?$", capsys.readouterr().out, re.M)
