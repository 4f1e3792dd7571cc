"""What a page states once for all its talks: the series, the usual hour and room, the term."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from seminarcrawl.extractors.schedules.dates import find_days, find_hours, names_side_event
from seminarcrawl.extractors.schedules.places import is_room, read_number
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.calendar_words import has_date_words, is_weekday
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Day, Found, Hours, read_term
from seminarcrawl.reading.dates.tokens import may_hold_hours
from seminarcrawl.reading.kinds import is_series_name, names_talk
from seminarcrawl.reading.labels import match_label, split_label
from seminarcrawl.reading.places import find_online_url, place_likeness, read_place
from seminarcrawl.reading.prose.phrases import phrases
from seminarcrawl.reading.prose.room import read_told_room
from seminarcrawl.reading.prose.sentences import split_sentences
from seminarcrawl.reading.sections import match_section
from seminarcrawl.reading.text import one_line

_DIGIT = re.compile(r"\d")
_COMMA = re.compile(r"[,;|]\s")
_CLAUSE = re.compile(r"[,;|()/]|\s[–—-]\s")
_TITLE_PARTS = re.compile(r"\s[|·•–—-]\s|\s?[|｜]\s?")
_STOP = re.compile(r"[;:()]\s|\.\s(?!\d)|[.;:()]$|,\s|\s[-–—|]\s|[()]")
_WHEN_LABELS = ("time", "datetime", "date")
# Capitalised words and numbers behind a small word ("in", "en", "im"), as names of rooms are.
_NAMES = re.compile(r"(?<=\b[a-zà-ÿ]{2}\s)[A-Z\d][\w.-]{0,30}(?:\s[A-Z\d][\w.-]{0,30}){0,5}")
_BRACKETED = re.compile(r"[^;:(),]{2,60}\(([^()]{2,60})\)")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LABEL = re.compile(r"(?<![^\s,;.。、])([^\W\d][^\s,;:：.]{0,20})\s?[:：](?!//|\d)")
_NUMBER_AFTER = re.compile(r"[a-zà-ÿ]{2,4} ([\w.-]{3,9})(?=[\s,;.(]|$)")
_SURE_PLACE = 0.6
_SHORT = 90
_SHORTENED = 5  # letters of a word for a room cut short
_LONGEST = 900
_LONGEST_TOLD = 400
_FEWEST_SMALL = 3  # words in small letters that make a line a sentence
_SLACK = timedelta(days=40)
_LAST_OF_SCHOOL_YEAR = 7  # its last month
_SHORT_TERM = 140  # days


@dataclass(slots=True)
class Defaults:
    """Facts that hold for every talk below them unless a talk says otherwise."""

    hours: Hours | None = None
    hours_text: str = ""
    location: str | None = None
    location_text: str = ""
    online_url: str | None = None

    def completed_by(self, other: Defaults) -> Defaults:
        """These facts, and those of `other` where there are none."""
        hours = self if self.hours is not None else other
        place = self if self.location or self.online_url else other
        return replace(
            self,
            hours=hours.hours,
            hours_text=hours.hours_text,
            location=place.location,
            location_text=place.location_text,
            online_url=place.online_url,
        )


class DefaultsByTerm:
    """The facts that hold at each place of a page: those of its term's section, else the page's.

    What stands below the heading of one of several terms is said of that term alone.
    """

    def __init__(
        self, blocks: Sequence[Block] = (), free: Sequence[int] = (), context: Context | None = None
    ) -> None:
        """`free` are the numbers of those `blocks` that belong to no talk."""
        self._starts: list[int] = []
        self._levels: list[int] = []
        self._found: list[Defaults] = [Defaults()]
        if context is None:
            return
        headings = [n for n, b in enumerate(blocks) if b.kind == "heading" and heading_term(b, context)]
        if len(headings) > 1:
            self._starts, self._levels = headings, [blocks[n].level for n in headings]
        parts: list[list[Block]] = [[] for _ in range(len(self._starts) + 1)]
        for number in free:
            parts[bisect_right(self._starts, number)].append(blocks[number])
        self._found = [read_defaults(part, context) for part in parts]

    def at(self, number: int) -> Defaults:
        """What holds for block `number`."""
        part = bisect_right(self._starts, number)
        found = self._found[part]
        level = self._levels[part - 1] if part else 0
        for above in range(part - 1, -1, -1):
            if above and self._levels[above - 1] >= level:
                continue
            level = self._levels[above - 1] if above else 0
            found = found.completed_by(self._found[above])
        return found


def read_series(title: str, blocks: Sequence[Block], context: Context) -> str | None:
    """The series that the page is about: its main heading, or the first part of its title that names one."""
    headings = [one_line(b.text) for b in blocks if b.kind == "heading" and b.level <= 2 and not b.aside][:4]
    parts = [part.strip() for part in _TITLE_PARTS.split(title) if part.strip()]
    for text in (*headings, *parts):
        name = _without_term(text, context)
        if is_series_name(name) and match_section(name) is None and match_label(name) is None:
            return name
    return next((h for h in headings[:1] if names_talk(h) and len(h) < 80), None)


def _without_term(text: str, context: Context) -> str:
    """A series' name without the term behind or before it ("… Fall 2021", "Spring 2025 – …")."""
    words = text.split()
    for take in (4, 3, 2, 1):
        if len(words) > take and read_term(" ".join(words[-take:]), context) is not None:
            return " ".join(words[:-take]).strip(" -–—,:;|(")
    for take in (4, 3, 2, 1):
        if len(words) > take and read_term(" ".join(words[:take]), context) is not None:
            return " ".join(words[take:]).strip(" -–—,:;|)")
    return text


