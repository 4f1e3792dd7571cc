"""Placeholders ("TBA"), cancellation and postponement words, and entries that announce no talk.

CONTRACT: signatures below are fixed; the implementation follows.
"""

from __future__ import annotations

from seminarcrawl.items import Status


def is_placeholder(text: str) -> bool:
    """Whether the whole of `text` says "not known yet" (or is empty, dashes, dots)."""
    raise NotImplementedError


def read_status(text: str) -> tuple[Status | None, str]:
    """The status that a marker in `text` states, and `text` without the marker.

    `[CANCELLED] On knots` is ("cancelled", "On knots"); `On cancelled cohomology` is (None, unchanged).
    """
    raise NotImplementedError


def is_no_talk(text: str) -> bool:
    """Whether `text` as a whole marks a day without a talk: "No seminar", "Spring break", "Ferien", "休講"."""
    raise NotImplementedError
