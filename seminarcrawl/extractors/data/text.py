"""YAML, JSON, TOML and CSV as text: every scalar a string or None, nothing guessed.

`14:00` stays `14:00` (not 840), `no` stays `no`, a date stays as written. Nesting, size and what
YAML aliases repeat are bounded, and what a whole file's grammar refuses is read block by block.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeAlias

import yaml

from seminarcrawl.errors import ExtractionError
from seminarcrawl.reading.bounds import Told, untold

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"
Problem: TypeAlias = Callable[[str, str], None]

MOST_CHARACTERS = 5_000_000
MOST_YAML_CHARACTERS = 1_500_000  # libyaml reads about 5 MB a second, its pure Python twin a tenth of that
MOST_NESTED = 40
_MOST_ALIASED = 20_000  # nodes that aliases may repeat in one text
_MOST_ROWS = 20_000
_MOST_BLOCKS = 5_000

_NULLS = {"", "~", "null", "Null", "NULL"}
_TOP_ITEM = re.compile(r"^- ", re.M)
_TOP_KEY = re.compile(r"^([\w][^\n:#]{0,80}?)[ \t]*:(?=[ \t\n]|$)", re.M)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, *, url: str = "", problem: Problem | None = None) -> Tree:
    """A YAML document as a tree of text.

    What YAML's grammar refuses as a whole (`title: Foo: bar`, a tab, LaTeX in double quotes) is read item
    by item and key by key, each such block told to `problem`. Raises ExtractionError `yaml.too-big`,
    `yaml.too-deep`, `yaml.alias`, `yaml.malformed`.
    """
    if len(text) > MOST_YAML_CHARACTERS:
        raise ExtractionError("yaml.too-big", f"{len(text)} characters of YAML", url=url)
    try:
        return _build_yaml(text, url)
    except yaml.YAMLError as error:
        blocks = _top_level_blocks(text)
        if not blocks:
            raise ExtractionError("yaml.malformed", _one_line(error), url=url) from error
        if problem:
            problem("yaml.malformed", _one_line(error))
        return _read_blocks(blocks, url)


def _build_yaml(text: str, url: str) -> Tree:
    """The first document of a YAML stream from its parsing events; no tag is honoured, no object made."""
    if "\t" in text:
        text = "\n".join(_untabbed(line) for line in text.split("\n"))
    events = (e for e in yaml.parse(text, Loader=_LOADER) if not isinstance(e, _MARKERS))
    first = next(events, None)
    return None if first is None else _Builder(events, url).build(first)[0]


_MARKERS = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def _untabbed(line: str) -> str:
    """Tabs of the indentation as blanks: YAML forbids them, editors write them."""
    rest = line.lstrip(" \t")
    return line[: len(line) - len(rest)].expandtabs(4) + rest


@dataclass
class _Builder:
    """A tree out of parsing events. What aliases repeat is bounded, however they nest."""

    events: Iterator[yaml.Event]
    url: str
    anchors: dict[str, tuple[Tree, int]] = field(default_factory=dict)
    aliased: int = 0  # nodes

    def build(self, event: yaml.Event, depth: int = 0) -> tuple[Tree, int]:
        """The node that begins with `event`, and how many nodes are in it."""
        if depth > MOST_NESTED:
            raise ExtractionError("yaml.too-deep", f"nested deeper than {MOST_NESTED}", url=self.url)
        if isinstance(event, yaml.AliasEvent):
            return self._repeated(event.anchor)
        if isinstance(event, yaml.ScalarEvent):
            node: tuple[Tree, int] = (None if not event.style and event.value in _NULLS else event.value), 1
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(depth)
        else:
            node = self._mapping(depth)
        if anchor := getattr(event, "anchor", None):
            self.anchors[anchor] = node
        return node

    def _repeated(self, anchor: str | None) -> tuple[Tree, int]:
        if anchor is None or anchor not in self.anchors:  # unknown, or an alias of itself
            raise ExtractionError("yaml.alias", f"alias *{anchor} stands for nothing", url=self.url)
        node, size = self.anchors[anchor]
        self.aliased += size
        if self.aliased > _MOST_ALIASED:
            raise ExtractionError(
                "yaml.alias", f"aliases repeat more than {_MOST_ALIASED} nodes", url=self.url
            )
        return node, size

    def _sequence(self, depth: int) -> tuple[Tree, int]:
        items: list[Tree] = []
        total = 1
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            item, size = self.build(event, depth + 1)
            items.append(item)
            total += size
        return items, total

    def _mapping(self, depth: int) -> tuple[Tree, int]:
        mapping: dict[str, Tree] = {}
        merged: dict[str, Tree] = {}
        total = 1
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, key_size = self.build(event, depth + 1)
            value, size = self.build(next(self.events), depth + 1)
            total += key_size + size
            if key == "<<":
                for one in value if isinstance(value, list) else [value]:
                    merged = {**one, **merged} if isinstance(one, dict) else merged
            else:
                mapping[key if isinstance(key, str) else ""] = value
        return {**merged, **mapping}, total


def _top_level_blocks(text: str) -> list[str]:
    """A list's items, or a mapping's keys with what is indented below them, as they stand."""
    pattern = _TOP_ITEM if _TOP_ITEM.search(text) else _TOP_KEY
    starts = [match.start() for match in pattern.finditer(text)]
    if not starts or len(starts) > _MOST_BLOCKS:
        return []
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _read_blocks(blocks: list[str], url: str) -> Tree:
    if blocks[0].startswith("- "):
        return [_read_item(block, url) for block in blocks]
    mapping: dict[str, Tree] = {}
    for block in blocks:
        mapping.update(_read_key(block, url))
    return mapping


def _read_item(block: str, url: str) -> Tree:
    """One `- …` item; one that YAML refuses is taken key by key."""
    try:
        items = _build_yaml(block, url)
        return items[0] if isinstance(items, list) and items else None
    except yaml.YAMLError:
        inner = "\n".join(line[2:] for line in block.split("\n"))
        mapping: dict[str, Tree] = {}
        for key in _top_level_blocks(inner):
            mapping.update(_read_key(key, url))
        return mapping


def _read_key(block: str, url: str) -> dict[str, Tree]:
    """One `key: value` block; a value that YAML refuses is its text, unquoted."""
    try:
        mapping = _build_yaml(block, url)
        if isinstance(mapping, dict):
            return mapping
    except yaml.YAMLError:
        pass  # the value's own text, then
    key, _, value = block.partition(":")
    value = " ".join(value.split())
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return {key.strip(): value.replace('\\"', '"') or None}


def read_json(text: str, *, url: str = "") -> Tree:
    """A JSON text as a tree of text; `var x = …;`, `export default …` and JSONP wrappings are taken off.

    Numbers keep their digits, NaN and Infinity become None. A JavaScript literal (bare keys, single quotes,
    trailing commas) is read too. Raises ExtractionError `json.too-big`, `json.too-deep`, `json.malformed`.
    """
    if len(text) > MOST_CHARACTERS:
        raise ExtractionError("json.too-big", f"{len(text)} characters of JSON", url=url)
    body = _unwrapped(text)
    try:
        value, _ = _JSON.raw_decode(body)
    except RecursionError:
        raise ExtractionError("json.too-deep", "nested too deeply", url=url) from None
    except ValueError as error:
        value = _read_literal(body, url)
        if not isinstance(value, (list, dict)):
            raise ExtractionError("json.malformed", _one_line(error), url=url) from error
    return bounded(value, "json.too-deep", url)


_WRAPPING = re.compile(
    r"\A\s{0,200}(?:"
    r"(?:(?:export\s{1,9})?(?:var|let|const)\s{1,9}[\w$.]{1,80}\s{0,9}(?::[^=\n]{1,80})?=|window\.[\w$.]{1,80}\s{0,9}=)"
    r"|function\s{1,9}[\w$]{1,80}\s{0,9}\(\)\s{0,9}\{\s{0,200}return|[\w$]{1,80}\s{0,9}=(?=\s{0,9}[\[{])"
    r"|export\s{1,9}default|module\.exports\s{0,9}=|[\w$.]{1,80}\s{0,9}\((?=\s{0,9}[\[{])"
    r")\s{0,200}"
)
_JSON = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=lambda _: None, strict=False)
_TRAILING_COMMA = re.compile(r",(?=\s{0,200}[\]}])")
_HTML_COMMENT = re.compile(
    r"^\s{0,200}(?:<!--|//\s{0,9}<!\[CDATA\[|<!\[CDATA\[|/\*\s{0,9}<!\[CDATA\[\s{0,9}\*/)"
)
_TEMPLATE_STRING = re.compile(r"`([^`]{0,20000})`")
_END_COMMENT = re.compile(r"(?<=[\s,{\[(])//[^\n\"']{0,500}$", re.M)
_LINE_COMMENT = re.compile(r"^[ \t]{0,80}//[^\n]*$", re.M)


def _unwrapped(text: str) -> str:
    """`text` from its first bracket on when only a known wrapping stands before it."""
    text = _HTML_COMMENT.sub("", text, count=1)
    text = _LINE_COMMENT.sub("", text)
    wrapping = _WRAPPING.match(text)
    return (text[wrapping.end() :] if wrapping else text).lstrip("\ufeff \t\r\n")


def _read_literal(text: str, url: str) -> Tree:
    """JSON with trailing commas, or a JavaScript literal, which YAML's flow style covers; else None."""
    try:
        return bounded(_JSON.raw_decode(_TRAILING_COMMA.sub("", text))[0], "json.too-deep", url)
    except (ValueError, RecursionError):
        pass  # more than commas is unusual here
    text = _TEMPLATE_STRING.sub(lambda m: json.dumps(" ".join(m.group(1).split())), text)
    text = _END_COMMENT.sub("", text)
    if len(text) > MOST_YAML_CHARACTERS or not text.startswith(("[", "{")):
        return None
    try:
        return _build_yaml(text.rstrip().rstrip(";"), url)
    except yaml.YAMLError:
        return None