def read_defaults(blocks: Sequence[Block], context: Context) -> Defaults:
    """The usual hour, room and link in `blocks` (those that belong to no talk)."""
    found = Defaults()
    headings: list[tuple[Block, Block | None]] = []
    for number, block in enumerate(blocks):
        text = block.text
        if len(text) > _LONGEST or (block.kind == "heading" and not _DIGIT.search(text)):
            continue
        before = blocks[number - 1] if number else None
        if found.hours is None and _may_hold_hour(text):
            _read_usual_hours(found, block, before, context)
        if found.location is None:
            if _is_heading_of_talks(block):
                headings.append((block, before))
            else:
                _read_usual_place(found, block, before, context)
            _read_place_near_hours(found, block, before, context)
        if found.location is None and len(text) <= _LONGEST_TOLD and block.kind != "heading":
            _read_told_place(found, block, context)
        if found.online_url is None and (block.links or "://" in text):
            found.online_url = find_online_url(text, block.links)
    for heading, before in headings if found.location is None else ():  # "Logic Seminar, Room 12"
        _read_usual_place(found, heading, before, context)
    return found


def _is_heading_of_talks(block: Block) -> bool:
    """Whether a heading names the series; a room in it yields to one that stands elsewhere."""
    return block.kind == "heading" and names_talk(block.text)


def _read_told_place(found: Defaults, block: Block, context: Context) -> None:
    """The room of a sentence about the series without hours: "The workshop meets in Wieboldt 408."."""
    told = phrases("sentence").find
    for start, end in split_sentences(block.text):
        sentence = block.text[start:end]
        if not any(p.group == "room" and " " in sentence[p.start : p.end] for p in told(sentence)):
            continue
        if find_days(sentence, context) or names_side_event(sentence):
            continue
        room = read_told_room(sentence, context)
        if room is not None and any(char.isdigit() for char in room):
            found.location, found.location_text = room, sentence
            return


def _read_usual_hours(found: Defaults, block: Block, before: Block | None, context: Context) -> None:
    """An hour that stands without a day: labelled, or with a weekday, or in a sentence about the series."""
    for line in block.text.split("\n"):
        for sentence in _statements(line):
            if len(sentence) > 400 or not _may_hold_hour(sentence):
                continue
            hours = find_hours(sentence, context)
            if not hours or find_days(sentence, context):
                continue
            labelled = split_label(sentence)
            is_named = labelled is not None and labelled.field in _WHEN_LABELS
            is_loose = labelled is None and (len(sentence) < 90 or names_talk(sentence))
            if is_named or is_loose or _label_above(before) in _WHEN_LABELS:
                talk = _talk_hours(sentence, hours)
                value = talk.value
                found.hours, found.hours_text = value if isinstance(value, Hours) else None, sentence
                if found.location is None:
                    found.location = (
                        _place_after(sentence[talk.end :])
                        or _place_inside(sentence)
                        or read_told_room(sentence, context)
                    )
                    found.location_text = sentence
                return


def _may_hold_hour(text: str) -> bool:
    """Whether a text may state an hour: in digits, or in a word where it speaks of talks ("at noon")."""
    return _DIGIT.search(text) is not None or (may_hold_hours(text) and names_talk(text))


def _talk_hours(sentence: str, hours: Sequence[Found]) -> Found:
    """The first hours that are not those of tea or lunch ("Tea at 3:45, talk at 4:00")."""
    for found in hours:
        before = _CLAUSE.split(sentence[: found.start])[-1]
        after = _CLAUSE.split(sentence[found.end :])[0]
        if not names_side_event(f"{before} {after}"):
            return found
    return hours[0]


