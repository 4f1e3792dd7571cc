"""One line that names a talk (a calendar's SUMMARY, a heading, a schedule line) taken apart.

The same layout means different things on different sites: `Speaker: Title` here, `Series: Title` there. So
the role of each part is chosen for a whole list of lines at once (`choose_role`), and one line deviates
from it only where it plainly contradicts it (`split_summary`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple, cast, get_args

from seminarcrawl.items import Status
from seminarcrawl.reading import kinds
from seminarcrawl.reading.calendar_words import is_date_words, is_weekday
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.languages import remember
from seminarcrawl.reading.people import names
from seminarcrawl.reading.status import is_placeholder, read_status
from seminarcrawl.reading.text import QUOTES, fold, one_line, unquote

SummaryRole = Literal[
    "title", "speaker", "series", "speaker_title", "title_speaker", "series_title", "series_speaker",
    "series_speaker_title", "series_title_speaker",
]  # fmt: skip
"""The parts of a line in their order: `series_speaker_title` is "Series: Speaker (Affil) — Title"."""

ROLES: tuple[SummaryRole, ...] = get_args(SummaryRole)

_MOST_TEXTS = 60  # a list's layout shows in so many lines
_MOST_CUTS = 6
_NEVER = 1_000_000
_LONGEST = 400  # longer lines are prose, not a layout
_SUBROLE_FACTOR = 0.92  # for a line that lacks one of the common parts
_CLEARLY_BETTER = 0.25  # how much better another role must fit one line to overrule the list's
_SURELY_BETTER = 0.55
_BETTER_WITH_MORE = 0.12
_MOST_NAME_WORDS = 9  # outside brackets, before any comma

Piece = Literal["series", "speaker", "title"]
_PIECES = {role: cast("tuple[Piece, ...]", tuple(role.split("_"))) for role in ROLES}
_SUBROLES = {  # what is left of a role without one of its pieces
    role: [cast("SummaryRole", "_".join(piece for piece in pieces if piece != missing)) for missing in pieces]
    if len(pieces) > 1
    else []
    for role, pieces in _PIECES.items()
}
_WEIGHTS = {  # of the pieces of a reading
    pieces: [0.5 if piece == "series" else 0.5 / (len(pieces) - 1) for piece in pieces]
    if "series" in pieces and len(pieces) > 1
    else [1 / len(pieces)] * len(pieces)
    for pieces in _PIECES.values()
}
# Its pieces by number in the order of weighing: first what is told soonest.
_ORDER = {
    pieces: [pieces.index(piece) for piece in get_args(Piece) if piece in pieces]
    for pieces in _PIECES.values()
}


class Parts(NamedTuple):
    """The parts of one line as printed; None where it has none, or only a placeholder for it.

    `status` is a cancellation or postponement marked in the line; `role` is the role that was applied.
    """

    title: str | None = None
    speaker: str | None = None
    series: str | None = None
    status: Status | None = None
    role: SummaryRole = "title"


@dataclass(frozen=True)
class Hints:
    """What is known besides the lines: names of series, and texts known to be speakers (folded)."""

    series: frozenset[str] = field(default_factory=frozenset)
    speakers: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, *, series: Iterable[str | None] = (), speakers: Iterable[str | None] = ()) -> Hints:
        """Hints from texts as printed; None and empty ones are skipped."""
        return cls(frozenset(_series_key(s) for s in series if s), frozenset(fold(s) for s in speakers if s))

    def knows_series(self, text: str) -> bool:
        """Whether `text` is the name of a known series, whatever its number."""
        return _series_key(text) in self.series


NO_HINTS = Hints()


def choose_role(texts: Sequence[str], hints: Hints = NO_HINTS) -> SummaryRole:
    """The role that makes the whole list of lines consistent; "title" for an empty list.

    Placeholders are left out and repeated lines count once.
    """
    lines = [line for line in dict.fromkeys(_prepare(text)[1] for text in texts) if not is_placeholder(line)]
    if not lines:
        return "title"
    hints = with_shared_openings(lines, hints)
    readings = [_fits(line, hints) for line in lines[:_MOST_TEXTS]]
    return max(ROLES, key=lambda role: _consistency([fits[role] for fits in readings], role))


def _consistency(fits: list[_Fit], role: SummaryRole) -> float:
    """How well a role fits all lines; a role that hardly any line has in full is no layout."""
    in_full = sum(fit.role == role for fit in fits)
    return sum(fit.score for fit in fits) * (1.0 if in_full * 4 >= len(fits) else 0.9)


def with_shared_openings(texts: Sequence[str], hints: Hints = NO_HINTS) -> Hints:
    """`hints`, with the openings that several lines share (and that are no person) taken for series."""
    openings: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for line in dict.fromkeys(_prepare(text)[1] for text in texts):
        cut = next(iter(_cuts(line)), None)
        # "Notes on knots" and "Notes on tides" share a word, no series.
        if cut is not None and not kinds.is_about_word(line[cut.start : cut.end].strip()):
            opening = line[: cut.start].strip(_EDGES + "[]【】")
            key = _series_key(opening)
            openings[key] += 1
            printed[key] = opening
    shared = {
        key for key, count in openings.items() if key and count > 1 and count >= _times_shared(printed[key])
    }
    return hints if shared <= hints.series else Hints(hints.series | shared, hints.speakers)


def _times_shared(opening: str) -> int:
    """How often lines must open alike for a series: a person may speak two or three times.

    "Jane Doe (Bonn)", with where she comes from, is a person however often she speaks.
    """
    name = _TRAILING_NOTE.sub("", opening[-200:]).rstrip()
    if names.person_likeness(name) < 0.6:
        return 2
    return 4 if name == opening else _NEVER


@lru_cache(maxsize=2048)
def split_summary(
    text: str, role: str | None = None, hints: Hints = NO_HINTS, *, fixed: bool = False
) -> Parts:
    """`text` taken apart by `role`, or by a role that fits it plainly better; None lets the line decide.

    `fixed` leaves the role only where it does not fit at all. Raises ValueError for an unknown role.
    """
    if role is not None and role not in ROLES:
        raise ValueError(f"unknown summary role {role!r}: one of {', '.join(ROLES)}")
    status, line = _prepare(text)
    fits = _fits(line, hints)
    best = max(fits.values(), key=lambda fit: fit.score)
    fit = best if role is None else fits[role]
    if fixed and role is not None:
        exact = _fit_exactly(line, role, _Likeness(hints))
        fit = exact if exact.pieces else fit
    # A line that lacks a common part is read as it is; one that has them all deviates only on plain grounds.
    margin = _CLEARLY_BETTER if fit.role == role else 0.0
    if role is not None and "speaker" not in role and best.role == "speaker":
        margin = _SURELY_BETTER  # among titles, two capitalised words are a title
    elif fit.role == role and set(_PIECES[fit.role]) < set(_PIECES[best.role]):
        margin = _BETTER_WITH_MORE  # it has all the common parts, and one more
    if role is not None and "speaker" not in role and _names_series_and_speaker(best, hints):
        margin = 0.0  # "Physics Colloquium: Jane Doe" among titles
    if not fit.pieces or (not fixed and best.score > fit.score + margin):
        fit = best
    parts = _parts(fit, status)
    if role is not None and "series" not in role and parts.series and not (parts.title or parts.speaker):
        # Among titles a single name such as "Nobel Prize Colloquium" is what the talk is called.
        is_title = (
            "title" in role and not hints.knows_series(parts.series) and not kinds.is_kind_word(parts.series)
        )
        parts = parts._replace(title=parts.series, series=None) if is_title else parts
    return _with_partner(parts, line)


def _with_partner(parts: Parts, line: str) -> Parts:
    """`A conversation with Jane Doe` as one title: with whom is half of what it says."""
    if not parts.title or not parts.speaker or not kinds.is_conversation(parts.title):
        return parts
    start = line.find(parts.title)
    at = line.find(parts.speaker, start + len(parts.title))
    if start < 0 or at < 0 or len(line[start + len(parts.title) : at].split()) != 1:
        return parts
    name = _AFFILIATION.split(parts.speaker, maxsplit=1)[0].rstrip()
    return parts._replace(title=line[start : at + len(name)])


def _names_series_and_speaker(fit: _Fit, hints: Hints) -> bool:
    """Whether a line plainly says in which series who speaks."""
    series, speaker = fit.pieces.get("series", ""), fit.pieces.get("speaker", "")
    return kinds.is_series_name(series) and _speaker_likeness(speaker, hints) >= _SURELY_SPEAKER


class _Cut(NamedTuple):
    """A separator `line[start:end]`; `weight` says how surely it separates anything."""

    start: int
    end: int
    weight: float = 1.0


class _Fit(NamedTuple):
    """How well a role fits a line, and the pieces it makes of it."""

    score: float
    role: SummaryRole
    pieces: dict[Piece, str]


_BRACKETED = re.compile(r"[\[【]([^\[\]【】]{2,100})[\]】]\s?[:：–—-]?")
_TRAILING_NOTE = re.compile(r"[(\[（]([^()\[\]（）]{2,90})[)\]）]$")
_CLOSING = frozenset(")]）")
_LEADING_MODE = re.compile(
    r"[\[(（【]([^\[\]()（）【】]{2,40})[\])）】]\s?|([^:\-–—|]{2,25}?)\s?(?::|\s[-–—|])\s"
)
_FAMILY_FIRST = re.compile(
    r"([A-ZÀ-Þ][\w'’-]{1,30}), ([A-ZÀ-Þ][\w'’.-]{0,30}(?: [A-ZÀ-Þ][\w.-]{0,20})?)(?= [(\[]|\s?:\s| [-–—] )"
)
_NOBODY = 0.1  # as likely a speaker as any text
_PLAIN_TITLE, _QUOTED_TITLE = 0.6, 0.9  # as likely as a title can be
_SURELY_PERSON = 0.65
_SURELY_SPEAKER = 0.7
_FEWEST_TITLE_WORDS = 4  # behind a name and a comma
_NUMBER = re.compile(r"\d+")
_NAME_CLOSE = re.compile(r"[,(]")
_NAME_END = re.compile(r"[:：|]|\s[-–—]\s")
_AFFILIATION = re.compile(r"[(（,，]")
_LEADING_DATE = re.compile(r"([^:：|–—]{3,30}?)\s?(?:[:：|–—]|\s-)\s")
_SEPARATOR = re.compile(
    r"(?P<strong>：|:(?=\s)|(?<=\s)(?:-{1,3}|[–—―|·•/]|//|\|\|)(?=\s)|—)"
    r"|(?P<weak>(?<=[)\]）]),|[,;](?=\s))"
    r"|(?P<word>(?<=\s)[^\W\d_]{1,6}(?=\s))"
    r"|(?P<open>(?<![^\s,:(])[“«„\"]|[「『《])|(?P<close>[”»」』》\"](?![^\s,:.;)]))"
)
_PAIRS = {"(": ")", "[": "]", "（": "）", "［": "］", "【": "】"}
_ENCLOSING = frozenset((*_PAIRS, *QUOTES))
_EDGES = " \t\n-–—―:：,;|/·•"


@remember(4096, longest=400)
def _prepare(text: str) -> tuple[Status | None, str]:
    """The marked status, and the line without the marker and without "(online)" or "[host: …]" around it."""
    status, line = read_status(one_line(text))
    note = _TRAILING_NOTE.search(line[-100:]) if line[-1:] in _CLOSING else None
    if note and len(line) > len(note.group()) and (kinds.is_mode(note[1]) or split_label(note[1])):
        line = line[: -len(note.group())]
    mode = _LEADING_MODE.match(line)
    if mode and len(line) > len(mode.group()) and kinds.is_mode(mode[1] or mode[2]):
        line = line[len(mode.group()) :]
    date = _LEADING_DATE.match(line)
    if date and is_date_words(date[1]):
        line = line[date.end() :]
    return status, _given_name_first(line.strip(_EDGES))


def _given_name_first(line: str) -> str:
    """`Doe, Jane (MIT): On knots` as "Jane Doe (MIT): On knots"; other lines as they are."""
    match = _FAMILY_FIRST.match(line) if "," in line[:40] else None
    if match is None or names.person_likeness(f"{match[2]} {match[1]}") < _SURELY_PERSON:
        return line
    return f"{match[2]} {match[1]}{line[match.end() :]}"


@lru_cache(maxsize=4096)
def _cuts(line: str) -> tuple[_Cut, ...]:
    """The places where a line may be cut, outside brackets, left to right."""
    if len(line) > _LONGEST:
        return ()
    found: list[_Cut] = []
    bracket = _BRACKETED.match(line)
    if bracket and bracket.end() < len(line):
        found.append(_Cut(bracket.end(), bracket.end()))
    elif word := _leading_kind(line):
        found.append(word)
    inside = _inside_brackets(line)
    for match in _SEPARATOR.finditer(line, bracket.end() if bracket else 0):
        if inside[match.start()] or match.start() == 0:
            continue
        cut = _cut(match)
        if cut and found and not line[found[-1].end : cut.start].strip():
            found[-1] = _Cut(
                found[-1].start, cut.end, max(cut.weight, found[-1].weight)
            )  # »: is one separator
        elif cut:
            found.append(cut)
    if note := _closing_brackets(line):
        found.append(note)
    # The strongest cuts, should there be too many; they stay in their order.
    kept = sorted(found, key=lambda cut: -cut.weight)[:_MOST_CUTS]
    return tuple(cut for cut in found if cut in kept)


def _leading_kind(line: str) -> _Cut | None:
    """The cut behind a kind of event that stands before a name: `Disputation Max Huber: …`, `Charla de …`."""
    words_of = line.split(" ", 5)
    if not kinds.may_begin_with_kind(line) and not any(map(kinds.is_of_word, words_of[1:4])):
        return None
    for size in range(min(3, len(words_of) - 1), 0, -1):
        kind = " ".join(words_of[:size])
        linked = size + 1 < len(words_of) and kinds.is_of_word(words_of[size])
        if not (kinds.is_kind_word(kind) or (linked and kinds.is_talk_kind(kind))):
            continue
        start = len(" ".join(words_of[: size + linked])) + 1
        name = _NAME_END.split(line[start:], maxsplit=1)[0].strip()
        if not name[:1].islower() and names.speakers_likeness(name) >= 0.5:
            return _Cut(len(kind), start, 0.95)
    return None


def _closing_brackets(line: str) -> _Cut | None:
    """The cut before `(Jane Doe)` at the end of a line."""
    note = _TRAILING_NOTE.search(line[-100:]) if line[-1:] in _CLOSING else None
    start = len(line) - len(note.group()) if note else 0
    return _Cut(start, start, 0.9) if start > 0 else None


def _cut(match: re.Match[str]) -> _Cut | None:
    """A separator's cut, if it is one."""
    if match["strong"]:
        return _Cut(match.start(), match.end())
    if match["weak"]:
        return _Cut(match.start(), match.end(), 0.95)
    if match["word"]:
        is_link = kinds.links_parts(match["word"])
        return _Cut(match.start(), match.end(), 0.95) if is_link else None
    if match["open"]:
        return _Cut(match.start(), match.start(), 0.95)
    return _Cut(match.end(), match.end(), 0.95) if match.end() < len(match.string) else None


