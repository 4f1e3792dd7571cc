"""The title that an announcing sentence states: in quotes, emphasised, after "entitled"; never a topic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seminarcrawl.reading.people.names import person_likeness, speakers_likeness
from seminarcrawl.reading.prose.people import name_start
from seminarcrawl.reading.prose.sentence import EDGES, Sentence
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.text import QUOTES

LONGEST_TITLE = 250
_PERSON = 0.6
_OPENING_QUOTES = '“„«»「『《"‘'
_WORD = re.compile(r"\w+")
_NEAR_SERIES = 40  # characters between "as part of" and the series' name in quotes
_CLAUSE_END = re.compile(r"[.,;:?!)\"“”„«»]\s")
SENTENCE_STOP = re.compile(r"[.;](?:\s|$)")


def read_title(sentence: Sentence, *, anywhere: bool, behind: int = -1) -> str | None:
    """The title that a sentence states: after "entitled" or "will speak on"; `anywhere`: in quotes.

    Of several quotations the one behind the speaker (who stands at `behind`) is the title: what is quoted
    before is the series.
    """
    text = sentence.text
    for phrase in sentence.of("entitled"):
        title = _title_at(sentence, phrase.end) or _plain_title(text, phrase.end)
        if title:
            return title
    for phrase in sentence.of("topic", "speaks"):
        title = _title_at(sentence, phrase.end) or _title_case_at(text, phrase.end)
        if title and name_start(title[:60]) is None:
            return title
    if not anywhere:
        return None
    found = [q for q in quoted(text) if len(_WORD.findall(q)) >= 2 or len(q) >= 6]
    found = [q for q in found if not _names_series(sentence, text.find(q))]
    later = [q for q in found if 0 <= behind < text.find(q)]
    return next(iter(later or found), None)


def _names_series(sentence: Sentence, at: int) -> bool:
    """Whether what is quoted at `at` follows words such as "as part of the series"."""
    between = (sentence.text[p.end : at] for p in sentence.of("series") if 0 <= at - p.end <= _NEAR_SERIES)
    return any(not _CLAUSE_END.search(gap) for gap in between)


def _title_at(sentence: Sentence, at: int) -> str | None:
    """A quoted or emphasised run that begins right at `at`."""
    text = sentence.text
    while at < len(text) and text[at] in " :,;—–-\t\n":
        at += 1
    if text[at : at + 1] in _OPENING_QUOTES and at < len(text):
        return next(quoted(text[at:]), None)
    for span in sentence.line.spans:
        first, last = span.start - sentence.start, span.end - sentence.start
        if (
            span.kind in ("em", "strong", "link")
            and abs(first - at) <= 2
            and 3 < last - first <= LONGEST_TITLE
        ):
            title = text[max(first, 0) : last].strip(EDGES + '.“”"')
            return title if person_likeness(title) < _PERSON else None
    return None


def quoted(text: str) -> Iterator[str]:
    """The runs of `text` in quotation marks, outermost, in order."""
    position = 0
    while position < len(text):
        char = text[position]
        closers = QUOTES.get(char) if char in _OPENING_QUOTES else None
        if closers and (position == 0 or not text[position - 1].isalnum() or char in "「『《"):
            ends = [e for e in (text.find(c, position + 1) for c in closers) if e > 0]
            if ends and min(ends) - position <= LONGEST_TITLE:
                yield text[position + 1 : min(ends)].strip(EDGES + ".")
                position = min(ends)
        position += 1


def _plain_title(text: str, at: int) -> str | None:
    """What follows "entitled" up to the sentence's end, when it is short and begins like a title."""
    rest = text[at:].strip(" :,—–-\t\n")
    stop = SENTENCE_STOP.search(rest)
    title = rest[: stop.start()] if stop else rest
    return title if _is_plain_title(title) else None


def _is_plain_title(title: str) -> bool:
    size = len(_WORD.findall(title))
    begins = (
        title[:1].isupper() or title[:1].isdigit() or title[:1] in "$\\" or ord(title[:1] or "a") > 0x2E80
    )
    return begins and 1 <= size <= 30 and len(title) <= LONGEST_TITLE and not is_placeholder(title)


def _title_case_at(text: str, at: int) -> str | None:
    """Words in title case after "will speak on" up to a comma or the end; None for a mere topic."""
    rest = text[at:].strip(" :\t\n")
    stop = SENTENCE_STOP.search(rest)
    title = (rest[: stop.start()] if stop else rest).split(",")[0]
    long_words = [word for word in _WORD.findall(title) if len(word) > 3]
    if len(long_words) < 2 or sum(word[0].isupper() for word in long_words) < 0.8 * len(long_words):
        return None
    return title if _is_plain_title(title) and speakers_likeness(title) < _PERSON else None
