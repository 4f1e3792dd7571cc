"""The people whom an announcing sentence names: before "will speak", after "talk by", behind „spricht“."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seminarcrawl.items import Speaker
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.honorifics import strip_honorifics
from seminarcrawl.reading.people.names import (
    institution_likeness,
    person_likeness,
    read_speakers,
    speakers_likeness,
)
from seminarcrawl.reading.prose.sentence import EDGES, Sentence
from seminarcrawl.reading.text import fold, one_line

_MOST_NAME_WORDS = 6
_BEFORE_NAME = 40  # characters between "talk by" and the name: "our guest Prof."
_TAKEN = ";"  # stands for what is no name; no name goes across it
_BEHIND_PERSON = frozenset({"room", "entitled", "topic", "series", "hosted", "speaks"})
_PERSON = 0.6
_INSTITUTION = 0.35
_TOKEN = re.compile(r"[^\s,;:()\[\]“”\"«»„!?]+")


def read_people(sentence: Sentence) -> list[Speaker] | None:
    """The people that a sentence announces, by where they stand."""
    if sentence.of("invites"):
        return _person_after(sentence) or _person_before(sentence) or _person_inverted(sentence)
    return _person_before(sentence) or _person_after(sentence) or _person_inverted(sentence)


def _person_before(sentence: Sentence) -> list[Speaker] | None:
    """The people who stand before "will speak"."""
    for verb in sentence.of("speaks"):
        head = sentence.text[: verb.start]
        marked = _marked_person(sentence, 0, verb.start)
        start = marked[0] if marked else name_start(head)
        if start is None:
            continue
        people = _people(head[start:])
        if people:
            return people
    return None


def _person_after(sentence: Sentence) -> list[Speaker] | None:
    """The people who stand after "talk by"."""
    for phrase in sentence.of("by"):
        tail = sentence.text[phrase.end :]
        later = [p.start - phrase.end for p in sentence.found if p.start > phrase.end and p.group != "by"]
        tail = tail[: min(later, default=len(tail))]
        start = name_start(tail[: _BEFORE_NAME + 80])
        if start is None or start > _BEFORE_NAME or any(mark in tail[:start] for mark in ",;("):
            continue
        if any(h.start <= phrase.end + start and h.end >= phrase.start for h in sentence.of("hosted")):
            continue  # "séminaire invité par"
        people = _people(tail[start:])
        if people:
            return people
    return None


def _person_inverted(sentence: Sentence) -> list[Speaker] | None:
    """The people right behind the verb: „Am Montag spricht Jane Doe über …“."""
    for verb in sentence.of("speaks"):
        tail = sentence.text[verb.end : verb.end + 200]
        start = name_start(tail[:100])
        if start is None or tail[:start].strip():
            continue
        about = [p.start - verb.end for p in sentence.found if p.start > verb.end + start]
        people = _people(tail[: min(about, default=len(tail))])
        if people:
            return people
    return None


def person_in(sentence: Sentence, taken: Sequence[tuple[int, int]]) -> list[Speaker] | None:
    """The person whom a sentence names beyond doubt, wherever: with a title or with where they are from.

    `taken` are the ranges that are something else (days, hours, a quoted title). A host is nobody.
    """
    text = sentence.text
    for first, last in taken:
        text = f"{text[:first]}{_TAKEN * (last - first)}{text[last:]}"
    start = name_start(text)
    if start is None or any(0 <= start - p.end <= _BEFORE_NAME for p in sentence.of("hosted")):
        return None
    later = [
        _before_small(text, p.start) for p in sentence.found if p.start > start and p.group in _BEHIND_PERSON
    ]
    end = min([*later, *(i for i in (text.find(_TAKEN, start),) if i > 0)], default=len(text))
    people = _people(text[start:end])
    if not people:
        return None
    honoured = strip_honorifics(f"{_last_words(text[:start])} {people[0].name}") == people[0].name
    honoured = honoured or not text[start:].startswith(people[0].name)
    return people if people[0].affiliation or (honoured and bool(_last_words(text[:start]))) else None


def _before_small(text: str, at: int) -> int:
    """Where "im Großen Hörsaal" begins, the phrase being found at "Hörsaal"."""
    tokens = text[:at].split()[-2:]
    small = len(tokens) == 2 and tokens[0].islower() and len(tokens[0]) <= 4 and tokens[1][0].isupper()
    return text.rfind(tokens[0], 0, at - len(tokens[1])) if small else at


def _last_words(text: str) -> str:
    """The word before a name, which may be a title of honour."""
    return " ".join(text.split()[-1:])


def _marked_person(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """A link or bold run within the sentence that is a person's name, as a range of the sentence."""
    for span in sentence.line.spans:
        first, last = span.start - sentence.start, span.end - sentence.start
        if span.kind not in ("link", "strong", "em") or first < start or last > end:
            continue
        if person_likeness(sentence.text[first:last]) >= _PERSON:
            return first, last
    return None