def _inside_brackets(line: str) -> list[bool]:
    """For each character, whether it stands inside a closed pair of brackets or quotes."""
    inside = [False] * len(line)
    if _ENCLOSING.isdisjoint(line):
        return inside
    stack: list[tuple[str, int]] = []
    for i, char in enumerate(line):
        if stack and char in stack[-1][0]:
            _, start = stack.pop()
            if not stack:
                inside[start + 1 : i] = [True] * (i - start - 1)
        elif char in _PAIRS:
            stack.append((_PAIRS[char], i))
        elif not stack and char in QUOTES and (i == 0 or line[i - 1] in " ,:："):
            stack.append((QUOTES[char], i))
    return inside


@lru_cache(maxsize=512)  # of a list that `choose_role` has just seen
def _fits(line: str, hints: Hints) -> dict[SummaryRole, _Fit]:
    """For each role the best way to read `line` as it, or as what is left of it when a part is missing."""
    fits: dict[SummaryRole, _Fit] = {}
    likeness = _Likeness(hints)
    for role in ROLES:  # roles of fewer pieces stand first
        less = max((fits[rest] for rest in _SUBROLES[role]), key=lambda fit: fit.score, default=None)
        to_beat = less.score * _SUBROLE_FACTOR if less else 0.0
        best = _fit_exactly(line, role, likeness, to_beat)
        fits[role] = less._replace(score=to_beat) if less and to_beat > best.score else best
    return fits


