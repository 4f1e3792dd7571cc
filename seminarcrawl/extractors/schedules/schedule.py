"""A page that lists talks: its records found, read with the roles that fit the whole list, and judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from seminarcrawl.extractors.pages.abstracts import join_abstracts, read_entries
from seminarcrawl.extractors.pages.defaults import Defaults, DefaultsByTerm, heading_term, year_in_term
from seminarcrawl.extractors.pages.pre_tables import split_pre_tables
from seminarcrawl.extractors.schedules.columns import read_columns
from seminarcrawl.extractors.schedules.dates import find_days, find_hours
from seminarcrawl.extractors.schedules.entries import entry_status, is_talk, read_entry
from seminarcrawl.extractors.schedules.lines import (
    LineRoles,
    decide_lines,
    labelled_fields,
    open_lines,
    split_record,
)
from seminarcrawl.extractors.schedules.records import (
    MAX_ANCHORS,
    Anchor,
    Record,
    explode,
    find_anchors,
    segment,
)
from seminarcrawl.extractors.schedules.remarks import take_remarks
from seminarcrawl.extractors.schedules.speaker_cells import read_speaker_lines
from seminarcrawl.extractors.schedules.status import CALLED_OFF, take_status
from seminarcrawl.extractors.schedules.tables import Grid, find_grids, grid_records, split_lines
from seminarcrawl.reading.announcement.when_lines import residual_place
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.bounds import Told, untold
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Hours, infer_years, localize, read_path_day, resolve
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.places import tells_online_only
from seminarcrawl.reading.summary import choose_role

_LONGEST_LABELLED = 200
_BRACKETS = re.compile(r"[(（]([^()（）]{3,80})[)）]")

Pair = tuple[Record, Draft]


@dataclass(slots=True)
class Schedule:
    """The talks of a list, and how the page says that they are talks."""

    pairs: list[Pair] = field(default_factory=list)
    has_columns: bool = False
    has_labels: bool = False
    defaults: DefaultsByTerm = field(default_factory=DefaultsByTerm)
    rest: list[Block] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    @property
    def drafts(self) -> list[Draft]:
        """The talks in the page's order."""
        return [draft for _, draft in self.pairs]

    def outside(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks outside every list of dated entries: what may be about one talk.

        Dated lines of one talk ("Date: …", "Deadline: …") are no list: a list has entries of several blocks,
        or many, and hardly any of them names a speaker.
        """
        listed: set[str] = set()
        labelled = {number: self.has_labels_beside(number) for number in {r.siblings for r in self.records}}
        for record in self.records:
            is_entry = record.siblings >= (3 if len(record.blocks) > 1 else 5)
            if record.columns or (is_entry and not labelled[record.siblings]):
                listed.update(block.text for block in record.blocks)
        return [block for block in blocks if block.text not in listed]

    def has_labels_beside(self, siblings: int) -> bool:
        """Whether the entries that have so many siblings mostly name their speakers by a label."""
        beside = [r for r in self.records if r.siblings == siblings and not r.columns]
        named = sum(1 for r in beside if "speaker" in labelled_fields(r))
        return named * 3 >= len(beside)


def read_schedule(
    blocks: Sequence[Block],
    context: Context,
    *,
    term: tuple[date, date] | None = None,
    too_many: Told = untold,
) -> Schedule:
    """Every talk of a list that these blocks hold; `term` is what the page's title says of the year.

    `too_many` is told when the list is longer than is read.
    """
    main = explode(split_pre_tables([b for b in blocks if not b.aside]), context)
    index = {id(block): number for number, block in enumerate(main)}
    grids = find_grids(main, context, too_many)
    in_grid = frozenset(number for grid in grids for number in grid.members)
    anchors = find_anchors(main, context, in_grid)
    if len(anchors) >= MAX_ANCHORS:
        too_many(f"{MAX_ANCHORS:,} dated entries")
    listed = _segments(main, anchors, in_grid, context)
    rows = [row for grid in grids for row in _grid_rows(grid, main, anchors, context)]
    records = sorted([*listed, *rows], key=lambda r: index.get(id(r.blocks[0]), 0) if r.blocks else 0)
    _set_terms(records, main, index, context, term)
    schedule = Schedule(has_columns=any(g.header >= 0 for g in grids), records=records)
    _read_records(schedule, records, context)
    used = {id(b) for record, _ in schedule.pairs for b in record.blocks}
    schedule.rest = [b for b in main if id(b) not in used]
    free = [number for number, block in enumerate(main) if id(block) not in used and number not in in_grid]
    schedule.defaults = DefaultsByTerm(main, free, context)
    _join(schedule, index, context)
    _share_speaker(schedule)
    return schedule


def _segments(
    main: list[Block], anchors: list[Anchor], in_grid: frozenset[int], context: Context
) -> list[Record]:
    members = {id(main[number]) for number in in_grid}
    records: list[Record] = []
    terms = frozenset(n for n, b in enumerate(main) if heading_term(b, context) is not None)
    for record in segment(main, anchors, terms):
        record.blocks = [b for b in record.blocks if id(b) not in members]
        if record.blocks:
            record.day_text = _dated_line(record, context)
            records += split_record(record, context)
    return split_lines(records, context)


def _dated_line(record: Record, context: Context) -> str:
    """The line of the anchor that holds the date."""
    lines = record.anchor.lines if record.anchor else []
    return next((line[:200] for line in lines[:12] if find_days(line[:200], context)), "")


def _grid_rows(grid: Grid, main: list[Block], anchors: list[Anchor], context: Context) -> list[Record]:
    """The rows of one table; a table of hours takes its day from the line above it."""
    day, text = None, ""
    if not {"date", "datetime"} & set(grid.roles.values()):
        above = [a for a in anchors if a.index < grid.first]
        if above:
            day, text = above[-1].day, main[above[-1].index].text
    return grid_records(grid, context, day=day, day_text=text)


def _set_terms(
    records: list[Record],
    main: list[Block],
    index: dict[int, int],
    context: Context,
    term: tuple[date, date] | None,
) -> None:
    """Give each record the term of the nearest heading above it, and its day the year of that term."""
    terms: list[tuple[date, date] | None] = []
    for block in main:
        if block.table < 0 or block.kind == "heading":
            term = heading_term(block, context) or term
        terms.append(term)
    for record in records:
        at = index.get(id(record.blocks[0]), 0) if record.blocks else 0
        record.term = record.term or (terms[at] if terms else None)
        if record.day is not None and record.day.year is None:
            year = (year_in_term(record.day, record.term, context) if record.term else None) or _linked_year(
                record
            )
            if year is not None:
                record.day = replace(record.day, year=year)
                record.rule = "year of the term"
    _infer_years(records, context)


def _infer_years(records: list[Record], context: Context) -> None:
    """Years that nothing states, from the order and the weekdays of the whole list."""
    dated = [r for r in records if r.day is not None]
    days = [r.day for r in dated if r.day is not None]
    if all(day.year is not None for day in days):
        return
    for record, day in zip(dated, infer_years(days, context), strict=True):
        if record.day is not None and record.day.year is None and day.year is not None:
            record.day = day
            record.rule = "year of the list"


def _linked_year(record: Record) -> int | None:
    """The year of a link to `/2025/09/26/…` when its day and month are the record's."""
    for block in record.blocks:
        for href in block.links:
            day = read_path_day(href)
            if day is not None and record.day and (day.month, day.day) == (record.day.month, record.day.day):
                return day.year
    return None


def _read_records(schedule: Schedule, records: list[Record], context: Context) -> None:
    for record in records:
        take_status(record, context)
        take_remarks(record, context)
    rows = [r for r in records if r.columns]
    listed = [r for r in records if not r.columns]
    role = _mixed_role(rows)
    labels = [labelled_fields(r) for r in listed]
    schedule.has_labels = sum("speaker" in found for found in labels) * 3 >= max(len(labels), 1)
    lines = [open_lines(r, context) for r in listed]
    counts = Counter(field for found in labels for field in found)
    common = frozenset(field for field, count in counts.items() if count * 3 >= 2 * len(labels))
    roles = decide_lines(lines, common) if len(listed) > 1 else LineRoles()
    by_record = {id(r): (own, found) for r, own, found in zip(listed, lines, labels, strict=True)}
    for record in records:
        draft = Draft()
        if record.columns:
            read_columns(draft, record, context, role)
        else:
            own, found = by_record[id(record)]
            read_entry(draft, record, own, found, roles, context)
        if is_talk(record, draft, context):
            schedule.pairs.append((record, draft))
    schedule.pairs = _without_repeats(schedule.pairs)


def _without_repeats(pairs: list[Pair]) -> list[Pair]:
    """The talks without sentences that call off one of them: its own entry is marked instead."""
    kept = []
    for record, draft in pairs:
        why = draft.evidence.get("speakers")
        named = {speaker.name for speaker in draft.item.speakers}
        if why is not None and why.rule == CALLED_OFF and record.day is not None:
            own = next(
                (
                    other
                    for other, entry in pairs
                    if other is not record
                    and other.day is not None
                    and (other.day.month, other.day.day) == (record.day.month, record.day.day)
                    and named & {speaker.name for speaker in entry.item.speakers}
                ),
                None,
            )
            if own is not None:
                own.status = own.status or record.status
                continue
        kept.append((record, draft))
    return kept


def _share_speaker(schedule: Schedule) -> None:
    """Several lectures of one person: who is labelled once on the page, where no lecture names anybody."""
    if len(schedule.pairs) < 2 or any(draft.item.speakers for draft in schedule.drafts):
        return
    lines = [line for block in schedule.rest for line in block.lines if len(line) < _LONGEST_LABELLED]
    named = {
        labelled.value for line in lines if (labelled := split_label(line)) and labelled.field == "speaker"
    }
    if len(named) != 1:
        return
    line = named.pop()
    for draft in schedule.drafts:
        if draft.item.title and draft.evidence["title"].rule.startswith("label"):
            draft.put("speakers", read_speaker_lines([line]), line, "page: speaker of all lectures")
            schedule.has_labels = True


def _mixed_role(rows: list[Record]) -> str | None:
    texts = [r.columns["mixed"][0].text.split("\n", 1)[0] for r in rows if r.columns.get("mixed")]
    return choose_role(texts) if texts else None


def _join(schedule: Schedule, index: dict[int, int], context: Context) -> None:
    """What the page states once is every talk's, unless the talk says otherwise."""
    join_abstracts(schedule.pairs, read_entries(schedule.rest))
    for record, draft in schedule.pairs:
        defaults = schedule.defaults.at(index.get(id(record.blocks[0]), 0) if record.blocks else 0)
        put_when(draft, record, defaults, context)
        if record.room:
            draft.put("location", record.room, record.room, "remark in the entry")
        elsewhere = draft.has("location") and not tells_online_only(draft.item.location or "")
        if "place" not in record.columns:  # an empty cell of a column of rooms is no usual room
            rule = "page: place of the whole series"
            draft.put("location", defaults.location, defaults.location_text, rule)
            if record.columns and record.anchor not in record.blocks:
                day_text = record.day_text[:200].split(". ")[0]
                draft.put("location", residual_place(day_text, context), day_text, "place beside the day")
        if draft.item.online_url is None and defaults.online_url and not elsewhere:
            draft.put(
                "online_url", defaults.online_url, defaults.online_url, "page: link of the whole series"
            )
        status = entry_status(record)
        if status:
            draft.put("status", status, record.day_text, "the entry is struck through or marked")


def put_when(draft: Draft, record: Record, defaults: Defaults, context: Context) -> None:
    """Start and end from the record's day, its own hours, or else the hours of the series."""
    if record.day is None:
        return
    if _put_stated_time(draft, record, context):
        return
    hours = record.hours or _own_hours(record, context)
    usual = hours is None
    when = resolve(record.day, hours or defaults.hours, context)
    if when.start is None:
        return
    rule = record.rule or "date of the entry"
    draft.put(
        "start",
        when.start,
        record.day_text,
        f"{rule}; page: hours of the whole series" if usual and defaults.hours else rule,
    )
    draft.put("end", when.end, record.day_text, rule)
    draft.put("timezone", when.timezone, record.day_text, rule)
    text = record.day_text if not usual or not defaults.hours else f"{record.day_text}; {defaults.hours_text}"
    draft.put("when", text, text, rule)
    for name in when.inferred:
        draft.item.infer(name)
    if record.rule.startswith("year of"):
        draft.item.infer("start.year")


def _put_stated_time(draft: Draft, record: Record, context: Context) -> bool:
    """The moment of a `<time datetime=…>` in the record, when it has an hour and the record's day."""
    values = [(s.value, b) for b in record.blocks for s in b.spans if s.kind == "time" and len(s.value) > 15]
    for number, (value, block) in enumerate(values[:2]):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return False
        if moment.tzinfo is None or record.day is None:
            return False
        local = localize(moment, context.timezone)
        if number == 0 and int(local[8:10]) != record.day.day:
            return False
        draft.put("end" if number else "start", local, value, "time element")
        draft.put("when", block.text, block.text, "time element")
    return bool(values)


def _own_hours(record: Record, context: Context) -> Hours | None:
    """The first clock time in the record's date, or in a short line of it."""
    blocks = [record.anchor] if record.anchor else []
    blocks += [b for b in record.blocks if b is not record.anchor and len(b.text) < 90 and not record.columns]
    for block in blocks:
        for found in find_hours(block.text[:200], context):
            if isinstance(found.value, Hours):
                return found.value
    return None
