"""What stands around an abstract without being one: how to join, whom to ask, who pays, who the speaker is.

The phrases are the tables `[prose.remark]` of `reading/languages/*.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import find_hours
from seminarcrawl.reading.kinds import is_series_name, names_talk
from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.prose.phrases import Phrase, phrases
from seminarcrawl.reading.sections import match_section
from seminarcrawl.reading.text import fold

Remark = Literal[
    "joining", "contact", "funding", "biography", "refreshments", "part", "registration", "note",
    "prerequisites", "references", "keywords", "mailing", "others", "greeting",
]  # fmt: skip

_SHORT = 14  # words: a single opening word ("Coffee …", "Contact …") is believed up to here
_CURT = 5  # words: "There will be tea."
_LONGEST_SIDE_EVENT = 28  # words
_MIDDLING = 60  # words: two opening words, or a phrase further inside, are believed up to here
_SUBJECT_WORDS = 14
_HEAD = 700  # characters of a paragraph that are looked at
_OPENING = 12  # characters that may stand before an opening phrase: a bullet, "Please", "The"
_ANYWHERE: frozenset[str] = frozenset({"joining", "part", "mailing", "funding", "registration", "contact"})
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[\[(](?:at|AT)[\])]\s?)[\w-]{2,64}\b")
_HOUR = re.compile(r"\d{1,2}\s?(?:[:.h時点时]\s?\d{0,2}|[ap]\.?m\b|uhr\b|hrs?\b)", re.I)
_URL = re.compile(r"https?://|www\.")
_BRACKETS = {"(": ")", "（": "）"}
_WORD = re.compile(r"\w+")
_REFERENCE = re.compile(r"\s{0,3}\[\w{1,8}\]\s+\S")
_LABEL_END = re.compile(r"\s{0,2}(?:[:：–—|-]|$)")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@remember(4096, longest=1000)  # several readers ask in turn
def read_remark(text: str) -> Remark | None:
    """What kind of remark a paragraph is; None for anything that could be talk content."""
    head = text[:_HEAD]
    length = word_count(text)
    if match_section(head.strip()) in ("related", "comments"):
        return "others"
    found = phrases("remark").find(head)
    opening = _opening_remark(head, found, length)
    if opening:
        return opening
    if _REFERENCE.match(head):
        return "references"
    if length > _MIDDLING:
        return None
    if _is_side_event(text, length):
        return "refreshments"
    if _EMAIL.search(head) and length <= _MIDDLING // 2:
        return "contact"
    return _inner_remark(head, found, length)


def is_aside(text: str, context: Context) -> bool:
    """Whether a line is a remark and nobody's title: all in brackets ("(note the room)"), or with an hour."""
    text = text.strip()
    if text[:1] in _BRACKETS and text[-1:] == _BRACKETS[text[:1]] and text.count(text[-1]) == 1:
        return True
    return any(c.isdigit() for c in text) and bool(find_hours(text[:200], context))


def _is_side_event(text: str, length: int) -> bool:
    """Whether a short paragraph is about tea or dinner: its word, and an hour or the talk beside it."""
    if length > _LONGEST_SIDE_EVENT:
        return False
    lowered = text.casefold()  # not folded: « thé » is not "the"
    spaced, joined = _side_events()
    if spaced.isdisjoint(_WORD.findall(lowered)) and not any(word in lowered for word in joined):
        return False
    return length <= _CURT or _HOUR.search(text) is not None or names_talk(text)