def _fit_exactly(line: str, role: SummaryRole, likeness: _Likeness, to_beat: float = 0.0) -> _Fit:
    """The best way to read `line` as `role`, all pieces of it; what cannot reach `to_beat` is not weighed."""
    best, pieces = _Fit(0.0, role, {}), _PIECES[role]
    for texts, weight in _divisions(line, len(pieces)):
        scores = _scores(pieces, texts, likeness, max(best.score, to_beat) / weight)
        if scores is None:
            continue
        score = weight * _combined(pieces, scores)
        if score > best.score:
            best = _Fit(score, role, dict(zip(pieces, texts, strict=True)))
    return best


def _scores(
    pieces: tuple[Piece, ...], texts: Sequence[str], likeness: _Likeness, to_beat: float
) -> list[float] | None:
    """How likely each text is its piece; None when one of several is not at all, or all are not enough."""
    scores = [_most_likely(piece, text) for piece, text in zip(pieces, texts, strict=True)]
    for number in _ORDER[pieces]:
        if len(pieces) > 1 and _combined(pieces, scores) < to_beat - 0.01:
            return None
        scores[number] = likeness[pieces[number], texts[number]]
        if len(pieces) > 1 and scores[number] < 0.2:
            return None
    return scores


def _most_likely(piece: Piece, text: str) -> float:
    """The highest likeness that a piece can have by its first character."""
    return 1.0 if piece != "title" else _QUOTED_TITLE if text[0] in QUOTES else _PLAIN_TITLE


