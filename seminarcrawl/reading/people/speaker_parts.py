"""A speaker line cut into parts: `A (X), B and C - Y` is four texts, their separators, their brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.likeness import person_likeness

_OPEN, _CLOSE = "([（［【〔{", ")]）］】〕}"
_BRACKETS = frozenset(_OPEN + _CLOSE)
_MARKS = _BRACKETS | frozenset("\n\t\xa0;；,，、-–—―|｜·•@＠/／・&＆")
_HELD = re.compile("[\ue000-\uf8ff]")
_SPACES = re.compile(r"[^\S\n]{1,200}")
_CJK = r"[\u3005\u3400-\u9fff\uac00-\ud7af]"
_MOST_BRACKETS = 200


@dataclass(slots=True)
class Part:
    """One text between separators. `separator` stands before it: "" , ; and - / @ or |."""

    text: str
    notes: list[str] = field(default_factory=list)
    separator: str = ""
    printed: str = ""


def split_parts(line: str) -> list[Part]:
    """The parts of `line`; what stands in brackets belongs to the part before it and is never split."""
    if not line.isascii():
        line = _HELD.sub("", line)  # characters of icon fonts must not be taken for held brackets
    if _MARKS.isdisjoint(line) and _joining_words().isdisjoint(line.split(" ")):
        text = " ".join(line.split())
        return [Part(text)] if text else []
    held_line, notes = _hold_brackets(_SPACES.sub(" ", line).strip())
    parts: list[Part] = []
    at, separator, printed = 0, "", ""
    for found in _separators().finditer(held_line):
        parts.append(_part(held_line[at : found.start()], notes, separator, printed))
        printed = f" {found.group().strip()} "
        separator, at = _name_of(printed), found.end()
    parts.append(_part(held_line[at:], notes, separator, printed))
    return _rejoin([part for part in parts if part.text or part.notes])


def _rejoin(parts: list[Part]) -> list[Part]:
    """A joiner of one letter joins people only between two names: Ramón y Cajal is one, Melo e Castro too."""
    joined: list[Part] = []
    for part in parts:
        letter = part.printed.strip(" ,") if part.separator == "and" else ""
        if joined and len(letter) == 1 and letter.isalpha() and not joined[-1].notes:
            names = person_likeness(joined[-1].text) >= 0.5 and person_likeness(part.text) >= 0.5
            if not names:
                joined[-1].text = f"{joined[-1].text}{part.printed}{part.text}"
                joined[-1].text = " ".join(joined[-1].text.split())
                joined[-1].notes += part.notes
                continue
        joined.append(part)
    return joined


def _part(text: str, notes: list[str], separator: str, printed: str) -> Part:
    held: list[str] = []
    if notes:
        held = [notes[ord(mark) - 0xE000] for mark in _HELD.findall(text)]
        text = _HELD.sub(" ", text)
    return Part(" ".join(text.split()), held, separator, printed)


def _hold_brackets(line: str) -> tuple[str, list[str]]:
    """`line` with each outermost bracket replaced by one private character, and what stood in them."""
    if _BRACKETS.isdisjoint(line):
        return line, []
    out: list[str] = []
    notes: list[str] = []
    depth, start = 0, 0
    for index, char in enumerate(line):
        if char in _OPEN:
            if not depth:
                start = index
            depth += 1
        elif char in _CLOSE and depth:
            depth -= 1
            if not depth:
                _hold(line[start + 1 : index], out, notes)
        elif not depth:
            out.append(char)
    if depth:  # never closed: what follows is a note all the same
        _hold(line[start + 1 :], out, notes)
    return "".join(out), notes


def _hold(note: str, out: list[str], notes: list[str]) -> None:
    if len(notes) < _MOST_BRACKETS:
        out.append(chr(0xE000 + len(notes)))
        notes.append(note.strip())


def _name_of(printed: str) -> str:
    mark = printed.strip()
    if mark in {"", ";", "；"}:
        return ";"
    if mark in {",", "，", "、", "・"}:
        return ","
    if mark in {"-", "–", "—", "―"}:
        return "-"
    if mark in {"/", "／"}:
        return "/"
    if mark in {"|", "｜", "·", "•"}:
        return "|"
    bare = mark.strip(",，").strip()
    return "and" if bare == "&" or bare.casefold() in _and_words() else "@"


@remember()
def _separators() -> re.Pattern[str]:
    """Punctuation and the words for "and" and "at"; an "and" takes the comma before it."""
    joining = sorted(_and_words() | _at_words(), key=len, reverse=True)
    alternatives = "|".join(re.escape(word) for word in joining)
    return re.compile(
        rf"(?:,|(?<=[\s\ue000-\uf8ff]))\s?(?:{alternatives}|&|＆)(?=\s)"
        rf"|\s?[;；]\s?|\n|\s?[,，、]\s?|\s[-–—―]\s?|(?<=[^\W\d_])[-–―]\s|\s?—\s?|\s?[|｜]\s?|\s[·•]\s|\s?[@＠]\s?"
        rf"|\s/\s|／|(?<=[^\W\d_]{{3}})/(?=[^\W\d_]{{3}})|(?<={_CJK}{{2}})・(?={_CJK}{{2}})"
    )


@remember()
def _joining_words() -> frozenset[str]:
    """The first words of what joins people, or a person and an institution."""
    return frozenset(word.split()[0] for word in _and_words() | _at_words())


@remember()
def _and_words() -> frozenset[str]:
    return frozenset(word for word in words("joiners", "and") if word != "&")


@remember()
def _at_words() -> frozenset[str]:
    return frozenset(words("joiners", "at")) - {"an", "na", "no", "al", "i"}
