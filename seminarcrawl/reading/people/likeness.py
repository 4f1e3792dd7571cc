"""How surely a text is a person's name, or an institution: shape first, then vocabulary.

Scores lie between 0 and 1 and are calibrated at 0.5. The words are the tables [people], [honorifics],
[institutions], [titles] and `function_words` of `reading/languages/*.toml`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.honorifics import honorific_words, strip_honorifics
from seminarcrawl.reading.text import fold

_LONGEST_NAME = 60
_NO_NAME = 0.02  # words that no name has
_LONGEST_INSTITUTION = 160
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN_NAME = re.compile(r"^[\u3005\u3400-\u9fff]{1,4}(?:[ \u3000][\u3005\u3040-\u30ff\u3400-\u9fff]{1,4})?$")
_KANA_NAME = re.compile(r"^[\u30a1-\u30fa\u30fc]{2,12}(?:[・=＝ ][\u30a1-\u30fa\u30fcA-Z.]{1,12}){1,3}$")
_MIXED_NAME = re.compile(r"^[\u3005\u3400-\u9fff]{1,3}[ \u3000]?[\u3041-\u3096\u30a1-\u30fa\u30fc]{2,4}$")
_HANGUL_NAME = re.compile(r"^[\uac00-\ud7af]{2,4}$|^[\uac00-\ud7af]{1,2} [\uac00-\ud7af]{1,3}$")
_INITIAL = re.compile(r"^(?:[^\W\d_]\.?){1,2}(?:-[^\W\d_]\.?)?$")
_NAME_WORD = re.compile(r"^[^\W\d_]{1,24}(?:['’`ʼ.·-][^\W\d_]{1,24}){0,3}\.?$")
_INNER_CAPITAL = re.compile(
    r"^(?:Mc|Mac|De|Di|Da|Le|La|Van|Von|Fitz|O|D|L|Du|Des|El|Al|Ben|Abu|Del|Mc|Ó)['’]?[A-Z]"
)
_NEVER_IN_NAMES = re.compile(r"[\d:;?!/@#$%&*=<>\\|_+\"“”„«»\[\]{}()~^]")
_ACRONYM = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ0-9&./-]{1,9}$")
_SEPARATOR = re.compile(r"[,;:，；：、(（\[［【〔{|｜@＠/／\n·•・]|[-–—―](?![^\W\d_])|(?<!\w)[-–—―]|—")
_QUOTED_NICKNAME = re.compile(r"[\"“”'‘’(][^\W\d_]{2,12}[\"“”'’)]")


class _Titles(NamedTuple):
    """Words that titles are made of, and the endings of such words."""

    words: frozenset[str]
    endings: tuple[str, ...]
    events: frozenset[str]


def person_likeness(text: str) -> float:
    """0 to 1: how surely `text`, as a whole, is one person's name (no affiliation), any script."""
    if not 1 < len(text) <= _LONGEST_NAME:
        return 0.0
    return _person_likeness(text)


@remember(30_000)
def _person_likeness(text: str) -> float:
    text = text.strip(" \t,.*†‡•·–—-")
    if any(map(_is_prose_word, text.split())):
        return _NO_NAME
    name = strip_honorifics(text)
    honoured = len(name) < len(text)
    if not name:
        return 0.0
    if _CJK.search(name):
        score = _cjk_person(name)
    elif _NEVER_IN_NAMES.search(plain := _QUOTED_NICKNAME.sub("", name)):
        return 0.0
    else:
        score = _spelled_person(plain.split())
    if honoured and score > 0.04:
        score += 0.45
    return max(0.0, min(0.99, score))


def begins_as_prose(text: str) -> bool:
    """Whether a word in small letters that no name has stands before the first separator in `text`."""
    joining = _joining_words()
    for token in _SEPARATOR.split(text, maxsplit=1)[0].split():
        if token in joining:
            return False
        if _is_prose_word(token):
            return True
    return False


def _is_prose_word(token: str) -> bool:
    """Whether a word begins in small letters and is no particle, honorific or degree."""
    if not token[0].islower() or token[1:2] in ("'", "’") or _CJK.search(token):
        return False
    bare = token.casefold().strip(".")
    if bare in _particles() or bare in honorific_words():
        return False
    return not all(word in honorific_words() for word in fold(token).split())


