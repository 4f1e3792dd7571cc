"""Lines: blocks taken apart into the lines that fields stand on, with soft line breaks undone.

A block from HTML has a line per `<br>`; one from a mail has a line per 72 columns. Which of the two a
break is shows in whether the next word would still have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from seminarcrawl.reading.blocks import Block, BlockKind, Span, SpanKind
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.text import QUOTES

_WIDEST = 120  # no mail is wrapped wider; what is longer was not wrapped at all
_NARROWEST_COLUMN = 58  # nobody wraps a text narrower than this
_NARROWEST = 45  # a line shorter than this was ended on purpose
_LONGEST_OPEN = 250
_SHORTEST_PROSE = 30
_SHORTEST_JOINED = 15  # of a line that an "and" or an "of" joins to the next
_BULLET = re.compile(r"[*•·▪◦‣–—-]\s|\d{1,2}[.)]\s|\[\d{1,3}\]")
_DRAWN = re.compile(r"[\s]{0,3}([-_=*~#.|+–—•])\s?\1")
_KEPT_HYPHEN = frozenset(
    {
        "non", "semi", "self", "quasi", "multi", "co", "pre", "post", "anti", "pseudo", "sub", "inter",
        "intra",
        "bi", "tri", "two", "three", "one", "high", "low", "long",
        "short", "well", "cross", "first", "second",
        "third", "data", "time", "large", "small", "real", "half", "full", "zero",
    }
)  # fmt: skip


@dataclass(slots=True, eq=False)  # two lines may read alike: which one it is counts
class Line:
    """One line of a block, its marked runs placed within it.

    `block` is the number of its block among those read. `role` says what the line was read as; empty
    while it still waits to be read.
    """

    text: str
    block: int = 0
    kind: BlockKind = "paragraph"
    level: int = 0
    spans: list[Span] = field(default_factory=list)
    classes: frozenset[str] = frozenset()
    place: tuple[int, int, int] = (-1, -1, -1)
    role: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether the line is a heading by its tag."""
        return self.kind == "heading"

    @property
    def strong(self) -> bool:
        """Whether the whole line is a heading or in bold type."""
        return self.is_heading or self.all_marked("strong")

    @property
    def links(self) -> list[str]:
        """All hrefs in order."""
        return [s.value for s in self.spans if s.kind == "link" and s.value]

    def all_marked(self, *kinds: SpanKind) -> bool:
        """Whether all of the text but punctuation at its ends lies in spans of these kinds."""
        marked = sum(s.end - s.start for s in self.spans if s.kind in kinds)
        return bool(self.text.strip()) and marked >= len(self.text.strip(" \t.,;:")) > 0

    def cut(self, start: int, end: int | None = None) -> Line:
        """The part `text[start:end]` as a line of its own, trimmed."""
        end = len(self.text) if end is None else end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Line(
            self.text[start:end], self.block, self.kind, self.level, _shifted(self.spans, start, end),
            self.classes, self.place, self.role,
        )  # fmt: skip


def read_lines(blocks: Iterable[Block]) -> list[Line]:
    """The non-empty lines of all blocks in order, those that were only wrapped joined again."""
    blocks = list(blocks)
    width = _document_width(blocks)
    lines: list[Line] = []
    for number, block in enumerate(blocks):
        own = list(_block_lines(block, number))
        filled = _is_filled([line.text for line in own])
        for previous, line in zip([None, *own], own, strict=False):
            wrapped = previous is not None and _is_wrapped(previous.text, line.text, width, filled)
            if wrapped or (previous is not None and _is_open(lines[-1].text, line.text)):
                lines[-1] = _join(lines[-1], line)
            else:
                lines.append(line)
    return lines


def is_rule(text: str) -> bool:
    """Whether a line only draws: dashes, underscores, stars."""
    return not any(c.isalnum() for c in text) and (len(text) < 3 or bool(_DRAWN.match(text)))


def _block_lines(block: Block, number: int) -> Iterable[Line]:
    position = 0
    for raw in block.text.split("\n"):
        start, end = position, position + len(raw)
        position = end + 1
        while start < end and block.text[start].isspace():
            start += 1
        while end > start and block.text[end - 1].isspace():
            end -= 1
        if start < end:
            yield Line(
                block.text[start:end], number, block.kind, block.level, _shifted(block.spans, start, end),
                block.classes, (block.table, block.row, block.column),
            )  # fmt: skip


def _shifted(spans: list[Span], start: int, end: int) -> list[Span]:
    """The spans within `start:end`, counted from `start`."""
    return [
        Span(max(s.start, start) - start, min(s.end, end) - start, s.kind, s.value)
        for s in spans
        if s.start < end and s.end > start
    ]


