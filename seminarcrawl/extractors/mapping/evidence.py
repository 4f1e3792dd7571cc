"""A field of a talk set with its key as the evidence."""

from __future__ import annotations

from seminarcrawl.extractors.mapping.values import Entry
from seminarcrawl.reading.draft import Draft


def put(draft: Draft, name: str, value: object, entry: Entry | None, *, text: str = "") -> bool:
    """Set a field with its key as the evidence."""
    rule = f"key {entry.name!r}" if entry else "record"
    stated = text or (entry.text or str(entry.value) if entry else "")
    return draft.put(name, value, stated, rule)