def is_name_shaped(text: str) -> bool:
    """Whether `text` is written as names are: capitalised words, particles and initials, nothing else."""
    tokens = text.split()
    if not 1 <= len(tokens) <= 7:
        return False
    kinds = [
        _kind(token, first=index == 0, last=index == len(tokens) - 1) for index, token in enumerate(tokens)
    ]
    return "no" not in kinds and any(kind in {"word", "capitals", "inner"} for kind in kinds)


def is_organisation_shaped(text: str) -> bool:
    """Whether capitalised words read as an organisation: `NTNU Trondheim`, `WU Vienna`, `Roma Tre`.

    A name may have the same shape: what speaks for one (a given name, `LEE Min`) keeps it a name.
    """
    tokens = text.replace("-", " ").split()
    if not 2 <= len(tokens) <= 4 or "." in text or _CJK.search(text):
        return False
    capitals = [t.isupper() and len(t) >= 2 and t.isalpha() and not _is_numeral(t) for t in tokens]
    if all(capitals):
        return False
    folded = [fold(token) for token in tokens]
    ends_in_place = any(" ".join(folded[-size:]) in _places() for size in (1, 2) if size < len(tokens))
    if capitals[0]:
        if ends_in_place or _is_acronym(tokens[0]):
            return True
        known = folded[0] in _family_names() or any(_is_given(word) for word in folded)
        return not known and 3 <= len(tokens[0]) <= 6
    if any(capitals[1:]):
        return folded[0] in _places() and not _is_given(folded[0])
    return (ends_in_place or folded[0] in _places()) and not any(_is_given(word) for word in folded[:-1])


def _is_numeral(token: str) -> bool:
    return token in {"II", "III", "IV"}


def has_given_name(text: str) -> bool:
    """Whether a word of `text` is a given name of the vocabulary, or an initial stands for one."""
    tokens = text.split()
    initials = any(len(t) == 2 and t[0].isupper() and t[1] == "." for t in tokens[:-1])
    return initials or any(_is_given(fold(token)) for token in tokens)


def is_prose(text: str) -> bool:
    """Whether `text` has several words in small letters that no name of an institution has."""
    return _lower_words(text) >= 2


def is_given_name(text: str) -> bool:
    """Whether `text` is a given name of the vocabulary ("Jane", "Anne-Marie", "Сергей")."""
    return _is_given(fold(text))


def is_family_name(text: str) -> bool:
    """Whether `text` is a family name of the vocabulary ("Smith", "Wang") or ends as many do ("-owski")."""
    folded = fold(text)
    return folded in _family_names() or (len(folded) > 5 and folded.endswith(_family_endings()))


@remember()
def _family_endings() -> tuple[str, ...]:
    return tuple(fold(ending) for ending in words("people", "family_endings"))


def is_place_name(text: str) -> bool:
    """Whether `text` is a country or city of the vocabulary ("New York")."""
    return fold(text) in _places()


def _cjk_person(name: str) -> float:
    folded = fold(name)
    if folded in _titles().words or folded in _place_words():
        return 0.05
    *firsts, last = folded.split() or [""]
    long = [t for t in firsts if len(t) > 2 and t not in _surnames()]  # 岡部 隼人, 長谷部 優 are names
    if any(_has_institution_ending(token) for token in (*long, last)):
        return 0.05
    if _HAN_NAME.match(name):
        return _han_person(name)
    if _HANGUL_NAME.match(name):
        return _hangul_person(name)
    if _KANA_NAME.match(name):
        return 0.75
    if _MIXED_NAME.match(name):
        return 0.8 if name[:2] in _surnames() or name[:1] in _surnames() or " " in name else 0.4
    return 0.03


def _han_person(name: str) -> float:
    compact = re.sub(r"\s", "", name)
    family = next((name[:size] for size in (3, 2, 1) if name[:size] in _surnames()), "")
    given = len(compact) - len(family)
    if len(compact) != len(name):  # 山田 太郎
        return 0.9 if family else 0.7
    if not family or not 2 <= len(compact) <= 5:
        return 0.15
    if len(family) == 1:
        return {1: 0.7, 2: 0.85, 3: 0.15}.get(given, 0.1)
    return {0: 0.55, 1: 0.8, 2: 0.9, 3: 0.5}.get(given, 0.2)


def _hangul_person(name: str) -> float:
    compact = name.replace(" ", "")
    if fold(compact) in _titles().words:
        return 0.05
    if compact[:2] in _surnames() and len(compact) >= 3:
        return 0.85
    if compact[:1] not in _surnames():
        return 0.1
    return {2: 0.5, 3: 0.85, 4: 0.3}.get(len(compact), 0.1)


