"""A record's values by what their keys say: containers opened, HTML made plain, one language chosen."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.mapping.keys import Key, Role, key_words, read_key
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.html_text import fragment_blocks, looks_like_html
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.text import clean, fold, one_line
from seminarcrawl.reading.vocabulary import load_table

_MOST_KEYS = 400
_MOST_HOISTED = 3
_MARKDOWN_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}(?:\([^()\s]{0,100}\))?\)(?:\{[^{}\n]{0,80}\})?"
)
_TEXTILE_LINK = re.compile(r"\"([^\"\n]{1,200})\":https?://[^\s<>\"]{4,500}")
_MARKDOWN_MARK = re.compile(r"(?<![\w\\*])(\*{1,3})(?=\S)([^*\n]{1,500})(?<=\S)\1(?!\w)")
_FULL_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)")
_URL = re.compile(r"https?://[^\s<>\"'\\)\]]{4,1500}")
MOST_LINKS = 12
_TABLE = load_table("seminarcrawl.extractors.mapping", "keys.toml")
_CONTAINERS = frozenset(_TABLE["containers"])
_FORM_TIMES: Mapping[str, str] = _TABLE["form_times"]
_FILLED_IN = {role: frozenset(words) for role, words in _TABLE["filled_in"].items()}
_TEXT_KEYS = (
    "rendered", "#text", "_text", "$t", "@value", "value", "text", "name", "title", "fullName", "label",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One key and its value, understood. `name` is the key as written."""

    name: str
    key: Key
    value: Tree
    text: str


@dataclass
class Fields:
    """A record's entries by role, surest first; other languages' translations behind the chosen one.

    `words` are all words of all its keys, understood or not; `keyed` the roles of all keys, filled in or not.
    """

    roles: dict[Role, list[Entry]] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    keyed: frozenset[Role] = frozenset()

    def all(self, *roles: Role) -> list[Entry]:
        """The entries of these roles, in the order of the roles."""
        found: list[Entry] = []
        for role in roles:
            if role in self.roles:
                found += self.roles[role]
        return found

    def first(self, *roles: Role) -> Entry | None:
        """The surest entry of the first of these roles that has one."""
        for role in roles:
            if entries := self.roles.get(role):
                return entries[0]
        return None

    def texts(self, *roles: Role) -> list[str]:
        """The texts of `all`."""
        return [entry.text for entry in self.all(*roles) if entry.text]

    def has(self, *roles: Role) -> bool:
        """Whether any of these roles has an entry."""
        return self.first(*roles) is not None


def read_fields(record: Mapping[str, Tree], languages: tuple[str, ...] = ()) -> Fields:
    """The record's values by role. `languages` are preferred where a value is given in several."""
    entries = _without_filling_in(list(_entries(record)), record)
    chosen = _chosen_language(entries, languages)
    keys = (read_key(name) for name in list(record)[:_MOST_KEYS])
    fields = Fields(words=_key_words(record), keyed=frozenset(key.role for key in keys if key))
    for entry in sorted(entries, key=lambda e: (e.key.rank, _distance(e.key.variant, chosen))):
        fields.roles.setdefault(entry.key.role, []).append(entry)
    return fields


def _key_words(record: Mapping[str, Tree]) -> frozenset[str]:
    """All words of a record's keys; a list of web pages, empty or not, is not the pages of a paper."""
    names = list(record)[:_MOST_KEYS]
    words = {word for name in names for word in key_words(name)}
    if "pages" in words and not any(isinstance(record[n], str) and "pages" in key_words(n) for n in names):
        words.discard("pages")
    return frozenset(words)


def _without_filling_in(entries: list[Entry], record: Mapping[str, Tree]) -> list[Entry]:
    """The entries without when somebody began to fill in a form; its second key says that it is that."""
    names = {fold(name) for name in list(record)[:_MOST_KEYS]}
    began = {start for end, start in _FORM_TIMES.items() if end in names}
    return [entry for entry in entries if fold(entry.name) not in began] if began else entries


def numbered_talks(fields: Fields) -> list[Fields]:
    """The record as one talk, or as several when its keys number them (`first_…`, `second_…`, `talk2_…`).

    Keys without a number hold for every talk, unless the talk has that key itself.
    """
    entries = [entry for role in fields.roles.values() for entry in role]
    roles_of: dict[int | None, set[Role]] = {}
    for entry in entries:
        roles_of.setdefault(entry.key.group, set()).add(entry.key.role)
    numbers = [n for n in sorted(k for k in roles_of if k is not None) if _is_talk_group(roles_of[n])]
    if not numbers:
        return [fields]
    shared = roles_of.get(None, set())
    talks = [_only(fields, number, roles_of[number]) for number in numbers]
    if 1 not in numbers and _is_talk_group(shared):
        talks.insert(0, _only(fields, None, shared))
    return talks


def _is_talk_group(roles: set[Role]) -> bool:
    return bool(roles & {"title", "abstract", "subtitle"}) and bool(
        roles & {"speaker", "first_name", "last_name", "time", "start", "date", "when"}
    )


def _only(fields: Fields, number: int | None, own: set[Role]) -> Fields:
    """The entries of one number, and the unnumbered ones of roles that it lacks."""
    names: set[Role] = {"speaker", "first_name", "last_name", "name"}
    times: set[Role] = {"time", "start", "end"}
    hidden = own | (names if own & names else set()) | (times if own & {"time", "start"} else set())
    if number is not None and own & {"start", "time"} and not own & {"date"}:
        hidden -= {"date", "when"}
    kept: dict[Role, list[Entry]] = {}
    for role, entries in fields.roles.items():
        mine = [e for e in entries if e.key.group == number]
        kept[role] = mine if mine or role in hidden else [e for e in entries if e.key.group is None]
    return Fields(kept, fields.words, fields.keyed)


