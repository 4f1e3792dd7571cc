"""Whole calendars, one file a platform, with everything that must be read from each beside it."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.ical.extractor import extract
from seminarcrawl.reading.context import Context

FOLDER = Path(__file__).with_name("calendars")
CASES = sorted(path.stem for path in FOLDER.glob("*.json"))


def read(body: bytes, **context):
    context["fetched_at"] = datetime.fromisoformat(context["fetched_at"])
    document = Document(body, Context(**context), "text/calendar")
    return extract(document), document


@pytest.mark.parametrize("case", CASES)
def test_calendar(case):
    expected = json.loads((FOLDER / f"{case}.json").read_text("utf-8"))
    drafts, document = read((FOLDER / f"{case}.ics").read_bytes(), **expected["context"])

    assert [problem.rule for problem in document.problems] == expected["problems"]
    found = [draft.item.as_dict() for draft in drafts]
    for talk, wanted in zip(found, expected["talks"], strict=False):
        talk["speakers"] = [{k: v for k, v in person.items() if v} for person in talk["speakers"]]
        assert {name: talk[name] for name in wanted} == wanted
    assert len(found) == len(expected["talks"]), [talk["title"] for talk in found]


def test_there_are_calendars():
    assert len(CASES) >= 14