def _spelled_person(tokens: list[str]) -> float:
    """Names in letters that have capitals: 2 to 5 capitalised words, particles, initials."""
    if not 1 <= len(tokens) <= 7:
        return 0.0
    kinds = [
        _kind(token, first=index == 0, last=index == len(tokens) - 1) for index, token in enumerate(tokens)
    ]
    if "no" in kinds or kinds[-1] == "particle":
        return _NO_NAME
    full = [t for t, k in zip(tokens, kinds, strict=True) if k in {"word", "capitals", "inner"}]
    if not full or len(full) > 5:
        return 0.05
    if len(tokens) == 1:
        return _single_name(full[0])
    return _weigh(tokens, kinds, full)


def _kind(token: str, *, first: bool, last: bool = False) -> str:
    if token.casefold().strip(".") in _particles() and not (first and token.isupper()):
        if first and token[0].isupper() and fold(token) in _given_names():  # Ben Adler
            return "word"
        return "particle" if token[0].islower() or not last else "word"
    if not _NAME_WORD.match(token) and not _INITIAL.match(token):
        return "no"
    if (
        _INITIAL.match(token)
        and (token[0].isupper())
        and (len(token) == 1 or "." in token or token.isupper())
    ):
        return "initial" if len(token.replace(".", "").replace("-", "")) <= 2 else "capitals"
    if not token[0].isupper():
        return "particle" if token[:2].casefold() in {"d'", "d’", "l'", "l’"} else "no"
    letters = [c for c in token if c.isalpha()]
    if all(c.isupper() for c in letters):
        return "capitals"
    pieces = re.split(r"['’`ʼ.·-]", token)
    if any(not piece[1:].islower() and len(piece) > 1 for piece in pieces if piece):
        return "inner" if _INNER_CAPITAL.match(token) else "no"
    return "word"


def _single_name(token: str) -> float:
    folded = fold(token)
    if folded in _given_names() or folded in _family_names():
        return 0.45
    return 0.1 if _is_title_word(folded) or token.isupper() or institution_likeness(token) > 0.4 else 0.3


def _weigh(tokens: list[str], kinds: list[str], full: list[str]) -> float:
    folded = [fold(token) for token in full]
    if fold(" ".join(tokens)) in _places():
        return 0.1
    given = any(_is_given(word) for word in folded)
    family = any(word in _family_names() for word in folded)
    common = sum(_is_title_word(word) and not _is_given(word) for word in folded)
    score = 0.72 if 2 <= len(full) <= 3 else 0.6
    score += (0.2 if given else 0.0) + (0.15 if family else 0.0)
    score += 0.12 if "initial" in kinds else 0.0
    score += 0.05 if "particle" in kinds and len(full) >= 2 else 0.0
    score -= common * (0.25 if given else 0.3 if family and common < len(full) else 0.42)
    if "-" in tokens[0] and folded[0] not in _given_names() and _is_title_word(folded[-1]):
        score -= 0.3  # Peter-Weyl Theorem
    score -= _shape_penalty(tokens, kinds, full, known=given or family)
    if _is_particle_prose(kinds, tokens, given):
        score -= 0.35
    if score <= 0:
        return score
    organised = institution_likeness(" ".join(tokens)) >= 0.8 or _has_place_word(folded)
    if is_organisation_shaped(" ".join(tokens)):
        score -= 0.45
    if organised and not (given and folded[-1] in _family_names()):
        score -= 0.55
    return score


def _shape_penalty(tokens: list[str], kinds: list[str], full: list[str], *, known: bool) -> float:
    """What speaks against a name in capitals and initials: "Theorem A", "NYU CDS", "UCSD Physics"."""
    penalty = 0.0
    if len(full) == 1 and "initial" not in kinds:  # "de Moivre"
        penalty += 0.2
    if len(full) == 1 and kinds[-1] == "initial" and not any("." in token for token in tokens):  # "Theorem A"
        penalty += 0.4
    if kinds.count("capitals") == len(full) and all(len(t) <= 4 for t in full) and not known:
        penalty += 0.45
    elif "capitals" in kinds and any(_is_acronym(t) for t in full):
        penalty += 0.5
    return penalty


