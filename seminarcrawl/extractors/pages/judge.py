"""Is this a talk at all? A talk needs somebody who speaks or a title, a day, and a context of talks."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import conference_words, course_words, is_other_kind, names_talk
from seminarcrawl.reading.labels import match_label, split_label
from seminarcrawl.reading.sections import match_section

_COURSE_LINE = 600
_FEW_COURSE_WORDS, _MANY_COURSE_WORDS = 2, 4
_MANY_PEOPLE = 5
_CONFERENCE_LINE = 200
_CONFERENCE_WORDS = 3
_TALK_LABELS = frozenset(("speaker", "title", "abstract"))


def is_single_talk(draft: Draft, blocks: Sequence[Block], *, title: str = "", url: str = "") -> bool:
    """Whether the one talk read from a page is one."""
    item = draft.item
    if not item.start or not (item.speakers or item.title):
        return False
    if len(_course_words(blocks, title)) >= _MANY_COURSE_WORDS or _is_about_people(blocks):
        return False
    if _is_conference(blocks, title):
        return False
    labels = talk_labels(blocks)
    if item.title and not item.speakers and is_other_kind(item.title) and "speaker" not in labels:
        return False
    if "speaker" in labels:
        return True
    about_talks = in_talk_context(blocks, title=title, url=url)
    if {"title", "abstract"} <= labels:
        return about_talks or bool(item.speakers)
    if item.speakers:
        return about_talks or (item.title is not None and _is_announced(draft))
    return about_talks and bool(labels & _TALK_LABELS)


def is_list_of_talks(
    drafts: Sequence[Draft],
    blocks: Sequence[Block],
    *,
    entries: int,
    named: bool,
    title: str = "",
    url: str = "",
) -> bool:
    """Whether the `entries` of a list are talks. `named`: columns or labels name the speaker.

    Somebody must speak in one of them at least. Where nothing names the speaker, entries need a title
    each and an hour, a place or an abstract (days, names and remarks are a log of changes too), or a page
    that says that it is about talks.
    """
    speaking = [d for d in drafts if d.item.speakers]
    if not speaking or (not named and len(speaking) * 4 < max(len(drafts), entries)):
        return False
    if is_course(drafts, blocks, title=title) or _is_about_people(blocks):
        return False
    if in_talk_context(blocks, title=title, url=url):
        return True
    dated = [d for d in speaking if d.item.start]
    if len(speaking) * 3 < len(drafts) or not dated:
        return False
    if named:
        return True
    people = {speaker.name for draft in dated for speaker in draft.item.speakers}
    if len(people) * 2 < len(dated):
        return False  # who is named again and again makes changes, or is a heading
    return sum(1 for d in dated if d.item.title and _is_announced(d)) * 2 > len(drafts)


def is_course(drafts: Sequence[Draft], blocks: Sequence[Block], *, title: str = "") -> bool:
    """Whether a page is that of a course: it speaks of homework, grading, exams, and few people speak."""
    found = _course_words(blocks, title)
    if len(found) < _FEW_COURSE_WORDS:
        return False
    people = {s.name for draft in drafts for s in draft.item.speakers}
    if len(people) >= _MANY_PEOPLE and len(people) * 4 >= len(drafts) * 3:
        return False  # nearly everybody speaks once: a seminar that gives credits
    return len(found) >= _MANY_COURSE_WORDS or len(people) * 2 <= len(drafts)


def _course_words(blocks: Sequence[Block], title: str) -> set[str]:
    found = {word for b in blocks if len(b.text) < _COURSE_LINE for word in course_words(b.text)}
    return found | course_words(title)


def _is_conference(blocks: Sequence[Block], title: str) -> bool:
    """Whether a page asks for papers rather than announces one: it speaks of submission, notification …"""
    found = set(conference_words(title))
    for block in blocks:
        if len(block.text) < _CONFERENCE_LINE:
            found |= conference_words(block.text)
    return len(found) >= _CONFERENCE_WORDS


def _is_about_people(blocks: Sequence[Block]) -> bool:
    """Whether the page's first main heading says that it lists people."""
    headings = [b for b in blocks if b.kind == "heading"]
    highest = min((b.level for b in headings), default=0)
    first = next((b.text for b in headings if b.level == highest), "")
    return match_section(first) == "people"


def _is_announced(draft: Draft) -> bool:
    """Whether more than a day and a name speak for a talk: an hour, a place or an abstract."""
    item = draft.item
    return bool("T" in (item.start or "") or item.location or item.online_url or item.abstract)


def talk_labels(blocks: Sequence[Block]) -> set[str]:
    """The labels of a talk's fields on the page."""
    found: set[str] = set()
    for block in blocks:
        for line in block.text.split("\n")[:20]:
            labelled = split_label(line[:160])
            label = labelled.field if labelled else match_label(line) if len(line) < 60 else None
            if label in _TALK_LABELS:
                found.add(label)
    return found


def in_talk_context(blocks: Sequence[Block], *, title: str = "", url: str = "") -> bool:
    """Whether the page's title, address or headings say that it is about talks."""
    path = unquote(urlsplit(url).path).replace("-", " ").replace("_", " ").replace("/", " ")
    headings = [b.text for b in blocks if b.kind == "heading" and len(b.text) < 200][:12]
    return any(names_talk(text) for text in (title, path, *headings) if text)
