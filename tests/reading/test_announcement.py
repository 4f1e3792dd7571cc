"""One talk's announcement, read from text: the tables in `announcements/` in fourteen languages.

A case's `text` is plain text or HTML. Keys name the field wanted: `""` (or `[]`) means that the text states
none, a key left out is not looked at. Speakers are "Name | Affiliation"; abstracts are wanted by their
first and last words; `given_…` is what the caller knew before.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.items import Speaker
from seminarcrawl.reading.announcement.reader import read_description, trim_abstract
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft

FOLDER = Path(__file__).with_name("announcements")
FETCHED = datetime(2025, 12, 1, 12, tzinfo=UTC)
PLAIN = ("title", "start", "end", "location", "online_url", "host", "series", "status", "when")


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        found += [pytest.param(case, id=f"{path.stem}: {case['name']}") for case in table["case"]]
    return found


def given_draft(case: dict[str, Any]) -> Draft:
    given = Draft()
    for name in ("title", "start", "end", "series"):
        given.put(name, case.get(f"given_{name}"), "", "given")
    given.put("speakers", [Speaker(name) for name in case.get("given_speakers", ())], "", "given")
    return given


def read(case: dict[str, Any]) -> Draft:
    context = Context(fetched_at=FETCHED, timezone=case.get("zone", "Europe/Berlin"))
    return read_description(case["text"].strip("\n"), context, given=given_draft(case))


@pytest.mark.parametrize("case", cases())
def test_announcement(case: dict[str, Any]) -> None:
    item = read(case).item
    wanted = {name: case[name] or None for name in PLAIN if name in case}
    got = {name: getattr(item, name) for name in wanted}
    if "speakers" in case:
        wanted["speakers"] = case["speakers"]
        got["speakers"] = [
            f"{s.name} | {s.affiliation or ''}" if "|" in "".join(case["speakers"]) else s.name
            for s in item.speakers
        ]
    assert got == wanted
    if "abstract" in case:
        assert (item.abstract or "") == case["abstract"]
    if "abstract_starts" in case:
        assert (item.abstract or "").startswith(case["abstract_starts"])
    if "abstract_ends" in case:
        assert (item.abstract or "").endswith(case["abstract_ends"])


def test_there_are_enough_announcements_and_languages() -> None:
    assert len(cases()) >= 60


def test_every_field_has_evidence_that_names_its_rule() -> None:
    draft = read({"text": "Speaker: Ada Byron\nTitle: On engines\nDate: 4 December 2025\nRoom: 12"})
    assert draft.evidence["speakers"].rule == "label 'Speaker'"
    assert draft.evidence["title"].text == "On engines"
    assert {"start", "when", "location"} <= set(draft.evidence)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Abstract: We count.", "We count."),
        ("ABSTRACT\n\nWe count.\n\nBio: Jane is a person.", "We count."),
        ("We count.\n\nJoin Zoom Meeting\nhttps://example.zoom.us/j/1", "We count."),
        ("We count. Joint work with A. Bee.", "We count. Joint work with A. Bee."),
        ("<p>We count.</p><p>Refreshments will be served.</p>", "We count."),
        ("TBA", None),
        ("", None),
        ("Zoom link: https://example.zoom.us/j/1", None),
    ],
)
def test_trim_abstract(text: str, wanted: str | None) -> None:
    assert trim_abstract(text) == wanted
