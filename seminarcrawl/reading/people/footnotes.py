"""Affiliations by footnote marks: `Jane Doe¹, John Roe²` and below `¹ Oslo`, `² Turin`."""

from __future__ import annotations

import re
from dataclasses import replace

from seminarcrawl.reading.announcement.lines import Line
from seminarcrawl.reading.announcement.notice import Notice
from seminarcrawl.reading.people.names import institution_likeness

_MARKS = "¹²³⁴⁵⁶⁷⁸⁹*†‡§"
_NOTE = re.compile(f"([{_MARKS}])[ \t]{{0,3}}([^{_MARKS}\n]{{2,160}})")
_BEHIND = re.compile(f"[{_MARKS}](?:,? ?[{_MARKS}]){{0,5}}")
_INSTITUTION = 0.35


def read_footnotes(notice: Notice) -> None:
    """Give the speakers whose names carry marks the affiliations that stand behind the same marks."""
    wanted = _marks_of_speakers(notice)
    if not wanted:
        return
    notes: dict[str, str] = {}
    for line in notice.lines:
        if line.role in ("", "affiliation", "speaker") and line.text[:1] in _MARKS:
            found = _notes(line)
            if found:
                line.role = "affiliation"
                notes |= found
    people = list(notice.draft.item.speakers)
    for number, marks in wanted.items():
        places = [notes[mark] for mark in marks if mark in notes]
        if places and not people[number].affiliation:
            people[number] = replace(people[number], affiliation=", ".join(places))
    if people != notice.draft.item.speakers:
        notice.draft.put("speakers", people, " / ".join(notes.values()), "footnote marks", replace=True)


def _marks_of_speakers(notice: Notice) -> dict[int, str]:
    """The marks right behind each speaker's name, by the speaker's number."""
    texts = [line.text for line in notice.lines if line.role in ("speaker", "headline", "announcement")]
    found: dict[int, str] = {}
    for number, speaker in enumerate(notice.draft.item.speakers):
        for text in texts:
            at = text.find(speaker.name)
            match = _BEHIND.match(text, at + len(speaker.name)) if at >= 0 else None
            if match:
                found[number] = "".join(char for char in match.group() if char in _MARKS)
                break
    return found


def _notes(line: Line) -> dict[str, str]:
    """The institutions of a line behind their marks; none when one of them is something else."""
    notes = {mark: text.strip(" ,;") for mark, text in _NOTE.findall(line.text[:1000])}
    return notes if all(institution_likeness(text) >= _INSTITUTION for text in notes.values()) else {}
