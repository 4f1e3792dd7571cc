"""Is a record a talk at all? Calendars and data files hold much else: receptions, papers, people, news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from seminarcrawl.extractors.mapping.reader import Reading
from seminarcrawl.extractors.mapping.values import Fields, is_filled_in, line_of
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.kinds import is_other_kind, names_talk
from seminarcrawl.reading.status import is_no_talk
from seminarcrawl.reading.vocabulary import load_table

_FOREIGN = frozenset(load_table("seminarcrawl.extractors.mapping", "keys.toml")["foreign"])
_PARTS = re.compile(r"\s[-–—|]\s|:\s|\s\(|\)")
_SEPARATORS = re.compile(r"[/_.+-]+|(?<=[a-z])(?=[A-Z])|(?<=\D)(?=\d)")


def path_names_talks(context: Context) -> bool:
    """Whether the address says that it is about talks: `/_seminars/x.md`, `/data/talks.yml`."""
    path = _SEPARATORS.sub(" ", unquote(urlsplit(context.url).path))
    return names_talk(path) or any(names_talk(word) for word in path.split())


def talks(readings: Sequence[Reading], context: Context) -> list[Reading]:
    """The readings that are talks. A file in which most entries have speakers is one of talks."""
    # Occurrences of one event are one entry.
    entries = {(r.draft.item.title or n, _names(r)): r for n, r in enumerate(readings)}.values()
    with_speakers = sum(1 for r in entries if _has_speaker_key(r.fields) and r.draft.item.speakers)
    is_declared = bool(context.series or context.summary_role)  # the spider says what it is
    expected = is_declared or path_names_talks(context) or 2 * with_speakers > len(entries) > 1
    return [r for r in readings if is_talk(r, expected=expected)]


def _names(reading: Reading) -> tuple[str, ...]:
    return tuple(speaker.name for speaker in reading.draft.item.speakers)


def is_talk(reading: Reading, *, expected: bool) -> bool:
    """Whether one record is a talk; `expected` says that its surroundings are about talks."""
    item, fields = reading.draft.item, reading.fields
    if reading.unpublished or _is_marked_as_none(fields):
        return False
    if not item.title and not item.speakers:
        return False
    surely = _has_speaker_key(fields) and bool(item.speakers)
    if not surely and _is_foreign(fields):
        return False
    if item.start is None:
        return surely and bool(item.title) and not _is_foreign(fields) and not is_other_kind(reading.kinds)
    if surely:
        return True
    about_talks = expected or names_talk(reading.kinds) or names_talk(item.series or "")
    if item.title and is_other_kind(item.title) and not (item.speakers and about_talks):
        return False
    if item.speakers:
        return about_talks or bool(item.location or "T" in item.start or fields.has("affiliation"))
    return about_talks or names_talk(item.title or "")


def _has_speaker_key(fields: Fields) -> bool:
    """Whether a key that can only mean a speaker has a value (`author` may mean whoever wrote the entry)."""
    return any(e.key.rank < 2 for e in fields.all("speaker")) or fields.has("first_name")


def _is_marked_as_none(fields: Fields) -> bool:
    """Whether the entry stands for a day without a talk."""
    entries = fields.all("title", "speaker", "name", "series_or_title")
    lines = [line_of(e.text) for e in entries if len(e.text) < 120]
    if any(map(is_no_talk, lines)):
        return True
    # "FALL RECESS - NO TALK", where nobody is named
    nobody = all(is_filled_in("speaker", line_of(e.text)) for e in fields.all("speaker"))
    return nobody and any(is_no_talk(part) for line in lines for part in _PARTS.split(line) if part)


def _is_foreign(fields: Fields) -> bool:
    """Whether a key shows the entry to be a paper, a course or a job."""
    return bool(fields.words & _FOREIGN)
