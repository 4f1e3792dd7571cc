"""Words of a speaker line that lead on to others: by, joint with, hosted by, several speakers."""

from __future__ import annotations

import re

from seminarcrawl.reading.kinds import is_talk_kind
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.text import fold


def without_prefix(line: str) -> str:
    """`by Jane Doe` → `Jane Doe`, `Joint talk: Jane Doe` → `Jane Doe`."""
    kind, colon, value = line.partition(": ")
    if colon and len(kind.split()) <= 4 and is_talk_kind(kind):
        line = value.strip()
    first, _, rest = line.partition(" ")
    return (
        rest
        if rest and first.casefold() in _by_words() and not first.isupper() and not first[0].isupper()
        else line
    )


def cut_others(line: str) -> str:
    """`line` up to the co-authors ("joint with …") or the host ("hosted by …")."""
    for found in _others_pattern().finditer(line):
        before = line[: found.start()]
        if before.strip() and before.count("(") + before.count("（") <= before.count(")") + before.count(
            "）"
        ):
            return before.rstrip(" ,;-–—")
    return line


def opens_others(text: str) -> bool:
    """Whether a text begins with the words that lead on to co-authors or a host."""
    return bool(_others_pattern().match(text))


@remember()
def _others_pattern() -> re.Pattern[str]:
    """Phrases that lead on to co-authors and hosts. In capitals they are something else (`MIT`).

    A role in one word ("host", "director") does so only before a colon.
    """
    phrases = {word.casefold() for word in words("joiners", "joint")}
    roles = {word.casefold() for word in words("joiners", "host")}
    free = _spellings(phrases | {role for role in roles if " " in role})
    labels = _spellings({role for role in roles if " " not in role})
    return re.compile(rf"(?<![\w'’-])(?:(?:{free})(?!\w)|(?:{labels})(?=\s?[:：]))")


def _spellings(phrases: set[str]) -> str:
    """Alternatives of a pattern, the longest first, each as it is and with a capital."""
    spelled = {form for phrase in phrases for form in (phrase, phrase[:1].upper() + phrase[1:])}
    return "|".join(re.escape(form) for form in sorted(spelled, key=len, reverse=True)) or "(?!)"


@remember()
def _by_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("joiners", "by"))


@remember()
def several_words() -> frozenset[str]:
    """Words in a speaker's place that name nobody: "various speakers", folded."""
    return frozenset(fold(word) for word in words("joiners", "several"))
