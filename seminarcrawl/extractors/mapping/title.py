"""Which of a record's texts is the talk's title, and which its series.

`title` is the title on one site, the series on the next ("Set Theory Seminar", with `talk_title` beside
it), the speaker on a third ("Jane Doe (MIT)", with the title in `seminar`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from seminarcrawl.extractors.mapping.values import Entry, Fields, is_filled_in, line_of, plain_text
from seminarcrawl.extractors.mapping.when import is_only_when
from seminarcrawl.items import Speaker, Status
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import find_days
from seminarcrawl.reading.kinds import is_about_word, is_series_name, names_talk
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.people import names
from seminarcrawl.reading.people.honorifics import strip_honorifics
from seminarcrawl.reading.status import is_placeholder, read_status
from seminarcrawl.reading.summary import Hints, Parts, split_summary
from seminarcrawl.reading.text import fold, unquote

_BRACKET = re.compile(r"^[(\[【]([^()\[\]【】]{3,80})[)\]】]\s*[:–—-]?\s*(?=\S)")
_QUOTED = re.compile(r"(?<!\w)[\"“„«]([^\"“”„«»]{8,300})[\"”“»](?!\w)")
_HEAD_CUT = re.compile(r"(?<!\d):\s|\s[–—-]\s")
_FLAG = re.compile(r"(?:true|false|yes|no|on|off|\d+)", re.I)
_LONGEST = 400
_RATHER_PERSON = 0.6


@dataclass(slots=True)
class Named:
    """What a record's title-like keys come to. `speaker` is a line that names the speaker instead."""

    title: str | None = None
    entry: Entry | None = None
    series: str | None = None
    series_entry: Entry | None = None
    speaker: str | None = None
    status: Status | None = None


def read_title(fields: Fields, people: list[Speaker], context: Context) -> Named:
    """The title, series and status that the record's title-like keys state."""
    named = Named()
    explicit = [e for e in _usable(fields.all("title")) if e.key.rank == 0]
    general = [e for e in _usable(fields.all("title")) if e.key.rank > 0] or _usable(fields.all("name"))
    others = _usable(fields.all("series_or_title"), flags=True)
    subtitles = _usable(fields.all("subtitle"))
    if explicit:
        _settle(named, explicit[0], people, context)
        for entry in general[:1] + others[:1]:
            _note_series(named, entry)
    elif general:
        if not people and _labels_title_below(fields) and _is_rather_speaker(line_of(general[0].text)):
            named.speaker = line_of(general[0].text)
            return named
        _from_general(named, general[0], others + subtitles + general[1:], people, context)
    elif others and not is_series_name(line_of(others[0].text)):
        _settle(named, others[0], people, context)
    for entry in _usable(fields.all("series")) + others:
        _take_series(named, entry)
    return named


def _usable(entries: list[Entry], *, flags: bool = False) -> list[Entry]:
    """The entries that hold a text (a `talk: yes` holds none)."""
    texts = [e for e in entries if 0 < len(e.text) <= _LONGEST and not isinstance(e.value, list)]
    return [e for e in texts if not (flags and _FLAG.fullmatch(e.text))]


def _from_general(
    named: Named, entry: Entry, others: list[Entry], people: list[Speaker], context: Context
) -> None:
    """`title` decides, unless it is the speaker or the series and another key has the title."""
    line = line_of(entry.text)
    status, bare = read_status(line)
    if status and (is_speaker_line(bare, people) or _is_only_series(bare)):  # "CANCELLED: Algebra Seminar"
        named.status, line = status, bare
    talks = [e for e in others if not is_series_name(line_of(e.text)) and not is_filled_in("title", e.text)]
    if is_only_when(line, context):
        if talks:
            _settle(named, talks[0], people, context)
    elif is_speaker_line(line, people) and (people or talks or _tells_origin(line)):
        named.speaker = line
        if talks:
            _settle(named, talks[0], people, context)
    elif _is_only_series(line) and not people_in(line, people):
        named.series, named.series_entry = line, entry
        if talks:
            _settle(named, talks[0], people, context)
    else:
        _settle(named, entry, people, context)
        if named.title is None and talks:  # "PhD defence: Jane Doe", with the thesis in a key of its own
            _settle(named, talks[0], people, context)


def _is_only_series(line: str) -> bool:
    """Whether the whole line is a series' name: no quoted title, no part after a colon, nothing "on" it."""
    if not is_series_name(line) or _QUOTED.search(line) or series_head(line):
        return False
    return _HEAD_CUT.search(line) is None or not any(is_about_word(word) for word in line.split())


def is_speaker_line(line: str, people: list[Speaker]) -> bool:
    """Whether a title-like text names the speakers (with their affiliations) and nothing else."""
    if people:
        read = names.read_speakers(line) if people_in(line, people) else []
        return bool(read) and {fold(p.name) for p in read} == {fold(p.name) for p in people}
    return names.speakers_likeness(line) >= 0.8


def _labels_title_below(fields: Fields) -> bool:
    """Whether a description has a line "Title: …": the record's own title may then be anything."""
    lines = [line for e in fields.all("abstract")[:3] for line in plain_text(e.text[:4000]).split("\n")[:40]]
    return any((found := split_label(line[:200])) and found.field == "title" for line in lines)


def _is_rather_speaker(line: str) -> bool:
    """Whether a line holds people and nothing else, where the title is known to stand elsewhere."""
    return split_summary(line).role == "speaker" and names.speakers_likeness(line) >= _RATHER_PERSON