def _is_particle_prose(kinds: list[str], tokens: list[str], given: bool) -> bool:
    """`Teoría de Grupos`, `Cours de Physique`: one word, a particle, one word, no given name known."""
    return (
        kinds.count("particle") >= 1
        and not given
        and fold(tokens[0]) not in _family_names()
        and (kinds[0] == "word" and kinds[1] == "particle" and _is_title_word(fold(tokens[0])))
    )


def _is_given(folded: str) -> bool:
    names = _given_names()
    return folded in names or any(piece in names for piece in folded.split() if len(piece) > 2)


def is_title_word(text: str) -> bool:
    """Whether a word is one that titles, labels and sentences are made of, rather than names."""
    return _is_title_word(fold(text))


def _is_title_word(folded: str) -> bool:
    titles = _titles()
    if folded in titles.words or folded in _function_words():
        return True
    if any(piece in titles.words for piece in folded.split() if len(piece) > 3):
        return True
    return len(folded) > 6 and folded.endswith(titles.endings)


def _is_acronym(token: str) -> bool:
    folded = fold(token)
    consonants = token.isupper() and len(token) in (3, 4) and not any(c in "AEIOUY" for c in token)
    return consonants or folded in _institution_table("words")


def institution_likeness(text: str) -> float:
    """0 to 1: how surely `text`, as a whole, is an institution or department."""
    if not 1 < len(text) <= _LONGEST_INSTITUTION:
        return 0.0
    return _institution_likeness(text)


@remember(30_000)
def _institution_likeness(text: str) -> float:
    text = text.strip(" \t,.;*")
    folded = fold(text)
    if not folded:
        return 0.0
    if _CJK.match(text[-1:]) or _CJK.match(text[:1]):
        family, _, given = folded.partition(" ")
        if len(family) > 2 and family in _surnames() and given and not _has_institution_ending(given):
            return 0.1  # 長谷部 優
        return 0.92 if _has_institution_ending(folded) or _institution_words(folded) else 0.1
    tokens = folded.split()
    score = _institution_base(text, folded, tokens)
    if tokens[-1] in _titles().events or tokens[0] in _titles().events:
        score -= 0.5
    if text[-1:] in "?!" or ": " in text or '"' in text or "“" in text:
        score -= 0.5
    score -= 0.12 * max(0, _lower_words(text) - 1)
    score -= 0.05 * max(0, len(tokens) - 12)
    return max(0.0, min(0.99, score))


def _institution_base(text: str, folded: str, tokens: list[str]) -> float:
    if _has_opening(folded, tokens):
        return 0.97
    if len(tokens) <= 5 and _opens_with_name(tokens):
        return 0.9
    strong, weak = _count_institution_words(tokens, text)
    if strong:
        return 0.9 if len(tokens) <= 10 else 0.75
    if _has_institution_ending(folded):
        return 0.9
    if len(tokens) > 1 and (_has_prefix(text) or tokens[-1] == "u"):
        return 0.85
    if len(tokens) > 1 and text.split()[0].isupper() and is_organisation_shaped(text):
        return 0.7
    if text.endswith(" State") or re.search(r"\b[A-Z]&[A-Z]\b", text):
        return 0.75
    if weak:
        return _often_institution(tokens, weak)
    if len(tokens) == 1 and _ACRONYM.match(text):
        return 0.65
    if folded in _places() or tokens[-1] in _places():
        return 0.55
    if (
        len(tokens) <= 3
        and not _is_given(tokens[0])
        and all(_ACRONYM.match(t) and len(t) <= 5 for t in text.replace("-", " ").split())
    ):
        return 0.55
    return 0.3 if len(tokens) == 1 else 0.1


def _has_opening(folded: str, tokens: list[str]) -> bool:
    """Whether one of the phrases that only institutions have ("University of") stands in a folded text."""
    openings = _openings()
    if openings.keys().isdisjoint(tokens):
        return False
    spaced = f" {folded} "
    return any(phrase in spaced for token in tokens for phrase in openings.get(token, ()))


def _opens_with_name(tokens: list[str]) -> bool:
    """Whether folded words begin with an institution called after people or places ("carnegie mellon")."""
    known = _institution_table("names")
    return any(" ".join(tokens[:size]) in known for size in range(2, 5))


