"""An entry's remark on its own hour or room: taken off the text, and what only looks like one left alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from seminarcrawl.extractors.schedules.records import Record
from seminarcrawl.extractors.schedules.remarks import take_remarks
from seminarcrawl.reading.blocks import Block, Span
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Hours

CONTEXT = Context(
    fetched_at=datetime(2025, 3, 1, tzinfo=UTC), timezone="Europe/London", languages=("en", "de")
)
HALF_PAST_FOUR = 16 * 60 + 30


def _take(block: Block, *, column: str = "") -> Record:
    """The record of one block after its remarks were taken, below a date or in a column."""
    date = Block("3 March 2025")
    columns = {"date": [date], column: [block]} if column else {}
    record = Record([date, block], anchor=date, columns=columns)
    take_remarks(record, CONTEXT)
    return record


def _start(record: Record) -> int | None:
    return record.hours.start if isinstance(record.hours, Hours) else None


@pytest.mark.parametrize(
    ("text", "minutes", "room", "left"),
    [
        ("Knots (note: 4:30 pm, Room 5)", 16 * 60 + 30, "Room 5", "Knots"),
        ("Knots [time: 9.30am]", 9 * 60 + 30, None, "Knots"),
        ("Knots (unusual time: 11am)", 11 * 60, None, "Knots"),
        ("Knots (in NSH 1305!)", None, "NSH 1305", "Knots"),
        ("Knots (room change: Lunt 105)", None, "Lunt 105", "Knots"),
        ("Knots (different room: Hall 3.14)", None, "Hall 3.14", "Knots"),
        ("Knoten (16:00 Uhr, Raum 12)", 16 * 60, "Raum 12", "Knoten"),
        ("Knots\nspecial time: 2:30 pm", 14 * 60 + 30, None, "Knots"),
        ("Knots\nRoom B.12 at noon", 12 * 60, "Room B.12", "Knots"),
        ("Knots, 15:30", 15 * 60 + 30, None, "Knots"),
        ("Knots (Room 5) and links", None, "Room 5", "Knots and links"),
    ],
)
def test_remarks_are_read_and_taken_off(text: str, minutes: int | None, room: str | None, left: str) -> None:
    block = Block(text)
    record = _take(block)
    assert (_start(record), record.room, block.text) == (minutes, room, left)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz (B487)",  # the number of the room before it, or of an office
        "Room 2463 (near lifts 25 - 26)",  # how to find the room
        "Knots (12 March, 4pm)",  # another day: no remark on this one
        "Knots (lunch at 12:30)",  # an hour of something else
        "Knots (dinner at 7pm)",
        "Knots (part 2)",
        "Knots (2 of 3)",
        "Knots (joint work with 3 colleagues)",
        "Knots (the lemma that Ana proved on paper at 4:30 pm in Leeds)",  # a sentence with an hour in it
        "Between 2:30 and infinity (after Euler 1737)",
        "Knots, Room 5",  # a place that no bracket sets off is read where the line is
        "Knots\nB487",
        "The talk is about knots, and it tells at length what one can do with scissors.\nWe meet at 4:30 pm.",
    ],
)
def test_what_is_no_remark_stays(text: str) -> None:
    block = Block(text)
    record = _take(block)
    assert (record.hours, record.room, block.text) == (None, None, text)


def test_a_marked_run_is_a_remark() -> None:
    block = Block("Knots AT 2:30 PM", spans=[Span(6, 16, "strong")])
    assert _start(_take(block)) == 14 * 60 + 30
    assert (block.text, block.spans) == ("Knots", [])


def test_an_unmarked_hour_within_the_line_is_none() -> None:
    block = Block("Knots at 2:30 PM")
    assert _take(block).hours is None


@pytest.mark.parametrize("column", ["title", "speaker", "mixed"])
def test_columns_of_a_table_carry_remarks(column: str) -> None:
    assert _start(_take(Block("Knots (4:30 pm)"), column=column)) == HALF_PAST_FOUR


@pytest.mark.parametrize("column", ["time", "place", "online", "number", "abstract"])
def test_columns_that_are_read_elsewhere_keep_their_text(column: str) -> None:
    block = Block("Knots (4:30 pm)")
    assert _take(block, column=column).hours is None
    assert block.text == "Knots (4:30 pm)"


def test_the_dated_line_of_a_list_keeps_its_hours_and_a_date_cell_gives_its_remark() -> None:
    line, cell = Block("3 March (4:30 pm)"), Block("3 March (4:30 pm)")
    listed, row = Record([line], anchor=line), Record([cell], anchor=cell, columns={"date": [cell]})
    take_remarks(listed, CONTEXT)
    take_remarks(row, CONTEXT)
    assert (_start(listed), line.text) == (None, "3 March (4:30 pm)")
    assert (_start(row), cell.text) == (HALF_PAST_FOUR, "3 March")


def test_the_first_remark_wins() -> None:
    first, second = Block("Knots (4:30 pm)"), Block("Ana Ruiz (5 pm, Room 5)")
    record = Record([Block("3 March 2025"), first, second])
    take_remarks(record, CONTEXT)
    assert (_start(record), record.room) == (HALF_PAST_FOUR, "Room 5")
    assert (first.text, second.text) == ("Knots", "Ana Ruiz")


def test_long_blocks_are_abstracts() -> None:
    text = f"{'Knots and scissors ' * 22}(4:30 pm)"
    block = Block(text)
    assert _take(block).hours is None
    assert block.text == text
