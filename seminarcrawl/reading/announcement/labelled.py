"""Labelled values: `Speaker: Jane Doe`, a label above its value, a label cell beside it, `**Résumé.** …`.

`read_labelled` takes every labelled value out of the lines of one talk and marks the lines as read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from seminarcrawl.reading.announcement.abstract import is_running_text
from seminarcrawl.reading.announcement.lines import Line, is_rule
from seminarcrawl.reading.labels import LabelField, match_label, split_label
from seminarcrawl.reading.people.names import institution_likeness, speakers_likeness
from seminarcrawl.reading.places import place_likeness
from seminarcrawl.reading.prose.phrases import phrases
from seminarcrawl.reading.prose.sentences import split_sentences

LONG_FIELDS: frozenset[LabelField] = frozenset({"abstract", "biography"})
_RUN_IN: frozenset[LabelField] = frozenset(
    {"abstract", "biography", "speaker", "title", "date", "time", "datetime", "place", "affiliation", "host"}
)
_VAGUE: frozenset[LabelField] = frozenset({"series", "online", "other", "topics", "language", "status"})
_BEFORE_RUN_IN_LABEL: frozenset[LabelField] = frozenset(
    {"speaker", "date", "time", "datetime", "place", "host", "language", "series"}
)
_MOST_LINES: dict[LabelField, int] = {
    "speaker": 6,
    "title": 3,
    "place": 3,
    "date": 2,
    "time": 2,
    "datetime": 3,
}
_SHORT_FIELDS: frozenset[LabelField] = frozenset({"place", "date", "time", "datetime", "affiliation", "host"})
_LONGEST_LABEL = 60
_SHORTEST_RUN_IN, _SHORTEST_DIVIDED, _LONGEST_DIVIDED = 25, 120, 20_000
_CJK = 0x3040
_DIVIDING: frozenset[LabelField] = frozenset(
    {"abstract", "biography", "online", "contact", "slides", "video"}
)
_LONGEST_LINE = 400  # several labels in one line: only in lines that are no running text
_COLONS = ":："
_PARTERS = "|;•·,\t/."


@dataclass(slots=True)
class LabelledValue:
    """A label and the lines of its value (none when the source left it empty)."""

    field: LabelField
    label: str
    lines: list[Line]

    @property
    def text(self) -> str:
        """The value on one line."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class _Mark:
    """A label at `text[at:]` of a line; its value is `text[start:end]`."""

    field: LabelField
    label: str
    at: int
    start: int
    end: int


def read_labelled(lines: Sequence[Line]) -> list[LabelledValue]:
    """All labelled values in their order. Lines that belong to them get the label's field as `role`."""
    marks = _all_marks(lines)
    values: list[LabelledValue] = []
    for i, line in enumerate(lines):
        if not marks[i] or line.role:
            continue
        for mark in marks[i]:
            inline = line.cut(mark.start, mark.end)
            value = [inline] if inline.text else []
            if mark is marks[i][-1]:
                following = _rest(lines, marks, i, mark) if value else _value(lines, marks, i, mark)
                for one in following:
                    one.role = mark.field
                value += following
            values.append(LabelledValue(mark.field, mark.label, value))
        line.role = marks[i][0].field
    return values


