"""Events whose parts a page's own template names by class: `<span class="talk-speaker">`, `field-speaker`.

No standard says so, but templates do: where one element holds a tag of class "speaker", one of class "title"
and a date, these are a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import Tag

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.mapping.keys import Role, read_key, speaker_words
from seminarcrawl.reading.html_text import BLOCK_TAGS
from seminarcrawl.reading.recall import recalled
from seminarcrawl.reading.text import fold

_ROLES: frozenset[Role] = frozenset({
    "title", "speaker", "affiliation", "start", "end", "date", "time", "when", "place", "room", "building",
    "abstract", "series", "host", "first_name", "last_name",
})  # fmt: skip
_PREFIXES = re.compile(
    r"^(?:views-field-|field--name-|field-name-|wp-block-|tribe-events-|js-|c-|is-|u-)+(?:field-)?"
)
_MOST_RECORDS = 300
_MOST_CLIMBED = 6
_MOST_TAGS = 400
_MOST_NESTED = 30
_LONGEST = 20_000
_LONGEST_CLASS = 50
_LONGEST_FACT = 100


def class_events(speakers: list[Tag]) -> Iterator[dict[str, Tree]]:
    """The records around the tags whose class says "speaker", each once."""
    seen: set[int] = set()
    for tag in speakers[:_MOST_RECORDS]:
        record = _record_around(tag, seen)
        if record:
            yield record


def names_speaker(classes: object) -> bool:
    """Whether a class says that a tag holds the speaker of a talk."""
    return any(_may_name_speaker(name) and role_of(name) == "speaker" for name in _words(classes))


@recalled(4096)  # a page has few classes, and each many times
def _may_name_speaker(name: str) -> bool:
    """Whether a class contains a word for a speaker, which most classes of a page do not."""
    joined = fold(name).replace(" ", "")
    return any(word in joined for word in speaker_words())


@recalled(4096)
def role_of(name: str) -> Role | None:
    """The role that one class name states; only the surest words, since classes serve the looks of a page."""
    if len(name) > _LONGEST_CLASS:
        return None
    key = read_key(_PREFIXES.sub("", name))
    if key is None or key.role not in _ROLES or key.group is not None:
        return None
    return key.role if key.rank == 0 or (key.role in ("title", "date") and key.rank == 1) else None


def _record_around(tag: Tag, seen: set[int]) -> dict[str, Tree] | None:
    """The nearest element around a speaker that holds a date and a title too."""
    container = tag.parent
    for _ in range(_MOST_CLIMBED):
        if (
            container is None
            or container.name in ("body", "html", "main", "[document]")
            or id(container) in seen
        ):
            return None
        tags = container.find_all(True, limit=_MOST_TAGS)
        if len(tags) >= _MOST_TAGS:
            return None
        record = _fields(tags)
        if record is None:
            return None
        if "title" in record and ("start" in record or "date" in record):
            seen.add(id(container))
            return record
        container = container.parent
    return None


def _fields(tags: list[Tag]) -> dict[str, Tree] | None:
    """The named parts among these tags; None when there is more than one title or day: several records."""
    found: dict[str, Tree] = {}
    within: set[int] = set()
    for tag in tags:
        role = _role_of_tag(tag)
        if role is None or any(id(parent) in within for parent in islice(tag.parents, _MOST_NESTED)):
            continue
        value = _value(tag)
        if not value:
            continue
        within.add(id(tag))
        if role in ("title", "start") and role in found and found[role] != value:
            return None
        if role == "speaker" and role in found:
            found[role] = [*_listed(found[role]), value]
        else:
            found.setdefault(role, value)
    return found


def _listed(value: Tree) -> list[Tree]:
    return value if isinstance(value, list) else [value]


def _role_of_tag(tag: Tag) -> Role | None:
    if tag.name == "time" and tag.get("datetime"):
        return "end" if "end" in " ".join(_words(tag.get("class"))) else "start"
    return next((role for name in _words(tag.get("class")) if (role := role_of(name))), None)


def _value(tag: Tag) -> str:
    """What a tag holds: its machine-readable moment, else its text without a label of its own."""
    inner = tag if tag.name == "time" else tag.find("time", datetime=True)
    if isinstance(inner, Tag) and inner.get("datetime"):
        return str(inner["datetime"])
    labels = [text for one in tag.find_all(class_=_IS_LABEL) for text in one.find_all(string=True)]
    skipped = {id(text) for text in labels}
    lines: dict[int, list[str]] = {}
    for text in tag.find_all(string=True):
        if id(text) not in skipped:
            block = next((one for one in islice(text.parents, _MOST_NESTED) if one.name in BLOCK_TAGS), tag)
            lines.setdefault(id(block), []).append(str(text))
    told = [line for texts in lines.values() if (line := " ".join(" ".join(texts).split()))]
    is_list = len(told) > 1 and all(len(line) < _LONGEST_FACT and line[-1].isalnum() for line in told)
    return (", " if is_list else "\n").join(told)[:_LONGEST]


_IS_LABEL = re.compile(r"label")


def _words(value: object) -> list[str]:
    if value is None:
        return []
    return [str(v) for v in value] if isinstance(value, list) else str(value).split()
