"""Front matter without a fence: Hugo's JSON mapping, header lines (Pelican), fields (reStructuredText)."""

from __future__ import annotations

import json
import re

_HEADER = re.compile(r"(?:[A-Za-z][\w-]{1,30}:[ \t][^\n]{0,1000}\n){2,40}\n")
_FIELD_LIST = re.compile(
    r"(?:(?P<title>[^\n:]{1,300})\n(?P<line>[=#*~^-])(?P=line){2,300}[ \t]{0,9}\n\s{0,9})?"
    r"(?P<fields>(?::[A-Za-z][\w -]{1,30}:[^\n]{0,1000}\n){3,40})"
)
_FIELD = re.compile(r":([^:\n]{2,31}):[ \t]{0,9}([^\n]{0,1000})")
_DIRECTIVE = re.compile(r"(?m)^\.\. [^\n]{0,500}\n(?:[ \t]{2,9}[^\n]{0,500}\n){0,20}")
_LINK = re.compile(r"`([^`<>\n]{1,200})<([^`<>\s]{1,500})>`__?")
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


def split_field_list(text: str) -> tuple[dict[str, str], str] | None:
    """The title and the `:date: …` fields as a mapping, and the body as Markdown; None without them."""
    head = _FIELD_LIST.match(text)
    if head is None:
        return None
    meta = {key.strip(): value.strip() for key, value in _FIELD.findall(head["fields"]) if value.strip()}
    if head["title"]:
        meta.setdefault("title", head["title"].strip())
    body = _LINK.sub(r"[\1](\2)", _DIRECTIVE.sub("", text[head.end() :]))
    return (meta, body) if {key.casefold() for key in meta} >= _NEEDED else None