def _combined(pieces: tuple[Piece, ...], scores: list[float]) -> float:
    """The mean of a reading's scores; the series counts as much as all the rest together."""
    return sum(weight * score for weight, score in zip(_WEIGHTS[pieces], scores, strict=True))


@lru_cache(maxsize=1024)  # asked for by every role of a line in turn
def _divisions(line: str, parts: int) -> tuple[tuple[list[str], float], ...]:
    """All ways to divide a line into so many parts, with the weight of the cuts used."""
    return tuple(_divided(line, parts))


def _divided(line: str, parts: int) -> Iterator[tuple[list[str], float]]:
    for chosen in combinations(_cuts(line), parts - 1):
        starts = [0, *(cut.end for cut in chosen)]
        ends = [*(cut.start for cut in chosen), len(line)]
        texts = [_unwrapped(line[a:b].strip(_EDGES)) for a, b in zip(starts, ends, strict=True)]
        if all(texts):
            yield texts, min((cut.weight for cut in chosen), default=1.0)


def _unwrapped(text: str) -> str:
    """A piece without the brackets around all of it."""
    note = _TRAILING_NOTE.fullmatch(text) if text[-1:] in _CLOSING else None
    return note[1] if note and text[0] in "(（" else text


class _Likeness(dict[tuple[Piece, str], float]):
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
            likeness = 0.6 if is_placeholder(text) else _speaker_likeness(text, self.hints)
        self[read_as] = likeness
        return likeness


