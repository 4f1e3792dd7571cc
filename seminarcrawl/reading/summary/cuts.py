"""Where a line may be cut into parts: at its separators, outside brackets and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from seminarcrawl.reading import kinds
from seminarcrawl.reading.people import names
from seminarcrawl.reading.recall import recalled
from seminarcrawl.reading.text import QUOTES

_MOST_CUTS = 6
_LONGEST = 400  # longer lines are prose, not a layout
BRACKETED = re.compile(r"[\[【]([^\[\]【】]{2,100})[\]】]\s?[:：–—-]?")
TRAILING_NOTE = re.compile(r"[(\[（]([^()\[\]（）]{2,90})[)\]）]$")
CLOSING = frozenset(")]）")
_NAME_END = re.compile(r"[:：|]|\s[-–—]\s")
_SEPARATOR = re.compile(
    r"(?P<strong>：|:(?=\s)|(?<=\s)(?:-{1,3}|[–—―|·•/]|//|\|\|)(?=\s)|—)"
    r"|(?P<weak>(?<=[)\]）]),|[,;](?=\s))"
    r"|(?P<word>(?<=\s)[^\W\d_]{1,6}(?=\s))"
    r"|(?P<open>(?<![^\s,:(])[“«„\"]|[「『《])|(?P<close>[”»」』》\"](?![^\s,:.;)]))"
)
_PAIRS = {"(": ")", "[": "]", "（": "）", "［": "］", "【": "】"}
_ENCLOSING = frozenset((*_PAIRS, *QUOTES))
EDGES = " \t\n-–—―:：,;|/·•"


class Cut(NamedTuple):
    """A separator `line[start:end]`; `weight` says how surely it separates anything."""

    start: int
    end: int
    weight: float = 1.0


@recalled(4096)
def cuts_of(line: str) -> tuple[Cut, ...]:
    """The places where a line may be cut, outside brackets, left to right."""
    if len(line) > _LONGEST:
        return ()
    found: list[Cut] = []
    bracket = BRACKETED.match(line)
    if bracket and bracket.end() < len(line):
        found.append(Cut(bracket.end(), bracket.end()))
    elif word := leading_kind(line):
        found.append(word)
    inside = _inside_brackets(line)
    for match in _SEPARATOR.finditer(line, bracket.end() if bracket else 0):
        if inside[match.start()] or match.start() == 0:
            continue
        cut = _cut(match)
        if cut and found and not line[found[-1].end : cut.start].strip():
            found[-1] = Cut(
                found[-1].start, cut.end, max(cut.weight, found[-1].weight)
            )  # »: is one separator
        elif cut:
            found.append(cut)
    if note := _closing_brackets(line):
        found.append(note)
    # The strongest cuts, should there be too many; they stay in their order.
    kept = sorted(found, key=lambda cut: -cut.weight)[:_MOST_CUTS]
    return tuple(cut for cut in found if cut in kept)


def leading_kind(line: str) -> Cut | None:
    """The cut behind a kind of event that stands before a name: `Disputation Max Huber: …`, `Charla de …`."""
    words_of = line.split(" ", 5)
    if not kinds.may_begin_with_kind(line) and not any(map(kinds.is_of_word, words_of[1:4])):
        return None
    for size in range(min(3, len(words_of) - 1), 0, -1):
        kind = " ".join(words_of[:size])
        linked = size + 1 < len(words_of) and kinds.is_of_word(words_of[size])
        if not (kinds.is_kind_word(kind) or (linked and kinds.is_talk_kind(kind))):
            continue
        start = len(" ".join(words_of[: size + linked])) + 1
        name = _NAME_END.split(line[start:], maxsplit=1)[0].strip()
        if not name[:1].islower() and names.speakers_likeness(name) >= 0.5:
            return Cut(len(kind), start, 0.95)
    return None


def _closing_brackets(line: str) -> Cut | None:
    """The cut before `(Jane Doe)` at the end of a line."""
    note = TRAILING_NOTE.search(line[-100:]) if line[-1:] in CLOSING else None
    start = len(line) - len(note.group()) if note else 0
    return Cut(start, start, 0.9) if start > 0 else None


def _cut(match: re.Match[str]) -> Cut | None:
    """A separator's cut, if it is one."""
    if match["strong"]:
        return Cut(match.start(), match.end())
    if match["weak"]:
        return Cut(match.start(), match.end(), 0.95)
    if match["word"]:
        is_link = kinds.links_parts(match["word"])
        return Cut(match.start(), match.end(), 0.95) if is_link else None
    if match["open"]:
        return Cut(match.start(), match.start(), 0.95)
    return Cut(match.end(), match.end(), 0.95) if match.end() < len(match.string) else None


def _inside_brackets(line: str) -> list[bool]:
    """For each character, whether it stands inside a closed pair of brackets or quotes."""
    inside = [False] * len(line)
    if _ENCLOSING.isdisjoint(line):
        return inside
    stack: list[tuple[str, int]] = []
    for i, char in enumerate(line):
        if stack and char in stack[-1][0]:
            _, start = stack.pop()
            if not stack:
                inside[start + 1 : i] = [True] * (i - start - 1)
        elif char in _PAIRS:
            stack.append((_PAIRS[char], i))
        elif not stack and char in QUOTES and (i == 0 or line[i - 1] in " ,:："):
            stack.append((QUOTES[char], i))
    return inside


@recalled(1024)  # asked for by every role of a line in turn
def divisions(line: str, parts: int) -> tuple[tuple[list[str], float], ...]:
    """All ways to divide a line into so many parts, with the weight of the cuts used."""
    return tuple(_divided(line, parts))


def _divided(line: str, parts: int) -> Iterator[tuple[list[str], float]]:
    for chosen in combinations(cuts_of(line), parts - 1):
        starts = [0, *(cut.end for cut in chosen)]
        ends = [*(cut.start for cut in chosen), len(line)]
        texts = [_unwrapped(line[a:b].strip(EDGES)) for a, b in zip(starts, ends, strict=True)]
        if all(texts):
            yield texts, min((cut.weight for cut in chosen), default=1.0)


def _unwrapped(text: str) -> str:
    """A piece without the brackets around all of it."""
    note = TRAILING_NOTE.fullmatch(text) if text[-1:] in CLOSING else None
    return note[1] if note and text[0] in "(（" else text
