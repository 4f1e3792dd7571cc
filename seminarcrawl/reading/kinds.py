"""What kind of event a name announces: a series of talks, one talk, or something that is no talk.

The words stand in the table `[events]` of `reading/languages/*.toml`.
"""

from __future__ import annotations

import re

from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.likeness import person_likeness
from seminarcrawl.reading.text import fold

_ANY_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NUMBER = re.compile(r"(?:\s|^)\d+(?:st|nd|rd|th)?(?=\s|$)")
_LONGEST_NAME = 100  # folded characters; what is longer is a sentence
_PERSON = 0.6
_COMPOUND = 7  # letters from which a word may end a compound ("Mittagsseminar")


class _Kind:
    """The words of a group, looked up in folded text. A word in CJK needs no blanks around it."""

    def __init__(self, known: frozenset[str]) -> None:
        self.joined = tuple(word for word in known if _ANY_CJK.search(word))
        self.spaced = known.difference(self.joined)
        self.longest = max((word.count(" ") + 1 for word in self.spaced), default=0)
        self.firsts = frozenset(word.split(" ", 1)[0] for word in self.spaced)
        self.lasts = frozenset(word.rsplit(" ", 1)[-1] for word in self.spaced)
        self.endings = tuple(word for word in known if len(word) >= _COMPOUND and " " not in word)

    def stands_at_edge(self, folded: str) -> bool:
        """Whether the first or the last words are one of the group, or the last ends in one."""
        tokens = folded.split(" ")
        if self._phrase_at(tokens, 0) is not None:
            return True
        sizes = range(1, min(self.longest, len(tokens)) + 1) if tokens[-1] in self.lasts else ()
        if any(" ".join(tokens[-size:]) in self.spaced for size in sizes):
            return True
        return folded.endswith(self.endings) or self._is_joined_in(folded)

    def is_phrase_at_edge(self, folded: str) -> bool:
        """Whether the first or the last words, two at least, are one of the group."""
        tokens = folded.split(" ")
        return any(
            " ".join(run) in self.spaced
            for size in range(2, min(self.longest, len(tokens)) + 1)
            for run in (tokens[:size], tokens[-size:])
        )

    def stands_in(self, folded: str) -> bool:
        """Whether a word of the group, or one that ends in it, stands anywhere."""
        tokens = folded.split(" ")
        if any(self._phrase_at(tokens, start) is not None for start in range(len(tokens))):
            return True
        return any(token.endswith(self.endings) for token in tokens) or self._is_joined_in(folded)

    def found_in(self, folded: str) -> frozenset[str]:
        """The words of the group that stand anywhere."""
        tokens = folded.split(" ")
        runs = (
            " ".join(tokens[start : start + size])
            for size in range(1, min(self.longest, len(tokens)) + 1)
            for start in range(len(tokens) - size + 1)
        )
        return frozenset(run for run in runs if run in self.spaced) | frozenset(
            word for word in self.joined if word in folded
        )

    def _phrase_at(self, tokens: list[str], start: int) -> str | None:
        """The shortest phrase of the group that begins at a token."""
        if tokens[start] not in self.firsts:
            return None
        ends = range(start + 1, min(start + self.longest, len(tokens)) + 1)
        return next((run for end in ends if (run := " ".join(tokens[start:end])) in self.spaced), None)

    def _is_joined_in(self, folded: str) -> bool:
        return not folded.isascii() and any(word in folded for word in self.joined)


@remember()
def _kind(group: str) -> _Kind:
    return _Kind(_folded(group))


@remember(4096)
def is_series_name(text: str) -> bool:
    """Whether `text` as a whole reads as a series of talks: short, a word such as "seminar" at an edge."""
    folded = _NUMBER.sub("", fold(text)).strip()
    if not 0 < len(folded) <= _LONGEST_NAME or not _kind("series").stands_at_edge(folded):
        return False
    return not _names_whose(text)


