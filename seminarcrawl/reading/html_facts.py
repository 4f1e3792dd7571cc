"""Inline elements that are facts of their own: the lines of an entry, the leaf of a drawn calendar."""

from __future__ import annotations

from bs4.element import NavigableString, Tag

from seminarcrawl.reading.html_attributes import attribute, class_words

_FACT_TAGS = frozenset({"span", "time", "small", "strong", "em", "b", "i", "a"})
_MOST_FACTS = 24
_MOST_ON_LEAF = 4  # month, day, year, weekday
_LONGEST_NAME_ON_LEAF = 12
_INSTITUTION_WORDS = frozenset({"affil", "affils", "affiliation", "affiliations", "institution"})
_LONGEST_INSTITUTION = 120


def facts_apart(tag: Tag) -> frozenset[int]:
    """The inline elements that are all there is of an entry, each with a class of its own: one fact each.

    `<li><span class="when">3 May</span> <span class="what">On knots</span></li>` is two lines.
    """
    children: list[Tag] = []
    for node in tag.contents[:_MOST_FACTS]:
        if isinstance(node, Tag):
            children.append(node)
        elif type(node) is NavigableString and node.strip():
            return frozenset()
    if not 2 <= len(children) < _MOST_FACTS or not all(child.name in _FACT_TAGS for child in children):
        return frozenset()
    classes = {
        attribute(child, "class") or (child.name if child.name == "time" else "") for child in children
    }
    if len(classes) < len(children) or "" in classes:
        return frozenset()
    texts = [child.get_text(" ", strip=True) for child in children]
    is_apart = all(len(text) > 1 and text[0].isalnum() and text[-1] not in ":：" for text in texts)
    return frozenset(map(id, children)) if is_apart else frozenset()


def is_institution(tag: Tag, classes: str) -> bool:
    """Whether an inline element is an affiliation by its class, and no sign divides it from the name."""
    if (
        tag.name not in _FACT_TAGS
        or "style" in tag.attrs
        or _INSTITUTION_WORDS.isdisjoint(class_words(classes))
    ):
        return False
    nodes = [
        n for one in tag.contents[:_MOST_FACTS] for n in (one.contents[:2] if isinstance(one, Tag) else [one])
    ]
    text = " ".join(str(n) for n in nodes if type(n) is NavigableString).strip()
    return 1 < len(text) <= _LONGEST_INSTITUTION and text[0].isalnum() and "(" not in text


def calendar_leaf(tag: Tag) -> frozenset[int]:
    """The inline elements of a drawn leaf of a calendar: `<span>OCT</span><span>3</span>` is no "OCT3"."""
    children = [node for node in tag.contents[: _MOST_ON_LEAF + 1] if type(node) is not NavigableString]
    if not 2 <= len(children) <= _MOST_ON_LEAF or len(tag.contents) > 2 * _MOST_ON_LEAF + 1:
        return frozenset()
    if any(type(node) is NavigableString and node.strip() for node in tag.contents):
        return frozenset()
    if not all(isinstance(node, Tag) and node.name in _FACT_TAGS for node in children):
        return frozenset()
    texts = [node.get_text().strip(" .,") for node in children]
    has_day = any(text.isdecimal() and len(text) <= 2 for text in texts)
    has_name = any(text.isalpha() and 3 <= len(text) <= _LONGEST_NAME_ON_LEAF for text in texts)
    is_leaf = has_day and has_name and all(text.isalpha() or text.isdecimal() for text in texts)
    return frozenset(map(id, children)) if is_leaf else frozenset()