def _speaker_likeness(text: str, hints: Hints) -> float:
    if fold(text) in hints.speakers:
        return 1.0
    return 0.1 if hints.knows_series(text) else _likely_speakers(text)


@lru_cache(maxsize=8192)
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
    for cut in _cuts(text):
        rest = text[cut.end :].strip(_EDGES)
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
    if _leading_kind(text):
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
    bracket = _BRACKETED.match(text)
    if bracket:
        is_whole = bracket.end() == len(text)
        return 0.9 if is_whole and not kinds.is_mode(bracket.group(1)) else 0.0
    if any(cut.weight == 1.0 for cut in _cuts(text)):
        return 0.3 if kinds.is_series_name(text) else 0.0
    if kinds.is_series_name(text) or kinds.is_talk_kind(text):
        return 0.85
    if text[:1].isupper() and len(text.split()) <= 5 and kinds.names_talk(text):  # Joint Seminar w/ Physics
        return 0.55
    return 0.55 if kinds.is_other_kind(text) else 0.0  # "Labor workshop: Jane Doe" is a series as well


def _title_likeness(text: str, hints: Hints) -> float:
    if is_placeholder(text):
        return _PLAIN_TITLE
    if text[0] in QUOTES and unquote(text) != text:
        return _QUOTED_TITLE
    if hints.knows_series(text):
        return 0.1
    if kinds.is_series_name(text) or kinds.is_talk_kind(text):
        return 0.3
    cuts = _cuts(text)
    if cuts and cuts[-1].weight == 1.0 and is_placeholder(text[cuts[-1].end :].strip(_EDGES)):
        return 0.2  # "Prize colloquium — TBA": the title ends before
    if (
        cuts
        and text[: cuts[0].start].endswith((")", "）"))
        and _likely_speakers(text[: cuts[0].start]) >= 0.8
    ):
        return 0.3  # "Jane Doe (MIT), On knots" is more than a title
    doubt = max(0.0, _speaker_likeness(text, hints) - 0.3) / 0.7
    return _PLAIN_TITLE - 0.55 * doubt


