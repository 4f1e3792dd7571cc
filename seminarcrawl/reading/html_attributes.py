"""What an element's attributes say: the words of its classes, the marks they and its style stand for."""

from __future__ import annotations

import re

from bs4.element import Tag

from seminarcrawl.reading.blocks import SpanKind
from seminarcrawl.reading.recall import recalled

_CLASS_MARKS: dict[str, SpanKind] = {
    "bold": "strong", "strong": "strong", "italic": "em", "strike": "strike", "strikethrough": "strike",
}  # fmt: skip
STYLE_MARKS: tuple[tuple[re.Pattern[str], SpanKind], ...] = (
    (re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)", re.I), "strong"),
    (re.compile(r"font-style\s{0,3}:\s{0,3}italic", re.I), "em"),
    (re.compile(r"line-through", re.I), "strike"),
)
_WORD = re.compile(r"[a-z]+|[0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def attribute(tag: Tag, name: str) -> str:
    """An attribute's text, the words of a list of them with spaces between; "" without one."""
    value = tag.attrs.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)


@recalled(4096)
def class_words(classes: str, identity: str = "", itemprop: str = "") -> frozenset[str]:
    """The lower-cased words of class, id and itemprop values: whole, and cut at `-`, `_` and humps."""
    words: set[str] = set()
    for name in f"{classes} {identity} {itemprop}".split()[:24]:
        name = name[:80]
        words.add(name.lower())
        words.update(_WORD.findall(_CAMEL.sub(" ", name).lower()))
    return frozenset(words)


@recalled(4096)
def class_mark(word: str) -> SpanKind | None:
    """The mark that a class stands for ("font-bold", "line-through"); None for all others."""
    parts = word.lower().split("-")
    if parts[-1] == "through" and "line" in parts:
        return "strike"
    return _CLASS_MARKS.get(parts[-1])
