"""One talk's fields from a table's row, or from a card whose parts are named: column by column."""

from __future__ import annotations

from collections.abc import Sequence

from seminarcrawl.extractors.schedules.combined import read_mixed
from seminarcrawl.extractors.schedules.links import read_links
from seminarcrawl.extractors.schedules.places import read_room
from seminarcrawl.extractors.schedules.records import Record
from seminarcrawl.extractors.schedules.speaker_cells import read_speaker_cell
from seminarcrawl.extractors.schedules.status import cell_status
from seminarcrawl.extractors.schedules.titles import read_title_cell
from seminarcrawl.extractors.schedules.undated import undated
from seminarcrawl.reading.announcement.reader import trim_abstract
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.places import read_place
from seminarcrawl.reading.status import is_placeholder, read_status
from seminarcrawl.reading.text import one_line


def read_columns(draft: Draft, record: Record, context: Context, summary_role: str | None = None) -> None:
    """All fields that a table row's columns state."""
    columns = record.columns
    read_title_cell(draft, columns.get("title", []))
    affiliation = _text(columns.get("affiliation", []))
    read_speaker_cell(draft, columns.get("speaker", []), affiliation, context)
    read_mixed(draft, columns.get("mixed", []), context, summary_role)
    _read_simple(draft, columns)
    _read_place(draft, columns)
    abstract = columns.get("abstract", [])
    if abstract and _text(abstract):
        body = trim_abstract("\n\n".join(b.text for b in abstract))
        draft.put("abstract", body, _text(abstract), "column 'Abstract'")
    if columns.get("date") and record.day_text:
        _read_date_cell(draft, columns["date"], context)
    read_links(draft, record, context)


def _read_simple(draft: Draft, columns: dict[str, list[Block]]) -> None:
    for field in ("host", "series", "language"):
        text = one_line(_text(columns.get(field, [])))
        if text and not is_placeholder(text):
            draft.put(field, text, text, f"column '{field.title()}'")
    remark = _text(columns.get("status", []))
    status = read_status(remark)[0] if remark else None
    if status:
        draft.put("status", status, remark, "column 'Status'")


def _read_place(draft: Draft, columns: dict[str, list[Block]]) -> None:
    cells = columns.get("place", [])
    text = one_line(_text(cells))
    if text:
        place = read_place(text, links=[href for b in cells for href in b.links])
        draft.put("location", place.location, text, "column 'Place'")
        draft.put("online_url", place.online_url, text, "column 'Place'")


def _read_date_cell(draft: Draft, cells: list[Block], context: Context) -> None:
    """A date cell may carry a mark (`Nov 3 Canceled`), or another room."""
    for block in cells:
        for line in (line for part in undated(block, context)[0] for line in part.lines):
            place = read_room(line)
            if place is not None:
                draft.put("location", place.location, block.text, "place beside the date")
        status = cell_status(block)
        if status:
            draft.put("status", status, block.text, "marked beside the date")


def _text(cells: Sequence[Block]) -> str:
    return "\n".join(block.text for block in cells).strip()
