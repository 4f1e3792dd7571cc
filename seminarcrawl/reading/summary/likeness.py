"""How surely a part of a line is a speaker, a title or the name of a series."""

from __future__ import annotations

import re

from seminarcrawl.reading import kinds
from seminarcrawl.reading.people import names
from seminarcrawl.reading.recall import recalled
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.summary.cuts import BRACKETED, EDGES, cuts_of, leading_kind
from seminarcrawl.reading.summary.hints import Hints
from seminarcrawl.reading.summary.roles import Piece
from seminarcrawl.reading.text import QUOTES, fold, unquote

PLAIN_TITLE, QUOTED_TITLE = 0.6, 0.9  # as likely as a title can be
_MOST_NAME_WORDS = 9  # outside brackets, before any comma
_NOBODY = 0.1  # as likely a speaker as any text
_FEWEST_TITLE_WORDS = 4  # behind a name and a comma
_NAME_CLOSE = re.compile(r"[,(]")


class Likeness(dict[tuple[Piece, str], float]):
    """0 to 1: how surely a text is such a piece, weighed once for all roles of a line."""

    def __init__(self, hints: Hints) -> None:
        super().__init__()
        self.hints = hints

    def __missing__(self, read_as: tuple[Piece, str]) -> float:
        piece, text = read_as
        if piece == "series":
            likeness = _series_likeness(text, self.hints)
        elif piece == "title":
            likeness = _title_likeness(text, self.hints)
        else:
            likeness = 0.6 if is_placeholder(text) else speaker_likeness(text, self.hints)
        self[read_as] = likeness
        return likeness


def speaker_likeness(text: str, hints: Hints) -> float:
    """How surely a text names one or more speakers, known ones included."""
    if fold(text) in hints.speakers:
        return 1.0
    return 0.1 if hints.knows_series(text) else _likely_speakers(text)


@recalled(8192)
def _likely_speakers(text: str) -> float:
    """The likeness of names.py, lowered where the line looks divided into more than people."""
    if len(text) > 200:
        return 0.0
    likeness = names.speakers_likeness(text)
    if likeness < _NOBODY:
        return likeness
    likeness *= _doubt(text)
    if likeness >= 0.3 and text[-1] in ")）":  # an affiliation in brackets
        likeness = min(1.0, likeness + 0.15)
    for cut in cuts_of(text):
        rest = text[cut.end :].strip(EDGES)
        if (
            cut.weight == 1.0
            or any(char in QUOTES for char in text[cut.start : cut.end + 1])
            or (text[cut.start - 1] in ")]）" and names.speakers_likeness(rest) < 0.5)
        ):
            return likeness * 0.5
    return likeness * 0.5 if _goes_on_with_title(text, likeness) else likeness


def _goes_on_with_title(text: str, likeness: float) -> bool:
    """Whether a name's comma is followed by words in small letters that are no affiliation or role."""
    name, comma, rest = text.partition(", ")
    tail = rest.split()
    if not comma or "," in rest or len(tail) < _FEWEST_TITLE_WORDS or text[-1] in ")）":
        return False
    if sum(word[0].islower() for word in tail) * 2 <= len(tail) or names.institution_likeness(rest) >= 0.3:
        return False
    return likeness < names.person_likeness(name) - 0.1  # what follows does not fit a line of people


def _doubt(text: str) -> float:
    """How far a text may be a name although its words say otherwise: 1 for no doubt at all."""
    if kinds.is_kind_word(text):
        return 0.0
    if leading_kind(text):
        return 0.3
    count = len(_NAME_CLOSE.split(text, maxsplit=1)[0].split())
    if count > _MOST_NAME_WORDS:
        return 0.5
    if not (kinds.is_other_kind(text) or kinds.is_series_name(text)):
        return 1.0
    return 0.6 if count == 2 else 0.3  # "Jane Fair" is a name, "Spring Picnic Day" is not


def _series_likeness(text: str, hints: Hints) -> float:
    if hints.knows_series(text):
        return 1.0
    bracket = BRACKETED.match(text)
    if bracket:
        is_whole = bracket.end() == len(text)
        return 0.9 if is_whole and not kinds.is_mode(bracket.group(1)) else 0.0
    if any(cut.weight == 1.0 for cut in cuts_of(text)):
        return 0.3 if kinds.is_series_name(text) else 0.0
    if kinds.is_series_name(text) or kinds.is_talk_kind(text):
        return 0.85
    if text[:1].isupper() and len(text.split()) <= 5 and kinds.names_talk(text):  # Joint Seminar w/ Physics
        return 0.55
    return 0.55 if kinds.is_other_kind(text) else 0.0  # "Labor workshop: Jane Doe" is a series as well


def _title_likeness(text: str, hints: Hints) -> float:
    if is_placeholder(text):
        return PLAIN_TITLE
    if text[0] in QUOTES and unquote(text) != text:
        return QUOTED_TITLE
    if hints.knows_series(text):
        return 0.1
    if kinds.is_series_name(text) or kinds.is_talk_kind(text):
        return 0.3
    cuts = cuts_of(text)
    if cuts and cuts[-1].weight == 1.0 and is_placeholder(text[cuts[-1].end :].strip(EDGES)):
        return 0.2  # "Prize colloquium — TBA": the title ends before
    if (
        cuts
        and text[: cuts[0].start].endswith((")", "）"))
        and _likely_speakers(text[: cuts[0].start]) >= 0.8
    ):
        return 0.3  # "Jane Doe (MIT), On knots" is more than a title
    doubt = max(0.0, speaker_likeness(text, hints) - 0.3) / 0.7
    return PLAIN_TITLE - 0.55 * doubt
