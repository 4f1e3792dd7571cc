"""Several lectures of one person who is named above them: "Lecture I: On knots", "Lecture II: On links"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seminarcrawl.extractors.schedules.entries import read_entry
from seminarcrawl.extractors.schedules.lines import LineRoles
from seminarcrawl.extractors.schedules.records import Record
from seminarcrawl.extractors.schedules.schedule import Schedule, put_when
from seminarcrawl.items import Speaker
from seminarcrawl.reading.announcement.lines import Line
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_talk_kind, names_talk
from seminarcrawl.reading.labels import match_label
from seminarcrawl.reading.people.names import read_speakers, speakers_likeness
from seminarcrawl.reading.prose.people import person_in, read_people
from seminarcrawl.reading.prose.phrases import phrases
from seminarcrawl.reading.prose.sentence import Sentence
from seminarcrawl.reading.prose.sentences import split_sentences
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.summary import split_summary
from seminarcrawl.reading.text import fold

_FEWEST = 2
_LONGEST_TITLE = 250
_LONGEST_PARAGRAPH = 1500
_MOST_ABOVE = 30  # blocks
_ROLE_WORDS = 7  # of a sentence that begins with the lecturer's role
_SURE_PERSON = 0.85
_MOST_KIND_WORDS = 4


def read_lectures(schedule: Schedule, blocks: Sequence[Block], context: Context) -> list[Draft]:
    """The lectures of a page's dated entries, all given by the one person named above; else [].

    Every entry must open with its kind ("Public lecture: …", "Seminar II: …").
    """
    records = [record for record in schedule.records if record.day is not None and not record.columns]
    titles = [_title_of(record) for record in records]
    told = any(draft.item.speakers for draft in schedule.drafts)
    if len(records) < _FEWEST or told or not all(titles):
        return []
    speaker = _one_speaker(_above(blocks, records[0]))
    if speaker is None:
        return []
    return [
        _read(record, title, speaker, schedule, context)
        for record, title in zip(records, titles, strict=True)
        if title
    ]


def _title_of(record: Record) -> str | None:
    """What stands behind the kind that opens an entry."""
    opening = next((block for block in record.blocks if block.text), None)
    if opening is None or opening is record.anchor:
        return None
    line = opening.text.split("\n", 1)[0]
    parts = split_summary(line) if len(line) <= _LONGEST_TITLE else None
    if parts is None or not parts.series or not parts.title or parts.speaker:
        return None
    is_kind = is_talk_kind(parts.series) or names_talk(parts.series)
    is_short = len(parts.series.split()) <= _MOST_KIND_WORDS
    return parts.title if is_kind and is_short and not is_placeholder(parts.title) else None


def _above(blocks: Sequence[Block], record: Record) -> list[Block]:
    first = next(number for number, block in enumerate(blocks) if block is record.blocks[0])
    return list(blocks[max(first - _MOST_ABOVE, 0) : first])


def _one_speaker(blocks: Sequence[Block]) -> Speaker | None:
    """The person whom headings or sentences name as who speaks; None when they name nobody or several."""
    found: dict[str, Speaker] = {}
    for block in blocks:
        for person in _people_of(block):
            known = found.setdefault(fold(person.name), person)
            known.affiliation = known.affiliation or person.affiliation
    return next(iter(found.values())) if len(found) == 1 else None


def _people_of(block: Block) -> Iterator[Speaker]:
    if block.kind == "heading":
        if speakers_likeness(block.text) >= _SURE_PERSON:
            yield from read_speakers(block.text)
        return
    text = block.text[:_LONGEST_PARAGRAPH]
    for start, end in split_sentences(text):
        told = text[start:end]
        found = [p for p in phrases("sentence").find(told) if p.group != "by" or " " in told[p.start : p.end]]
        sentence = Sentence(Line(text), start, told, found)  # a mere "by" may name who endowed the lectures
        if not names_talk(sentence.text) and not _names_role(sentence.text):
            continue
        people = read_people(sentence) if sentence.of("speaks", "by") else None
        yield from people or (_names_role(sentence.text) and person_in(sentence, ())) or ()


def _names_role(text: str) -> bool:
    """Whether a sentence begins with the speaker's role: "The 2021 Ashdown Lecturer is …"."""
    return any(len(word) > 4 and match_label(word) == "speaker" for word in text[:80].split()[:_ROLE_WORDS])


def _read(record: Record, title: str, speaker: Speaker, schedule: Schedule, context: Context) -> Draft:
    draft = Draft()
    draft.put(
        "speakers", [Speaker(speaker.name, speaker.affiliation)], speaker.name, "named above all lectures"
    )
    draft.put("title", title, record.blocks[0].text, "behind the kind of lecture")
    read_entry(draft, record, [], {"speaker", "title"}, LineRoles(), context)
    put_when(draft, record, schedule.defaults.at(0), context)
    return draft
