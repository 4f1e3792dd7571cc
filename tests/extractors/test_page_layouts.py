"""Pages in many layouts: each `pages/NAME.html` with the talks expected of it in `pages/NAME.jsonl`.

The first line of the expectation is the context; then one talk a line, with the fields that matter. An
abstract is expected by its first and last words.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.pages import extractor as page
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.context import Context

FOLDER = Path(__file__).parent / "pages"
PAGES = sorted(FOLDER.glob("*.html"))


def _talks(path: Path) -> tuple[list[TalkItem], list[dict[str, Any]]]:
    lines = [json.loads(line) for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines()]
    known = lines[0]["context"]
    context = Context(
        fetched_at=datetime.fromisoformat(known["fetched_at"]), url=known["url"], timezone=known["timezone"]
    )
    drafts = page.extract(Document(path.read_bytes(), context, "text/html"))
    return [draft.item for draft in drafts], lines[1:]


def _shown(item: TalkItem, expected: dict[str, Any]) -> dict[str, Any]:
    """The fields of `item` that the expectation names, in its form."""
    shown: dict[str, Any] = {name: getattr(item, name) for name in expected}
    shown["speakers"] = [[s.name, s.affiliation] for s in item.speakers]
    if isinstance(expected.get("abstract"), list):
        first, last = expected["abstract"]
        text = " ".join((item.abstract or "").split())
        shown["abstract"] = [text[: len(first)], text[-len(last) :]]
    return shown


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_talks_of_a_page(path: Path) -> None:
    items, expected = _talks(path)
    got = [_shown(item, want) for item, want in zip(items, expected, strict=False)]
    assert got == expected
    assert [item.title for item in items[len(expected) :]] == []


def test_there_are_pages() -> None:
    assert len(PAGES) >= 25
