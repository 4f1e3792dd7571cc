"""Fields from the text of one talk: labels first, then shape (a person, a date, a place, a quoted title).

CONTRACT: signatures below are fixed; the implementation follows.
"""

from __future__ import annotations

from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft


def read_announcement(blocks: list[Block], context: Context, *, given: Draft | None = None) -> Draft:
    """Everything that the blocks of *one* talk state: speakers, title, when, place, abstract, status …

    `given` holds what is known already (a calendar's DTSTART, a front matter's title): such fields are not
    read again, but help to recognise the rest (a known speaker's name in the prose is no title).
    """
    raise NotImplementedError


def read_description(text: str, context: Context, *, given: Draft | None = None) -> Draft:
    """The same for a description in plain text or HTML, as calendars and data files carry it.

    What is left when labels, logistics, biography and boiler-plate are taken off is the abstract.
    """
    raise NotImplementedError


def trim_abstract(text: str) -> str | None:
    """An abstract without its label, biography, logistics, joining text and footer; None when nothing is left."""
    raise NotImplementedError
