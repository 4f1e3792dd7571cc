"""Rooms and links: what is a place, what is a link to join.

CONTRACT: signatures below are fixed; the implementation follows.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where a talk happens: the room (never a link) and the link to join (without its passcode)."""

    location: str | None
    online_url: str | None


def read_place(text: str, *, links: list[str] | None = None) -> Place:
    """The room and the link to join in a place value; placeholders ("Room TBA") give None.

    `links` are hrefs that stand inside the value. Meeting IDs, passcodes and remarks are not a location.
    """
    raise NotImplementedError


def find_online_url(text: str, links: list[str] | None = None) -> str | None:
    """The first link to join a meeting or stream (Zoom, Teams, BBB, YouTube live …), passcode removed."""
    raise NotImplementedError


def strip_passcode(url: str) -> str:
    """`url` without passcode parameters (`pwd=`, `passcode=`)."""
    raise NotImplementedError


def place_likeness(text: str) -> float:
    """0 to 1: how surely `text`, as a whole, is a room, building or address."""
    raise NotImplementedError
