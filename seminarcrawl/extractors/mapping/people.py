"""The people of a record: a line, a list, mappings with name and affiliation, or names in two parts."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.mapping.values import Entry, Fields, is_filled_in, line_of, read_fields, text_of
from seminarcrawl.items import Speaker
from seminarcrawl.reading.people import names
from seminarcrawl.reading.people.honorifics import is_degree
from seminarcrawl.reading.text import fold

_MOST_PEOPLE = 40
_LONGEST_AFFILIATION = 160
_LONGEST_LINE = 600
_CAMEL = re.compile(r"(?:[A-ZÀ-Þ][a-zß-ÿ]{1,20}){2,4}")
_HANDLE = re.compile(r"[a-z0-9._@-]{2,40}")
_SENTENCE = re.compile(r"[.!?]\s+\S|\bis\s(?:a|an|the)\b")


def read_people(fields: Fields) -> tuple[list[Speaker], Entry | None]:
    """The speakers of a record, and the entry that names them (None when no key does)."""
    affiliations = fields.all("affiliation")
    named = [
        e
        for e in fields.all("speaker")
        if not isinstance(e.value, str) or not is_filled_in("speaker", line_of(e.text))
    ]
    for entry in _parts_first(fields) + named:
        people = _from_entry(entry, fields, affiliations)
        if people:
            _add_url(people, fields)
            return people, entry
    return _from_name_beside_title(fields)


def _from_name_beside_title(fields: Fields) -> tuple[list[Speaker], Entry | None]:
    """`name` beside `title` or `affiliation`: the speaker, when it reads as people."""
    entry = fields.first("name")
    is_person = not fields.keyed.isdisjoint(("title", "affiliation"))  # a title not yet filled in will do
    if entry is None or not is_person or not isinstance(entry.value, str):
        return [], None
    line = line_of(entry.text)
    if is_filled_in("speaker", line) or names.speakers_likeness(line) < 0.6:
        return [], None
    stated = fields.first("affiliation")
    people = people_of(entry.value, stated.value if stated else None)
    return people, entry if people else None


def _parts_first(fields: Fields) -> list[Entry]:
    """First and last names in keys of their own, as one entry; a person's own `name` is not the talk's."""
    first, last = fields.first("first_name"), fields.first("last_name")
    if first is None or last is None:
        return []
    name = f"{line_of(first.text)} {line_of(last.text)}".strip()
    return [Entry(f"{first.name}+{last.name}", first.key, name, name)]


def _from_entry(entry: Entry, fields: Fields, affiliations: list[Entry]) -> list[Speaker]:
    """The people of the surest key, joined by its numbered siblings (`speaker1`, `speaker2`)."""
    siblings = [entry]
    if entry.key.group is not None:
        numbered = [e for e in fields.all("speaker") if e.key.group is not None]
        siblings = sorted(
            (e for e in numbered if e.key.rank == entry.key.rank), key=lambda e: e.key.group or 0
        )
    people: list[Speaker] = []
    for one in siblings:
        stated = next((a for a in affiliations if a.key.group == one.key.group), None)
        stated = stated or next((a for a in affiliations if a.key.group is None), None)
        people += people_of(one.value, stated.value if stated else None)
    return people[:_MOST_PEOPLE]


def people_of(value: Tree, affiliation: Tree = None) -> list[Speaker]:
    """The people that a value names: text, a mapping, or a list of either."""
    stated = affiliation_of(affiliation)
    if isinstance(value, str):
        return _from_text(value, stated, affiliation)
    if isinstance(value, dict):
        return _from_mapping(value, stated)
    if not isinstance(value, list):
        return []
    value = value[:_MOST_PEOPLE]
    if all(isinstance(v, str) for v in value):
        return _from_names([str(v) for v in value], stated, affiliation)
    return [person for v in value for person in people_of(v, affiliation)]


def _from_text(text: str, stated: str | None, affiliation: Tree) -> list[Speaker]:
    if "|" in text:
        return _from_names([part for part in text.split("|") if part.strip()], stated, affiliation)
    line = line_of(text)
    if not line or len(line) > _LONGEST_LINE or is_filled_in("speaker", line) or _is_address(line):
        return []
    if _CAMEL.fullmatch(line) and " " not in line:
        line = re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", line)
    elif _HANDLE.fullmatch(line):
        return []  # an identifier of a person described elsewhere, not a name
    return names.read_speakers(line, affiliation=stated)


def _one_person(line: str, stated: str | None) -> list[Speaker]:
    """What stands in the place of one name; only brackets or commas may make more of it than a name."""
    if any(c in line for c in "(,;|/@") or is_filled_in("speaker", line):
        return _from_text(line.replace("|", " "), stated, None)
    name = names.clean_name(line)
    return [Speaker(name, stated)] if name and not _HANDLE.fullmatch(name) else []


def _is_address(text: str) -> bool:
    return bool(urlsplit(text).scheme) and " " not in text


def _from_names(listed: list[str], stated: str | None, affiliation: Tree) -> list[Speaker]:
    """A list of names, affiliations running parallel where there are as many."""
    apart = [a.strip() for a in stated.split("|")] if stated and "|" in stated else []
    if isinstance(affiliation, list) and len(affiliation) == len(listed):
        apart = [affiliation_of(a) or "" for a in affiliation]
    people: list[Speaker] = []
    for number, name in enumerate(listed):
        own = apart[number] if len(apart) == len(listed) else None if apart else stated
        people += _one_person(line_of(name), own or None)
    if stated and not apart and len(people) == len(listed) > 1:
        together = names.read_speakers(", ".join(p.name for p in people), affiliation=stated)
        if [fold(p.name) for p in together] == [fold(p.name) for p in people]:
            return together
    return people


def _from_mapping(value: dict[str, Tree], stated: str | None) -> list[Speaker]:
    """One person as `{name: …, affiliation: …}` in any keys; or a mapping around the list of people."""
    if "first" in value and "last" in value:
        value = {**value, "first_name": value["first"], "last_name": value["last"]}
    fields = read_fields(value)
    line = _own_name(fields)
    if not line:
        inner = [v for v in value.values() if isinstance(v, (list, dict))]
        return people_of(inner[0], stated) if len(inner) == 1 and len(value) <= 2 else []
    if is_filled_in("speaker", line):
        return []
    own = (
        affiliation_of([e.value for e in fields.all("affiliation")][:1]) or stated or _short_biography(fields)
    )
    people = _one_person(_family_name_last(line) if own else line, own)
    if len(people) == 1:
        people[0].url = next((t for t in fields.texts("speaker_url", "url") if _is_web(t)), None)
    return people


def _family_name_last(line: str) -> str:
    """`Doe, Jane` as "Jane Doe": where the affiliation stands elsewhere, a comma parts nothing but names."""
    family, comma, given = line.partition(",")
    both_short = 0 < len(family.split()) <= 3 and 0 < len(given.split()) <= 3
    is_name = comma and both_short and "," not in given and not is_degree(given)
    return f"{given.strip()} {family.strip()}" if is_name else line


def _own_name(fields: Fields) -> str:
    """The name in a person's mapping."""
    parts = _parts_first(fields)
    full = fields.first("name") or fields.first("speaker", "title")
    if full and not (parts and "," in full.text):
        return line_of(full.text)
    return parts[0].text if parts else ""


