"""What the columns (or the recurring lines) of a list hold, decided over the whole list, not line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from seminarcrawl.extractors.schedules.dates import find_days, find_hours
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.people.names import institution_likeness, speakers_likeness
from seminarcrawl.reading.places import place_likeness
from seminarcrawl.reading.status import is_no_talk, is_placeholder
from seminarcrawl.reading.summary import choose_role

_SAMPLE = 24
_SPEAKER_LEAST = 0.5
_NUMBER = re.compile(r"^\W{0,3}\d{1,3}\W{0,3}$")
_DIGIT = re.compile(r"\d")
_ABSTRACT_LENGTH = 300
_LINK_FIELDS = frozenset(("slides", "video", "online"))

Row = Mapping[int, list[Block]]
T = TypeVar("T")


def column_roles(rows: Sequence[Row], named: Mapping[int, str], context: Context) -> dict[int, str]:
    """The role of each column: its label where it has one, else what its cells look like.

    Roles are the fields of `labels.LabelField`, and "mixed" for cells that hold speaker and title together.
    """
    columns = sorted({column for row in rows for column in row})
    texts = {c: [t for row in rows[:200] if (t := cell_text(row.get(c, [])))][:_SAMPLE] for c in columns}
    roles = {c: _plausible(named[c], texts[c], context) for c in columns if c in named}
    open_columns = [c for c in columns if c not in roles and texts[c]]
    if not {"date", "datetime"} & set(roles.values()):
        _assign_best(
            roles, open_columns, "date", lambda c: share(texts[c], lambda t: is_day(t, context)), 0.5
        )
    _assign_all(roles, open_columns, "time", lambda c: share(texts[c], lambda t: is_hours(t, context)), 0.5)
    if "speaker" not in roles.values():
        _assign_best(roles, open_columns, "speaker", lambda c: speaker_share(texts[c]), _SPEAKER_LEAST)
    _assign_all(
        roles, open_columns, "number", lambda c: share(texts[c], lambda t: bool(_NUMBER.match(t))), 0.6
    )
    _assign_all(roles, open_columns, "slides", lambda c: share(texts[c], _is_link_word), 0.5)
    _assign_all(roles, open_columns, "affiliation", lambda c: mean(texts[c], numberless_institution), 0.55)
    _assign_all(roles, open_columns, "place", lambda c: mean(texts[c], place_likeness), 0.55)
    _assign_titles(roles, open_columns, texts)
    return roles


def _plausible(role: str, texts: Sequence[str], context: Context) -> str:
    """A header's role, unless the cells are dates ("Abstract: 1 April" is a deadline)."""
    if role in ("title", "abstract", "speaker", "affiliation") and texts:
        told = [t for t in texts if not is_placeholder(t)]
        if share(told, lambda t: len(t) < 40 and is_day(t, context)) > 0.5:
            return "other"
    return role


def _assign_titles(roles: dict[int, str], columns: list[int], texts: Mapping[int, list[str]]) -> None:
    left = [c for c in columns if c not in roles]
    if "abstract" not in roles.values():
        for c in left:
            if average_length(texts[c]) > _ABSTRACT_LENGTH and len(left) > 1:
                roles[c] = "abstract"
    left = [c for c in left if c not in roles and average_length(texts[c]) > 8]
    _find_mixed(roles, texts, left)
    if not left or {"title", "mixed"} & set(roles.values()):
        return
    longest = max(left, key=lambda c: average_length(texts[c]))
    roles[longest] = "title" if "speaker" in roles.values() else mixed_or_title(texts[longest])


def _find_mixed(roles: dict[int, str], texts: Mapping[int, list[str]], left: list[int]) -> None:
    """A speaker column without a column for titles, or the other way round, may hold both."""
    held = set(roles.values())
    for column, role in list(roles.items()):
        if (role == "speaker" and "title" not in held and not left and _has_title_below(texts[column])) or (
            role == "title" and "speaker" not in held and mixed_or_title(texts[column]) == "mixed"
        ):
            roles[column] = "mixed"


