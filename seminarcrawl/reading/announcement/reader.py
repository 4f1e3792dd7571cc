"""Fields from the text of one talk: labels first, then sentences, then shape, and the abstract from the rest.

The steps, each in a module of its own: `lines` (blocks become lines), `labelled` and `labelled_fields`
("Speaker: …"), `prose` ("… will speak on …"), `when_lines` and `shapes` (a date, a person, a title, a place
by what it looks like), `abstract` (running text that is nothing else).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from seminarcrawl.reading.announcement.abstract import (
    labelled_abstract,
    unlabelled_abstract,
    without_known,
    without_label,
)
from seminarcrawl.reading.announcement.biography import read_biography
from seminarcrawl.reading.announcement.inline_marks import read_inline_marks
from seminarcrawl.reading.announcement.labelled import (
    leading_label,
    lone_label,
    read_labelled,
    split_at_labels,
)
from seminarcrawl.reading.announcement.labelled_fields import put_labelled
from seminarcrawl.reading.announcement.lines import Line, read_lines
from seminarcrawl.reading.announcement.notice import Notice
from seminarcrawl.reading.announcement.remarks import read_remark
from seminarcrawl.reading.announcement.series_head import split_named_series
from seminarcrawl.reading.announcement.shapes import read_shapes
from seminarcrawl.reading.announcement.when_lines import complete_start, read_sites, read_when_lines
from seminarcrawl.reading.blocks import Block, text_blocks
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.html_text import fragment_blocks, looks_like_html
from seminarcrawl.reading.language import guess_languages
from seminarcrawl.reading.people.footnotes import read_footnotes
from seminarcrawl.reading.people.names import speakers_likeness
from seminarcrawl.reading.prose.announcing import read_prose
from seminarcrawl.reading.status import read_status
from seminarcrawl.reading.text import clean, fold

_SAMPLE = 300  # characters of a line that tell its language
_MOST_LINES = 2_000
_LONGEST_LINE = 20_000
_FACTS = frozenset({"host", "title", "speaker", "affiliation", "date", "time", "datetime", "place", "series"})
_BEFORE_OTHERS = 4  # lines of the talk itself before "Upcoming events" can be a heading of other talks
_BLOCK_TAG = re.compile(r"<(?:p|div|li|ul|ol|table|tr|td|h[1-6]|blockquote|pre)\b", re.I)
_BREAK_TAG = re.compile(r"<br\s{0,3}/?>[ \t]{0,3}\n?", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,10});")
_LONGEST_BYLINE = 120
_PERSON = 0.6
_SIDE_REMARKS = frozenset(
    {"others", "part", "contact", "registration", "references", "mailing", "funding", "keywords"}
)


def read_announcement(blocks: list[Block], context: Context, *, given: Draft | None = None) -> Draft:
    """Everything that the blocks of *one* talk state: speakers, title, when, place, abstract, status …

    `given` holds what is known already (a calendar's DTSTART, a front matter's title): such fields are not
    read again, but help to recognise the rest (a known speaker's name in the prose is no title). The draft
    holds only what was read here; a `start` that `given` knows as a day alone comes back with its hour.
    """
    lines = [line for line in read_lines(blocks)[:_MOST_LINES] if len(line.text) <= _LONGEST_LINE]
    if not context.languages:
        context = context.but(
            languages=guess_languages("\n".join(line.text[:_SAMPLE] for line in lines[:60]))
        )
    notice = Notice(split_at_labels(lines), context, given or Draft())
    _set_aside(notice)
    put_labelled(notice, read_labelled(notice.lines))
    read_prose(notice)
    read_when_lines(notice)
    read_sites(notice)
    if notice.event_name and not notice.has("title"):
        name, rule = notice.event_name
        notice.put("title", name, name, rule)
    read_shapes(notice)
    read_footnotes(notice)
    read_biography(notice)
    _read_abstract(notice)
    _take_series_off_title(notice)
    _finish(notice)
    return notice.draft


def read_description(text: str, context: Context, *, given: Draft | None = None) -> Draft:
    """The same for a description in plain text or HTML, as calendars and data files carry it.

    What is left when labels, logistics, biography and boiler-plate are taken off is the abstract.
    """
    return read_announcement(description_blocks(text), context, given=given)


def description_blocks(text: str) -> list[Block]:
    """A description as blocks: HTML by its tags, plain text (or Markdown) by its empty lines."""
    if looks_like_html(text):
        return fragment_blocks(_with_breaks(text))
    if _ENTITY.search(text):
        text = unescape(text)
        if looks_like_html(text):
            return fragment_blocks(text)
    return [read_inline_marks(block) for block in text_blocks(clean(text))]


def _with_breaks(text: str) -> str:
    """HTML whose lines are typed and only here and there marked by `<br>`: all of them marked."""
    if _BLOCK_TAG.search(text) or len(_BREAK_TAG.findall(text)) >= text.count("\n"):
        return text
    return _BREAK_TAG.sub("<br>", text).replace("\n", "<br>")


def trim_abstract(text: str, speakers: Sequence[str] = ()) -> str | None:
    """An abstract without label, biography, logistics, joining text and footer; None when nothing is left.

    `speakers` are the names of those known: a line that only names them, and a paragraph on who they are, are
    no part of it.
    """
    lines = split_at_labels(read_lines(description_blocks(text)[:_MOST_LINES]))
    kept: list[Line] = []
    for line in lines:
        field = leading_label(line) or (lone_label(line) if not kept else None)
        if field == "abstract" and not kept:
            line = line.cut(len(line.text) - len(without_label(line.text)))
            if not line.text:
                continue
        elif field is not None and kept:
            break
        elif field in _FACTS or (not kept and _only_names(line, speakers)):
            continue
        kept.append(line)
    return labelled_abstract(kept, speakers)[0]


def _only_names(line: Line, speakers: Sequence[str]) -> bool:
    """Whether a line names one of the speakers, and perhaps where they are from, and nothing else."""
    text = fold(line.text) if len(line.text) <= _LONGEST_BYLINE else ""
    named = any(text.startswith(fold(name)) for name in speakers if name)
    return named and line.text[-1] not in ".!?" and speakers_likeness(line.text) >= _PERSON


def _set_aside(notice: Notice) -> None:
    """Mark what is not this talk: struck-through lines, sections on other events or the series."""
    aside: Line | None = None
    seen = 0
    for number, line in enumerate(notice.lines):
        if aside is not None and not _ends_aside(aside, line):
            line.role = "other"
            continue
        aside = None
        if line.all_marked("strike"):
            line.role = "other"
            continue
        remark = read_remark(line.text) if _could_head_section(line) else None
        if remark == "part" and _opens_with_facts(notice.lines[number + 1 : number + 2]):
            remark = None  # "Event details"
        if remark in _SIDE_REMARKS and seen >= _BEFORE_OTHERS and (line.is_heading or remark == "others"):
            aside = line
            line.role = "other"
        seen += 1


def _opens_with_facts(following: Sequence[Line]) -> bool:
    """Whether what stands below a heading begins with a label of the talk's fields."""
    return any((leading_label(line) or lone_label(line)) in _FACTS for line in following)


def _could_head_section(line: Line) -> bool:
    return len(line.text) <= 60 and line.text[-1] not in ".!?。"


def _ends_aside(aside: Line, line: Line) -> bool:
    """Whether a section that was set aside ends before `line`: at a heading not below its own."""
    return aside.is_heading and line.is_heading and line.level <= aside.level


def _read_abstract(notice: Notice) -> None:
    if notice.has("abstract"):
        return
    text, lines = unlabelled_abstract(notice.lines, notice.speaker_names)
    if text:
        text = without_known(text, [notice.value("title"), *notice.speaker_names])
    if text and notice.put("abstract", text, text, "running text that is nothing else"):
        for line in lines:
            line.role = "abstract"


def _take_series_off_title(notice: Notice) -> None:
    """`Soil Lunch: On roots` as series and title, where another line tells of "the Soil Lunch series"."""
    why = notice.draft.evidence.get("title")
    title = notice.draft.item.title
    if why is None or not title or ":" not in title:
        return
    others = "\n".join(line.text for line in notice.lines if line.text != why.text)
    found = split_named_series(title, others)
    if found is not None:
        rule = f"{why.rule}, behind the series"
        notice.put("series", found[0], why.text, rule)
        notice.draft.put("title", found[1], why.text, rule, replace=True)


def _finish(notice: Notice) -> None:
    """The hour that stood apart, a date that could not be read, a status on a line of its own."""
    complete_start(notice)
    if notice.stated_when and not notice.has("when"):
        notice.put("when", notice.stated_when, notice.stated_when, "date that could not be read")
    if notice.has("status"):
        return
    for line in notice.pending():
        status, rest = read_status(line.text) if len(line.text) <= 120 else (None, "")
        if status and (not fold(rest) or line.strong):
            notice.put("status", status, line.text, "marker on a line of its own")
            return
