"""The words of dates for a set of languages, from the `[dates]` tables of the language files.

Keys of `[dates]`, all optional: `months` and `weekdays` (lists of names per month and day, Monday first),
`weekday_signs` (one sign each, read in brackets), `weekday_tails` ("feira"), `ordinals`, `of`, `on`, `from`,
`to`, `and`; `at` (may announce an hour), `hour_prefix` (announces one even without minutes: "ore 15"), `am`,
`pm`, `noon`, `noon_prefix`, `midnight`, `hour`, `minute`, `half`, `duration`; `year_mark`, `month_mark`,
`day_mark`, `eras` and `era_letters` (the year before the first), `first_year`; `dotted_days` (`17.6.` is a
day); `side_events`, `main_events`, `other_days` (words that tell the talk's hour and day from tea and
deadlines); `terms` (first month, day, last month, day); `zones` (expression to IANA zone), `zone_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates.model import DASHES
from seminarcrawl.reading.languages import codes_for, load_languages, remember
from seminarcrawl.reading.text import unaccented
from seminarcrawl.reading.zones import languages_of

# Words this short mean other things in other languages ("set", "sie", "mar"): only in their own language.
_AMBIGUOUS_LENGTH = 4
_PLAIN_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_ROLES = (
    *("ordinals", "of", "on", "from", "to", "and", "at", "hour_prefix", "weekday_tails", "first_year"),
    *("am", "pm", "noon", "noon_prefix", "midnight", "hour", "minute", "half", "duration"),
    *("year_mark", "month_mark", "day_mark", "side_events", "main_events", "other_days"),
)
# Words around a date, in any language; without its accent the tea of the French would be "the".
_EVENTS = ("side_events", "main_events", "other_days")


@dataclass(slots=True)
class Vocabulary:
    """Lower-case words, with and without accents, by what they do in a date: the keys of `[dates]`.

    `month_first` are the months of English, which alone stand before the day; `openers` the words that a
    day can begin with, `hour_openers` those of an hour; `foreign_months` the short words of other
    languages; `dotted_days` says that one of the languages writes `17.6.` for a day. `halves` are all words
    and letters of am, pm and noon, `joiners` all that may join two days.
    """

    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    weekday_signs: dict[str, int] = field(default_factory=dict)
    eras: dict[str, int] = field(default_factory=dict)
    openers: frozenset[str] = frozenset()
    hour_openers: frozenset[str] = frozenset()
    foreign_months: dict[str, int] = field(default_factory=dict)
    dotted_days: bool = False
    month_first: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    from_: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    and_: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    hour_prefix: frozenset[str] = frozenset()
    am: frozenset[str] = frozenset()
    pm: frozenset[str] = frozenset()
    noon: frozenset[str] = frozenset()
    noon_prefix: frozenset[str] = frozenset()
    midnight: frozenset[str] = frozenset()
    hour: frozenset[str] = frozenset()
    minute: frozenset[str] = frozenset()
    half: frozenset[str] = frozenset()
    duration: frozenset[str] = frozenset()
    year_mark: frozenset[str] = frozenset()
    month_mark: frozenset[str] = frozenset()
    day_mark: frozenset[str] = frozenset()
    weekday_tails: frozenset[str] = frozenset()
    first_year: frozenset[str] = frozenset()
    side_events: frozenset[str] = frozenset()
    main_events: frozenset[str] = frozenset()
    other_days: frozenset[str] = frozenset()
    halves: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()


def _variants(word: str) -> Iterable[str]:
    word = word.lower()
    return {word, unaccented(word)} if len(word) > 1 else {word}


def _tables() -> dict[str, dict[str, Any]]:
    return {code: table.get("dates", {}) for code, table in load_languages().items()}


def vocabulary_for(context: Context) -> Vocabulary:
    """The words that a document may use: its languages, its country's, English, and every long word."""
    return _vocabulary_for(context.languages, context.timezone)


@remember(256)
def _vocabulary_for(languages: tuple[str, ...], zone: str | None) -> Vocabulary:
    tags = (*languages, *languages_of(zone))
    if not tags:
        return _build(tuple(_tables()))
    codes = dict.fromkeys(code for tag in (*tags, "en") for code in codes_for(tag))
    return _build(tuple(codes))


