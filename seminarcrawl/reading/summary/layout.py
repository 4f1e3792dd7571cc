"""The role of the parts in a whole list of lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from seminarcrawl.reading import kinds
from seminarcrawl.reading.people import names
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.summary.cuts import EDGES, TRAILING_NOTE, cuts_of
from seminarcrawl.reading.summary.fits import Fit, fits_of
from seminarcrawl.reading.summary.hints import NO_HINTS, Hints, series_key
from seminarcrawl.reading.summary.printed import prepare
from seminarcrawl.reading.summary.roles import ROLES, SummaryRole

_MOST_TEXTS = 60  # a list's layout shows in so many lines
_NEVER = 1_000_000


def choose_role(
    texts: Sequence[str], hints: Hints = NO_HINTS, *, knows_openings: bool = False
) -> SummaryRole:
    """The role that makes the whole list of lines consistent; "title" for an empty list.

    Placeholders are left out and repeated lines count once. `knows_openings`: the hints are
    `with_shared_openings` of the list already.
    """
    lines = [line for line in dict.fromkeys(prepare(text)[1] for text in texts) if not is_placeholder(line)]
    if not lines:
        return "title"
    hints = hints if knows_openings else with_shared_openings(lines, hints)
    readings = [fits_of(line, hints) for line in lines[:_MOST_TEXTS]]
    return max(ROLES, key=lambda role: _consistency([fits.of(role) for fits in readings], role))


def _consistency(fits: list[Fit], role: SummaryRole) -> float:
    """How well a role fits all lines; a role that hardly any line has in full is no layout."""
    in_full = sum(fit.role == role for fit in fits)
    return sum(fit.score for fit in fits) * (1.0 if in_full * 4 >= len(fits) else 0.9)


def with_shared_openings(texts: Sequence[str], hints: Hints = NO_HINTS) -> Hints:
    """`hints`, with the openings that several lines share (and that are no person) taken for series."""
    openings: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for line in dict.fromkeys(prepare(text)[1] for text in texts):
        cut = next(iter(cuts_of(line)), None)
        # "Notes on knots" and "Notes on tides" share a word, no series.
        if cut is not None and not kinds.is_about_word(line[cut.start : cut.end].strip()):
            opening = line[: cut.start].strip(EDGES + "[]【】")
            key = series_key(opening)
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
    name = TRAILING_NOTE.sub("", opening[-200:]).rstrip()
    if names.person_likeness(name) < 0.6:
        return 2
    return 4 if name == opening else _NEVER
