"""A line as it is printed, without what is no part of the talk: a status, a mode, a date before it."""

from __future__ import annotations

import re

from seminarcrawl.items import Status
from seminarcrawl.reading import kinds
from seminarcrawl.reading.calendar_words import is_date_words
from seminarcrawl.reading.labels import match_label, split_label
from seminarcrawl.reading.languages import remember
from seminarcrawl.reading.people import names
from seminarcrawl.reading.status import read_status
from seminarcrawl.reading.summary.cuts import CLOSING, EDGES, TRAILING_NOTE
from seminarcrawl.reading.text import one_line

_SURELY_PERSON = 0.65
_LEADING_MODE = re.compile(
    r"[\[(（【]([^\[\]()（）【】]{2,40})[\])）】]\s?|([^:\-–—|]{2,25}?)\s?(?::|\s[-–—|])\s"
)
_FAMILY_FIRST = re.compile(
    r"([A-ZÀ-Þ][\w'’-]{1,30}), ([A-ZÀ-Þ][\w'’.-]{0,30}(?: [A-ZÀ-Þ][\w.-]{0,20})?)(?= [(\[]|\s?:\s| [-–—] )"
)
_INNER_LABEL = re.compile(r"(?:^|(?<=[:：|–—-]\s))([^\W\d_]{4,20})[:：]\s{1,2}(?=\S)")
_LEADING_DATE = re.compile(r"([^:：|–—]{3,30}?)\s?(?:[:：|–—]|\s-)\s")


@remember(4096, longest=400)
def prepare(text: str) -> tuple[Status | None, str]:
    """The marked status, and the line without the marker and without "(online)" or "[host: …]" around it."""
    status, line = read_status(one_line(text))
    note = TRAILING_NOTE.search(line[-100:]) if line[-1:] in CLOSING else None
    if note and len(line) > len(note.group()) and (kinds.is_mode(note[1]) or split_label(note[1])):
        line = line[: -len(note.group())] + _speaker_of(note[1])
    mode = _LEADING_MODE.match(line)
    if mode and len(line) > len(mode.group()) and kinds.is_mode(mode[1] or mode[2]):
        line = line[len(mode.group()) :]
    date = _LEADING_DATE.match(line)
    if date and is_date_words(date[1]):
        line = line[date.end() :]
    for label in _INNER_LABEL.finditer(line):
        if match_label(label[1]) == "speaker":  # "Astronomy Seminar - Speaker: Jane Doe"
            line = line[: label.start()] + line[label.end() :]
            break
    return status, _given_name_first(line.strip(EDGES))


def _speaker_of(note: str) -> str:
    """`Speaker: Jane Doe, MIT` in brackets at the end of a line as "(Jane Doe, MIT)"; "" for other notes."""
    labelled = split_label(note)
    if labelled is None or labelled.field != "speaker" or not labelled.value.strip():
        return ""
    return f" ({labelled.value.strip().replace('，', ', ')})"


def _given_name_first(line: str) -> str:
    """`Doe, Jane (MIT): On knots` as "Jane Doe (MIT): On knots"; other lines as they are."""
    match = _FAMILY_FIRST.match(line) if "," in line[:40] else None
    if match is None or names.person_likeness(f"{match[2]} {match[1]}") < _SURELY_PERSON:
        return line
    return f"{match[2]} {match[1]}{line[match.end() :]}"