@remember(64)
def _build(own: tuple[str, ...]) -> Vocabulary:
    vocabulary = Vocabulary()
    tables = _tables()
    roles: dict[str, set[str]] = {role: set() for role in _ROLES}
    for code in (*own, *(code for code in tables if code not in own)):
        table, is_own = tables[code], code in own
        _number_words(vocabulary.months, table.get("months", []), 1, is_own)
        _number_words(vocabulary.foreign_months, table.get("months", []), 1, True)
        if is_own:
            vocabulary.eras.update(table.get("era_letters", {}))
            vocabulary.dotted_days |= table.get("dotted_days", False)
        _number_words(vocabulary.weekdays, table.get("weekdays", []), 0, is_own)
        for number, sign in enumerate(table.get("weekday_signs", [])):
            vocabulary.weekday_signs.setdefault(sign, number)
        vocabulary.eras.update(table.get("eras", {}))
        for role in _EVENTS:
            roles[role].update(v for w in table.get(role, []) for v in (_variants(w) if len(w) > 4 else {w}))
        for role in _ROLES:
            if role in _EVENTS:
                continue
            if is_own or role == "of":  # between a day and its month: the month's word tells the language
                roles[role].update(v for word in table.get(role, []) for v in _variants(word))
            else:
                roles[role].update(word for word in table.get(role, []) if not _PLAIN_WORD.fullmatch(word))
    for role, words in roles.items():
        setattr(vocabulary, f"{role}_" if role in ("from", "and") else role, frozenset(words))
    vocabulary.openers = frozenset((*vocabulary.months, *vocabulary.weekdays, *vocabulary.eras))
    vocabulary.hour_openers = vocabulary.hour_prefix.union(
        *(vocabulary.at, vocabulary.from_, vocabulary.noon, vocabulary.midnight, vocabulary.noon_prefix),
        (word for word in vocabulary.am | vocabulary.pm if len(word) > 1),
    )
    vocabulary.halves = vocabulary.am | vocabulary.pm | vocabulary.noon | {"n", "m"}
    vocabulary.joiners = vocabulary.to | vocabulary.and_ | DASHES | {"/", ",", "&"}
    vocabulary.month_first = frozenset(
        v for names in tables.get("en", {}).get("months", []) for word in names for v in _variants(word)
    )
    return vocabulary


def _number_words(into: dict[str, int], rows: list[list[str]], first: int, is_own: bool) -> None:
    for number, names in enumerate(rows, first):
        for name in names:
            if is_own or len(name) > _AMBIGUOUS_LENGTH or not name.isascii():
                for variant in _variants(name):
                    into.setdefault(variant, number)


def _compounds() -> list[str]:
    """Every word that is not one run of letters, longest first."""
    compounds: set[str] = set()
    for table in _tables().values():
        lists = [table.get(role, []) for role in _ROLES]
        lists += [*table.get("months", []), *table.get("weekdays", []), list(table.get("eras", {}))]
        for words in lists:
            compounds.update(
                v for w in words if len(w) > 1 and not _PLAIN_WORD.fullmatch(w) for v in _variants(w)
            )
    return sorted(compounds, key=lambda word: (-len(word), word))


@lru_cache(maxsize=1)
def latin_compounds() -> tuple[str, ...]:
    """The compound words of alphabetic scripts: "o'clock", "de la tarde"."""
    return tuple(word for word in _compounds() if _PLAIN_WORD.match(word))


@lru_cache(maxsize=1)
def other_compounds() -> tuple[str, ...]:
    """The words of scripts without spaces: "下午", "星期五"."""
    return tuple(word for word in _compounds() if not _PLAIN_WORD.match(word))


@lru_cache(maxsize=1)
def clock_words() -> tuple[str, ...]:
    """The words that state an hour without a number ("noon"), in every language."""
    words = {w for table in _tables().values() for role in ("noon", "midnight") for w in table.get(role, [])}
    return tuple(
        sorted((w for w in words if len(w) > 2 or not w.isascii()), key=lambda word: (-len(word), word))
    )
