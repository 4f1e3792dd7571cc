"""Front matter without a fence: Hugo's JSON mapping, and the header lines of Pelican and MultiMarkdown."""

from __future__ import annotations

import json
import re

_HEADER = re.compile(r"(?:[A-Za-z][\w-]{1,30}:[ \t][^\n]{0,1000}\n){2,40}\n")
_NEEDED = frozenset({"title", "date"})  # else the lines are an announcement's own labels


def split_json_head(text: str) -> tuple[str, str] | None:
    """A JSON mapping at the top and the prose below it; None when the text is no such page."""
    if not text.startswith("{"):
        return None
    try:
        head, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    body = text[end:]
    return (text[:end], body) if isinstance(head, dict) and body.strip() else None


def split_header_lines(text: str) -> tuple[dict[str, str], str] | None:
    """`Title: …` and `Date: …` lines as a mapping, and the body below the empty line; None without them."""
    header = _HEADER.match(text)
    if header is None:
        return None
    meta: dict[str, str] = {}
    for line in header.group().splitlines():
        key, _, value = line.partition(":")
        if value.strip():
            meta.setdefault(key.strip(), value.strip())
    named = {key.casefold() for key in meta}
    return (meta, text[header.end() :]) if named >= _NEEDED else None
