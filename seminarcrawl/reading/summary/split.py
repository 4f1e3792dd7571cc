"""One line taken apart by the role of its list."""

from __future__ import annotations

import re
from typing import NamedTuple

from seminarcrawl.items import Status
from seminarcrawl.reading import kinds
from seminarcrawl.reading.calendar_words import is_weekday
from seminarcrawl.reading.people import names
from seminarcrawl.reading.recall import recalled
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.summary.cuts import BRACKETED
from seminarcrawl.reading.summary.fits import Fit, Fits, fits_of
from seminarcrawl.reading.summary.hints import NO_HINTS, Hints
from seminarcrawl.reading.summary.likeness import speaker_likeness
from seminarcrawl.reading.summary.printed import prepare
from seminarcrawl.reading.summary.roles import PIECES, ROLES, SummaryRole
from seminarcrawl.reading.text import unquote

_CLEARLY_BETTER = 0.25  # how much better another role must fit one line to overrule the list's
_SURELY_BETTER = 0.55
_BETTER_WITH_MORE = 0.12
_SURELY_SPEAKER = 0.7
_AFFILIATION = re.compile(r"[(（,，]")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{6,120})[)）]$")
_COMMA = re.compile("[,，]")
_TITLE_LENGTHS = range(8, 301)
_INSTITUTION = 0.75
_MOST_INSTITUTION_WORDS = 5
_QUOTED_LAST = re.compile(
    r"(?P<series>[^:：|“”\"«»„]{3,60})(?:[:：]|\s[-–—|])\s{1,2}"
    r"(?P<speaker>[^:：|“”\"«»„]{4,90}?)[\s,:：–—-]{1,4}(?P<title>[“\"«„].{6,300})"
)
_SURELY_NAMED = 0.6
_QUOTED_FIRST = re.compile(r"([“\"„«][^“”\"„«»]{3,250}[”\"“»]), ([^“”\"„«»]{2,60})")
_LIKELY_INSTITUTION = 0.4


class Parts(NamedTuple):
    """The parts of one line as printed; None where it has none, or only a placeholder for it.

    `status` is a cancellation or postponement marked in the line; `role` is the role that was applied.
    """

    title: str | None = None
    speaker: str | None = None
    series: str | None = None
    status: Status | None = None
    role: SummaryRole = "title"


@recalled(2048)
def split_summary(
    text: str, role: str | None = None, hints: Hints = NO_HINTS, *, fixed: bool = False
) -> Parts:
    """`text` taken apart by `role`, or by a role that fits it plainly better; None lets the line decide.

    `fixed` leaves the role only where it does not fit at all. Raises ValueError for an unknown role.
    """
    known = next((one for one in ROLES if one == role), None)
    if known is None and role is not None:
        raise ValueError(f"unknown summary role {role!r}: one of {', '.join(ROLES)}")
    status, line = prepare(text)
    fits = fits_of(line, hints)
    fit = fits.best() if known is None else _fixed(fits, known) if fixed else _settled(fits, known, hints)
    parts = _parts(fit, status)
    if known is None and parts.speaker is None and (named := _with_quoted_title(line)):
        return named._replace(status=status)
    if known is not None and "series" not in known and parts.series and not (parts.title or parts.speaker):
        # Among titles a single name such as "Nobel Prize Colloquium" is what the talk is called.
        is_title = (
            "title" in known and not hints.knows_series(parts.series) and not kinds.is_kind_word(parts.series)
        )
        parts = parts._replace(title=parts.series, series=None) if is_title else parts
    return _with_partner(_with_speaker_in_brackets(parts, hints), line)


def _with_speaker_in_brackets(parts: Parts, hints: Hints) -> Parts:
    """`Series: Title (Jane Doe, MIT)`: a person and where they are from are no part of the title."""
    found = _speaker_in_brackets(parts.title or "", hints) if parts.role == "series_title" else None
    return parts._replace(title=found[0], speaker=found[1], role="series_title_speaker") if found else parts


def _speaker_in_brackets(title: str, hints: Hints) -> tuple[str, str] | None:
    """A title and the speaker with an affiliation in the brackets that end it; None without such brackets."""
    found = _IN_BRACKETS.search(title)
    if found is None or not _COMMA.search(found[1], 3, len(found[1]) - 2):
        return None
    rest = title[: found.start()].rstrip()
    is_speaker = len(rest) in _TITLE_LENGTHS and speaker_likeness(found[1], hints) >= _SURELY_SPEAKER
    return (rest, found[1]) if is_speaker else None


