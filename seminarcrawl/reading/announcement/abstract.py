"""What of a talk's text is its abstract: where it begins, where it ends, and what is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from seminarcrawl.reading.announcement.lines import Line, is_rule
from seminarcrawl.reading.announcement.remarks import (
    Remark,
    describes_series,
    is_biography,
    read_remark,
    remark_count,
    word_count,
)
from seminarcrawl.reading.labels import match_label, split_label
from seminarcrawl.reading.languages import remember
from seminarcrawl.reading.prose.phrases import phrases
from seminarcrawl.reading.prose.sentences import split_sentences
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.text import clean, fold

_RUNNING_WORDS = 12  # fewer words than this are a line of some kind, not running text
_SURELY_RUNNING = 28
_FOOTER_REMARKS = 5  # so many set phrases in one sentence make it a footer
_SCRAP_WORDS = 4  # a piece of a footer with nothing telling in it
_LOWER_SHARE = 0.4  # German has the fewest
_SENTENCE_MARK = re.compile(r"[.!?;:](?:\s|$|[)\]”’\"'])|[。！？；，、]")
_ADDRESS = re.compile(r"@|https?:|www\.|\[at\]|\(at\)|\d{4}")
_CLOSING_BRACKET = re.compile(r"\s\([^()]{1,90}\)$")
_LONGEST_LINE = 200
_OPENING = 16  # characters before "invited by"
_LINK = re.compile(r"(?:https?://|www\.)\S{1,500}")
_NUMBER = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?。！？…)\]”’\"'»$]\s{0,3}$")
_TAIL: frozenset[Remark] = frozenset(
    {"joining", "mailing", "refreshments", "registration", "contact", "part"}
)
_NEVER_FIRST: frozenset[Remark | None] = frozenset({"joining", "mailing", "registration", "part", "others"})


@remember(4096, longest=1000)
def is_running_text(text: str) -> bool:
    """Whether `text` is prose rather than a line of a notice: a dozen words and a sentence's marks."""
    if len(text) <= _LONGEST_LINE:
        text = _CLOSING_BRACKET.sub("", text)  # … on walls (joint work with A. Roe)
    count = word_count(_NUMBER.sub(" ", text))
    if count < _RUNNING_WORDS or not _is_mostly_lower_case(text):
        return False
    return count >= _SURELY_RUNNING or _SENTENCE_MARK.search(text) is not None


def _is_mostly_lower_case(text: str) -> bool:
    """Whether a sentence's share of the words begins in lower case (or in a script without case)."""
    tokens = text[:600].split()
    small = sum(1 for token in tokens if not (token[0].isupper() or token[0].isdigit()))
    return small >= _LOWER_SHARE * len(tokens)


def labelled_abstract(lines: Sequence[Line], speakers: Sequence[str]) -> tuple[str | None, list[Line]]:
    """The abstract below its label (None for a placeholder or nothing), and the lines that it took."""
    kept: list[Line] = []
    for line in lines:
        if kept and _ends(line, speakers):
            break
        if not kept and (is_rule(line.text) or _remark_of(line.text) in _NEVER_FIRST):
            continue
        kept.append(line)
    while len(kept) > 1 and _is_scrap(kept[-1]):
        kept.pop()
    return compose(kept), kept


def _is_scrap(line: Line) -> bool:
    """Whether a line below an abstract only headed what a page shows next: "Videoconference", "Share:"."""
    if line.kind == "item" or _SENTENCE_END.search(line.text):
        return False
    return line.text[-1] in ":：" or word_count(line.text) < _SCRAP_WORDS


def unlabelled_abstract(lines: Sequence[Line], speakers: Sequence[str]) -> tuple[str | None, list[Line]]:
    """The first run of running text among lines that nothing else has read, and its lines."""
    kept: list[Line] = []
    for i, line in enumerate(lines):
        if kept:
            if line.role or _ends(line, speakers):
                break
            kept.append(line)
        elif not line.role and is_abstract_line(line, speakers):
            kept = [*_begun_before(lines, i), line]
    while kept and not _closes(kept[-1]):
        kept.pop()
    return compose(kept), kept


