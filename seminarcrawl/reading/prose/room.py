"""The room that an announcing sentence names: after "in room", or after a small word, by its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from seminarcrawl.reading.announcement.lines import Line
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import find_days, find_hours
from seminarcrawl.reading.languages import load_languages, remember, words
from seminarcrawl.reading.places import place_likeness, read_place
from seminarcrawl.reading.prose.phrases import phrases
from seminarcrawl.reading.prose.sentence import EDGES, Sentence
from seminarcrawl.reading.prose.title import SENTENCE_STOP
from seminarcrawl.reading.text import fold

_PLACE = 0.5
_SURE_PLACE = 0.7
_WEAK_PLACE = 0.4  # of a name behind "in the" in a sentence that tells the usual hours
_MOST_WORDS = 6  # of a room with a number
_MOST_TOKENS = 40
_MOST_BEFORE = 4  # words of a room's name before "room"
_LONGEST_BRACKET = 80
_LONGEST_SMALL = 4  # letters of "in", "im", "dans", "the"
_TOKEN = re.compile(r"[^\s,;:()\[\]]+")
_ROOM_CODE = re.compile(r"[A-Z]{0,4}-?\d{1,4}(?:[.-]?\w{1,4}){0,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_told_room(text: str, context: Context) -> str | None:
    """The room that one sentence names, whatever else it tells: "We meet at noon in the Turing Suite."."""
    sentence = Sentence(Line(text), 0, text, phrases("sentence").find(text))
    room = read_room(sentence, context) or next(_after_small_words(text, context, _WEAK_PLACE), None)
    return None if room is None or fold(room) in _online() else room


@remember()
def _online() -> frozenset[str]:
    return frozenset(fold(word) for word in words("places", "online"))


def read_room(sentence: Sentence, context: Context) -> str | None:
    """The place that a sentence states; None when it states none."""
    text = sentence.text
    for phrase in sentence.of("room"):
        opener = text[phrase.start : phrase.end]
        start = _with_adjective(text, phrase.start)
        place = _without_small_words(text[start : start + _end(text[start:], context)])
        numbered = _numbered(text[start : start + _end(text[start:], context)], opener)
        if place and (place_likeness(place) >= _PLACE or numbered):
            location = read_place(numbered or place).location
            if location:
                return location
    return next(_after_small_words(text, context), None)


def _with_adjective(text: str, at: int) -> int:
    """Where "im Großen Hörsaal" or "the Emmy Noether seminar room" begins, its last word found at `at`."""
    head = text[:at].rstrip()
    tokens = head.split()[-_MOST_BEFORE - 1 :]
    taken = 0
    for token in reversed(tokens):
        if _is_small(token):
            break
        if not token.isalpha():
            return at
        taken += 1
    name = tokens[len(tokens) - taken :]
    if not name or taken == len(tokens) or not name[0][0].isupper():
        return at
    return text.rfind(" ".join(name), 0, at) if " ".join(name) in text[:at] else at


def _is_small(token: str) -> bool:
    return token.islower() and token.isalpha() and len(token) <= _LONGEST_SMALL


def _numbered(text: str, opener: str) -> str | None:
    """The room when an inflected word for it has its number behind: "sali 403" of "w sali 403"."""
    name = opener.split()[-1]
    tokens = text[len(opener) - len(name) :].split() if text.startswith(opener) else []
    if len(tokens) not in range(2, _MOST_WORDS) or not any(c.isdigit() for c in tokens[1]):
        return None
    return " ".join(tokens)


def _after_small_words(text: str, context: Context, least: float = _SURE_PLACE) -> Iterator[str]:
    """What looks like a place behind "in", "im", "dans l'", "at the"."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)][:120]
    for (start, end), (first, _) in pairwise(tokens):
        if not _is_small(text[start:end]) or text[end:first].strip():
            continue
        place = text[first : first + _end(text[first:], context)].strip(EDGES + ".")
        if any(hours.start == 0 for hours in find_hours(place, context)):
            continue
        if fold(place.partition(" ")[0]) in _weekdays():
            continue  # "on Tuesdays in Example Hall"
        begins = text[first].isupper() or text[first].isdigit() or "’" in place[:3] or "'" in place[:3]
        if begins and (place_likeness(place) >= least or is_room_code(place)):
            location = read_place(_without_article(place)).location
            if location:
                yield location


def is_room_code(place: str) -> bool:
    """Whether a place is a building and a room's number: "Duane G1B20"."""
    tokens = place.split()
    return (
        2 <= len(tokens) <= 3
        and all(token[0].isupper() for token in tokens[:-1])
        and _ROOM_CODE.fullmatch(tokens[-1]) is not None
        and not _YEAR.fullmatch(tokens[-1])
    )


def _without_article(text: str) -> str:
    """`l'amphithéâtre X` without the article before the apostrophe."""
    for mark in "’'":
        head, found, rest = text.partition(mark)
        if found and len(head) <= 2 and head.islower():
            return rest
    return text


def _end(text: str, context: Context) -> int:
    """Where a place in a sentence ends: at a comma, a bracket of another matter, a full stop, the date."""
    stops = [m.start() for m in SENTENCE_STOP.finditer(text)][:1]
    stops += [f.start for f in (*find_days(text, context), *find_hours(text, context)) if f.start > 4]
    stops += [at for at in (_before_weekday(text),) if at > 0]
    bracket = text.find("(")
    close = text.find(")", bracket) if bracket > 0 else -1
    describes = 0 < close - bracket <= _LONGEST_BRACKET and (
        place_likeness(text[bracket + 1 : close]) >= _PLACE
    )
    comma = text.find(",")
    if describes and (comma < 0 or comma > bracket):
        stops = [stop for stop in stops if stop > close] + [close + 1]
    else:
        stops += [i for i in (comma, bracket) if i > 0]
    return min(stops, default=len(text))


def _before_weekday(text: str) -> int:
    """Where "on Mondays" begins; -1 where no weekday is named."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)][:_MOST_TOKENS]
    for (before, stop), (start, end) in pairwise(tokens):
        if fold(text[start:end]) in _weekdays():
            return before if _is_small(text[before:stop]) else start
    return -1


@remember()
def _weekdays() -> frozenset[str]:
    tables = (table.get("dates", {}).get("weekdays", []) for table in load_languages().values())
    return frozenset(fold(name) for names in tables for day in names for name in day if len(name) > 3)


def _without_small_words(text: str) -> str:
    """`text` from its first word that is capitalised or has a digit, or names a kind of room."""
    tokens = text.split()
    small = _room_openers()
    while tokens and tokens[0].casefold() in small:
        tokens.pop(0)
    while tokens and len(tokens[-1]) <= _LONGEST_SMALL and tokens[-1].islower() and tokens[-1].isalpha():
        tokens.pop()
    return " ".join(tokens)


@remember()
def _room_openers() -> frozenset[str]:
    """The small words that begin the phrases for rooms: "in", "dans", "la", "im"."""
    phrases_of = [word.casefold().split() for word in words("prose", "sentence", "room")]
    return frozenset(
        token for phrase in phrases_of if len(phrase) > 1 for token in phrase[:-1] if len(token) <= 5
    )
