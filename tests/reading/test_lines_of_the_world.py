"""Lines of seminars of many countries: names, calendar lines, places, marks, placeholders, days off."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminarcrawl.reading.people.names import read_speakers
from seminarcrawl.reading.places import read_place
from seminarcrawl.reading.status import is_no_talk, is_placeholder, read_status
from seminarcrawl.reading.summary import split_summary

TABLE = Path(__file__).parent / "lines_of_the_world.tsv"
ROWS = [
    line.split("\t")
    for line in TABLE.read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def _speakers(text: str) -> str:
    return " && ".join(f"{s.name} @ {s.affiliation or ''}".strip() for s in read_speakers(text)) or "-"


def _summary(text: str) -> str:
    parts = split_summary(text)
    read = (("T:", parts.title), ("S:", parts.speaker), ("!", parts.status))
    return " ¦ ".join(f"{mark}{value}" for mark, value in read if value) or "-"


def _place(text: str) -> str:
    return read_place(text).location or "-"


def _status(text: str) -> str:
    status, rest = read_status(text)
    return f"{status or '-'} ¦ {rest}".strip()


def _placeholder(text: str) -> str:
    return "yes" if is_placeholder(text) else "no"


def _no_talk(text: str) -> str:
    return "yes" if is_no_talk(text) else "no"


READERS = {
    "speakers": _speakers,
    "summary": _summary,
    "place": _place,
    "status": _status,
    "placeholder": _placeholder,
    "no_talk": _no_talk,
}


@pytest.mark.parametrize(("kind", "text", "expected"), ROWS, ids=[f"{row[0]}:{row[1]}" for row in ROWS])
def test_line(kind: str, text: str, expected: str) -> None:
    assert READERS[kind](text.replace("\\n", "\n")) == expected