def _begun_before(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines above line `at` in its block with which its sentence, now in lower case, began."""
    if not lines[at].text[0].islower():
        return []
    first = at
    for above in reversed(lines[max(at - 5, 0) : at]):
        if above.role or above.block != lines[at].block or read_remark(above.text):
            break
        if _SENTENCE_END.search(above.text) and first < at:
            break
        first -= 1
    return list(lines[first:at])


def is_abstract_line(line: Line, speakers: Sequence[str]) -> bool:
    """Whether an unread line could begin an abstract."""
    if line.strong or not is_running_text(line.text) or is_biography(line.text, speakers):
        return False
    return _remark_of(line.text) is None and not describes_series(line.text)


def _remark_of(text: str) -> Remark | None:
    """What kind of remark a paragraph is, not counting what only closes it ("All are welcome.")."""
    remark = read_remark(text)
    if remark is None:
        return None
    rest = _without_tail(text)
    return read_remark(rest) if rest != text and is_running_text(rest) else remark


def _ends(line: Line, speakers: Sequence[str]) -> bool:
    """Whether an abstract ends before `line`."""
    if line.is_heading or is_rule(line.text) or is_biography(line.text, speakers):
        return True
    if line.strong and not is_running_text(line.text) and line.kind != "item":
        return True
    if _tells_host(line.text):
        return True
    remark = read_remark(line.text)
    return remark is not None and not (remark == "note" and is_running_text(line.text))


def _tells_host(text: str) -> bool:
    """Whether a short line says who invited: « Séminaire invité par A. Roe. »"""
    if len(text) > _LONGEST_LINE or word_count(text) > _RUNNING_WORDS:
        return False
    return any(p.group == "hosted" and p.start <= _OPENING for p in phrases("sentence").find(text))


def _closes(line: Line) -> bool:
    """Whether a line can be an abstract's last one."""
    return line.kind == "item" or is_running_text(line.text) or _SENTENCE_END.search(line.text) is not None


def compose(lines: Iterable[Line]) -> str | None:
    """Lines as plain text with paragraphs, remarks at the end cut off; None when nothing is left."""
    parts: list[str] = []
    block: tuple[int, str] | None = None
    for line in lines:
        key = (line.block, "item") if line.kind == "item" else (line.block, "")
        if parts:
            close = block is not None and (key[0] == block[0] or (key[1] == block[1] == "item"))
            parts.append("\n" if close else "\n\n")
        parts.append(line.text)
        block = key
    text = clean(_without_tail("".join(parts)))
    return None if not text or is_placeholder(text) or _LINK.fullmatch(text) else text


def _without_tail(text: str) -> str:
    """`text` without closing sentences that only say how to join or register, or a page's scraped footer."""
    head, separator, last = text.rpartition("\n")
    sentences = split_sentences(last)
    if len(sentences) < 2:
        return text
    kept = len(last)
    for start, end in reversed(sentences[1:][-6:]):
        sentence = last[start:end]
        if _is_tail(sentence) or remark_count(sentence) >= _FOOTER_REMARKS:
            kept = start
        elif word_count(sentence) > _SCRAP_WORDS:
            break
    return head + separator + last[:kept].rstrip()


def _is_tail(sentence: str) -> bool:
    """Whether a closing sentence is a remark; "some questions stay open" names nobody to ask."""
    remark = read_remark(sentence)
    if remark == "contact":
        return _ADDRESS.search(sentence) is not None or remark_count(sentence) > 1
    return remark in _TAIL


def without_known(text: str, known: Iterable[str | None]) -> str | None:
    """`text` without first lines that repeat what is known (title, speaker); None when it is only that."""
    wanted = {fold(value) for value in known if value}
    lines = text.split("\n")
    while lines and (not lines[0].strip() or fold(lines[0]) in wanted):
        lines.pop(0)
    return "\n".join(lines).strip() or None


def without_label(text: str) -> str:
    """`text` without an abstract's label at its beginning."""
    if match_label(text) == "abstract":
        return ""
    first, separator, rest = text.partition("\n")
    labelled = split_label(first)
    if labelled is not None and labelled.field == "abstract":
        return (labelled.value + separator + rest).strip()
    return text