def read_toml(text: str, *, url: str = "", problem: Problem | None = None) -> Tree:
    """A TOML document as a tree of text, dates as `YYYY-MM-DD HH:MM:SS`.

    Where the grammar refuses the whole, `key = value` lines are read one by one. Raises ExtractionError
    `toml.too-big`, `toml.too-deep`, `toml.malformed`.
    """
    if len(text) > MOST_YAML_CHARACTERS:
        raise ExtractionError("toml.too-big", f"{len(text)} characters of TOML", url=url)
    if _ENDLESS_KEY.search(text):
        raise ExtractionError("toml.too-deep", f"a key of more than {MOST_NESTED} parts", url=url)
    try:
        return bounded(tomllib.loads(text, parse_float=str), "toml.too-deep", url)
    except RecursionError:
        raise ExtractionError("toml.too-deep", "nested too deeply", url=url) from None
    except ValueError as error:
        lines = _toml_lines(text, url)
        if not lines:
            raise ExtractionError("toml.malformed", _one_line(error), url=url) from error
        if problem:
            problem("toml.malformed", _one_line(error))
        return lines


# What tomllib would take quadratic time for.
_ENDLESS_KEY = re.compile(
    rf"(?<![^\s=#\[\]{{}},])(?:[^\s.=#\[\]{{}},]{{1,80}}+[ \t]{{0,4}}+\.[ \t]{{0,4}}+){{{MOST_NESTED}}}"
)
_TOML_LINE = re.compile(r"^[ \t]{0,20}([\w.-]{1,80})[ \t]{0,20}=[ \t]{0,20}(\S[^\n]*)$", re.M)