def _tells_origin(line: str) -> bool:
    """Whether a line of people leaves no doubt that it is one: each is from somewhere, or has a title."""
    if split_summary(line).title:
        return False
    people = names.read_speakers(line)
    return bool(people) and (all(p.affiliation for p in people) or strip_honorifics(line) != line)


def people_in(line: str, people: list[Speaker]) -> bool:
    """Whether the text names one of these people."""
    folded = f" {fold(line)} "
    return any(f" {fold(p.name)} " in folded for p in people if p.name)


def _settle(named: Named, entry: Entry, people: list[Speaker], context: Context) -> None:
    """Take the title out of `entry`, with what else its line states."""
    status, line = read_status(line_of(entry.text))
    named.status = named.status or status
    if not line or is_placeholder(line) or (status and _is_new_day(line, context)):
        return
    head, cut, rest = _around_cut(line)
    if cut and is_placeholder(rest) and is_series_name(head):
        named.series, named.series_entry = named.series or head, entry
        return
    bracket = _BRACKET.match(line)
    if bracket and is_series_name(bracket.group(1)):
        named.series, named.series_entry = named.series or bracket.group(1).strip(), entry
        line = line[bracket.end() :]
    title = _title_in(line, named, entry, people)
    if title and not is_placeholder(title):
        named.title, named.entry = unquote(title), entry


def _around_cut(line: str) -> tuple[str, str, str]:
    """A line before, at and after its first colon or dash; all of it before when it has none."""
    cut = _HEAD_CUT.search(line)
    return (line[: cut.start()].strip(), cut.group(), line[cut.end() :].strip()) if cut else (line, "", "")


def _is_new_day(line: str, context: Context) -> bool:
    """Whether what follows "postponed" only says to when."""
    return line[:1].islower() and bool(find_days(line, context))


def _title_in(line: str, named: Named, entry: Entry, people: list[Speaker]) -> str | None:
    """The title within a line that may name series and speaker as well."""
    if not people and (parts := _announced(line)):
        named.speaker = parts.speaker
        if not named.series and is_series_name(parts.series or ""):
            named.series, named.series_entry = parts.series, entry
        return parts.title
    quoted = _QUOTED.search(line)
    rest = f"{line[: quoted.start()]} {line[quoted.end() :]}" if quoted else ""
    if quoted and (names_talk(rest) or people_in(rest, people)) and len(fold(rest)) > 3:
        before = line[: quoted.start()].strip(" ,:–—-")
        cut = _HEAD_CUT.search(before)
        if is_series_name(before[: cut.start()] if cut else before):
            named.series, named.series_entry = (
                named.series or (before[: cut.start()] if cut else before),
                entry,
            )
        return quoted.group(1).strip(" ,")
    if not people_in(line, people):
        head = series_head(line)
        if head is None:
            return line
        if " " in head[0] and not named.series:
            named.series, named.series_entry = head[0], entry
        return head[1]
    parts = split_summary(line, None, Hints.of(speakers=[p.name for p in people]))
    if parts.series and " " in parts.series and not named.series:
        named.series, named.series_entry = parts.series, entry
    if parts.speaker and parts.title and _is_abbreviated(parts.title):
        named.series, named.series_entry = named.series or parts.title, entry
        return None
    if parts.title and names_talk(line) and len(parts.title.split()) < 2:
        return None  # "Talk by Jane Doe on Friday"
    if parts.speaker:
        return parts.title if parts.title and not people_in(parts.title, people) else None
    return None if names_talk(line) or is_speaker_line(line, people) else line


def _announced(line: str) -> Parts | None:
    """`Brown Bag: Jane Doe, “On knots”`, `Soil Seminar - Speaker: Dr. Doe - Oslo`: surely who speaks."""
    parts = split_summary(line)
    if not (parts.series and parts.speaker):
        return None
    is_quoted = bool(parts.title) and _QUOTED.search(line) is not None
    return parts if is_quoted or _tells_origin(parts.speaker) else None


def series_head(line: str) -> tuple[str, str] | None:
    """`Soil Colloquium: On roots` as its series and its title; None when the line opens with no series."""
    for match in list(_HEAD_CUT.finditer(line[:120]))[:3]:
        head, rest = line[: match.start()].strip(), line[match.end() :].strip()
        if any(is_about_word(word) for word in head.split()):
            return None  # "Lectures on knots: the second part" has no series
        named = is_series_name(head) or (" " not in head and names_talk(head))
        if named and len(rest) >= 4 and names.speakers_likeness(rest) < 0.8:
            return head, rest
    return None


def _is_abbreviated(text: str) -> bool:
    """Whether a name ends in its own initials ("Work-in-Progress (WIP)"), as series and programmes do."""
    name, _, short = text.rstrip(") ").rpartition("(")
    initials = "".join(word[0] for word in fold(name).split())
    return short.isupper() and len(short) > 2 and fold(short) == initials


def _note_series(named: Named, entry: Entry) -> None:
    """Beside an explicit title, a general one that reads as a series is the series."""
    line = line_of(entry.text)
    if not named.series and is_series_name(line) and fold(line) != fold(named.title or ""):
        named.series, named.series_entry = line, entry


def _take_series(named: Named, entry: Entry) -> None:
    line = line_of(entry.text)
    if named.series or not 2 < len(line) <= 120 or is_placeholder(line) or line.startswith(("http", "/")):
        return
    if fold(line) != fold(named.title or "") and (entry.key.role == "series" or names_talk(line)):
        named.series, named.series_entry = line, entry
