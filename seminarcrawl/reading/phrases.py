"""Set phrases in running text ("will speak on", "Join Zoom Meeting"), found in one pass over its words.

The phrases are data: the tables `[prose.*]` of `reading/languages/*.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
        self._joined: list[tuple[str, str]] = []
        for group, phrases in groups.items():
            for phrase in phrases:
                self._learn(phrase, group)

    def _learn(self, phrase: str, group: str) -> None:
        if _UNSPACED.search(phrase):
            self._joined.append((phrase, group))
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
        tokens = [(m.group().casefold(), m.start(), m.end()) for m in _WORD.finditer(text)]
        found = []
        for i, (word, start, _) in enumerate(tokens):
            begun = self._spaced.get(word)
            if begun is None:
                continue
            entries = begun.get("", [])
            if i + 1 < len(tokens):
                entries = entries + begun.get(tokens[i + 1][0], [])
            seen: set[str] = set()
            for words, group in sorted(entries, key=_by_length):
                if group in seen:
                    continue
                last = _match(words, tokens, i)
                if last >= 0:
                    seen.add(group)
                    found.append(Phrase(group, start, tokens[last][2]))
        if self._joined and _UNSPACED.search(text):
            found += self._find_joined(text)
            found.sort(key=lambda phrase: phrase.start)
        return found

    def _find_joined(self, text: str) -> Iterable[Phrase]:
        for phrase, group in self._joined:
            at = text.find(phrase)
            while at >= 0:
                yield Phrase(group, at, at + len(phrase))
                at = text.find(phrase, at + len(phrase))


def _by_length(entry: tuple[tuple[str, ...], str]) -> int:
    """The longest phrase first."""
    return -len(entry[0])


def _match(words: tuple[str, ...], tokens: list[tuple[str, int, int]], at: int) -> int:
    """The last token's number when the phrase stands at token `at`, else -1."""
    position = at
    for number, word in enumerate(words):
        if word == GAP:
            wanted = words[number + 1]
            for skipped in range(_WIDEST_GAP + 1):
                if position + skipped < len(tokens) and tokens[position + skipped][0] == wanted:
                    position += skipped
                    break
            else:
                return -1
            continue
        if position >= len(tokens) or tokens[position][0] != word:
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
