"""Labels ("Speaker:", "Lieu :", "講者") in the languages of `reading/languages/*.toml`.

CONTRACT: signatures below are fixed; the implementation follows.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

LabelField = Literal[
    "speaker", "affiliation", "title", "abstract", "date", "time", "datetime", "place", "online", "host",
    "series", "language", "contact", "biography", "slides", "video", "topics", "status", "other",
]  # fmt: skip


class Labelled(NamedTuple):
    """A line that begins with a label: what it labels, the label as printed, and the value after it."""

    field: LabelField
    label: str
    value: str


def match_label(text: str) -> LabelField | None:
    """What `text` labels when all of it is a label ("Speaker(s):", "講者 Speaker", "Orateur·rice"), else None."""
    raise NotImplementedError


def split_label(line: str) -> Labelled | None:
    """`Speaker: Jane Doe` taken apart; None when `line` does not begin with a known label and a separator.

    Separators are `:` `：` ` - ` ` – ` `|` (and, for labels in CJK, nothing but a space). A value may be empty.
    "other" is a known label whose value is no talk field (price, registration, audience): it ends an abstract.
    """
    raise NotImplementedError


def match_key(key: str) -> LabelField | None:
    """What a data key labels: `talk_title`, `speakerName`, `fecha`, `start_time`, `abstractEn`. None if unknown."""
    raise NotImplementedError
