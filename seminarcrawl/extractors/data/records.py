"""The records of a data file: the mappings in it that state a talk, wherever they are nested.

A record inherits what its surroundings state for all (series, room, hour, year, a day with several talks),
and one that lists several dates of its own is one record for each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.mapping.keys import Role, read_key
from seminarcrawl.extractors.mapping.values import Fields, is_container, line_of, read_fields, text_of
from seminarcrawl.reading.bounds import Told, untold
from seminarcrawl.reading.kinds import names_talk
from seminarcrawl.reading.vocabulary import load_table

MOST_NODES = 40_000
MOST_RECORDS = 5_000
_MOST_DEPTH = 12
_MOST_COLUMNS = 60
_FEWEST_COLUMNS = 3  # understood by their names
_INHERITED: tuple[Role, ...] = (
    "series", "place", "room", "building", "time", "zone", "host", "year", "date", "when", "language",
)  # fmt: skip
_NAMING: tuple[Role, ...] = ("title", "speaker", "first_name", "subtitle", "series_or_title", "name")
_DAYS: tuple[Role, ...] = ("start", "date", "when")
# Lists under these roles are values of the record, not records of their own.
_VALUE_ROLES = frozenset({
    "speaker", "affiliation", "host", "place", "room", "building", "address", "online", "start",
    "end", "date", "time", "when", "abstract", "name",
})  # fmt: skip
_PEOPLE_AND_PLACES = frozenset(
    {"speaker", "affiliation", "host", "place", "room", "building", "address", "online"}
)
_DEFAULT_KEYS = frozenset(("default", "defaults", "common"))
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-/]\s?(?:\d\d){1,2})?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH_AND_DAY = re.compile(r"[01]\d[-_][0-3]\d")
_ONE_YEAR = re.compile(r"(?:19|20)\d\d")
_TABLE = load_table("seminarcrawl.extractors.data", "platforms.toml")
_PLATFORMS: list[dict[str, Any]] = _TABLE["platforms"]

Record = dict[str, Tree]


@dataclass
class _Walk:
    """How much of a file was looked at."""

    records: list[Record] = field(default_factory=list)
    left: int = MOST_NODES
    is_cut: bool = False

    def may_go_on(self) -> bool:
        """Whether no bound is reached yet; once one is, what follows is not read, which is noted."""
        if self.left > 0 and len(self.records) < MOST_RECORDS:
            return True
        self.is_cut = True
        return False

    def visit(self, node: Tree, inherited: Record, depth: int = 0) -> int:
        """Collect the records under `node`; how many there are."""
        if depth > _MOST_DEPTH or not self.may_go_on():
            return 0
        self.left -= 1
        if isinstance(node, list):
            node = _table_rows(node)
            return sum(self.visit(one, inherited, depth + 1) for one in node if isinstance(one, (list, dict)))
        return self._visit_mapping(node, inherited, depth) if isinstance(node, dict) else 0

    def _visit_mapping(self, node: Record, inherited: Record, depth: int) -> int:
        node = on_platform(_inner(node))
        if not node:
            return 0
        fields = read_fields(node)
        handed_down = {**inherited, **_handed_down(node, fields)}
        count = 0
        for name, value in _within(node):
            if not isinstance(value, (list, dict)):
                continue
            if not self.may_go_on():
                break
            if _may_hold_records(name, value):
                count += self.visit(value, _by_key(name, handed_down), depth + 1)
        if count or not (is_record(fields, inherited) or (fields.has(*_NAMING) and _listed_moments(node)[1])):
            return count
        own = {
            name: _without_hour(value) if fields.has("time") else value
            for name, value in inherited.items()
            if not _is_stated(name, fields)
        }
        filled_in = {name: value for name, value in node.items() if value}
        occurrences = _occurrences({**dict.fromkeys(node), **own, **filled_in})
        self.records += occurrences
        return len(occurrences)


def _table_rows(rows: list[Tree]) -> list[Tree]:
    """The rows of a table (a spreadsheet's `values`) as mappings by its header; any other list as it is."""
    header = rows[0] if rows else None
    if not isinstance(header, list) or not all(isinstance(row, list) for row in rows[:MOST_RECORDS]):
        return rows
    names = [text_of(cell) for cell in header]
    roles = {key.role for name in names if (key := read_key(name))}
    if len(names) > _MOST_COLUMNS or len(roles) < _FEWEST_COLUMNS or roles.isdisjoint(_DAYS):
        return rows
    return [
        {name: cell for name, cell in zip(names, row, strict=False) if name}
        for row in rows[1:MOST_RECORDS]
        if isinstance(row, list)
    ]


def find_records(tree: Tree, too_many: Told = untold) -> list[Record]:
    """Every mapping in `tree` that names something and says when, in the order of the file.

    `too_many` is told when there are more than are read.
    """
    walk = _Walk()
    walk.visit(tree, {})
    if walk.is_cut:
        full = len(walk.records) >= MOST_RECORDS
        too_many(f"{MOST_RECORDS:,} records" if full else f"{MOST_NODES:,} lists and mappings")
    return walk.records


def is_record(fields: Fields, inherited: Mapping[str, Tree] = {}) -> bool:
    """Whether a mapping has a day of its own or from above and a name, or at least a speaker and a title."""
    named = fields.has(*_NAMING) or any(e.key.role == "abstract" for e in fields.all("abstract"))
    if not named:
        return False
    if fields.has(*_DAYS):
        return True
    if fields.has("posted") and fields.has("abstract") and fields.has("title"):
        return True  # a posting may announce a talk in its text
    has_both = fields.has("speaker", "first_name") and fields.has("title", "subtitle", "series_or_title")
    above = any((key := read_key(name)) and key.role in _DAYS for name in inherited)
    return has_both or (above and fields.has("speaker", "first_name", "title"))


def _within(node: Record) -> list[tuple[str, Tree]]:
    """A mapping's members, those of its containers among them (`read_fields` opens these as well)."""
    members: list[tuple[str, Tree]] = []
    for name, value in node.items():
        members += value.items() if isinstance(value, dict) and is_container(name) else [(name, value)]
    return members


def _may_hold_records(name: str, value: Tree) -> bool:
    """Whether a value is worth looking into: not a person, a place or another field of this record."""
    key = read_key(name)
    if isinstance(value, dict):
        return key is None or key.role not in _VALUE_ROLES
    if key is not None and key.role in _PEOPLE_AND_PLACES:
        return False
    return any(isinstance(one, (dict, list)) for one in (value or [])[:50])


def _handed_down(node: Record, fields: Fields) -> Record:
    """What a mapping around records states for all of them; its own name is their series."""
    down: Record = {}
    for role in _INHERITED:
        entry = fields.first(role)
        if entry and isinstance(entry.value, (str, dict)) and 0 < len(entry.text) < 300:
            down[entry.name] = entry.value
    for key, value in node.items():
        if key.lower() in _DEFAULT_KEYS and isinstance(value, dict):
            down |= _handed_down(value, read_fields(value))
    name = next((e for e in fields.all("title", "name") if isinstance(e.value, str)), None)
    if name and "series" not in down and len(name.text) < 120 and names_talk(name.text):
        down["series"] = line_of(name.text)
    return down


def _by_key(name: str, inherited: Record) -> Record:
    """`{"2024": {"05-02": {…}}}` and `{"2024-05-02": {…}}`: keys that state the year or the day within."""
    if _DAY.fullmatch(name.strip()):
        return {**inherited, "date": name.strip()}
    year = str(inherited.get("year", ""))
    if _MONTH_AND_DAY.fullmatch(name.strip()) and _ONE_YEAR.fullmatch(year):
        return {**inherited, "date": f"{year}-{name.strip().replace('_', '-')}"}
    if _YEAR.fullmatch(name.strip()) or re.fullmatch(r"\D{3,12}[ _-]?(?:19|20)\d\d", name.strip()):
        return {**inherited, "year": name.strip().replace("_", " ")}
    return inherited


def _is_stated(name: str, fields: Fields) -> bool:
    """Whether the record itself states what it would inherit under this key."""
    key = read_key(name)
    if key is None:
        return True
    if key.role in _DAYS:
        return fields.has(*_DAYS)
    if key.role in {"place", "room", "building"}:
        return fields.has("place", "room", "building", "address")
    if key.role == "time":
        return any(re.search(r"\d[T ]\d\d?[:h]\d\d", text) for text in fields.texts(*_DAYS)) or fields.has(
            "time"
        )
    return fields.has(key.role)


def _without_hour(value: Tree) -> Tree:
    """A session's `2024-05-02 14:00` as its day alone, for a talk that has an hour of its own."""
    return value[:10] if isinstance(value, str) and _DAY.match(value) else value


def _occurrences(record: Record) -> list[Record]:
    """One record for each of the dates that it lists (Localist's `event_instances`); usually one."""
    name, moments = _listed_moments(record)
    if not moments:
        return [record]
    rest = {k: v for k, v in record.items() if k not in {name, "id"} and not _is_moment(k)}
    uid = text_of(record.get("id"))
    # One date of a recurring event may come alone, on a page or in a window of days of its own.
    several = len(moments) > 1 or text_of(record.get("recurring")).lower() == "true"
    return [
        {
            "uid": f"{uid}-{text_of(one.get('id')) or number}" if several else uid,
            **rest,
            **{k: v for k, v in one.items() if _is_moment(k)},
        }
        for number, one in enumerate(moments)
    ]


def _listed_moments(record: Record) -> tuple[str, list[Record]]:
    """The key and the members of a record's list of dates; no members when it has none."""
    for name, value in record.items():
        if not isinstance(value, list) or not value:
            continue
        key = read_key(name)
        if key is not None and key.role in _VALUE_ROLES:
            continue
        moments = [_inner(one) for one in value[:200] if isinstance(one, dict)]
        fields = [read_fields(one) for one in moments]
        if moments and all(f.has("start", "date") and not f.has("title", "speaker") for f in fields):
            return name, moments
    return "", []


def _at(node: Record, path: str) -> Tree:
    """The value at `label.title`: the key of a key; None where there is none."""
    value: Tree = node
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _inner(node: Record) -> Record:
    """The mapping inside a wrapper with one key (`{"event_instance": {…}}`)."""
    name, value = next(iter(node.items()), ("", None))
    return value if len(node) == 1 and is_container(name) and isinstance(value, dict) else node


def _is_moment(name: str) -> bool:
    key = read_key(name)
    return key is not None and key.role in {"start", "end", "date", "time", "when", "all_day"}


def on_platform(node: Record) -> Record:
    """The mapping with the keys of a known platform set right; empty when the platform withdrew it."""
    for platform in _PLATFORMS:
        if not all(name in node for name in platform["when"]):
            continue
        changed = {name: value for name, value in node.items() if name not in platform.get("drop", ())}
        for old, new in platform.get("rename", {}).items():
            changed.pop(old, None)
            changed[new] = _at(node, old)
        for name, meanings in platform.get("values", {}).items():
            if name in changed:
                changed[name] = meanings.get(text_of(node.get(name)), changed[name])
        if "uid" in platform:
            changed["uid"] = platform["uid"].format(**{k: text_of(node.get(k)) for k in platform["when"]})
        occurrence = text_of(node.get(platform.get("occurrence", "")))
        if occurrence and "guid" in node:
            changed["guid"] = f"{text_of(node['guid'])}/{occurrence}"
        withdrawn = text_of(node.get(platform.get("negative", ""))).startswith("-")
        incomplete = "required" in platform and not node.get(platform["required"])
        return {} if withdrawn or incomplete else changed
    return node