@lru_cache(maxsize=8192)
def _series_key(text: str) -> str:
    """A series' name folded for comparison, without its number ("Seminar #12")."""
    return " ".join(_NUMBER.sub(" ", fold(text)).split())


def _parts(fit: _Fit, status: Status | None) -> Parts:
    """The pieces of a fit as parts, placeholders and bare series names taken out of the title."""
    series, speaker = fit.pieces.get("series"), fit.pieces.get("speaker")
    title: str | None = unquote(fit.pieces.get("title", ""))
    if title and speaker and is_weekday(title):  # "Talk by Jane Doe on Friday"
        title = None
    if title and fit.role.startswith("speaker") and kinds.is_series_name(title) and len(title.split()) <= 4:
        title, series = None, series or title
    if series:
        bracket = _BRACKETED.fullmatch(series)
        series = (bracket.group(1) if bracket else series).strip()
        if kinds.is_talk_kind(series) and not kinds.is_series_name(series):
            # "Thesis defense" is no series; alone, "Outreach presentation" is what the talk is called.
            title = title or (series if fit.role == "series" and not kinds.is_kind_word(series) else None)
            series = None
    return Parts(
        title=None if not title or is_placeholder(title) else title,
        speaker=None if not speaker or is_placeholder(speaker) else speaker,
        series=series or None,
        status=status,
        role=fit.role,
    )
