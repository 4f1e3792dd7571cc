"""Affiliations: what of a text beside a name is an institution, and which of several is whose."""

from __future__ import annotations

import re

from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.honorifics import is_degree, strip_role
from seminarcrawl.reading.people.likeness import institution_likeness, is_place_name, is_title_word
from seminarcrawl.reading.people.speaker_parts import split_parts
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.text import fold

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STRONG_SEPARATORS = (re.compile(r"[\n;；|]"), re.compile(r"\s/\s"))


def clean_affiliation(text: str) -> str | None:
    """`Professor, L2S` → `L2S`; `PhD` → None; `Univ. of P, Q and R` as it is."""
    text = _without_lead(" ".join(text.split()).strip(" ,;"))
    kept: list[str] = []
    for piece in _top_level_commas(text):
        if is_degree(piece) or fold(piece) in modes():
            continue
        role = strip_role(piece)
        if role is None or (not role and fold(piece).startswith("faculty of ")):
            kept.append(piece)  # "faculty" alone is a role, the Faculty of Arts is not
        elif role:
            kept.append(_without_lead(role))
    joined = ", ".join(kept).strip(" ,;-–—")
    if "・" in joined and _CJK.search(joined):
        joined = "・".join(p for p in joined.split("・") if strip_role(p) is None)
    return joined if any(c.isalnum() for c in joined) and not is_placeholder(joined) else None


def _without_lead(text: str) -> str:
    """`of the University of York` → `University of York`; a capital (`The Open University`) belongs to it."""
    tokens = text.split()
    lead = 0
    while lead < min(2, len(tokens) - 1) and tokens[lead] in _leads():
        lead += 1
    rest = " ".join(tokens[lead:])
    return rest if rest[:1].isupper() and institution_likeness(rest) >= 0.5 else text


def _top_level_commas(text: str) -> list[str]:
    pieces, depth, current = [], 0, ""
    for char in text:
        depth += (char in "([（") - (char in ")]）")
        if char in ",，" and depth <= 0:
            pieces.append(current.strip())
            current = ""
        else:
            current += char
    return [piece for piece in [*pieces, current.strip()] if piece]


def split_affiliations(affiliation: str, count: int) -> list[str | None]:
    """One affiliation for each of `count` people, when the text lists as many; else nothing."""
    if count < 2:
        return []
    for separator in _STRONG_SEPARATORS:
        pieces = [piece for piece in separator.split(affiliation) if piece.strip()]
        if len(pieces) == count:
            return [clean_affiliation(piece) for piece in pieces]
    parts = split_parts(affiliation)
    texts = [part.text for part in parts]
    if len(parts) != count or any(part.separator not in {"", ",", "and"} for part in parts):
        return []
    if any(is_place_name(text) or not _stands_alone(text) for text in texts):
        return []
    return [clean_affiliation(text) for text in texts]


def _stands_alone(text: str) -> bool:
    """Whether `text` can be an institution by itself ("Technology" of "Science and Technology" cannot)."""
    if institution_likeness(text) >= 0.65:
        return True
    words_of = text.split()
    if not text[:1].isupper() or len(words_of) > 4 or any(is_title_word(word) for word in words_of):
        return False
    return len(words_of) == 1 or words_of[0].isupper()


@remember()
def _leads() -> frozenset[str]:
    """Small words between a name and its institution: "from", "of", "the", "an der"."""
    return frozenset(
        word for key in ("articles", "role_of", "both") for word in words("joiners", key) if word.islower()
    )


@remember()
def modes() -> frozenset[str]:
    """Remarks on how a talk is given, which stand where affiliations stand: online, in person."""
    paths = (("places", "online"), ("places", "in_person"))
    return frozenset(fold(word) for path in paths for word in words(*path))
