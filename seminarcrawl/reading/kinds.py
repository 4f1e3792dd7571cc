"""What kind of event a name announces: a series of talks, one talk, or something that is no talk.

The words stand in the table `[events]` of `reading/languages/*.toml`.
"""

from __future__ import annotations

import re

from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.text import fold

_ANY_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NUMBER = re.compile(r"(?:\s|^)\d+(?:st|nd|rd|th)?(?=\s|$)")
_NEVER = re.compile(r"(?!)")
_LONGEST_NAME = 100  # folded characters; what is longer is a sentence
_COMPOUND = 7  # letters from which a word may end a compound ("Mittagsseminar")


@remember()
def _pattern(group: str, where: str) -> re.Pattern[str]:
    """Any word of a group in folded text: at its `edge` (first or last words), or `anywhere`.

    A word in CJK needs no blanks around it.
    """
    known = sorted({fold(word) for word in words("events", group)}, key=len, reverse=True)
    spaced = "|".join(re.escape(word) for word in known if not _ANY_CJK.search(word))
    joined = "|".join(re.escape(word) for word in known if _ANY_CJK.search(word))
    if not known:
        return _NEVER
    compound = "|".join(re.escape(word) for word in known if len(word) >= _COMPOUND and " " not in word)
    edge = rf"^(?:{spaced})(?!\w)|(?<!\w)(?:{spaced})$|(?:{compound})$"
    anywhere = rf"(?<!\w)(?:{spaced})(?!\w)|(?:{compound})(?!\w)"
    return re.compile("|".join(part for part in (edge if where == "edge" else anywhere, joined) if part))


@remember(4096)
def is_series_name(text: str) -> bool:
    """Whether `text` as a whole reads as a series of talks: short, a word such as "seminar" at an edge."""
    folded = _NUMBER.sub("", fold(text)).strip()
    if not 0 < len(folded) <= _LONGEST_NAME or any(is_by_word(word) for word in folded.split()):
        return False
    return _pattern("series", "edge").search(folded) is not None


@remember(4096)
def names_talk(text: str) -> bool:
    """Whether a word in `text` says that it is about talks: "seminar", "keynote", "Vortrag"."""
    folded = fold(text)
    return any(_pattern(group, "anywhere").search(folded) is not None for group in ("series", "talk"))


@remember(4096)
def is_talk_kind(text: str) -> bool:
    """Whether `text` as a whole names a kind of talk that is no series: "Thesis defense", "Job talk"."""
    folded = fold(text)
    return 0 < len(folded.split()) <= 4 and _pattern("talk", "edge").search(folded) is not None


@remember(4096)
def is_other_kind(text: str) -> bool:
    """Whether `text` as a whole names something that is no talk: "Office hours", "Workshop: R"."""
    return _pattern("other", "edge").search(_NUMBER.sub("", fold(text)).strip()) is not None


@remember(4096)
def is_kind_word(text: str) -> bool:
    """Whether `text` is nothing but the word for a kind of event: "Seminar", "Social", "Colloquium 3"."""
    return _NUMBER.sub("", fold(text)).strip() in _all_kinds()


@remember(4096)
def is_mode(text: str) -> bool:
    """Whether `text` only says how people attend: "Online", "in person", "Präsenz"."""
    folded = fold(text)
    return folded in _folded("mode") or match_label(text) == "online"


@remember()
def _folded(group: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words("events", group))


@remember()
def _all_kinds() -> frozenset[str]:
    return _folded("series") | _folded("talk") | _folded("other")


def is_by_word(word: str) -> bool:
    """Whether `word` links a title with its speaker: `Title by Speaker`."""
    return word.islower() and fold(word) in _folded("by")


def is_about_word(word: str) -> bool:
    """Whether `word` links a speaker with the title: `Speaker on Title`."""
    return word.islower() and fold(word) in _folded("about")
