"""The zone printed beside an hour: an abbreviation, an offset, or somebody's time."""

from __future__ import annotations

import re

from seminarcrawl.reading.languages import load_languages, remember
from seminarcrawl.reading.zones import ABBREVIATIONS, city_zone, zone_phrases

_LONGEST = 40  # characters that a zone is printed with
# A zone may stand in brackets or behind a comma, on the same line.
_LEAD = re.compile(r"[ \t\xa0,]{0,3}[(\[]?[ \t\xa0]{0,2}(?=[^\W\d_]|[+\u2212-]\d\d)")
_OFFSET = re.compile(
    r"(?:UTC|GMT)?(?:\s{0,2}[+\-\u2212\u2013]\s{0,2}\d{1,2}(?::?\d\d)?)(?![\d:])|(?:UTC|GMT)(?![A-Za-z])"
)
# "14:00-15:00" is a range, "14:00 -0400" an offset.
_BARE_OFFSET = re.compile(r"(?:\+\d\d:?\d\d|(?<=[ \t])[-\u2212](?:0\d|1[0-2])[034][05])(?![\d:])")
_WORD = re.compile(r"[^\W\d_]{1,5}(?![^\W\d_])")
_TRAILING_OFFSET = re.compile(r"(?:UTC|GMT)\s?(?:[+\-\u2212]\s?\d{1,2}(?::?\d\d)?)?[\s:,)]{0,3}$")
# Names that a sentence may hold for other reasons mean a zone alone only in brackets or before a sign.
_WORD_HEAD = re.compile(r"\w{1,20}")
_ENDS = re.compile(r"[ \t]{0,3}(?:[^\w\s]|\n|$)")
_ALONE = frozenset({"eastern", "pacific", "central", "mountain"})


@remember(1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """ "Paris time" and "heure de Paris", for the word for time in every language."""
    words = {w for table in load_languages().values() for w in table.get("dates", {}).get("zone_words", [])}
    time = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    heads = "".join(sorted({word[0] for word in words}))
    time = f"(?=[{heads}])(?:{time})"  # one letter tells most words
    name = r"(?P<name>[^\W\d_]{2,14}+(?:[ '’.-]{1,2}[^\W\d_]{2,14}+){0,2}?)"
    season = r"(?:\s(?:local|standard|daylight|summer|winter))?"
    before = re.compile(rf"{name}{season}\s{time}(?![^\W\d_])", re.I)
    joint = r"(?:in|of|de|du|di|von|van|w|v|d)"
    behind = re.compile(
        rf"(?:local\s)?{time}\s(?:local\s)?{joint}\b['’\s]\s?"
        r"(?P<name>[^\W\d_]{2,14}(?:[ -][^\W\d_]{2,14})?)",
        re.I,
    )
    return before, behind


def zone_at(text: str, position: int) -> tuple[str, int] | None:
    """The zone printed at `position` (after a clock time) and where it ends; None when there is none."""
    lead = _LEAD.match(text, position)
    if lead is None:
        return None
    start = lead.end()
    if text[start] in "+-\u2212":
        found = _BARE_OFFSET.match(text, start) if start - position <= 1 else None
        return (found.group(), found.end()) if found else None
    offset = _OFFSET.match(text, start)
    if offset:
        return offset.group(), offset.end()
    word = _WORD.match(text, start)
    if word and _is_abbreviation(word.group(), start - position, text[start - 1] == "("):
        return word.group(), word.end()
    return _named(text, start)


def _is_abbreviation(word: str, gap: int, in_brackets: bool) -> bool:
    if word == "Z":
        return gap == 0
    return word in ABBREVIATIONS or (in_brackets and word.upper() in ABBREVIATIONS) or word == "мск"


def _named(text: str, start: int) -> tuple[str, int] | None:
    folded = text[start : start + _LONGEST].casefold()
    if folded.startswith(zone_phrases()):
        phrase = next(phrase for phrase in zone_phrases() if folded.startswith(phrase))
        return text[start : start + len(phrase)], start + len(phrase)
    before, behind = _patterns()
    for pattern in (before, behind):
        match = pattern.match(text, start, start + 2 * _LONGEST)
        if match:
            name = _known_part(match["name"])
            if name:
                return name, match.end()
    word = _WORD_HEAD.match(folded)
    if word and word.group() in _ALONE and (text[start - 1] in "([" or _ENDS.match(text, start + word.end())):
        return text[start : start + word.end()], start + word.end()
    return None


def _known_part(name: str) -> str | None:
    """The longest head of a printed name that is a place with a zone ("Montréal ou" → "Montréal")."""
    parts = name.split()
    for size in range(len(parts), 0, -1):
        head = " ".join(parts[:size])
        if city_zone(head):
            return head
    return None


def zone_before(text: str, position: int) -> str | None:
    """The zone printed right before an hour: "北京时间 14:00", "heure de Paris : 14h", "UTC+8 20:00"."""
    head = text[position - _LONGEST if position > _LONGEST else 0 : position]
    trailing = _TRAILING_OFFSET.search(head) if "UTC" in head or "GMT" in head else None
    if trailing:
        return trailing.group().strip(" :,)\t\n")
    head = head.rstrip(" :：,)（(")
    if head[-1:].isdigit():  # the day, most often, which ends no zone's name
        return None
    folded = head.casefold()
    if not folded.endswith(zone_phrases()):
        return None
    return next(phrase for phrase in zone_phrases() if folded.endswith(phrase))
