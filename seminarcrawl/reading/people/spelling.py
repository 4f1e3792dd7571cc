"""A name as it is to be written: without honorifics, marks and capitals throughout."""

from __future__ import annotations

import re

from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.cjk import one_script
from seminarcrawl.reading.people.honorifics import strip_honorifics
from seminarcrawl.reading.people.likeness import is_organisation_shaped

EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.)])[*_](?!\w)|`")
FOOTNOTES = re.compile(r"(?<=[^\W\d_])[\d*†‡§¹²³⁴]{1,3}(?=$|[\s,;])|^[\d*†‡§•·▪‣\s.-]{1,6}(?=[^\W\d_])")


@remember(4096, longest=200)
def clean_name(text: str) -> str:
    """A name without honorifics, degrees and roles; `BACH` in capitals beside a given name becomes `Bach`."""
    text = " ".join(FOOTNOTES.sub("", EMPHASIS.sub("", text)).split()).strip(' ,;:*"“”')
    name = one_script(strip_honorifics(text))
    tokens = name.split()
    if len(tokens) < 2 or not any(_is_shouted(token) for token in tokens):
        return name
    if not any(_is_capitalised(token) for token in tokens) or is_organisation_shaped(name):
        return name
    return " ".join(_lowered(token, index) for index, token in enumerate(tokens))


def _is_capitalised(token: str) -> bool:
    """`Jane`, `Jean-Pierre`; not `JANE`, `J.`, `of`."""
    first = re.split(r"[-'’]", token, maxsplit=1)[0]
    return first[:1].isupper() and len(first) > 1 and first[1:].islower()


def _is_shouted(token: str) -> bool:
    letters = [c for c in token if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters) and "." not in token


def _lowered(token: str, index: int) -> str:
    """`DUTRONC-POSTEL` → `Dutronc-Postel`; initials (`JP`, `AJ`) and numerals (`III`) stay."""
    if not _is_shouted(token) or token in {"II", "III", "IV"}:
        return token
    if token.casefold() in _particles() and index:
        return token.casefold()
    if len(token) == 2 and not (token[1] in "AEIOUY" and token[0] not in "AEIOUY"):
        return token
    pieces = re.split(r"([-'’])", token)
    lowered = "".join(piece[:1] + piece[1:].lower() for piece in pieces)
    return f"Mc{lowered[2:].capitalize()}" if lowered.startswith("Mc") and len(lowered) > 4 else lowered


@remember()
def _particles() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("people", "particles"))