def split_at_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines, those divided in which a label follows a sentence: `… a short proof. Bio: Jane Doe is …`."""
    divided: list[Line] = []
    for line in lines:
        starts = (
            [0, *_label_starts(line.text)] if _SHORTEST_RUN_IN <= len(line.text) <= _LONGEST_DIVIDED else [0]
        )
        if len(starts) == 1:
            divided.append(line)
            continue
        pieces = [line.cut(start, end) for start, end in pairwise([*starts, len(line.text)])]
        divided += [_without_stop(piece) for piece in pieces[:-1] if piece.text] + pieces[-1:]
    return divided


def _without_stop(line: Line) -> Line:
    """A title before another label (`Title: On knots. Abstract: …`) without the stop between them."""
    has_stop = line.text.endswith(".") and not line.text.endswith("..")
    return line.cut(0, len(line.text) - 1) if has_stop and leading_label(line) == "title" else line


def _label_starts(text: str) -> Iterator[int]:
    """Where a sentence, or a heading between blanks in a CJK text, is a label that ends an abstract."""
    dividing = _DIVIDING if len(text) >= _SHORTEST_DIVIDED else _DIVIDING | _RUN_IN
    for start, end in split_sentences(text)[1:]:
        if ":" in text[start : start + _LONGEST_LABEL]:
            labelled = split_label(text[start : min(end, start + _LONGEST_LABEL)])
            if labelled is not None and labelled.field in dividing:
                yield start
                continue
        if text.isascii():
            continue
        for phrase in phrases("remark").find(text[start : start + 2 * _LONGEST_LABEL]):
            at, stop = start + phrase.start, start + phrase.end
            if (
                phrase.group == "biography"
                and ord(text[at]) > _CJK
                and text[at - 1].isspace()
                and text[stop : stop + 1] in " :："
            ):
                yield at
                break


def leading_label(line: Line) -> LabelField | None:
    """The field that a line begins to label by itself, whatever stands around it."""
    marks = _marks(line)
    return marks[0].field if marks else None


def _all_marks(lines: Sequence[Line]) -> list[list[_Mark]]:
    marks = [[] if line.role else _marks(line) for line in lines]
    lone = [(i, lone_label(line)) for i, line in enumerate(lines) if not marks[i] and not line.role]
    known = [(i, field) for i, field in lone if field]
    several = sum(field not in _VAGUE for _, field in known) >= 2
    for i, field in known:
        if _is_surely_label(lines, i, field, several):
            marks[i] = [_Mark(field, lines[i].text, 0, len(lines[i].text), len(lines[i].text))]
    return marks


def lone_label(line: Line) -> LabelField | None:
    """What the line labels when all of it is a label."""
    if len(line.text) > _LONGEST_LABEL:
        return None
    return match_label(line.text.strip(" .:：-–—|?#*[]【】「」<>"))


def _is_surely_label(lines: Sequence[Line], i: int, field: LabelField, several: bool) -> bool:
    """Whether a line that could be a label without a value beside it is one: by its markup or its company."""
    line = lines[i]
    if line.kind == "item" and field not in LONG_FIELDS and line.all_marked("link"):
        return False  # an entry of a menu
    ends_as_label = line.text[-1:] in _COLONS or line.text[:1] in "[【"
    if line.kind == "cell" and field in _VAGUE and _is_beside_label(lines, i):
        return False  # `Place | Online` is a value, not a label
    if line.kind in ("cell", "term"):
        return line.kind == "term" or _has_next_cell(lines, i)
    if field in _VAGUE:
        return ends_as_label or (several and not line.strong)
    return ends_as_label or line.strong or line.all_marked("em") or several or field in LONG_FIELDS


def _is_beside_label(lines: Sequence[Line], i: int) -> bool:
    """Whether the cell to the left holds a label."""
    table, row, column = lines[i].place
    left = next((one for one in reversed(lines[max(i - 6, 0) : i]) if one.place[2] < column), None)
    return left is not None and left.place[:2] == (table, row) and lone_label(left) is not None


def _has_next_cell(lines: Sequence[Line], i: int) -> bool:
    table, row, column = lines[i].place
    return any(
        other.place[0] == table and (other.place[1] == row or other.place[1:] == (row + 1, column))
        for other in lines[i + 1 : i + 12]
        if other.place != lines[i].place
    )


def _marks(line: Line) -> list[_Mark]:
    """The labels in a line that have a separator or an emphasis of their own; [] when it begins with none."""
    first = _first_mark(line)
    if first is None:
        return []
    marks = [first]
    if len(line.text) <= _LONGEST_LINE and first.field not in LONG_FIELDS:
        marks += _later_marks(line.text, first)
        for mark, following in pairwise(marks):
            mark.end = len(line.text[: following.at].rstrip(" |;•·,\t/"))
    return marks


def _first_mark(line: Line) -> _Mark | None:
    text = line.text
    labelled = split_label(text)
    if labelled is not None:
        value = labelled.value
        start = (
            len(text) - len(value)
            if value and text.endswith(value)
            else (text.find(value) if value else len(text))
        )
        if labelled.field == "place" and labelled.label[-1:].isdigit():
            start = 0  # `Room 12 – Main Building` is all place
        is_headline = line.strong and labelled.field == "series" and bool(value)
        return None if is_headline else _Mark(labelled.field, labelled.label, 0, start, len(text))
    return _run_in_mark(line)


def _run_in_mark(line: Line) -> _Mark | None:
    """A label that only emphasis or a full stop sets off: `**Résumé.** …`, `Abstract. …`."""
    text = line.text
    for span in line.spans:
        if (
            span.kind in ("strong", "em")
            and span.start == 0
            and span.end <= _LONGEST_LABEL
            and span.end < len(text)
        ):
            field = match_label(text[: span.end].strip(" .:：-–—"))
            if field in _RUN_IN:
                rest = text[span.end :]
                return _Mark(field, text[: span.end], 0, len(text) - len(rest.lstrip(" .:：-–—")), len(text))
    question = text[:_LONGEST_LABEL].find("?")
    if 0 < question < len(text) - 1 and text[question + 1].isspace() and len(text[:question].split()) <= 3:
        field = match_label(text[:question])
        if field is not None:
            return _Mark(field, text[:question], 0, question + 1, len(text))
    head, stop, rest = text[:_LONGEST_LABEL].partition(".")
    if stop and rest[:1].isspace() and len(head.split()) <= 3:
        field = match_label(head)
        if field in LONG_FIELDS:
            return _Mark(field, head, 0, len(head) + 1, len(text))
    return None


def _later_marks(text: str, first: _Mark) -> list[_Mark]:
    """Further labels after the first in one line: `Speaker: X | Title: Y`, `Date: 3 May Time: 4pm`."""
    marks: list[_Mark] = []
    position = first.start
    for at in _colons(text, first.start):
        label = _label_before(text, position, at)
        if label is None:
            continue
        start, field = label
        previous = marks[-1] if marks else first
        before = text[previous.start : start].rstrip()
        parted = before[-1:] in _PARTERS and bool(before)
        if not before or field in {first.field, *(m.field for m in marks)}:
            continue
        if parted or previous.field in _BEFORE_RUN_IN_LABEL:
            marks.append(_Mark(field, text[start:at].strip(), start, at + 1, len(text)))
            position = at + 1
    return marks


def _colons(text: str, start: int) -> Iterator[int]:
    for at in range(start, len(text)):
        if text[at] in _COLONS and not (text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()):
            yield at


def _label_before(text: str, start: int, at: int) -> tuple[int, LabelField] | None:
    """The label of up to three words that ends at `at`, with the place where it begins."""
    words_end = at
    begin = at
    for _ in range(3):
        head = text[start:words_end].rstrip()
        if not head:
            break
        begin = start + max((head.rfind(c) for c in " \t|;,•·"), default=-1) + 1
        candidate = text[begin:at].strip()
        field = match_label(candidate) if candidate else None
        if field and (candidate[0].isupper() or not candidate[0].islower()):
            return begin, field
        words_end = begin - 1 if begin > start else start
        if words_end <= start:
            break
    return None


def _rest(lines: Sequence[Line], marks: list[list[_Mark]], i: int, mark: _Mark) -> list[Line]:
    """The lines after a label's own line that still belong to its value."""
    if mark.field in LONG_FIELDS:
        return _until_next(lines, marks, i, most=400)
    rest: list[Line] = []
    for line in _same_block(lines, marks, i):
        if len(rest) + 1 >= _MOST_LINES.get(mark.field, 1) or not _continues(mark.field, line):
            break
        rest.append(line)
    return rest