def name_start(text: str) -> int | None:
    """Where the likeliest person's name in `text` begins, honorifics included; the first of equals."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)][:60]
    best, start = _PERSON - 0.001, None
    for first in range(len(tokens)):
        if not _can_begin_name(text[tokens[first][0] : tokens[first][1]]):
            continue
        likeness = _name_likeness(text, tokens, first)
        if likeness > best + 0.02:
            best, start = likeness, tokens[first][0]
    return start


def _name_likeness(text: str, tokens: Sequence[tuple[int, int]], first: int) -> float:
    """How surely a name begins at token `first`."""
    start = tokens[first][0]
    best = person_likeness(text[start : tokens[first][1]]) if _is_cjk_name(text[start:][:8]) else 0.0
    for last in range(first + 1, min(first + _MOST_NAME_WORDS, len(tokens))):
        if not _is_unbroken(text, tokens, last - 1, last):
            break
        best = max(best, person_likeness(text[start : tokens[last][1]].rstrip(".")))
    return best


def _can_begin_name(token: str) -> bool:
    return token[:1].isupper() or _is_cjk_name(token)


def _is_cjk_name(token: str) -> bool:
    return "\u3040" <= token[:1] <= "\ud7af" and len(token) <= 8 and person_likeness(token) >= _PERSON


def _is_unbroken(text: str, tokens: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Whether only blanks stand between the tokens."""
    return all(text[tokens[i][1] : tokens[i + 1][0]].isspace() for i in range(first, last))


def _people(text: str) -> list[Speaker]:
    """The people at the beginning of `text`, with what it says of where they are from."""
    text = _without_small_end(one_line(text).strip(EDGES))
    if not text:
        return []
    bracket = _after_brackets(text)
    candidates = [*_with_origin(text), text, *_shorter(text, bracket)]
    if bracket and not _lists_more(text[bracket:]):
        candidates.insert(0, text[:bracket])
    for candidate in candidates:
        if speakers_likeness(candidate) >= _PERSON:
            people = read_speakers(candidate)
            if people and all(len(p.name.split()) <= _MOST_NAME_WORDS for p in people):
                return [_checked(person) for person in people]
    return []


def _without_small_end(text: str) -> str:
    """`text` without small words at its end that began what follows: ", who", "der", "qui"."""
    head, _, last = text.rpartition(" ")
    while head and last.islower() and last.isalpha() and len(last) <= 5:
        text = head.rstrip(EDGES)
        head, _, last = text.rpartition(" ")
    return text


def _with_origin(text: str) -> Iterator[str]:
    """`Emil Novak of Charles University` with a comma for the small word, when that makes it plainer."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)][: _MOST_NAME_WORDS + 2]
    for number, (start, end) in enumerate(tokens[1:], 1):
        if fold(text[start:end]) in _from_words() and person_likeness(text[:start].strip()) >= _PERSON:
            if _is_unbroken(text, tokens, 0, number):
                name, origin = text[:start].strip(), text[end:].strip()
                institution = _institution_before_verb(origin)
                if institution and not any(p.affiliation for p in read_speakers(f"{name}, {origin}")):
                    yield f"{name}, {institution}"  # "… of Charles University as our guest this week"
                yield f"{name}, {origin}"
            return


@remember()
def _from_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words("joiners", "from") if fold(word))


def _lists_more(text: str) -> bool:
    """Whether another person follows ("and Jane Roe (Oslo)") behind a first one's brackets."""
    rest = text.lstrip(" ,;")
    first, _, after = rest.partition(" ")
    if fold(first) in _and_words() or first == "&":
        rest = after
    start = name_start(rest[:60])
    return start is not None and start <= 12


@remember()
def _and_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words("joiners", "and") if fold(word))


def _checked(person: Speaker) -> Speaker:
    """A person without an affiliation that is no institution ("currently visiting us")."""
    text = _up_to_verb(person.affiliation) if person.affiliation else None
    if text and len(tokens := text.split()) > 2 and institution_likeness(text) >= _INSTITUTION:
        while len(tokens) > 1 and tokens[-1].islower() and tokens[-1].isascii():
            tokens.pop()  # "… of Bristol next week"
        text = " ".join(tokens).removeprefix("the ").rstrip(EDGES)
        person.affiliation = text
    if text and len(text.split()) > 3 and institution_likeness(text) < _INSTITUTION:
        person.affiliation = None
    return person


def _institution_before_verb(text: str) -> str | None:
    """The institution with which `text` opens, when the sentence goes on behind it."""
    tokens = _up_to_verb(text).split()
    while tokens and tokens[-1].islower():
        tokens.pop()
    head = " ".join(tokens).strip(EDGES)
    return head if head != text and institution_likeness(head) >= _PERSON else None


def _up_to_verb(text: str) -> str:
    """`James Cook University as our guest` up to where the sentence goes on, when that is an institution."""
    tokens = text.split()
    for number, token in enumerate(tokens[1:], 1):
        if token.islower() and token.isalpha() and token not in _inner_words():
            head = " ".join(tokens[:number]).rstrip(EDGES)
            return head if institution_likeness(head) >= _INSTITUTION else text
    return text


@remember()
def _inner_words() -> frozenset[str]:
    """Small words inside the name of an institution: "of", "and", "für", "de la"."""
    paths = (("labels", "of"), ("joiners", "and"), ("joiners", "articles"), ("people", "particles"))
    told = {word for path in paths for phrase in words(*path) for word in phrase.split()}
    return frozenset(told | {word for phrase in words("joiners", "role_of") for word in phrase.split()})


def _after_brackets(text: str) -> int:
    """The end of the last closing bracket near the beginning of `text`, 0 when there is none."""
    opened = text.find("(")
    return text.find(")", opened) + 1 if 0 <= opened <= 120 else 0


def _shorter(text: str, bracket: int) -> Iterator[str]:
    """`text` cut ever shorter: after its brackets, then at its commas and its small words from the right."""
    if bracket:
        yield text[:bracket]
    cuts = [i for i, char in enumerate(text[:240]) if char in ",;("]
    for cut in reversed(cuts[:6]):
        yield text[:cut].strip(EDGES)
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)][:_MOST_NAME_WORDS]
    for _, end in reversed(tokens[1:]):
        yield text[:end]
