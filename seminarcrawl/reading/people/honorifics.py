"""Honorifics, degrees and roles around a name: "Prof. Dr.", "PhD", "Postdoc at", "教授".

The words are the tables [honorifics], [degrees] and [roles] of `reading/languages/*.toml`.
"""

from __future__ import annotations

import re

from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.text import fold

_GLUED = re.compile(r"\b([A-Z][a-z]{1,4}\.(?:-[A-Z][a-z]{1,4}\.)?)(?=[A-Z])")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST_CHAIN = 4


@remember(8192, longest=200)
def strip_honorifics(name: str) -> str:
    """`name` without honorifics before it and degrees or honorifics behind it."""
    name = _strip_cjk(name.strip())
    tokens = _GLUED.sub(r"\1 ", name).split()
    start = _leading(tokens)
    tokens = _strip_degrees(tokens[start:])
    return " ".join(tokens).strip(" ,;")


def _leading(tokens: list[str]) -> int:
    """How many tokens at the front are honorifics."""
    at, chained = 0, False
    while at < len(tokens):
        size = _honorific_at(tokens, at, chained)
        if not size:
            break
        at, chained = at + size, True
    return at


def _honorific_at(tokens: list[str], at: int, chained: bool) -> int:
    known = _chain() if chained else _honorifics()
    compound = fold(tokens[at]).split()
    if compound and compound[0] not in honorific_words():
        return 0
    for size in range(min(_LONGEST_CHAIN, len(tokens) - at), 0, -1):
        phrase = fold(" ".join(tokens[at : at + size]))
        if phrase in known or (chained and not phrase):
            return size
    if len(compound) > 1 and all(word in known or word in _chained() for word in compound):
        return 1
    return 0


def _strip_degrees(tokens: list[str]) -> list[str]:
    while len(tokens) > 1 and (not (last := fold(tokens[-1]).split()) or last[-1] in honorific_words()):
        for size in (3, 2, 1):
            if len(tokens) > size and _is_degree(
                " ".join(tokens[-size:]), behind_comma=tokens[-size - 1][-1:] == ","
            ):
                tokens = [*tokens[: -size - 1], tokens[-size - 1].rstrip(",")]
                break
        else:
            break
    return tokens


def _is_degree(text: str, *, behind_comma: bool) -> bool:
    """Degrees in their own writing: `PhD`, `Ph.D.`, `M.A.`; `Ma` is a family name, `MD` needs a comma."""
    if fold(text) not in _degrees():
        return False
    letters = [c for c in text if c.isalpha()]
    if "." in text.rstrip(",") or behind_comma:
        return letters[0].isupper()
    return len(letters) > 2 and sum(c.isupper() for c in letters) >= 2


def is_degree(text: str) -> bool:
    """Whether `text`, as a whole, is a degree behind a name ("PhD", "M.D.", "Ph.D., FRS")."""
    parts = [part for part in re.split(r"[,/]\s?", text) if part.strip()]
    return bool(parts) and all(fold(part) in _degrees() for part in parts)


def _strip_cjk(name: str) -> str:
    """`王小明 教授` → `王小明`, `田中先生` → `田中`, `講師 田中` → `田中`."""
    if name.isascii() or not _CJK.search(name):
        return name
    for _ in range(3):
        before = name
        for word in _cjk_honorifics():
            rest = name[: -len(word)].rstrip() if name.endswith(word) else ""
            if len(rest.replace(" ", "")) >= 2 and not _ends_given_name(rest, word):
                name = rest
            elif name.startswith(word) and name[len(word) : len(word) + 1] in (" ", "\u3000", ":", "："):
                name = name[len(word) + 1 :].lstrip()
        if name == before:
            break
    return name


def _ends_given_name(rest: str, word: str) -> bool:
    """Whether `君` in 陳怡君 is the end of a name: behind one family name and one character."""
    return len(word) == 1 and len(rest) == 2 and rest not in _family_names() and rest[0] in _family_names()


@remember()
def _family_names() -> frozenset[str]:
    return frozenset(name for name in words("people", "surnames") if name >= "\u3000")


