"""Tables of talks: which tables are schedules, what their columns hold, and one record per row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from seminarcrawl.extractors.schedules.dates import find_days, find_hours
from seminarcrawl.extractors.schedules.months import complete_days
from seminarcrawl.extractors.schedules.records import Record, cut_block
from seminarcrawl.extractors.schedules.roles import cell_text, column_roles, is_day, share
from seminarcrawl.reading.announcement.shapes import names_role
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.bounds import Told, untold
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Day, Hours, read_term
from seminarcrawl.reading.labels import match_label, split_label
from seminarcrawl.reading.people.names import speakers_likeness
from seminarcrawl.reading.status import is_no_talk

_WHEN = frozenset(("date", "datetime", "time"))
_WHO = frozenset(("speaker", "title", "abstract", "affiliation"))
_LABEL_LENGTH = 60
_LONG = 160
_MAX_ROWS = 3_000
_SAMPLE = 24
_MOST_COLUMNS = 40
_BAR = re.compile(r"\s?[|｜¦]\s?|\t|\s[·•]\s")
_LEAST_CELLS = 3
_LONGEST_LINE = 400
_DIGIT = re.compile(r"\d")

Row = dict[int, list[Block]]


@dataclass(slots=True)
class Grid:
    """One table: its rows by column, the role of each column, and the numbers of its blocks."""

    first: int
    rows: list[Row]
    roles: dict[int, str] = field(default_factory=dict)
    header: int = -1
    members: list[int] = field(default_factory=list)


def find_grids(blocks: Sequence[Block], context: Context, too_many: Told = untold) -> list[Grid]:
    """The tables that are schedules: a talk in each row, a kind of fact in each column.

    `too_many` is told when one is longer than is read.
    """
    tables: dict[int, Grid] = {}
    rows: dict[int, dict[int, Row]] = {}
    for index, block in enumerate(blocks):
        if block.table < 0 or block.column < 0 or block.aside:
            continue
        grid = tables.setdefault(block.table, Grid(index, []))
        grid.members.append(index)
        rows.setdefault(block.table, {}).setdefault(block.row, {}).setdefault(block.column, []).append(block)
    grids = []
    for number, grid in tables.items():
        grid.rows = [row for _, row in sorted(rows[number].items())[:_MAX_ROWS]]
        complete_days(grid.rows, context)
        if _is_schedule(grid, context):
            grids.append(grid)
            if len(rows[number]) > _MAX_ROWS:
                too_many(f"{_MAX_ROWS:,} rows of a table")
    return grids


def _is_schedule(grid: Grid, context: Context) -> bool:
    """Whether a table is a schedule; its column roles are set on the way."""
    if not 2 <= max(map(len, grid.rows), default=0) <= _MOST_COLUMNS or _is_label_table(grid):
        return False
    grid.header = next((i for i, row in enumerate(grid.rows[:6]) if header_roles(row)), -1)
    named = header_roles(grid.rows[grid.header]) if grid.header >= 0 else {}
    body = [row for row in grid.rows[grid.header + 1 :] if len(row) > 1]
    if not body:
        return False
    grid.roles = column_roles(body, named, context)
    held = set(grid.roles.values())
    if _lists_people(body, grid.roles):
        return False
    if not held & {"speaker", "mixed"} and _count_dated(body, context) > 1:
        return False  # deadlines: several dates a row, and nobody speaks
    if named:
        return bool(held & _WHO)
    return bool(held & _WHEN) and bool(held & {"speaker", "mixed"}) and len(body) >= 2


def _lists_people(body: list[Row], roles: dict[int, str]) -> bool:
    """Whether what looks like titles says what people are ("PhD student")."""
    column = next((c for c, role in roles.items() if role == "title"), -1)
    texts = [text for row in body[:_SAMPLE] if (text := cell_text(row.get(column, [])))]
    return bool(texts) and share(texts, names_role) > 0.5


def _count_dated(body: list[Row], context: Context) -> int:
    """How many columns hold days."""
    columns = {column for row in body for column in row}
    dated = 0
    for column in columns:
        texts = [text for row in body[:_SAMPLE] if (text := cell_text(row.get(column, [])))]
        dated += bool(texts) and share(texts, lambda text: is_day(text, context)) >= 0.5
    return dated


def _is_label_table(grid: Grid) -> bool:
    """Whether the first column holds labels of the values beside them (`Speaker: | Jane Doe`)."""
    narrow = [row for row in grid.rows if 0 < len(row) <= 2]
    labels = [row for row in narrow if len(row) == 2 and _label(row[min(row)]) is not None]
    values = [row for row in labels if _label(row[max(row)]) is None]
    return len(values) >= 2 and len(values) * 2 >= len(grid.rows)


def _label(cell: list[Block]) -> str | None:
    return match_label(cell[0].text) if len(cell) == 1 and len(cell[0].text) <= _LABEL_LENGTH else None


def header_roles(row: Row) -> dict[int, str]:
    """The roles that a header row names, by column; {} when the row is none."""
    named = {column: role for column, cell in row.items() if (role := _label(cell)) is not None}
    told = set(named.values())
    if len(named) >= 2 and told & (_WHO | _WHEN) and len(named) * 2 >= len(row):
        return named
    is_head = all("th" in cell[0].classes or "thead" in cell[0].classes for cell in row.values() if cell)
    return named if is_head and told & _WHO and len(row) > 1 else {}


@dataclass(slots=True)
class _State:
    """What earlier rows say of the later ones: their day, term and, for the last talk, where it is."""

    day: Day | None = None
    day_text: str = ""
    term: tuple[date, date] | None = None
    last: Record | None = None


def grid_records(grid: Grid, context: Context, *, day: Day | None = None, day_text: str = "") -> list[Record]:
    """One record per row that may hold a talk. `day` is the day stated above a table of hours."""
    state = _State(day, day_text)
    roles = grid.roles
    records: list[Record] = []
    width = max(map(len, grid.rows))
    for number, row in enumerate(grid.rows[grid.header + 1 :]):
        named = header_roles(row)
        if grid.header < 0 and number == 0 and not _has_day(row, context):
            continue
        if named:
            roles = {**roles, **named}
        elif _belongs_above(row, roles, state, context):
            continue
        else:
            record = _row_record(row, roles, state, context)
            if record is not None:
                record.merged = len(row) <= 2 < width
                records.append(record)
                state.last = record
    return records


def _has_day(row: Row, context: Context) -> bool:
    """Whether any cell of a row states a day or an hour (a first row without one heads the others)."""
    texts = [block.text[:200] for cell in row.values() for block in cell if _DIGIT.search(block.text[:200])]
    return any(find_days(text, context) or find_hours(text, context) for text in texts)


def _belongs_above(row: Row, roles: dict[int, str], state: _State, context: Context) -> bool:
    """Whether a row is no talk of its own, but goes on with the talk above or heads those below."""
    if state.last is not None and _continues(row, roles, state.last, context):
        return True
    return len(row) == 1 and _spanning_row(next(iter(row.values())), state, context)


def _spanning_row(cell: list[Block], state: _State, context: Context) -> bool:
    """A row of one cell: an abstract of the talk above, a day, or a term. Says whether it is read."""
    text = "\n".join(block.text for block in cell)
    labelled = split_label(text.split("\n", 1)[0][:200])
    if state.last is not None and (len(text) > _LONG or (labelled and labelled.field == "abstract")):
        state.last.columns.setdefault("abstract", []).extend(cell)
        state.last.blocks.extend(cell)
        return True
    days = find_days(text[:120], context) if _DIGIT.search(text) else []
    if days and isinstance(days[0].value, Day) and len(text) < 80:
        state.day, state.day_text = days[0].value, text
        return True
    term = read_term(text[:120], context) if len(text) < 120 else None
    if term is not None:
        state.term = term
        return True
    return not days or is_no_talk(text)


def split_lines(records: list[Record], context: Context) -> list[Record]:
    """Entries of one line that are divided alike (`3 May | 14:00 | Room 5 | Jane Doe | Title`) as rows."""
    rows = [_line_cells(record) for record in records]
    widths = [len(row) for row in rows if len(row) >= _LEAST_CELLS]
    if len(widths) < 2 or len(widths) * 5 < len(rows) * 4 or max(widths) - min(widths) > 1:
        return records
    roles = column_roles(rows, {}, context)
    if "speaker" not in roles.values() or not {"title", "mixed"} & set(roles.values()):
        return records
    state = _State()
    out = []
    for record, row in zip(records, rows, strict=True):
        read = _row_record(row, roles, state, context)
        if read is not None and read.day is not None:
            read.blocks, read.anchor, read.siblings = record.blocks, record.anchor, record.siblings
        out.append(read if read is not None and read.day is not None else record)
    return out


def _line_cells(record: Record) -> Row:
    """The pieces between the bars of a record that is one line; {} for other records."""
    if len(record.blocks) != 1 or len(record.blocks[0].text) > _LONGEST_LINE:
        return {}
    block = record.blocks[0]
    edges = [0, *(edge for m in _BAR.finditer(block.text) for edge in (m.start(), m.end())), len(block.text)]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    cells = [cut_block(block, start, end, number) for number, (start, end) in enumerate(pairs)]
    return {column: [cell] for column, cell in enumerate(cells) if cell.text}


def _continues(row: Row, roles: dict[int, str], last: Record, context: Context) -> bool:
    """Whether a row goes on with the talk above: one cell with a title or an abstract, under no date."""
    filled = [cell for cell in row.values() if any(b.text.strip() for b in cell)]
    if len(filled) != 1 or "title" in roles.values() or last.columns.keys() & {"title", "mixed"}:
        return False
    text = filled[0][0].text
    if _DIGIT.search(text[:60]) and (find_days(text[:120], context) or read_term(text[:120], context)):
        return False
    if any(roles.get(c) in ("date", "datetime") for c in row if row[c] is filled[0]):
        return False
    if speakers_likeness(text) >= 0.5 or is_no_talk(text):
        return False
    last.columns["title"] = filled[0]
    last.blocks.extend(filled[0])
    return True


def _row_record(row: Row, roles: dict[int, str], state: _State, context: Context) -> Record | None:
    columns: dict[str, list[Block]] = {}
    blocks: list[Block] = []
    for column in sorted(row):
        columns.setdefault(roles.get(column, "other"), []).extend(row[column])
        blocks.extend(row[column])
    record = Record(blocks, columns=columns, term=state.term, rule="table row")
    when = [b for role in ("date", "datetime") for b in columns.get(role, [])]
    found = next((f for b in when for f in find_days(b.text[:200], context)), None)
    if found is not None and isinstance(found.value, Day):
        record.day, record.day_text = found.value, " ".join(b.text for b in when)
        record.anchor = when[0]
        state.day, state.day_text = found.value, record.day_text
    elif state.day is not None and not any(b.text.strip() for b in when):
        record.day, record.day_text = state.day, state.day_text
    record.hours = _row_hours(columns, when, context)
    return record if record.day is not None or columns.get("speaker") or columns.get("mixed") else None


def _row_hours(columns: dict[str, list[Block]], when: list[Block], context: Context) -> Hours | None:
    for block in [*columns.get("time", []), *when]:
        for found in find_hours(block.text[:200], context):
            if isinstance(found.value, Hours):
                return found.value
    return None
