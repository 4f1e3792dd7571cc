"""The title of an entry, and the abstract that may stand below it."""

from __future__ import annotations

import re

from seminarcrawl.extractors.schedules.links import without_link_tail
from seminarcrawl.extractors.schedules.records import cut_block
from seminarcrawl.extractors.schedules.status import read_sentence_status
from seminarcrawl.reading.announcement.reader import trim_abstract
from seminarcrawl.reading.announcement.remarks import read_remark, word_count
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_kind_word, names_talk
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.people.names import speakers_likeness
from seminarcrawl.reading.places import place_likeness
from seminarcrawl.reading.prose.sentences import split_sentences
from seminarcrawl.reading.status import is_no_talk, is_placeholder, read_status
from seminarcrawl.reading.text import one_line, unquote
from seminarcrawl.reading.title_remarks import asks_to_note

_NUMBER_SIGN = re.compile(r"^[#№]\s?\d{1,4}\b[.:)]?\s(?=.{3})")
ABSTRACT_LENGTH = 150
_SENTENCE = 4  # words of the shortest sentence that is an abstract
_SHORT_LINE = 110
_LONGEST_REMARK = 300
_LONGEST_KIND = 40
_SHORTEST_TITLE = 8
_PERSON = 0.5


def read_title_text(text: str) -> tuple[str | None, str | None]:
    """A title as stated, without quotes and mark, and the status that the mark states."""
    status, rest = read_status(one_line(text))
    rest = _without_kind(_NUMBER_SIGN.sub("", rest.strip()))
    if is_placeholder(rest) or len(rest) > 500:
        return None, status
    return unquote(rest.rstrip(" ,;")), status


def _without_kind(text: str) -> str:
    """`Colloquium: On knots` without the bare word for its kind."""
    head, colon, rest = text.partition(": ")
    is_kind = bool(colon) and len(head) <= _LONGEST_KIND and is_kind_word(head) and names_talk(head)
    return rest.strip() if is_kind and len(rest.strip()) >= _SHORTEST_TITLE else text


def put_title(draft: Draft, text: str, rule: str) -> None:
    """Set the title that a text states, and the status marked in it."""
    title, status = read_title_text(text)
    draft.put("title", title, text, rule)
    if status:
        draft.put("status", status, text, "marked in the title")


def read_title_cell(draft: Draft, cells: list[Block]) -> None:
    """A title cell: the title, and what may stand below it (an abstract, a subtitle)."""
    blocks = [b for b in cells if b.text.strip()]
    if not blocks:
        return
    head, rest = split_head(blocks)
    if head == blocks[0].text:
        head = without_link_tail(blocks[0])
    put_title(draft, head, "column 'Title'")
    read_below_title(draft, rest, "below the title in its cell")


def read_below_title(draft: Draft, rest: list[Block], rule: str) -> None:
    """The text below a title: an abstract when it is long or labelled so."""
    body = "\n\n".join(b.text for b in rest)
    labelled = split_label(body.split("\n", 1)[0][:200]) if body else None
    is_abstract = labelled is not None and labelled.field == "abstract"
    if is_abstract or len(body) > ABSTRACT_LENGTH or is_short_abstract(body):
        draft.put("abstract", trim_abstract(body), body, rule)


def is_short_abstract(text: str) -> bool:
    """Whether a few words below a title are running text about the talk: whole sentences, and no remark."""
    text = text.strip()
    if not text or text[0].islower() or text[-1] not in ".!?。…" or word_count(text) < _SENTENCE:
        return False
    if read_remark(text) is not None or is_no_talk(text) or read_sentence_status(text) is not None:
        return False
    if any(asks_to_note(text[start:end]) for start, end in split_sentences(text[:_LONGEST_REMARK])):
        return False  # "Joint meeting. Note the room!"
    return place_likeness(text) < _PERSON and split_label(text.split("\n", 1)[0][:_SHORT_LINE]) is None


def split_head(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The first line (with the lines that share its marks) as head, and the rest as blocks."""
    first = blocks[0]
    lines = first.text.split("\n")
    end = len(lines[0])
    for span in first.spans:
        if span.kind in ("strong", "em", "link") and span.start == 0 and span.end > end:
            end = span.end
    if len(lines) > 1 and end < len(first.text):
        following = cut_block(first, end, len(first.text))
        is_short = (
            len(following.text) < _SHORT_LINE
            and split_label(following.lines[0] if following.lines else "") is None
        )
        if is_short and not first.spans and speakers_likeness(following.text) < _PERSON:
            return first.text, blocks[1:]  # a title broken over lines
        return first.text[:end], [following, *blocks[1:]]
    return first.text, blocks[1:]
