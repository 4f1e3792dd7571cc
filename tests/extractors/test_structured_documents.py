"""Data documents in the layouts of platforms and static sites, each with all that must come out of it.

Every document in `structured/` has an `….expected.json` beside it: its circumstances and its talks; a field
that a talk does not list must be empty. A missing one is written, then the test fails.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from seminarcrawl.extractors import feeds
from seminarcrawl.extractors.data import extractor as data
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.frontmatter import extractor as frontmatter
from seminarcrawl.extractors.structured import reader as structured
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft

FOLDER = Path(__file__).with_name("structured")
DOCUMENTS = sorted(p for p in FOLDER.iterdir() if not p.name.endswith(".expected.json"))
DEFAULT = {"timezone": "Europe/London", "fetched_at": "2024-06-01T12:00:00+00:00", "folder": "calendar"}
EMPTY = TalkItem().as_dict()


def read(path: Path, circumstances: dict[str, Any]) -> list[Draft]:
    url = f"https://dept.example.org/{circumstances['folder']}/{path.name}"
    fetched_at = datetime.fromisoformat(circumstances["fetched_at"])
    context = Context(url=url, fetched_at=fetched_at, timezone=circumstances["timezone"])
    document = Document(path.read_bytes(), context)
    if path.suffix == ".html":
        return structured.read(BeautifulSoup(document.text, "lxml"), context)
    module = {".xml": feeds, ".md": frontmatter, ".qmd": frontmatter}.get(path.suffix, data)
    return module.extract(document)


def stated(draft: Draft) -> dict[str, Any]:
    """The fields that have a value."""
    return {name: value for name, value in draft.item.as_dict().items() if value != EMPTY[name]}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_document(path: Path):
    expected_path = path.with_name(f"{path.name}.expected.json")
    if not expected_path.exists():
        talks = [stated(d) for d in read(path, DEFAULT)]
        text = json.dumps({**DEFAULT, "talks": talks}, ensure_ascii=False, indent=1)
        expected_path.write_text(f"{text}\n", encoding="utf-8")
        pytest.fail(f"wrote {expected_path.name}: review it")
    expected = json.loads(expected_path.read_text(encoding="utf-8"))
    assert [stated(d) for d in read(path, expected)] == expected["talks"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_every_value_has_its_evidence(path: Path):
    for draft in read(path, DEFAULT):
        for name in ("title", "speakers", "start", "location", "abstract"):
            if getattr(draft.item, name):
                assert draft.evidence[name].rule