def _with_quoted_title(line: str) -> Parts | None:
    """`Works-in-Progress: Jane Doe, “On knots”`: before a person and a quoted title, any name is a series."""
    match = _QUOTED_LAST.fullmatch(line)
    if match is None or unquote(match["title"]) == match["title"]:
        return None
    if names.speakers_likeness(match["speaker"]) < _SURELY_NAMED:
        return None
    series = match["series"].strip()
    return Parts(unquote(match["title"]).rstrip(" ,"), match["speaker"], series, role="series_speaker_title")


def _fixed(fits: Fits, role: SummaryRole) -> Fit:
    """The line read by a role that is known for certain, or by what is left of it; else as fits best."""
    exact = fits.exactly(role)
    fit = exact if exact.pieces else fits.of(role)
    return fit if fit.pieces else fits.best()


def _settled(fits: Fits, role: SummaryRole, hints: Hints) -> Fit:
    """The line read by its list's role, or by another that fits it plainly better."""
    fit = fits.of(role)
    if fit.pieces and _is_beyond_doubt(fits, fit, role):
        return fit
    best = fits.best()
    return fit if fit.pieces and best.score <= fit.score + _margin(fit, best, role, hints) else best


def _is_beyond_doubt(fits: Fits, fit: Fit, role: SummaryRole) -> bool:
    """Whether no other role, however well it fitted, could overrule the list's: it need not be weighed."""
    return (
        fit.role == role
        and "speaker" in role
        and all(fits.at_most(other) <= fit.score + _margin_over(role, other) for other in ROLES)
    )


def _margin(fit: Fit, best: Fit, role: SummaryRole, hints: Hints) -> float:
    """How much better another role must fit a line to overrule its list's."""
    if "speaker" not in role and _names_series_and_speaker(best, hints):
        return 0.0  # "Physics Colloquium: Jane Doe" among titles
    if best.role == "series_title" and _speaker_in_brackets(best.pieces["title"], hints):
        return 0.0  # "Physics Colloquium: On knots (Jane Doe, MIT)" among titles
    if "speaker" not in role and best.role == "speaker":
        return _SURELY_BETTER  # among titles, two capitalised words are a title
    # A line that lacks a common part is read as it is; one that has them all deviates only on plain grounds.
    return _margin_over(role, best.role) if fit.role == role else 0.0


def _margin_over(role: SummaryRole, other: SummaryRole) -> float:
    """The margin for a line that has all the common parts: less if it has them and one more."""
    return _BETTER_WITH_MORE if set(PIECES[role]) < set(PIECES[other]) else _CLEARLY_BETTER


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


def _names_series_and_speaker(fit: Fit, hints: Hints) -> bool:
    """Whether a line plainly says in which series who speaks."""
    series, speaker = fit.pieces.get("series", ""), fit.pieces.get("speaker", "")
    return kinds.is_series_name(series) and speaker_likeness(speaker, hints) >= _SURELY_SPEAKER


def _is_affiliation(title: str, fit: Fit) -> bool:
    """Whether what stands in the title's place behind a speaker is but the name of an institution."""
    tokens = title.split()
    if fit.role not in ("speaker_title", "series_speaker_title") or len(tokens) > _MOST_INSTITUTION_WORDS:
        return False
    if title != fit.pieces.get("title") or not all(word[0].isupper() or len(word) <= 3 for word in tokens):
        return False
    return len(tokens) > 1 and names.institution_likeness(title) >= _INSTITUTION


def _affiliation_behind_quotes(title: str, speaker: str) -> tuple[str, str]:
    """`Jane Doe, "On knots", Bonn`: what stands behind the quoted title is where she is from."""
    found = _QUOTED_FIRST.fullmatch(title) if not _AFFILIATION.search(speaker) else None
    if found is None or names.institution_likeness(found[2]) < _LIKELY_INSTITUTION:
        return title, speaker
    return unquote(found[1]), f"{speaker}, {found[2]}"


def _parts(fit: Fit, status: Status | None) -> Parts:
    """The pieces of a fit as parts, placeholders and bare series names taken out of the title."""
    series, speaker = fit.pieces.get("series"), fit.pieces.get("speaker")
    title: str | None = unquote(fit.pieces.get("title", ""))
    if title and speaker:
        title, speaker = _affiliation_behind_quotes(title, speaker)
    if title and speaker and is_weekday(title):  # "Talk by Jane Doe on Friday"
        title = None
    if title and fit.role.startswith("speaker") and kinds.is_series_name(title) and len(title.split()) <= 4:
        title, series = None, series or title
    if title and speaker and _is_affiliation(title, fit):
        title, speaker = None, f"{speaker}, {title}"  # "Seminar: Jane Doe – Harvard University"
    if series:
        bracket = BRACKETED.fullmatch(series)
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
