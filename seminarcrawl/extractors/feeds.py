"""RSS, Atom and the event XML of calendar software (talks.cam, VTCalendar, PlanIt Purple).

An element with children is a mapping, so what a feed says is read like any other record (`mapping`). The day
an item was published is never the day of its talk: an item that states no other day gives nothing.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lxml import etree

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.data.records import find_records, on_platform
from seminarcrawl.extractors.data.text import MOST_CHARACTERS, MOST_NESTED, Tree
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.mapping import judge as mapping_judge
from seminarcrawl.extractors.mapping.lines import complete_from_titles
from seminarcrawl.extractors.mapping.policy import Policy
from seminarcrawl.extractors.mapping.reader import Reading, read_mapping
from seminarcrawl.extractors.mapping.values import line_of
from seminarcrawl.reading import dates
from seminarcrawl.reading.bounds import Told, untold
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_series_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_CUT_OFF = re.compile(r"(?:\[\s?(?:…|\.{3}|&hellip;|&#8230;)\s?\]|…|\.{3})\s{0,5}(?:</p>\s{0,5})?$")
_ITEMS = frozenset({"item", "entry"})
_DECLARATION = re.compile(r"^\s{0,200}<\?xml[^>]{0,300}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]{0,1000}(?:\[[^\]]{0,1000000}\]\s{0,100})?>", re.I)
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([a-zA-Z]{1,10}\d{0,2});")
_PROSE = frozenset({"description", "content", "summary", "abstract", "encoded", "body", "details"})
_DUBLIN_CORE = "http://purl.org/dc/"
_MOST_ITEMS = 5000
_MOST_PROSE = 500_000  # characters of all descriptions
_LEAST_PROSE = 300
_MOST_CHILDREN = 1000  # of one element, as far as it is no feed


def extract(document: Document) -> list[Draft]:
    """The talks of a feed, in its order. Raises ExtractionError `feed.malformed` or `feed.too-big`."""
    root = parse_xml(document.text, url=document.url)
    items = [element for element in root.iter() if _name(element) in _ITEMS]
    if len(items) > _MOST_ITEMS:
        document.too_many(f"{_MOST_ITEMS:,} items")
    context = document.context
    readings = _read_items(items[:_MOST_ITEMS], root, document) if items else _read_records(root, document)
    complete_from_titles(readings, context.summary_role)
    return [reading.draft for reading in mapping_judge.talks(readings, context)]


def parse_xml(text: str, *, url: str = "") -> _Element:
    """The root of an XML text; no entity is expanded, nothing is fetched, faults are repaired."""
    if len(text) > MOST_CHARACTERS:
        raise ExtractionError("feed.too-big", f"{len(text)} characters of XML", url=url)
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text.lstrip("\ufeff")), count=1)
    text = _NAMED_ENTITY.sub(_html_entity, text)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ExtractionError("feed.malformed", str(error)[:300], url=url) from error
    if root is None:
        raise ExtractionError("feed.malformed", "no XML element", url=url)
    return root


def _html_entity(match: re.Match[str]) -> str:
    """An HTML entity that XML does not know as its character; an entity of the document's own as nothing."""
    character = html.unescape(match.group())
    return "" if character == match.group() else character


def _read_items(items: list[_Element], root: _Element, document: Document) -> list[Reading]:
    """RSS items and Atom entries."""
    context, series = document.context, _channel_series(root)
    readings: list[Reading] = []
    left = _MOST_PROSE
    for item in items:
        record = tree_of(item, document.too_many)
        if not isinstance(record, dict):
            continue
        if left > 0 >= (left := left - _with_short_prose(record, left)):
            document.problem("feed.too-long", f"after {_MOST_PROSE} characters descriptions are cut")
        _drop_excerpt(record)
        title, day = split_dated_title(line_of(str(record.get("title") or "")), context)
        record["title"] = title
        if series:
            record.setdefault("series", series)
        if day:
            record.setdefault("when", day)
        readings += read_mapping(record, context, Policy())
    return readings


