"""Where a record's talk is: the room from several keys, and the link to join."""

from __future__ import annotations

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.mapping.evidence import put
from seminarcrawl.extractors.mapping.values import (
    Fields,
    is_filled_in,
    line_of,
    read_fields,
    text_of,
    urls_in,
)
from seminarcrawl.reading import places
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.text import fold


def put_place(draft: Draft, fields: Fields) -> None:
    """The room (never a link) and the link to join."""
    parts: list[str] = []
    for entry in [*fields.all("building")[:1], *fields.all("place")[:3], *fields.all("room")[:1]]:
        _add_part(parts, place_text(entry.value))
    for entry in fields.all("address")[:1]:
        if isinstance(entry.value, dict):
            _add_part(
                parts, ", ".join(line_of(text) for text in read_fields(entry.value).texts("building")[:1])
            )
    if not parts:
        _add_part(parts, place_text(next((e.value for e in fields.all("address")), None)))
    line = ", ".join(parts)
    place = places.read_place(line) if line else places.Place(None, None)
    placed = fields.first("place", "room", "building", "address")
    links = [url for entry in fields.all("place", "room")[:4] for url in urls_in(entry.value)]
    put(draft, "location", place.location, placed)
    for online in fields.all("online"):
        put(draft, "online_url", _join_url(online.value), online)
    put(draft, "online_url", place.online_url or places.find_online_url("", links), placed)


def _add_part(parts: list[str], text: str) -> None:
    """Add a part of a place unless another part says it already."""
    if not text or is_filled_in("place", text):
        return
    folded = fold(text)
    if any(folded in fold(known) for known in parts):
        return
    parts[:] = [known for known in parts if fold(known) not in folded]
    parts.append(text)


def place_text(value: Tree) -> str:
    """A place as one line: text, `{building:, room:}`, or a list of parts."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(text for v in value[:4] if (text := place_text(v))))
    if not isinstance(value, dict):
        return line_of(value or "")
    fields = read_fields(value)
    parts: list[str] = []
    for entry in [*fields.all("name")[:1], *fields.all("title")[:1], *fields.all("building")[:1],
                  *fields.all("place")[:2], *fields.all("room")[:1]]:  # fmt: skip
        _add_part(parts, place_text(entry.value))
    if not parts:
        _add_part(parts, place_text(next((e.value for e in fields.all("address")), None)))
    return ", ".join(parts)


def _join_url(value: Tree) -> str | None:
    """The link in a key that is about joining online, whatever service it leads to."""
    texts = urls_in(value)
    found = places.find_online_url(text_of(value), texts)
    return found or (places.strip_passcode(texts[0]) if texts else None)