def _entries(record: Mapping[str, Tree], depth: int = 0) -> Iterator[Entry]:
    """Every key that is understood and has a value, containers opened."""
    for name, value in list(record.items())[:_MOST_KEYS]:
        if value in (None, "", [], {}):
            continue
        if isinstance(value, dict) and depth < _MOST_HOISTED and is_container(name):
            yield from _entries(value, depth + 1)
            continue
        if isinstance(value, list) and _is_label_list(value):
            yield from _entries(_labelled(value), depth + 1)
            continue
        yield from _translations(name, value)


def is_container(name: str) -> bool:
    """Whether a key only wraps the fields of its record (`_embedded`, `attributes`, `event`)."""
    return fold(name).replace(" ", "") in _CONTAINERS


def _translations(name: str, value: Tree) -> Iterator[Entry]:
    """One entry; or one per language for `title: {en: …, fr: …}`."""
    key = read_key(name)
    if key is None:
        return
    if isinstance(value, dict) and len(value) > 1:
        inner = {k: read_key(f"x_{k}") for k in value}
        codes = {k: _language_code(k) for k in inner}
        if all(codes.values()):
            for code, translated in value.items():
                yield Entry(
                    f"{name}.{code}", key._replace(variant=codes[code]), translated, text_of(translated)
                )
            return
    text = text_of(value)
    if key.role == "time" and _FULL_DAY.match(text):
        key = key._replace(role="when")  # `time: 2022-06-14T16:00` states the day as well
    yield Entry(name, key, value, text)


def _language_code(word: str) -> str | None:
    key = read_key(f"title_{word}") if word.isalpha() and len(word) <= 8 else None
    return key.variant if key else None


def _is_label_list(value: list[Tree]) -> bool:
    """Whether this is a list of `{label: …, value: …}`, as calendars write custom fields."""
    return bool(value) and all(
        isinstance(v, dict) and "value" in v and ("label" in v or "name" in v) for v in value
    )


def _labelled(value: list[Tree]) -> dict[str, Tree]:
    fields = [v for v in value if isinstance(v, dict) and v.get("value")]
    return {str(v.get("label") or v.get("name")): v["value"] for v in fields}


def _chosen_language(entries: Iterable[Entry], languages: tuple[str, ...]) -> str | None:
    """The one language to read: the preferred, the one the plain keys are in, the first one written."""
    variants = [e for e in entries if e.key.variant]
    known = {e.key.variant for e in variants}
    for code in languages:
        if code.split("-")[0] in known:
            return code.split("-")[0]
    plain = {(e.key.role, fold(e.text)) for e in entries if not e.key.variant}
    same = Counter(e.key.variant for e in variants if (e.key.role, fold(e.text)) in plain)
    if same:
        return same.most_common(1)[0][0]
    return variants[0].key.variant if variants else None


def _distance(variant: str | None, chosen: str | None) -> int:
    return 0 if variant == chosen else 1 if variant is None else 2


def text_of(value: Tree) -> str:
    """A value as text: HTML kept, the telling member of a mapping, a list joined with commas."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return ", ".join(text for v in value[:50] if (text := text_of(v)))
    for name in _TEXT_KEYS:
        if isinstance(inner := value.get(name), (str, list)) and inner:
            return text_of(inner)
    return ""


def line_of(text: str) -> str:
    """A short value as one plain line: no HTML, no Markdown, no entities (not even doubly escaped ones)."""
    return one_line(plain_text(html.unescape(text) if "&amp;" in text else text))


def plain_text(text: str) -> str:
    """A value as plain text with paragraphs: HTML and Markdown marks taken off, entities resolved."""
    if looks_like_html(text):
        return _text_of_html(text)
    return clean(without_markdown(html.unescape(text) if "&" in text else text))


@lru_cache(maxsize=16)  # one description is asked for several times in a row
def _text_of_html(html: str) -> str:
    return "\n\n".join(block.text for block in fragment_blocks(html))


def without_markdown(text: str) -> str:
    """Links (Textile's too) as their text, emphasis as plain type; formulas and bullet stars stay."""
    text = _TEXTILE_LINK.sub(r"\1", text)
    text = _MARKDOWN_LINK.sub(lambda m: "" if m.group().startswith("!") else m.group(1), text)
    return text if "$" in text else _MARKDOWN_MARK.sub(r"\2", text)


def abstract_blocks(text: str) -> list[Block]:
    """An HTML value's blocks without the link-only lines ("Slides", "Video") that close it."""
    blocks = fragment_blocks(text)
    while (
        blocks
        and len(blocks[-1].text) < 60
        and (
            not blocks[-1].text.strip()
            or blocks[-1].all_marked("link")
            or blocks[-1].text.strip() == "\u200b"
        )
    ):
        blocks.pop()
    return blocks


def is_filled_in(role: str, text: str) -> bool:
    """Whether `text` is a placeholder, or what software writes where `role` has no value."""
    return is_placeholder(text) or fold(text) in _FILLED_IN.get(role, frozenset())


def is_true(text: str) -> bool:
    """Whether a flag is set: `true`, `1`, `yes`, a reason in words; not `false`, `0`, `no`, nothing."""
    return fold(text) not in {"", "0", "false", "no", "none", "null", "n", "off", "f"}


def urls_in(value: Tree, depth: int = 0) -> list[str]:
    """Every web address in a value."""
    if isinstance(value, str):
        return [url.rstrip(".,;") for url in _URL.findall(value[:20_000])][:MOST_LINKS]
    inner = list(value.values()) if isinstance(value, dict) else value or []
    return [url for v in inner[:30] for url in urls_in(v, depth + 1)][:MOST_LINKS] if depth < 4 else []