@remember(20_000)
def strip_role(text: str) -> str | None:
    """What is left of "Postdoc at MIT" or "Professor, L2S" without the role; None when `text` has no role.

    "" means nothing but a role (or a role and its subject: "Professor of Physics").
    """
    tokens = text.strip(" .,;").split()
    size = 0 if _names_institution(tokens) else _role_run(tokens)
    if not size:
        return _cjk_role(text)
    rest = tokens[size:]
    if not rest:
        return ""
    for index in range(len(rest)):  # "Assistant Professor of Mathematics at MIT"
        for width in (2, 1):
            if fold(" ".join(rest[index : index + width])) in _at_words() or rest[index] == "@":
                used = 1 if rest[index] == "@" else width
                return " ".join(rest[index + used :])
    return _without_subject(tokens[:size], rest)


def _names_institution(tokens: list[str]) -> bool:
    """`Faculty of Science` begins with a word that is a role too."""
    return fold(" ".join(tokens[:2])) in _institution_openers()


def _without_subject(role: list[str], rest: list[str]) -> str:
    from seminarcrawl.reading.people.likeness import institution_likeness

    linked = ""
    for width in (2, 1):
        if fold(" ".join(rest[:width])) in _of_words():
            linked, rest = " ".join(rest[:width]), rest[width:]
            break
    remainder = " ".join(rest)
    if institution_likeness(remainder) >= (0.5 if linked else 0.6):
        return remainder
    leads = any(fold(word) in _leaders() for word in role)
    return remainder if linked and leads and remainder[:1].isupper() else ""


def _role_run(tokens: list[str]) -> int:
    """How many tokens at the front are a role with its modifiers; 0 when none of them is a role."""
    roles, modifiers = _roles(), _modifiers()
    at, seen = 0, 0
    while at < len(tokens):
        for size in (3, 2, 1):
            phrase = fold(" ".join(tokens[at : at + size]))
            if len(tokens) >= at + size and phrase in roles:
                at += size
                seen = at
                break
        else:
            if fold(tokens[at]) not in modifiers:
                break
            at += 1
    return at if seen and at == len(tokens) else seen


def _cjk_role(text: str) -> str | None:
    if text.isascii():
        return None
    text = text.strip()
    for word in _cjk_roles():
        if text == word:
            return ""
        if text.endswith(word) and len(text) > len(word) + 1:
            rest = text[: -len(word)].strip(" 、,・")
            return None if _is_glued_institution(text, rest) else rest
    return None


def _is_glued_institution(text: str, rest: str) -> bool:
    """한국화학연구원 is an institute, though 연구원 alone is a researcher too."""
    from seminarcrawl.reading.people.likeness import institution_likeness

    return " " not in text and institution_likeness(rest) < 0.5 <= institution_likeness(text)


@remember()
def honorific_words() -> frozenset[str]:
    """Every word of an honorific or a degree, folded."""
    return frozenset(word for phrase in _chain() for word in phrase.split())


@remember()
def _honorifics() -> frozenset[str]:
    return frozenset(fold(word) for word in words("honorifics", "words")) - {""}


@remember()
def _chained() -> frozenset[str]:
    """Words that are honorifics only behind another one ("Dr. med.", "Prof. em.")."""
    return frozenset(fold(word) for word in words("honorifics", "chained")) | _degrees()


@remember()
def _chain() -> frozenset[str]:
    return _honorifics() | _chained()


@remember()
def _cjk_honorifics() -> tuple[str, ...]:
    cjk = {word for word in words("honorifics", "words") if word > "\u2e80"}
    return tuple(sorted(cjk, key=len, reverse=True))


@remember()
def _cjk_roles() -> tuple[str, ...]:
    cjk = {word for word in words("roles", "words") if word > "\u2e80"} | set(_cjk_honorifics())
    return tuple(sorted(cjk, key=len, reverse=True))


@remember()
def _degrees() -> frozenset[str]:
    return frozenset(fold(word) for word in words("degrees", "words")) - {""}


@remember()
def _roles() -> frozenset[str]:
    return frozenset(fold(word) for word in words("roles", "words")) - {""}


@remember()
def _modifiers() -> frozenset[str]:
    return frozenset(fold(word) for word in words("roles", "modifiers")) - {""}


@remember()
def _institution_openers() -> frozenset[str]:
    return frozenset(fold(word) for word in words("institutions", "first"))


@remember()
def _leaders() -> frozenset[str]:
    """Roles whose "of" names an organisation: CEO of X, head of Y."""
    return frozenset(fold(word) for word in words("roles", "leaders"))


@remember()
def _at_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words("joiners", "at")) - {""}


@remember()
def _of_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words("joiners", "role_of")) - {""}
