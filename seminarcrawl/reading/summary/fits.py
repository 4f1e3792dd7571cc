"""How well a line fits each role, worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from seminarcrawl.reading.summary.cuts import cuts_of, divisions
from seminarcrawl.reading.summary.hints import Hints
from seminarcrawl.reading.summary.likeness import PLAIN_TITLE, QUOTED_TITLE, Likeness
from seminarcrawl.reading.summary.roles import ORDER, PIECES, ROLES, SUBROLES, WEIGHTS, Piece, SummaryRole
from seminarcrawl.reading.text import QUOTES

_SUBROLE_FACTOR = 0.92  # for a line that lacks one of the common parts


class Fit(NamedTuple):
    """How well a role fits a line, and the pieces it makes of it."""

    score: float
    role: SummaryRole
    pieces: dict[Piece, str]


class Fits:
    """One line read as each of the roles."""

    def __init__(self, line: str, hints: Hints) -> None:
        self.line = line
        self._likeness = Likeness(hints)
        self._known: dict[SummaryRole, Fit] = {}

    def of(self, role: SummaryRole) -> Fit:
        """The best way to read the line as a role, or as what is left of it when a part is missing."""
        if role not in self._known:
            known = [self._known[rest] for rest in SUBROLES[role] if rest in self._known]
            to_beat = max((fit.score for fit in known), default=0.0) * _SUBROLE_FACTOR
            best = self.exactly(role, to_beat)
            may_beat = [rest for rest in SUBROLES[role] if self.at_most(rest) * _SUBROLE_FACTOR > best.score]
            less = max(map(self.of, may_beat), key=_score, default=best)
            score = less.score * _SUBROLE_FACTOR
            self._known[role] = less._replace(score=score) if score > best.score else best
        return self._known[role]

    def best(self) -> Fit:
        """The role that fits the line best."""
        return max(map(self.of, ROLES), key=_score)

    def at_most(self, role: SummaryRole) -> float:
        """What no reading as this role, with all its pieces, can exceed: known without weighing them."""
        if role in self._known:
            return self._known[role].score
        pieces = PIECES[role]
        if len(pieces) > len(cuts_of(self.line)) + 1:
            return 0.0
        title = PLAIN_TITLE if QUOTES.keys().isdisjoint(self.line) else QUOTED_TITLE
        return _combined(pieces, [title if piece == "title" else 1.0 for piece in pieces])

    def exactly(self, role: SummaryRole, to_beat: float = 0.0) -> Fit:
        """The best way to read the line as all of a role; what cannot reach `to_beat` is not weighed."""
        best, pieces = Fit(0.0, role, {}), PIECES[role]
        for texts, weight in divisions(self.line, len(pieces)):
            scores = _scores(pieces, texts, self._likeness, max(best.score, to_beat) / weight)
            if scores is None:
                continue
            score = weight * _combined(pieces, scores)
            if score > best.score:
                best = Fit(score, role, dict(zip(pieces, texts, strict=True)))
        return best


@lru_cache(maxsize=512)  # of a list whose role was just chosen
def fits_of(line: str, hints: Hints) -> Fits:
    """A line's fits, remembered with what is worked out of them."""
    return Fits(line, hints)


def _score(fit: Fit) -> float:
    return fit.score


def _scores(
    pieces: tuple[Piece, ...], texts: Sequence[str], likeness: Likeness, to_beat: float
) -> list[float] | None:
    """How likely each text is its piece; None when one of several is not at all, or all are not enough."""
    scores = [_most_likely(piece, text) for piece, text in zip(pieces, texts, strict=True)]
    for number in ORDER[pieces]:
        if len(pieces) > 1 and _combined(pieces, scores) < to_beat - 0.01:
            return None
        scores[number] = likeness[pieces[number], texts[number]]
        if len(pieces) > 1 and scores[number] < 0.2:
            return None
    return scores


def _most_likely(piece: Piece, text: str) -> float:
    """The highest likeness that a piece can have by its first character."""
    return 1.0 if piece != "title" else QUOTED_TITLE if text[0] in QUOTES else PLAIN_TITLE


def _combined(pieces: tuple[Piece, ...], scores: list[float]) -> float:
    """The mean of a reading's scores; the series counts as much as all the rest together."""
    mean: float = sum(map(mul, WEIGHTS[pieces], scores))
    return mean