def _drop_excerpt(record: dict[str, Tree]) -> None:
    """Leave out a description that only begins what the full content says: "Next Tuesday we […]"."""
    excerpt, content = record.get("description"), record.get("content")
    if not isinstance(excerpt, str) or not isinstance(content, str) or len(content) <= len(excerpt):
        return
    if _CUT_OFF.search(excerpt[-_LEAST_PROSE:]):
        del record["description"]


def _with_short_prose(record: dict[str, Tree], left: int) -> int:
    """Cut the record's descriptions to `left` characters, or a few lines where fewer are; their length."""
    length = 0
    for name in _PROSE & record.keys():
        text = record[name]
        if isinstance(text, str):
            record[name] = text = text[: max(left, _LEAST_PROSE)]
            length += len(text)
    return length


def _read_records(root: _Element, document: Document) -> list[Reading]:
    """Event XML of any vocabulary: what repeats and has a day."""
    tree: Tree = {_name(root): tree_of(root, document.too_many)}
    records = find_records(tree, document.too_many)
    return [r for record in records for r in read_mapping(on_platform(record), document.context, Policy())]


def _channel_series(root: _Element) -> str | None:
    """The feed's own title when it names a series of talks."""
    for element in root.iter():
        if _name(element) in _ITEMS:
            return None
        if _name(element) == "title":
            title = line_of("".join(map(str, element.itertext())))
            return title if is_series_name(title) else None
    return None


def split_dated_title(title: str, context: Context) -> tuple[str, str | None]:
    """`Tue 09 Mar 16:00: On knots` is ("On knots", "Tue 09 Mar 16:00"); a title without a day stays whole."""
    found = dates.find_days(title[:60], context)
    if not found or found[0].start > 14:
        return title, None
    head, colon, rest = title[found[0].end :].partition(": ")
    if not colon or len(head) > 30 or not rest.strip():
        return title, None
    return rest.strip(), title[: found[0].end] + head


def tree_of(element: _Element, too_many: Told = untold, depth: int = 0) -> Tree:
    """An element as a tree of text: children by local name, repeated ones as a list, HTML kept as HTML.

    `too_many` is told when an element has more children than are read.
    """
    children = [child for child in element if isinstance(child.tag, str)]
    if not children or _name(element) in _PROSE:
        return _text(element, children)
    if depth > MOST_NESTED:
        return None
    mapping: dict[str, Tree] = {
        str(k): str(v) for k, v in element.attrib.items() if not str(k).startswith("{")
    }
    if len(children) > _MOST_CHILDREN:
        too_many(f"{_MOST_CHILDREN:,} elements in another")
    for child in children[:_MOST_CHILDREN]:
        name, value = _key(child), tree_of(child, too_many, depth + 1)
        if name in mapping:
            before = mapping[name]
            mapping[name] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            mapping[name] = value
    return mapping


def _text(element: _Element, children: list[_Element]) -> str:
    if children:
        inner = [etree.tostring(child, encoding="unicode") for child in children]
        return (element.text or "") + "".join(inner)
    text = "".join(map(str, element.itertext())).strip()
    if not text and _name(element) == "link":
        return str(element.get("href") or "")
    if not text and _name(element) in {"cancelled", "canceled"}:
        return "true"  # PlanIt Purple: the element's presence says it
    return text or str(element.get("url") or element.get("value") or "")


def _name(element: _Element) -> str:
    """The local name, lower-case."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _key(element: _Element) -> str:
    """The key that an element stands for; Dublin Core's date is the publication's."""
    tag = str(element.tag)
    namespace, _, name = tag.rpartition("}")
    if namespace.startswith("{" + _DUBLIN_CORE):
        return f"published_{name}" if name in {"date", "creator"} else f"dc_{name}"
    return {"encoded": "content", "category": "category", "organizer": "organizer"}.get(name, name)