def _label_above(before: Block | None) -> str | None:
    """The label that the block before is, when it is one."""
    return match_label(before.text) if before is not None and len(before.text) < 60 else None


def _place_after(text: str) -> str | None:
    """The room right behind the usual hours: "… at 14:00 in Hall 5", "…, Room 12"."""
    text = text.strip(" ,;–—-|@")
    number = _NUMBER_AFTER.match(text)
    if number is not None and (place := read_number(number[1])) is not None:
        return place.location
    text = _without_lead(_without_weekday(_without_lead(text)))
    bracketed = _BRACKETED.match(text)
    pieces = [piece.strip() for piece in _STOP.split(text)]
    if len(pieces) > 1 and len(pieces[0]) <= _SHORTENED and is_room(f"{pieces[0]}. {pieces[1]}"):
        pieces[:2] = [f"{pieces[0]}. {pieces[1]}"]  # "Rm. 12"
    if bracketed and is_room(pieces[0]) and _specifies_room(bracketed[1]):
        pieces = [bracketed[0], *(piece.strip() for piece in _STOP.split(text[bracketed.end() :])[1:])]
    text = pieces[0]
    for piece in pieces[1:3]:
        likely = place_likeness(piece)
        if likely < 0.4 and not (piece is pieces[1] and is_room(pieces[0]) and _is_name(piece)):
            break
        if likely < 0.5 and not is_room(pieces[0]):
            break
        text = f"{text}, {piece}"
    text = _without_lead(text)
    room, comma, building = text.partition(", ")
    shorter = _without_remark(room)
    room = shorter if is_room(shorter) else room
    text = f"{room}{comma}{building}"
    if not text or len(text) > 60 or not (is_room(text) or is_room(room)):
        return None
    return read_place(text).location


def _without_weekday(text: str) -> str:
    """`Tuesdays in Example Hall` without the weekday that opens it."""
    first, _, rest = text.partition(" ")
    return rest if is_weekday(first) or is_weekday(first.removesuffix("s")) else text


def _without_lead(text: str) -> str:
    """`in the Fraser Room` without its small words; "of 12" of a room's number stays."""
    for _ in range(2):
        first, _, rest = text.partition(" ")
        if first.islower() and len(first) <= 5 and not (rest[:1].isdigit() and is_room(text)):
            text = rest
    return text


def _specifies_room(text: str) -> bool:
    """Whether what stands in brackets behind a room is its building or wing, not a remark."""
    return place_likeness(text) >= 0.4 or _is_name(text) or len(text.split()) <= 2


def _place_inside(sentence: str) -> str | None:
    """A room anywhere in a sentence: "We meet in 509 Lake Hall on Thursdays from …", "… in COM3-02-70"."""
    for run in _NAMES.findall(sentence):
        words = run.split()
        while words and (place_likeness(" ".join(words)) < _SURE_PLACE or not _DIGIT.search(" ".join(words))):
            words.pop()
        if words and len(words) <= 6:
            return read_place(" ".join(words)).location
    return None


def _is_name(text: str) -> bool:
    """Whether a few words are all capitalised (the building after a room)."""
    words = text.split()
    named = (
        all(word[:1].isupper() or (word.isdigit() and len(word) < 4) for word in words) and text[:1].isupper()
    )
    return 0 < len(words) <= 4 and named and not has_date_words(text)


def _without_remark(text: str) -> str:
    """`text` up to where it goes on in small letters ("Hewitt Room unless stated otherwise")."""
    words = text.split()
    for number in range(1, len(words) - 1):
        if words[number].islower() and words[number + 1].islower() and words[number].isalpha():
            return " ".join(words[:number])
    return text


def _read_place_near_hours(found: Defaults, block: Block, before: Block | None, context: Context) -> None:
    """A room on the line below the usual hours ("Fridays 4-5 pm" / "Evans 939")."""
    if found.location is not None or not found.hours_text or len(block.text) > 400:
        return
    lines = [line for b in (before, block) if b is not None for line in b.lines]
    for above, line in pairwise(lines):
        if found.hours_text in above and len(line) < 60 and is_room(line) and not find_days(line, context):
            found.location, found.location_text = read_place(line).location, line