def _names_whose(text: str) -> bool:
    """Whether a word such as "by" stands in a name; "di" may as well be "of": then a person must follow."""
    tokens = text.split()
    for at, token in enumerate(tokens):
        if is_by_word(fold(token)) and (
            fold(token) not in _of_words() or person_likeness(" ".join(tokens[at + 1 :])) >= _PERSON
        ):
            return True
    return False


@remember()
def _of_words() -> frozenset[str]:
    return frozenset(fold(word) for word in words("joiners", "role_of"))


@remember(4096)
def names_talk(text: str) -> bool:
    """Whether a word in `text` says that it is about talks: "seminar", "keynote", "Vortrag"."""
    folded = fold(text)
    return any(_kind(group).stands_in(folded) for group in ("series", "talk"))


@remember(4096)
def is_talk_kind(text: str) -> bool:
    """Whether `text` as a whole names a kind of talk that is no series: "Thesis defense", "Job talk"."""
    folded = fold(text)
    return 0 < len(folded.split()) <= 4 and _kind("talk").stands_at_edge(folded)


@remember(4096)
def ends_in_talk_kind(text: str) -> bool:
    """Whether the last words name a kind of talk: "PhD defense", "Job talk"; not "Group representations"."""
    tokens, known = fold(text).split(), _folded("talk")
    return any(" ".join(tokens[-size:]) in known for size in range(1, min(3, len(tokens)) + 1))


@remember(4096)
def is_other_kind(text: str) -> bool:
    """Whether `text` as a whole names something that is no talk: "Office hours", "Workshop: R"."""
    return _kind("other").stands_at_edge(_NUMBER.sub("", fold(text)).strip())


@remember(4096)
def is_other_phrase(text: str) -> bool:
    """Whether a set phrase names something that is no talk: "Last day to …", "… general meeting"."""
    return _kind("other").is_phrase_at_edge(_NUMBER.sub("", fold(text)).strip())


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
    return frozenset(fold(word) for word in words("events", group)) - {""}


@remember()
def _all_kinds() -> frozenset[str]:
    return _folded("series") | _folded("talk") | _folded("other")


def may_begin_with_kind(text: str) -> bool:
    """Whether `text` can begin with a word for a kind of event, by its first word or a number."""
    return any(word.isdecimal() or word in _first_words() for word in fold(text.split(" ", 1)[0]).split()[:1])


@remember()
def _first_words() -> frozenset[str]:
    return frozenset(word.split()[0] for word in _all_kinds())


def is_of_word(word: str) -> bool:
    """Whether `word` stands between a kind of event and a name: `Charla de Inés Soto`."""
    return word.islower() and ((folded := fold(word)) in _folded("by") or folded in _folded("of"))


def is_by_word(word: str) -> bool:
    """Whether `word` links a title with its speaker: `Title by Speaker`."""
    return word.islower() and fold(word) in _folded("by")


def is_about_word(word: str) -> bool:
    """Whether `word` links a speaker with the title: `Speaker on Title`."""
    return word.islower() and fold(word) in _folded("about")


def links_parts(word: str) -> bool:
    """Whether `word` links a speaker and a title: `Title by Speaker`, `Speaker on Title`."""
    return word.islower() and ((folded := fold(word)) in _folded("by") or folded in _folded("about"))


@remember(4096)
def course_words(text: str) -> frozenset[str]:
    """The words in `text` that only a course uses: "homework", "grading", "final exam"."""
    return _kind("course").found_in(fold(text))


@remember(4096)
def conference_words(text: str) -> frozenset[str]:
    """The words in `text` that only a conference uses: "call for papers", "notification"."""
    return _kind("conference").found_in(fold(text))


@remember(1024)
def is_conversation(text: str) -> bool:
    """Whether a few words end in a kind of talk that takes a partner: "In conversation", "Fireside chat"."""
    return fold(text).rpartition(" ")[2] in {fold(known) for known in words("events", "conversations")}


@remember(256)
def is_with_word(word: str) -> bool:
    """Whether `word` names those who worked along: `Title (with Jane Doe)`."""
    return fold(word) in {fold(known) for known in words("joiners", "joint")}
