"""Events marked up in the page's own tags: microdata, RDFa Lite, h-event and hCalendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bs4.element import NavigableString, PageElement, Tag

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.structured.jsonld import is_event_type

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_TAGS = 3000
_MOST_DEPTH = 40
_LONGEST = 20_000
_ADDRESSES = frozenset({"a", "area", "link"})
_PARAGRAPHS = frozenset({"p", "br", "div", "li"})
_SOURCES = frozenset({"img", "audio", "video", "iframe", "source", "embed"})
# Class of a microformat property → the key it stands for. h-event first, then hCalendar.
_MICRO_KEYS = {
    "p-name": "title", "dt-start": "start", "dt-end": "end", "p-location": "location",
    "p-summary": "excerpt",
    "e-content": "description", "u-url": "url", "p-category": "keywords", "p-speaker": "speaker",
    "p-performer": "speaker", "p-organizer": "organizer", "u-uid": "uid", "p-duration": "duration",
    "summary": "title", "dtstart": "start", "dtend": "end", "location": "location",
    "description": "description", "url": "url", "category": "keywords", "organizer": "organizer",
    "uid": "uid", "attendee-speaker": "speaker",
}  # fmt: skip
_VALUES = frozenset({"value", "value-title"})
_MOMENTS = frozenset({"start", "end"})


def is_event_item(attributes: Mapping[str, Any]) -> bool:
    """Whether a tag begins a microdata or RDFa event."""
    if "itemscope" in attributes and "itemtype" in attributes:
        return is_event_type(str(attributes["itemtype"]))
    return "typeof" in attributes and is_event_type(str(attributes["typeof"]))


def is_microformat(classes: object) -> bool:
    """Whether a tag's classes begin an h-event or hCalendar event."""
    words = classes if isinstance(classes, list) else str(classes).split()
    return "h-event" in words or "vevent" in words


def microdata_event(tag: Tag) -> dict[str, Tree]:
    """The properties of an event item; a property's own item is a mapping, a repeated one a list."""
    return _properties(tag, 0)


def _properties(item: Tag, depth: int) -> dict[str, Tree]:
    found: dict[str, Tree] = {}
    for tag, names in _own_properties(item):
        value: Tree
        if depth < 4 and ("itemscope" in tag.attrs or "typeof" in tag.attrs):
            inner = _properties(tag, depth + 1)
            kind = str(tag.get("itemtype") or tag.get("typeof") or "")
            value = {**inner, "@type": kind.rpartition("/")[2] or kind} if inner else _value(tag)
        else:
            value = _value(tag)
        for name in names:
            _add(found, name, value)
    return found


def _own_properties(item: Tag) -> Iterator[tuple[Tag, list[str]]]:
    """The tags that are properties of this item, not of an item within it."""
    waiting: list[tuple[Tag, int]] = [(child, 1) for child in item.find_all(True, recursive=False)]
    seen = 0
    while waiting and seen < _MOST_TAGS:
        tag, depth = waiting.pop(0)
        seen += 1
        names = [n.rpartition(":")[2] for n in _words(tag.get("itemprop")) + _words(tag.get("property"))]
        if names:
            yield tag, names
        if "itemscope" not in tag.attrs and "typeof" not in tag.attrs and depth < _MOST_DEPTH:
            waiting[:0] = [(child, depth + 1) for child in tag.find_all(True, recursive=False)]


def _value(tag: Tag) -> str:
    """A property's value: `content`, `datetime`, an address, else the text."""
    for attribute in ("content", "datetime", "data-datetime"):
        if tag.get(attribute):
            return str(tag[attribute])
    if tag.name in _ADDRESSES and tag.get("href"):
        return str(tag["href"])
    if tag.name in _SOURCES and tag.get("src"):
        return str(tag["src"])
    return _inner(tag)


def _inner(tag: Tag) -> str:
    """The text, or the HTML where the value has paragraphs of its own and is no whole page."""
    inside, is_all = _inside(tag)
    if is_all and any(isinstance(one, Tag) and one.name in _PARAGRAPHS for one in inside):
        return tag.decode_contents()[:_LONGEST]
    return " ".join(" ".join(one for one in inside if type(one) is NavigableString).split())[:_LONGEST]


def _inside(tag: Tag) -> tuple[list[PageElement], bool]:
    """What stands inside `tag`, in order, and whether that is all: no more than so many, nor so deep."""
    inside: list[PageElement] = []
    waiting = [iter(tag.contents)]
    is_all = True
    while waiting and len(inside) < _MOST_TAGS:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
            continue
        inside.append(node)
        if isinstance(node, Tag) and node.contents:
            if len(waiting) < _MOST_DEPTH:
                waiting.append(iter(node.contents))
            else:
                is_all = False
    return inside, is_all and not waiting


def microformat_event(tag: Tag) -> dict[str, Tree]:
    """The properties of an h-event or hCalendar event; {} when it states no start."""
    modern = "h-event" in _words(tag.get("class"))
    found: dict[str, Tree] = {}
    waiting: list[tuple[Tag, int]] = [(child, 1) for child in tag.find_all(True, recursive=False)]
    seen = 0
    while waiting and seen < _MOST_TAGS:
        child, depth = waiting.pop(0)
        seen += 1
        classes = _words(child.get("class"))
        keys = [_MICRO_KEYS[c] for c in classes if c in _MICRO_KEYS and ("-" in c) == modern]
        for key in keys:
            _add(found, key, _moment(child) if key in _MOMENTS else _micro_value(child, key))
        if not keys and not is_microformat(classes) and depth < _MOST_DEPTH:
            waiting[:0] = [(inner, depth + 1) for inner in child.find_all(True, recursive=False)]
    return found if "start" in found else {}


def _micro_value(tag: Tag, key: str) -> str:
    if key in {"url", "uid"} and tag.get("href"):
        return str(tag["href"])
    if tag.name == "abbr" and tag.get("title") and key != "title":
        return str(tag["title"])
    return _inner(tag)


def _moment(tag: Tag) -> str:
    """A start or end: `datetime`, `title`, the value-class pattern, else the text."""
    parts = [part for part in tag.find_all(True) if not _VALUES.isdisjoint(_words(part.get("class")))][:4]
    if parts:
        return " ".join(_moment_value(part) for part in parts)
    return _moment_value(tag)


def _moment_value(tag: Tag) -> str:
    for attribute in ("datetime", "title", "content"):
        if tag.get(attribute):
            return str(tag[attribute])
    inner = tag.find("time")
    if isinstance(inner, Tag) and inner.get("datetime"):
        return str(inner["datetime"])
    return " ".join(tag.get_text(" ").split())[:200]


def _words(value: object) -> list[str]:
    if value is None:
        return []
    return [str(v) for v in value] if isinstance(value, list) else str(value).split()


def _add(found: dict[str, Tree], name: str, value: Tree) -> None:
    """Put a property; a second one of the same name makes a list."""
    if not value:
        return
    if name not in found:
        found[name] = value
        return
    before = found[name]
    found[name] = [*before, value] if isinstance(before, list) else [before, value]