def _short_biography(fields: Fields) -> str | None:
    """talks.ox and others keep the affiliation in `bio`; a sentence about the person is none."""
    entry = fields.first("biography")
    line = line_of(entry.text) if entry else ""
    return line if 0 < len(line) <= _LONGEST_AFFILIATION and not _SENTENCE.search(line) else None


def affiliation_of(value: Tree) -> str | None:
    """An affiliation as text, whatever shape it has; placeholders give None."""
    if isinstance(value, list):
        parts = [part for v in value[:5] if (part := affiliation_of(v))]
        return ", ".join(dict.fromkeys(parts)) or None
    if isinstance(value, dict):
        fields = read_fields(value)
        entry = fields.first("name", "affiliation", "title")
        spelled = value.get("long") or value.get("full") or value.get("short")
        return affiliation_of(entry.value if entry else spelled or text_of(value))
    line = line_of(value or "")
    return None if not line or is_filled_in("affiliation", line) or _is_address(line) else line


def _add_url(people: list[Speaker], fields: Fields) -> None:
    """A homepage in a key of its own, or as many as there are people."""
    entry = fields.first("speaker_url")
    urls = entry.text.split("|") if entry else []
    if len(urls) != len(people):
        return
    for person, url in zip(people, urls, strict=True):
        if not person.url and _is_web(url.strip()):
            person.url = url.split()[0]


def _is_web(text: str) -> bool:
    return text.startswith(("http://", "https://"))