@remember()
def _side_events() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words for what is eaten and drunk around a talk; those of scripts without blanks apart."""
    known = {word.casefold() for word in words("prose", "refreshments")}
    return frozenset(w for w in known if not _CJK.search(w)), tuple(w for w in known if _CJK.search(w))


def remark_count(text: str) -> int:
    """How many different set phrases of remarks stand in the first part of `text`."""
    head = text[: 2 * _HEAD]
    return len({head[p.start : p.end].casefold() for p in phrases("remark").find(head)})


@remember(4096, longest=1000)
def word_count(text: str) -> int:
    """Words, two ideographs counting as one."""
    ideographs = len(_CJK.findall(text))
    return (
        len(_WORD.findall(_CJK.sub(" ", text))) + (ideographs + 1) // 2
        if ideographs
        else len(_WORD.findall(text))
    )


def _opening_remark(head: str, found: Sequence[Phrase], length: int) -> Remark | None:
    for phrase in found:
        if phrase.start > _OPENING or (phrase.start > 2 and not head[: phrase.start].strip().isalpha()):
            break
        size = word_count(head[phrase.start : phrase.end])
        ends = bool(_LABEL_END.match(head, phrase.end))
        at_start = not any(c.isalnum() for c in head[: phrase.start])
        if at_start and phrase.group == "others" and length > size + 2:
            continue
        if phrase.group == "part" and length > _MIDDLING:
            continue  # "This talk is part of a project …" opens an abstract's paragraph
        longest = _MIDDLING // 2 if phrase.group == "part" else 2 * _MIDDLING
        if (ends and at_start) or (size >= 3 and at_start and length <= longest) or length <= _SHORT:
            return cast("Remark", phrase.group)
        if size == 2 and at_start and length <= _MIDDLING:
            return cast("Remark", phrase.group)
    return None


def _inner_remark(head: str, found: Sequence[Phrase], length: int) -> Remark | None:
    """A remark by what stands inside a short paragraph: two phrases, or one with a link or three words."""
    telling = [p for p in found if p.group in _ANYWHERE and word_count(head[p.start : p.end]) >= 2]
    if not telling:
        return None
    longest = max(word_count(head[p.start : p.end]) for p in telling)
    if (
        len({head[p.start : p.end].casefold() for p in telling}) >= 2
        or (longest >= 3 and length <= _MIDDLING // 2)
        or _URL.search(head)
        or length <= _SHORT
    ):
        return cast("Remark", telling[0].group)
    return None


@remember()
def _biography_words() -> tuple[frozenset[str], frozenset[str]]:
    """First words of what a biography says of a person, and pronouns, folded."""
    verbs = frozenset(fold(verb).split()[0] for verb in words("prose", "biography_verbs") if fold(verb))
    return verbs, frozenset(fold(pronoun) for pronoun in words("prose", "pronouns"))


def describes_series(text: str) -> bool:
    """Whether a paragraph is about the series: "The Algebra Colloquium of X is organised by …"."""
    verbs, _ = _biography_words()
    tokens = text[:200].split()[:_SUBJECT_WORDS]
    verb = next((i for i, token in enumerate(tokens) if fold(token) in verbs and token.islower()), 0)
    if verb < 3 or tokens[0].casefold() == "in":
        return False
    subject = tokens[:verb]
    return is_series_name(" ".join(subject)) or any(match_label(token) == "series" for token in subject[:3])


def is_biography(text: str, speakers: Sequence[str]) -> bool:
    """Whether a paragraph tells of one of the speakers: "Jane Doe is …", "Dr. Doe received …", "簡介 …"."""
    verbs, _ = _biography_words()
    tokens = fold(text[:160]).split()
    for speaker in speakers:
        names = fold(speaker).split()
        if not names:
            continue
        if _CJK.search(speaker):
            if (
                text.startswith(speaker)
                and text[len(speaker) : len(speaker) + 1] not in "（("
                and len(text) > 30
            ):
                return True
            continue
        for at in range(min(3, len(tokens))):
            if tokens[at] not in (names[-1], names[0]):
                continue
            after = tokens[at + 1 : at + 4]
            rest = [token for token in after if token not in names]
            if rest and (
                rest[0] in verbs
                or (len(rest) > 1 and rest[1] in verbs and len(rest[0]) > 3 < len(rest[1]) + 2)
            ):
                return True
    return False