def _document_width(blocks: Sequence[Block]) -> int:
    """The column at which the document was wrapped, by its longer inner lines; 0 when it was not."""
    lengths = sorted(
        len(line)
        for block in blocks
        if "\n" in block.text
        for line in block.text.split("\n")[:-1]
        if _NARROWEST <= len(line) <= _WIDEST
    )
    return lengths[len(lengths) * 4 // 5] if len(lengths) >= 3 and lengths[-1] >= _NARROWEST_COLUMN else 0


def _is_filled(lines: Sequence[str]) -> bool:
    """Whether every line of a block but the last is as full as the widest: it was wrapped by a machine."""
    if len(lines) < 3:
        return False
    width = max(len(line) for line in lines[:-1])
    if not _NARROWEST <= width <= _WIDEST:
        return False
    return all(len(line) + 1 + len(_first_word(following)) > width for line, following in pairwise(lines))


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0]


def _is_wrapped(text: str, following: str, width: int, filled: bool) -> bool:
    """Whether the break after `text` only kept the line short."""
    if _BULLET.match(following) or is_rule(text) or is_rule(following) or split_label(following):
        return False
    if filled:
        return True
    if not _NARROWEST <= len(text) <= _WIDEST:
        return _continues(text, following)
    return _continues(text, following) or 0 < width < len(text) + 1 + len(_first_word(following))


def _is_open(text: str, following: str) -> bool:
    """Whether a quotation or a bracket begun in `text` ends in the next line."""
    if len(text) > _LONGEST_OPEN or split_label(following):
        return False
    if text.count("(") > text.count(")") and 0 <= following.find(")") < (following.find("(") % 10_000):
        return True
    closers = QUOTES.get(text[0], "")
    return bool(closers) and not any(c in text[1:] for c in closers) and any(c in following for c in closers)


def _continues(text: str, following: str) -> bool:
    """Whether a sentence plainly runs on in lower case, in running text: `… of the` / `torus`."""
    if text[-1] in ".:;!?。":
        return False
    if _is_left_open(text) or (len(text) >= _SHORTEST_JOINED and _first_word(following) in _and_words()):
        return True
    if not following[0].islower():
        return False
    # `by Jane Doe` and `in Room 5` below a title go on with nothing.
    return len(text) >= (_NARROWEST if len(_first_word(following)) <= 4 else _SHORTEST_PROSE)


def _is_left_open(text: str) -> bool:
    """Whether a line ends in a small word that needs another: `Selection in` / `Noisy Environments`."""
    head, _, last = text.rpartition(" ")
    return len(head) >= _SHORTEST_JOINED and (last in _and_words() or last in _open_words())


@remember()
def _and_words() -> frozenset[str]:
    return frozenset(word for word in words("joiners", "and") if word.isalpha() and word.islower())


@remember()
def _open_words() -> frozenset[str]:
    """Small words that no line ends with: "of", "the", "in", „an der“."""
    phrases = (phrase.split()[-1] for phrase in words("joiners", "role_of") if phrase)
    return frozenset(word for word in phrases if word.isalpha() and word.islower())


def _join(first: Line, second: Line) -> Line:
    """Two lines as one; a hyphen that only divided a word goes."""
    text, glue = first.text, " "
    head = text[:-1].rsplit(maxsplit=1)[-1].casefold() if len(text) > 1 and text[:-1].strip() else ""
    if text.endswith("-") and len(head) > 1 and head.isalpha() and second.text[0].islower():
        text, glue = (text, "") if head in _KEPT_HYPHEN else (text[:-1], "")
    elif _is_ideographic(text[-1]) and _is_ideographic(second.text[0]):
        glue = ""
    offset = len(text) + len(glue)
    spans = [s for s in first.spans if s.start < len(text)]
    spans += [Span(s.start + offset, s.end + offset, s.kind, s.value) for s in second.spans]
    return Line(
        text + glue + second.text, first.block, first.kind, first.level, _merged(spans, len(glue)),
        first.classes, first.place, first.role,
    )  # fmt: skip


def _merged(spans: list[Span], gap: int) -> list[Span]:
    """Spans that a line break had cut in two (bold over two lines) made one again."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and last.kind == span.kind and last.value == span.value and 0 <= span.start - last.end <= gap:
            merged[-1] = Span(last.start, span.end, span.kind, span.value)
        else:
            merged.append(span)
    return merged


def _is_ideographic(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uff60"