def _toml_lines(text: str, url: str) -> dict[str, Tree]:
    """The `key = value` lines before the first table, a value that TOML refuses as its text."""
    head = text.split("\n[", 1)[0]
    mapping: dict[str, Tree] = {}
    for match in _TOML_LINE.finditer(head):
        key, value = match.group(1), match.group(2).strip()
        try:
            parsed = bounded(tomllib.loads(f"value = {value}", parse_float=str), "toml.too-deep", url)
            mapping[key] = parsed["value"] if isinstance(parsed, dict) else None
        except (ValueError, RecursionError):
            mapping[key] = value.strip("\"'")
    return mapping


def read_csv(text: str, *, url: str = "", too_many: Told = untold) -> Tree:
    """A CSV or TSV table as a list of mappings by its header row; `too_many` is told of rows left unread.

    Raises ExtractionError `csv.malformed`.
    """
    head = text.lstrip("\ufeff")
    first = head.split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    limit = csv.field_size_limit(MOST_CHARACTERS)
    try:
        rows: list[Tree] = []
        for row in csv.DictReader(io.StringIO(head, newline=""), delimiter=delimiter, skipinitialspace=True):
            rows.append({key.strip(): (value or "").strip() or None for key, value in row.items()
                         if isinstance(key, str) and isinstance(value, str)})  # fmt: skip
            if len(rows) >= _MOST_ROWS:
                too_many(f"{_MOST_ROWS:,} rows")
                break
    except csv.Error as error:
        raise ExtractionError("csv.malformed", _one_line(error), url=url) from error
    finally:
        csv.field_size_limit(limit)
    return rows


def bounded(value: Any, rule: str, url: str = "", depth: int = 0) -> Tree:
    """A parsed value as a tree of text. Raises ExtractionError `rule` when it is nested too deeply."""
    if depth > MOST_NESTED:
        raise ExtractionError(rule, f"nested deeper than {MOST_NESTED}", url=url)
    if isinstance(value, dict):
        return {str(k): bounded(v, rule, url, depth + 1) for k, v in value.items()}
    if isinstance(value, list):
        return [bounded(v, rule, url, depth + 1) for v in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return None if value is None else str(value)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