def _statements(line: str) -> list[str]:
    """A line's sentences when it is long or labels several things ("Room: 5. Time: 4 pm."), else the line."""
    labels = (m for m in _LABEL.finditer(line[:_LONGEST]) if match_label(m[1]) in (*_WHEN_LABELS, "place"))
    starts = [label.start(1) for label in labels]
    if len(starts) > 1 or (starts and starts[0] > 0):
        edges = [*dict.fromkeys([0, *starts]), len(line)]
        return [part for start, end in pairwise(edges) for part in _sentences(line[start:end].strip())]
    for parts in (_sentences(line), _COMMA.split(line)):
        if any(split_label(part) for part in parts[1:]):
            return parts
    return _sentences(line) if len(line) >= _SHORT else [line]


def _sentences(line: str) -> list[str]:
    return [line[start:end] for start, end in split_sentences(line)]


def _states_no_place(block: Block, line: str, context: Context) -> bool:
    """Whether a line is a term ("Spring 2019"), or nothing but links to elsewhere."""
    linked = sum(span.end - span.start for span in block.spans if span.kind == "link")
    return linked * 10 >= len(block.text) * 8 or read_term(line, context) is not None


def _read_usual_place(found: Defaults, block: Block, before: Block | None, context: Context) -> None:
    for line in (statement for text in block.text.split("\n") for statement in _statements(text)):
        if names_side_event(line[:_LONGEST]) and find_hours(line, context):
            continue  # "Tea at 4 in the common room"
        labelled = split_label(line) if len(line) < 400 else None
        if labelled is not None and labelled.field == "place" and labelled.value:
            value = labelled.value
        elif (_label_above(before) == "place" and not find_days(line, context)) or (
            len(line) < (70 if line.isascii() or not _CJK.search(line) else 35)
            and place_likeness(line) >= 0.6
            and not find_days(line, context)
            and not _states_no_place(block, line, context)
        ):
            value = line
        else:
            continue
        if labelled is None and find_hours(value, context):
            value = read_told_room(value, context) or ""
        elif labelled is None and sum(token.islower() for token in value.split()) >= _FEWEST_SMALL:
            value = read_told_room(value, context) or value
        place = read_place(one_line(value).rstrip(". "), links=block.links)
        found.location, found.location_text = place.location, line
        found.online_url = found.online_url or place.online_url
        if found.location:
            return


def heading_term(block: Block, context: Context) -> tuple[date, date] | None:
    """The term that a heading (or a short line in bold, or a button) names for what stands below it."""
    text = one_line(block.text)
    is_heading = block.kind == "heading" or block.all_marked("strong") or "button" in block.classes
    if (not is_heading and len(text) > 60) or len(text) > 120 or not _DIGIT.search(text):
        return None
    if find_days(text, context):
        return None
    return read_term(text, context)


def year_in_term(day: Day, term: tuple[date, date], context: Context) -> int | None:
    """The year that puts `day` into the term (with some slack); None when none does.

    A short term over New Year ("Winter 2025") is named after either of its years: the weekday decides,
    then what is nearer to the fetch.
    """
    first, last = term
    if first.year == last.year:
        return first.year + (_is_whole_year(term) and _is_in_next_year(day, first.year))
    candidates = [
        (year, date(year, day.month, day.day))
        for year in range(first.year, last.year + 1)
        if _exists(day, year)
    ]
    inside = [year for year, moment in candidates if first <= moment <= last]
    if inside and (last - first).days < _SHORT_TERM and day.month <= last.month:
        both = [date(year, day.month, day.day) for year in (first.year, last.year) if _exists(day, year)]
        weekday = [moment for moment in both if moment.weekday() == day.weekday] or both
        return min(weekday, key=lambda moment: abs((moment - context.fetched_at.date()).days)).year
    if inside:
        return inside[0]
    near = [(min(abs((m - first).days), abs((m - last).days)), year) for year, m in candidates]
    distance, year = min(near, default=(_SLACK.days + 1, 0))
    return year if distance <= _SLACK.days else None


def _is_whole_year(term: tuple[date, date]) -> bool:
    return all((day.month, day.day) == edge for day, edge in zip(term, ((1, 1), (12, 31)), strict=True))


def _is_in_next_year(day: Day, year: int) -> bool:
    """Whether a weekday says that a year is one of study ("2023年度"), and the day in its second half."""
    if day.weekday is None or day.month > _LAST_OF_SCHOOL_YEAR or not _exists(day, year):
        return False
    if date(year, day.month, day.day).weekday() == day.weekday or not _exists(day, year + 1):
        return False
    return date(year + 1, day.month, day.day).weekday() == day.weekday


def _exists(day: Day, year: int) -> bool:
    return day.day <= monthrange(year, day.month)[1]