def _continues(field: LabelField, line: Line) -> bool:
    """Whether an unlabelled line below a value goes on with it."""
    if len(line.text) > 200 or is_rule(line.text):
        return False
    if field == "speaker":
        return institution_likeness(line.text) >= 0.4 or speakers_likeness(line.text) >= 0.6
    if field == "place":
        return place_likeness(line.text) >= 0.5
    return False


def _same_block(lines: Sequence[Line], marks: list[list[_Mark]], i: int) -> Iterator[Line]:
    for j in range(i + 1, len(lines)):
        if lines[j].block != lines[i].block or marks[j] or lines[j].role:
            return
        yield lines[j]


def _value(lines: Sequence[Line], marks: list[list[_Mark]], i: int, mark: _Mark) -> list[Line]:
    """The lines of a value that stands below or beside its label."""
    line = lines[i]
    if line.kind == "cell" and line.place[0] >= 0:
        found = _cell_value(lines, marks, i)
        if found or mark.field not in LONG_FIELDS:
            return found
    if line.kind == "term":
        return [one for one in _run(lines, marks, i + 1) if one.kind == "definition"]
    if mark.field in LONG_FIELDS:
        return _until_next(lines, marks, i, most=400)
    if mark.field in ("contact", "other") and line.is_heading:
        return _until_next(lines, marks, i, most=12)
    most = _MOST_LINES.get(mark.field, 1)
    same = list(_same_block(lines, marks, i))[:most]
    if same:
        return same
    following = _until_next(lines, marks, i, most=most)
    if mark.field in _SHORT_FIELDS:
        following = list(takewhile(lambda one: not is_running_text(one.text), following))
    if line.is_heading or line.strong:
        return following
    return [one for one in following if one.block == following[0].block]


def _run(lines: Sequence[Line], marks: list[list[_Mark]], start: int) -> Iterator[Line]:
    """Unread lines without labels from `start` on."""
    for j in range(start, len(lines)):
        if marks[j] or lines[j].role:
            return
        yield lines[j]


def _cell_value(lines: Sequence[Line], marks: list[list[_Mark]], i: int) -> list[Line]:
    """The cell beside a label cell; the cell below it when labels make the row."""
    table, row, column = lines[i].place
    beside = [j for j in range(i + 1, min(i + 200, len(lines))) if lines[j].place[:2] == (table, row)]
    beside = [j for j in beside if lines[j].place[2] > column]
    is_header = bool(beside) and any(
        marks[j] for j in beside if lines[j].place[2] == lines[beside[0]].place[2]
    )
    if beside and not is_header:
        end = next((lines[j].place[2] for j in beside if marks[j]), 10_000)
        return [lines[j] for j in beside if lines[j].place[2] < end and not lines[j].role]
    below = (line for line in lines[i + 1 : i + 400] if line.place == (table, row + 1, column))
    return [line for line in below if not line.role]


def _until_next(lines: Sequence[Line], marks: list[list[_Mark]], i: int, *, most: int) -> list[Line]:
    """The lines up to the next label, rule or heading (not deeper than a label that is a heading itself)."""
    own = lines[i]
    taken: list[Line] = []
    for line in _run(lines, marks, i + 1):
        if line.is_heading and (not own.is_heading or line.level <= own.level):
            break
        if is_rule(line.text) or len(taken) >= most:
            break
        taken.append(line)
    return taken
