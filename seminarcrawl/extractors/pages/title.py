"""The title of a page's one talk in its headline: `Seminar: Name – Title`, `專題演講：題目`, `【报告】…`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import find_days
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_kind_word, is_other_kind, is_series_name, names_talk
from seminarcrawl.reading.people.names import institution_likeness, speakers_likeness
from seminarcrawl.reading.sections import match_section
from seminarcrawl.reading.status import is_no_talk, is_placeholder, read_status
from seminarcrawl.reading.text import fold, one_line, unquote

_KIND = re.compile(
    r"[\[【(（]([^\[\]【】()（）]{2,40})[\]】)）]\s?[:：–—-]?|([^:：|]{2,70}?)(?:[:：]|\s[-–—|]\s)(?!//)"
)
_NAME_END = re.compile(r"\s?[:：,，]\s?|\s[-–—|·]\s|\s?(?=[“„«「『《\"])")
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]{1,60}\.){1,6}[a-z]{2,10}/?")
_EDGES = " \t\n-–—:：|·,，"
_LONGEST = 240
_UNLABELLED = frozenset(("heading", "bold line", "line beside the speaker"))
_MOST_HEADINGS = 6
_PERSON = 0.6


def title_from_headline(draft: Draft, blocks: Sequence[Block], title: str, context: Context) -> None:
    """Put the title that the page's heading, or else its `<title>`, states behind the kind of event."""
    why = draft.evidence.get("title")
    if why is not None:
        if why.rule in _UNLABELLED and (found := _title_in(draft.item.title or "", draft, context)):
            draft.put("title", found, why.text, f"{why.rule}, behind the kind of event", replace=True)
        return
    for headline in _headlines(blocks, title):
        status, text = read_status(one_line(headline))
        found = _title_in(text, draft, context)
        if found is not None:
            draft.put("title", found, headline, "the page's headline, behind the kind of event")
            draft.put("status", status, headline, "marked in the headline")
            return


def _headlines(blocks: Sequence[Block], title: str) -> Iterator[str]:
    headings = [b.text for b in blocks if b.kind == "heading" and b.level <= 3 and len(b.text) <= _LONGEST]
    yield from headings[:_MOST_HEADINGS]
    if len(title) <= _LONGEST:
        yield title


def _title_in(headline: str, draft: Draft, context: Context) -> str | None:
    """What follows the kind of event and the speaker in a headline, when it can be a title."""
    kind = _KIND.match(headline)
    if kind is None or not names_talk(kind[1] or kind[2]):
        return None
    rest = _behind_speaker(headline[kind.end() :].strip(_EDGES), draft)
    rest = unquote(rest).strip()
    return rest if _can_be_title(rest, draft, context) else None


def _behind_speaker(text: str, draft: Draft) -> str:
    """`Jane Doe – Title` or `郭研究员：题目` without the person at its start."""
    cut = _NAME_END.search(text)
    if cut is None:
        return text
    head, rest = text[: cut.start()], text[cut.end() :].strip(_EDGES)
    known = any(fold(speaker.name) in fold(head) for speaker in draft.item.speakers)
    if rest and (known or speakers_likeness(head) >= _PERSON):
        return rest if institution_likeness(rest) < _PERSON else ""
    return text


def _can_be_title(text: str, draft: Draft, context: Context) -> bool:
    """Whether nothing speaks against a title: no person, series, section, kind of event, date."""
    if (
        len(text) < 4
        or _ADDRESS.fullmatch(text)
        or is_placeholder(text)
        or is_no_talk(text)
        or match_section(text) is not None
    ):
        return False
    if is_series_name(text) or is_kind_word(text) or is_other_kind(text) or find_days(text, context):
        return False
    names = {fold(speaker.name) for speaker in draft.item.speakers}
    return fold(text) not in names and speakers_likeness(text) < _PERSON