def _has_title_below(texts: Sequence[str]) -> bool:
    """Whether most cells go on after the people, with more than their institution."""
    told = [t for t in texts if not is_placeholder(t)]
    # Breaks and round tables say nothing about the cells of people.
    told = [t for t in told if speakers_likeness(t.split("\n", 1)[0]) >= _SPEAKER_LEAST] or told
    lower = [t.split("\n", 1)[1] for t in told if "\n" in t]
    titles = [t for t in lower if institution_likeness(t) < 0.5 and speakers_likeness(t) < _SPEAKER_LEAST]
    if told and len(titles) * 2 > len(told):
        return True
    role = choose_role([t.split("\n", 1)[0] for t in told]) if told else "speaker"
    return "speaker" in role and "title" in role


def mixed_or_title(texts: Sequence[str]) -> str:
    """Whether lines hold speaker and title together, or a title alone."""
    role = choose_role([text.split("\n", 1)[0] for text in texts])
    if "speaker" in role:
        return "mixed"
    firsts = [text.split("\n", 1)[0] for text in texts if "\n" in text]
    return "mixed" if len(firsts) * 2 > len(texts) and speaker_share(firsts) > _SPEAKER_LEAST else "title"


def cell_text(cell: Sequence[Block]) -> str:
    """The text of a cell, its blocks as lines."""
    return "\n".join(block.text for block in cell).strip()


def share(texts: Sequence[T], holds: Callable[[T], bool]) -> float:
    """The share of texts for which `holds` is true."""
    return sum(map(holds, texts)) / len(texts) if texts else 0.0


def mean(texts: Sequence[str], likeness: Callable[[str], float]) -> float:
    """The mean likeness of short texts; long ones count as 0."""
    return sum(likeness(t) if len(t) < 120 else 0.0 for t in texts) / len(texts) if texts else 0.0


def numberless_institution(text: str) -> float:
    """How surely a text is an institution: with a number in it, it is rather a room ("PHY 120")."""
    return 0.0 if _DIGIT.search(text) else institution_likeness(text)


def speaker_share(texts: Sequence[str]) -> float:
    """How surely a column is one of speakers: placeholders and cancelled days say nothing either way."""
    told = [t for t in texts if not is_placeholder(t) and not is_no_talk(t)]
    if not told:
        return 0.0
    return sum(_cell_speaker_likeness(t) for t in told) / len(told)


def _cell_speaker_likeness(text: str) -> float:
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or len(lines[0]) > 160:
        return 0.0
    whole = " ".join(lines)
    best = max(speakers_likeness(lines[0]) * (0.9 if len(lines) > 1 else 1.0), 0.0)
    return max(best, speakers_likeness(whole)) if len(whole) < 200 else best * 0.5


def average_length(texts: Sequence[str]) -> float:
    """The mean number of characters."""
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def is_day(text: str, context: Context) -> bool:
    """Whether a cell is a day and little more."""
    return len(text) < 90 and bool(_DIGIT.search(text)) and bool(find_days(text, context))


def is_hours(text: str, context: Context) -> bool:
    """Whether a cell is a clock time and little more."""
    return len(text) < 40 and bool(_DIGIT.search(text)) and bool(find_hours(text, context))


def _is_link_word(text: str) -> bool:
    return len(text) < 40 and match_label(text.split("\n", 1)[0]) in _LINK_FIELDS


def _assign_best(
    roles: dict[int, str], columns: list[int], role: str, score: Callable[[int], float], least: float
) -> None:
    scored = [(score(c), -c) for c in columns if c not in roles]
    best = max(scored, default=(0.0, 0))
    if best[0] >= least:
        roles[-best[1]] = role


def _assign_all(
    roles: dict[int, str], columns: list[int], role: str, score: Callable[[int], float], least: float
) -> None:
    for c in columns:
        if c not in roles and score(c) >= least:
            roles[c] = role
