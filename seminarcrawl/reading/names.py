"""People and institutions: speaker lines taken apart, and how surely a text is a person's name.

CONTRACT: signatures below are fixed; the implementation follows.
"""

from __future__ import annotations

from seminarcrawl.items import Speaker


def read_speakers(text: str, *, affiliation: str | None = None) -> list[Speaker]:
    """The people on a speaker line, each with the affiliation the line gives.

    `Prof. Jane Doe (MIT) and John Roe (Univ. of X, Y and Z)` is two people; roles ("PhD, L2S") are
    not affiliations; honorifics and degrees go; placeholders ("TBA", "N.N.") give []. `affiliation` is a
    separately stated one: shared by all, or split in parallel when it lists as many as there are people.
    """
    raise NotImplementedError


def person_likeness(text: str) -> float:
    """0 to 1: how surely `text`, as a whole, is one person's name (no affiliation), any script."""
    raise NotImplementedError


def speakers_likeness(text: str) -> float:
    """0 to 1: how surely `text` is a speaker line: one or more people, with or without affiliations."""
    raise NotImplementedError


def institution_likeness(text: str) -> float:
    """0 to 1: how surely `text`, as a whole, is an institution or department."""
    raise NotImplementedError


def clean_name(text: str) -> str:
    """A name without honorifics, degrees and roles; `BACH` in capitals beside a given name becomes `Bach`."""
    raise NotImplementedError
