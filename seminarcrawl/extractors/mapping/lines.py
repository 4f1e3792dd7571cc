"""Speakers out of titles, for records that have no key for speakers: "Jane Doe (MIT): On knots".

A whole file is looked at together where it can be: what its titles have in common says what their parts are.
A single title is taken apart only where it says who comes from where.
"""

from __future__ import annotations

from collections.abc import Sequence

from seminarcrawl.extractors.mapping.description import put_brief, put_described_title
from seminarcrawl.extractors.mapping.reader import Reading
from seminarcrawl.extractors.mapping.values import line_of
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_by_word, is_series_name, names_talk
from seminarcrawl.reading.people import names
from seminarcrawl.reading.people.honorifics import strip_honorifics
from seminarcrawl.reading.summary import Hints, Parts, SummaryRole, choose_role, split_summary

_QUOTES = frozenset('"“”„«»「『')
_LAYOUT = 3  # so many titles show a layout
_PERSON = 0.85
_WITH_SPEAKER: frozenset[SummaryRole] = frozenset(
    {
        "speaker",
        "speaker_title",
        "title_speaker",
        "series_speaker",
        "series_speaker_title",
        "series_title_speaker",
    }
)


def complete_from_titles(readings: Sequence[Reading], fixed_role: str | None = None) -> None:
    """Put the speakers (and the series) that titles name, where no key does.

    `fixed_role` is what the source's titles are known to be (`reading.summary.SummaryRole`).
    """
    if fixed_role is not None:
        _apply(fixed_role, readings)
        return
    bare = [r for r in readings if r.draft.item.title and not r.draft.has("speakers")]
    keyed = any(r.fields.has("speaker", "first_name") for r in readings)
    lines = [_without_opening(line_of(r.draft.evidence["title"].text)) for r in bare]
    hints = Hints.of(series=[r.draft.item.series for r in readings])
    alike_lines = [*lines, *_lines_read(readings)]
    role = choose_role(alike_lines, hints) if len(alike_lines) >= _LAYOUT and not keyed else None
    alike = len(alike_lines) > 1 and not keyed and all(_names_person(line, hints) for line in alike_lines)
    for reading, line in zip(bare, lines, strict=True):
        if len(line) < 300:
            sure = role in _WITH_SPEAKER or alike or any(c in _QUOTES for c in line)
            _complete(reading.draft, split_summary(line, role, hints), line, sure=sure)
            if reading.context is not None and reading.draft.has("speakers"):
                put_described_title(reading.draft, reading.fields, reading.context)
            put_brief(reading.draft, reading.fields)


def _lines_read(readings: Sequence[Reading]) -> list[str]:
    """The titles out of which the speakers are read already."""
    entries = [(r.draft.evidence.get("speakers"), r.fields.first("title", "name")) for r in readings]
    return [line_of(e.text) for why, e in entries if why and e and why.rule == f"key {e.name!r}"]


def _apply(role: str, readings: Sequence[Reading]) -> None:
    """Take every title apart as the source's are known to be; a key for speakers or series says it better."""
    hints = Hints.of(series=[reading.draft.item.series for reading in readings])
    rule = f"title as {role}"
    for reading in (reading for reading in readings if reading.draft.item.title and role != "title"):
        draft = reading.draft
        line = line_of(draft.evidence["title"].text)
        parts = split_summary(line, role, hints, fixed=True)
        if not parts.title:
            draft.drop("title", rule)
        draft.put("title", parts.title, line, rule, replace=True)
        draft.put("speakers", names.read_speakers(parts.speaker or ""), line, rule)
        draft.put("series", parts.series, line, rule)
        draft.put("status", parts.status, line, rule)
        put_brief(draft, reading.fields)


def _names_person(line: str, hints: Hints) -> bool:
    """Whether a title is plainly a name and a title: `Jane Doe: On knots`, `On knots – Jane Doe`."""
    parts = split_summary(line, None, hints)
    is_person = parts.speaker is not None and names.person_likeness(parts.speaker) >= _PERSON
    return is_person and parts.role in _WITH_SPEAKER - {"speaker"}


def _without_opening(line: str) -> str:
    """`Talk by Jane Doe (MIT): On knots` without its first two words."""
    words = line.split()
    by_somebody = len(words) > 3 and names_talk(words[0]) and is_by_word(words[1])
    return " ".join(words[2:]) if by_somebody else line


def _complete(draft: Draft, parts: Parts, line: str, *, sure: bool) -> None:
    """Take over the parts when they name a speaker, beyond doubt or as the whole list does."""
    people = names.read_speakers(parts.speaker) if parts.speaker else []
    is_titled = bool(parts.speaker) and strip_honorifics(parts.speaker or "") != parts.speaker
    if not people or not (sure or is_titled or any(p.affiliation for p in people)):
        return
    rule = f"title as {parts.role}"
    draft.put("speakers", people, line, rule)
    if parts.title is None:
        draft.drop("title", rule)
    draft.put("title", parts.title, line, rule, replace=True)
    if parts.series and is_series_name(parts.series):
        draft.put("series", parts.series, line, rule)
    if parts.status:
        draft.put("status", parts.status, line, rule)