def _often_institution(tokens: list[str], count: int) -> float:
    """The likeness of a text with `count` words that institutions often have, and others too."""
    weak = _institution_table("weak")
    named = len(tokens) == 2 and _is_given(tokens[0])
    if count > 1 and tokens[-1] in weak and not named:
        return 0.7  # Columbia Climate School
    common = any(token in _titles().words for token in tokens if token not in weak)
    return 0.4 if common or named else 0.62 if len(tokens) <= 4 else 0.5


def _has_prefix(text: str) -> bool:
    """`TU Wien`, `U. Maryland`, `Uni Oslo`; not the "Tu" of a sentence."""
    first = text.split()[0].rstrip(".")
    return first.casefold() in _institution_table("prefixes") and (first.isupper() or len(first) > 2)


def _lower_words(text: str) -> int:
    """How many words begin small and are no small words of names ("of", "de", "für")."""
    return sum(w[:1].islower() and fold(w) not in _name_glue() for w in text.split())


def _count_institution_words(tokens: list[str], text: str = "") -> tuple[int, int]:
    """How many words only institutions have, and how many they often have ("KIT", not "Kit")."""
    table, weak = _institution_table("words"), _institution_table("weak")
    known = [token for token in tokens if token in table or token in weak]
    strong = sum(token not in weak for token in known)
    often = sum(token in weak and (len(token) > 3 or token.upper() in text) for token in known)
    return strong, often


def _institution_words(folded: str) -> bool:
    """Whether a folded text has a word that only institutions have."""
    tokens = folded.split()
    if _count_institution_words(tokens)[0]:
        return True
    return any(f"{a} {b}" in _institution_table("first") for a, b in pairwise(tokens))


def _has_institution_ending(folded: str) -> bool:
    """大学, 研究所, -universität. One character alone (系, 所) does not make a phrase with 的 or の one."""
    endings, common = _institution_endings(), _titles().words
    if not any(token.endswith(endings) and token not in common for token in folded.split()):
        return False
    return not any(mark in folded for mark in "的のをは与與及") or folded.endswith(_long_endings())


def _has_place_word(folded: list[str]) -> bool:
    strong = _place_words()
    return any(word in strong for word in folded) or any(f"{a} {b}" in strong for a, b in pairwise(folded))


@remember()
def _place_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words("places", "strong"))


@remember()
def _institution_table(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words("institutions", name)) - {""}


@remember()
def _openings() -> dict[str, list[str]]:
    """The phrases of institutions with blanks around them, by their first word."""
    openings: dict[str, list[str]] = {}
    for phrase in _institution_table("first"):
        openings.setdefault(phrase.split()[0], []).append(f" {phrase} ")
    return openings


@remember()
def _institution_endings() -> tuple[str, ...]:
    return tuple({fold(word) for word in words("institutions", "endings")} - {""})


@remember()
def _long_endings() -> tuple[str, ...]:
    return tuple(ending for ending in _institution_endings() if len(ending) > 1)


@remember()
def _titles() -> _Titles:
    endings = {fold(word) for word in words("titles", "endings")} - {""}
    paths = [
        ("titles", "words"),
        ("labels", "speaker"),
        ("labels", "title"),
        ("labels", "online"),
        ("roles", "words"),
    ]
    common = frozenset(fold(word) for path in paths for word in words(*path))
    return _Titles(common, tuple(endings), frozenset(fold(word) for word in words("titles", "events")))


@remember()
def _joining_words() -> frozenset[str]:
    """Words that join people, or a person and an institution; of phrases the first."""
    return frozenset(word.split()[0] for key in ("and", "at") for word in words("joiners", key))


@remember()
def _particles() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("people", "particles"))


@remember()
def _given_names() -> frozenset[str]:
    return frozenset(fold(n) for key in ("given", "latin_given") for n in words("people", key))


@remember()
def _family_names() -> frozenset[str]:
    return frozenset(fold(n) for key in ("surnames", "latin_surnames") for n in words("people", key))


@remember()
def _surnames() -> frozenset[str]:
    """Family names that stand first without a blank: Chinese, Japanese, Korean."""
    return frozenset(name for name in words("people", "surnames") if name >= "\u3000")


@remember()
def _places() -> frozenset[str]:
    """Cities and countries, which look like names."""
    return frozenset(fold(word) for key in ("countries", "cities") for word in words("places", key))


@remember()
def _function_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words("function_words")) - _particles()


@remember()
def _name_glue() -> frozenset[str]:
    """Small words that names of institutions have too."""
    return frozenset(fold(word) for word in words("function_words")) | _particles()
