"""schema.org events in JSON-LD (also broken JSON) and, by the same names, in microdata and RDFa."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.data.text import Tree, read_json
from seminarcrawl.extractors.mapping.values import line_of, text_of
from seminarcrawl.reading.people import names

_MOST_NODES = 20_000
_DURATION = re.compile(r"PT(?:(\d{1,2})H)?(?:(\d{1,3})M)?", re.I)
# Kinds of events that are not talks whatever they say.
_NO_TALKS = frozenset({
    "publicationevent", "deliveryevent", "saleevent", "exhibitionevent", "sportsevent", "musicevent",
    "danceevent", "foodevent", "theaterevent", "screeningevent", "comedyevent", "childrensevent",
    "visualartsevent", "festival", "courseinstance", "broadcastevent", "ondemandevent",
})  # fmt: skip
_STATUS = {
    "eventcancelled": "cancelled", "cancelled": "cancelled", "canceled": "cancelled",
    "eventpostponed": "postponed", "postponed": "postponed",
}  # fmt: skip


def json_ld_events(text: str) -> list[dict[str, Tree]]:
    """The events in one JSON-LD script as records; [] when it is no JSON at all."""
    tree = _parse(text)
    if tree is None:
        return []
    nodes = _nodes(tree)
    by_id = {str(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return [event_record(node, by_id) for node in nodes if is_event_type(node.get("@type"))]


def _parse(text: str) -> Tree:
    for candidate in (text, html.unescape(text) if "&quot;" in text else ""):
        if not candidate.strip():
            continue
        try:
            return read_json(candidate)
        except ExtractionError:
            continue
    return None


def _nodes(tree: Tree) -> list[dict[str, Tree]]:
    """Every mapping in the tree, outermost first, in the order of the text."""
    found: list[dict[str, Tree]] = []
    waiting: list[Tree] = [tree]
    while waiting and len(found) < _MOST_NODES:
        node = waiting.pop(0) if len(waiting) < 200 else waiting.pop()
        if isinstance(node, dict):
            found.append(node)
            waiting += [v for k, v in node.items() if isinstance(v, (dict, list)) and k != "superEvent"]
        elif isinstance(node, list):
            waiting += [v for v in node if isinstance(v, (dict, list))]
    return found


def is_event_type(kind: Tree) -> bool:
    """Whether an `@type` (or itemtype, or typeof) is an event that may be a talk."""
    kinds = kind if isinstance(kind, list) else str(kind or "").split()
    words = [re.split(r"[/#:]", str(one))[-1].lower() for one in kinds]
    return any(word.endswith("event") and word not in _NO_TALKS for word in words)


def event_record(
    node: Mapping[str, Tree], by_id: Mapping[str, Mapping[str, Tree]] | None = None
) -> dict[str, Tree]:
    """A schema.org event under the names that records have (`performer` → `speaker`)."""
    known = by_id or {}
    rooms, link = _location(_resolved(node.get("location"), known))
    organizer = _resolved(node.get("organizer"), known)
    about = node.get("about") if isinstance(node.get("about"), str) else None
    return {
        "title": node.get("name") or node.get("headline"),
        "start": node.get("startDate"),
        "end": node.get("endDate"),
        "duration": _minutes(node.get("duration")),
        "location": rooms,
        "online_url": link,
        "speaker": _performers(
            _resolved(node.get("performer") or node.get("performers") or node.get("actor"), known), organizer
        ),
        "organizer": organizer,
        "description": node.get("description"),
        "status": _status(node.get("eventStatus")),
        "language": _language(node.get("inLanguage")),
        "keywords": node.get("keywords") or about,
        "series": _name_of(_resolved(node.get("superEvent"), known)),
        "url": _first_text(node.get("url")),
        "type": node.get("@type") if isinstance(node.get("@type"), str) else None,
    }


def _resolved(value: Tree, known: Mapping[str, Mapping[str, Tree]]) -> Tree:
    """A reference by `@id` replaced by the node it leads to."""
    if isinstance(value, list):
        return [_resolved(one, known) for one in value[:40]]
    if (
        isinstance(value, dict)
        and set(value) <= {"@id", "@type"}
        and (node := known.get(str(value.get("@id"))))
    ):
        return dict(node)
    return value


def _location(value: Tree) -> tuple[Tree, str | None]:
    """The room, and the link of a VirtualLocation."""
    places = value if isinstance(value, list) else [value]
    link = None
    rooms: list[Tree] = []
    for place in places:
        if isinstance(place, dict) and text_of(place.get("@type")).endswith("VirtualLocation"):
            link = link or _first_text(place.get("url"))
        elif isinstance(place, dict):
            rooms.append({k: v for k, v in place.items() if k in {"name", "address"}})
        elif place:
            rooms.append(place)
    return (rooms[0] if len(rooms) == 1 else rooms or None), link


def _performers(value: Tree, organizer: Tree) -> Tree:
    """The people among the performers: a plugin's "Organization" is none, nor is the organising group."""
    people: list[Tree] = []
    is_group = isinstance(organizer, dict) and text_of(organizer.get("@type")).endswith("Organization")
    group = line_of(_name_of(organizer) or "") if is_group else ""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            kind, name = text_of(one.get("@type")), line_of(_name_of(one) or "")
            if not name or (kind.endswith(("Organization", "Group")) and names.person_likeness(name) < 0.7):
                continue
        if not (group and line_of(_name_of(one) or "") == group):
            people.append(one)
    return people or None


def _name_of(value: Tree) -> str | None:
    if isinstance(value, list):
        return _name_of(value[0]) if value else None
    return (text_of(value.get("name")) or None) if isinstance(value, dict) else value


def _first_text(value: Tree) -> str | None:
    if isinstance(value, list):
        return _first_text(value[0]) if value else None
    return text_of(value.get("@id") or value.get("url")) if isinstance(value, dict) else value


def _status(value: Tree) -> str | None:
    """`https://schema.org/EventCancelled` as a word; Scheduled is what plugins write by default."""
    text = _first_text(value) or ""
    return _STATUS.get(re.split(r"[/#]", text)[-1].strip().lower())


def _minutes(value: Tree) -> str | None:
    match = _DURATION.fullmatch(text_of(value))
    if not match or not any(match.groups()):
        return None
    return str(int(match.group(1) or 0) * 60 + int(match.group(2) or 0))


def _language(value: Tree) -> str | None:
    if isinstance(value, dict):
        return text_of(value.get("alternateName")) or text_of(value.get("name"))
    return _first_text(value)
