"""What a data key says about its value: `talk_title`, `speakerFirst`, `date_from`, `fecha`, `title_ko`.

Two vocabularies meet here: the technical one of data formats and calendar software, which is
`mapping/keys.toml` beside this module, and the words of people in many languages, which
`reading.labels.match_key` knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from seminarcrawl.reading import labels
from seminarcrawl.reading.languages import words as labels_words
from seminarcrawl.reading.recall import recalled
from seminarcrawl.reading.status import read_status
from seminarcrawl.reading.text import fold
from seminarcrawl.reading.vocabulary import load_table

Role = Literal[
    "title", "subtitle", "series_or_title", "series", "speaker", "first_name", "last_name", "name",
    "affiliation", "speaker_url", "abstract", "biography", "note", "start", "end", "date", "time", "when",
    "duration", "zone", "offset", "all_day", "posted", "place", "room", "building", "address", "online",
    "host", "language", "uid", "url", "link", "topics", "status", "cancelled", "postponed", "unpublished",
    "kind", "year", "month",
]  # fmt: skip


class Key(NamedTuple):
    """A key understood. `rank` 0 is the surest key for its role; `group` numbers one talk or speaker among
    several in one record; `variant` is the language code of one translation among several."""

    role: Role
    rank: int = 0
    group: int | None = None
    variant: str | None = None


_TABLE = load_table("seminarcrawl.extractors.mapping", "keys.toml")
_BARREN = frozenset(_TABLE["barren"])
_POSTED = frozenset(_TABLE["posted"])
_FILLERS = frozenset(_TABLE["fillers"])
_LANGUAGE_CODES = {word: code for code, words in _TABLE["languages"].items() for word in words}
_ORDINALS = {word: int(number) for number, words in _TABLE["ordinals"].items() for word in words}
_TIME_WORDS = frozenset({"date", "day", "time", "start", "end", "begin", "hour"})
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_LABEL_ROLES: Mapping[str, Role] = {
    "speaker": "speaker", "affiliation": "affiliation", "title": "title", "abstract": "abstract",
    "date": "date", "time": "time", "datetime": "when", "place": "place", "online": "online", "host": "host",
    "series": "series", "language": "language", "biography": "biography", "slides": "link", "video": "link",
    "topics": "topics", "status": "status",
}  # fmt: skip
_PERSON_PARTS: Mapping[str, Role] = {
    "first": "first_name", "last": "last_name", "url": "speaker_url", "affiliation": "affiliation",
    "biography": "biography",
}  # fmt: skip
_LONGEST_KEY = 80
_PERSON_WORDS = frozenset({"speaker", "presenter", "author", "lecturer", "host", "person"})
_POSITION_WORDS = frozenset({"title", "role", "position", "id", "type", "job", "rank"})

# Keys by their words; where two roles claim the same words, the first one in the file has them.
_BY_WORDS: dict[str, tuple[Role, int]] = {}
for _role, _ranks in _TABLE["roles"].items():
    for _rank, _phrases in enumerate(_ranks):
        for _phrase in _phrases:
            _BY_WORDS.setdefault(_phrase, (_role, _rank))


@recalled(4096)
def read_key(key: str) -> Key | None:
    """What `key` says about its value; None when it says nothing of a talk."""
    if not key or len(key) > _LONGEST_KEY or key.startswith(("$", "#")):
        return None
    parts = key_words(key)
    whole = " ".join(parts)
    if whole in _BY_WORDS:
        return Key(*_BY_WORDS[whole])
    parts, variant = _without_language(parts)
    if not _BARREN.isdisjoint(parts):
        return None
    if not _POSTED.isdisjoint(parts):
        return Key("posted", 0, None, variant)
    parts, group = _without_number(parts)
    found = _technical(parts) or _spoken(key, parts)
    return Key(found[0], found[1], group, variant) if found else None


@lru_cache(maxsize=1)
def speaker_words() -> tuple[str, ...]:
    """Words (folded, the longest of each phrase) one of which stands in every key for a speaker."""
    phrases = {words for words, (role, _) in _BY_WORDS.items() if role == "speaker"}
    phrases |= {fold(word) for table in ("keys", "labels") for word in labels_words(table, "speaker")}
    longest = {max(phrase.split(), key=len) for phrase in phrases if phrase}
    return tuple(word for word in longest if not any(other != word and other in word for other in longest))


def key_words(key: str) -> list[str]:
    """The lower-case words of `startDateTime`, `speaker_first`, `Talk title (en)`, `@type`."""
    plain = key if key.isascii() else _unaccented(unicodedata.normalize("NFKC", key))
    words: list[str] = []
    for match in _WORD.finditer(plain):
        word = match.group().lower()
        if word.isdigit() and words and words[-1] == "date" and plain[match.start() - 1].isalpha():
            words[-1] += word  # LiveWhale's `date2_iso` is the end, not a second talk
        else:
            words.append(word)
    return words


def _unaccented(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)


def _without_language(parts: list[str]) -> tuple[list[str], str | None]:
    """The words without a language code at either end."""
    if len(parts) > 1 and parts[-1] in _LANGUAGE_CODES:
        return parts[:-1], _LANGUAGE_CODES[parts[-1]]
    if len(parts) > 1 and parts[0] in _LANGUAGE_CODES and parts[0] not in {"de", "it", "es", "ca", "el"}:
        return parts[1:], _LANGUAGE_CODES[parts[0]]
    return parts, None


def _without_number(parts: list[str]) -> tuple[list[str], int | None]:
    """The words without an ordinal in front (`first_seminar_title`) or a number (`talk2_title`)."""
    if len(parts) > 1 and parts[0] in _ORDINALS and parts[1] not in {"name", "names"}:
        return parts[1:], _ORDINALS[parts[0]]
    for position, word in enumerate(parts):
        if word.isdigit() and len(word) < 3 and len(parts) > 1:
            return parts[:position] + parts[position + 1 :], int(word)
    return parts, None


def _technical(parts: list[str]) -> tuple[Role, int] | None:
    """The table's answer: for the words as they stand, without fillers, then without one outer word."""
    for words in (parts, [p for p in parts if p not in _FILLERS]):
        if words and (found := _BY_WORDS.get(" ".join(words))):
            return found
    core = [p for p in parts if p not in _FILLERS]
    if len(core) == 2 and core[0] in _TIME_WORDS and (found := _BY_WORDS.get(core[0])):
        return found[0], found[1] + 1  # `datePrague`, `date_pl`
    return None


