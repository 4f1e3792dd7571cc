"""Set phrases in running text ("will speak on", "Join Zoom Meeting"), found in one pass over its words.

The phrases are data: the tables `[prose.*]` of `reading/languages/*.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seminarcrawl.reading.languages import load_languages, remember

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
GAP = "…"  # in a phrase: up to three words may stand here
_WIDEST_GAP = 3


class Phrase(NamedTuple):
    """Where a set phrase stands: `text[start:end]`, and the group that it belongs to."""

    group: str
    start: int
    end: int


class Phrases:
    """Set phrases by group. Case does not matter; words must be whole, but not in CJK scripts."""

    def __init__(self, groups: dict[str, Iterable[str]]) -> None:
        # By the first word, then by the second ("" when it may be any): most phrases are ruled out unseen.
        self._spaced: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        self._joined: dict[str, list[tuple[str, str]]] = {}  # by the first character
        for group, phrases in groups.items():
            for phrase in phrases:
                self._learn(phrase, group)

    def _learn(self, phrase: str, group: str) -> None:
        if _UNSPACED.search(phrase):
            self._joined.setdefault(phrase[0], []).append((phrase, group))
            return
        pieces = phrase.replace(GAP, f" {GAP} ").split()
        words = tuple(
            w for piece in pieces for w in ([GAP] if piece == GAP else _WORD.findall(piece.casefold()))
        )
        if words:
            second = words[1] if len(words) > 1 and words[1] != GAP else ""
            self._spaced.setdefault(words[0], {}).setdefault(second, []).append((words, group))

    def find(self, text: str) -> list[Phrase]:
        """Every phrase in `text`, left to right; at one place each group's longest."""
        plain = text.isascii()
        words = _WORD.findall(text.lower()) if plain else [w.casefold() for w in _WORD.findall(text)]
        found = [] if self._spaced.keys().isdisjoint(words) else self._find_spaced(text, words)
        if self._joined and not plain and _UNSPACED.search(text):
            found += self._find_joined(text)
            found.sort(key=lambda phrase: phrase.start)
        return found

    def _find_spaced(self, text: str, words: list[str]) -> list[Phrase]:
        found: list[Phrase] = []
        places: list[tuple[int, int]] = []  # of the words, looked up when a phrase stands somewhere
        for i, word in enumerate(words):
            begun = self._spaced.get(word)
            if begun is None:
                continue
            entries = begun.get("", [])
            if i + 1 < len(words):
                entries = entries + begun.get(words[i + 1], [])
            seen: set[str] = set()
            for phrase, group in sorted(entries, key=_by_length) if len(entries) > 1 else entries:
                if group in seen:
                    continue
                last = _match(phrase, words, i)
                if last >= 0:
                    seen.add(group)
                    places = places or [match.span() for match in _WORD.finditer(text)]
                    found.append(Phrase(group, places[i][0], places[last][1]))
        return found

    def _find_joined(self, text: str) -> Iterator[Phrase]:
        for char in self._joined.keys() & set(text):
            for phrase, group in self._joined[char]:
                at = text.find(phrase)
                while at >= 0:
                    yield Phrase(group, at, at + len(phrase))
                    at = text.find(phrase, at + len(phrase))


def _by_length(entry: tuple[tuple[str, ...], str]) -> int:
    """The longest phrase first."""
    return -len(entry[0])


def _match(phrase: tuple[str, ...], words: list[str], at: int) -> int:
    """The number of the phrase's last word when it stands at word `at`, else -1."""
    position = at
    for number, word in enumerate(phrase):
        if word == GAP:
            wanted = phrase[number + 1]
            for skipped in range(_WIDEST_GAP + 1):
                if position + skipped < len(words) and words[position + skipped] == wanted:
                    position += skipped
                    break
            else:
                return -1
            continue
        if position >= len(words) or words[position] != word:
            return -1
        position += 1
    return position - 1


@remember()
def phrases(table: str) -> Phrases:
    """The phrases of `[prose.<table>]` in all languages, by the table's keys."""
    groups: dict[str, list[str]] = {}
    for language in load_languages().values():
        for group, words in language.get("prose", {}).get(table, {}).items():
            groups.setdefault(group, []).extend(words)
    return Phrases(dict(groups))