def _spoken(key: str, parts: list[str]) -> tuple[Role, int] | None:
    """What the words mean in a language of people; `speaker_title` is a person's, not the talk's."""
    if not _PERSON_WORDS.isdisjoint(parts) and not _POSITION_WORDS.isdisjoint(parts):
        return None
    found = labels.read_key(key) or labels.read_key(" ".join(parts))
    if found is None:
        label = labels.match_label(key)
        role = _LABEL_ROLES.get(label) if label else _status_role(" ".join(parts))
        return (role, 1) if role else None
    if found.field == "speaker" and not {"name", "names"}.isdisjoint(parts) and len(parts) > 1:
        # `pageName` and `file_name` name no person: some other word must say so.
        rest = [part for part in parts if part not in {"name", "names"}]
        person = labels.read_key(" ".join(rest)) if rest else None
        return ("speaker", 1) if person is not None and person.field == "speaker" else None
    if found.field == "speaker" and found.part and found.part in _PERSON_PARTS:
        return _PERSON_PARTS[found.part], 1
    if found.field in {"date", "time", "datetime"} and found.part in {"start", "end"}:
        return ("start", 1) if found.part == "start" else ("end", 1)
    role = _LABEL_ROLES.get(found.field)
    return (role, 0 if role == "abstract" else 1) if role else None


def _status_role(words: str) -> Role | None:
    """A key that is itself the word for "cancelled" or "postponed"."""
    status, rest = read_status(words)
    return status if status in {"cancelled", "postponed"} and not rest.strip() else None
