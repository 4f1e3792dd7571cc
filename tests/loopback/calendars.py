"""Calendars as the loopback servers write them: lines escaped and folded as RFC 5545 asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

CALENDAR_TYPE = "text/calendar; charset=utf-8"
_FOLD_AT = 75


def utc(moment: datetime) -> str:
    """`20261006T130000Z`."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def local(moment: datetime) -> str:
    """`20261006T150000`, for a property with TZID."""
    return moment.strftime("%Y%m%dT%H%M%S")


def escaped(text: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def folded(line: str, at: int = _FOLD_AT) -> str:
    """A line cut after `at` bytes, never inside a character."""
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > at:
            parts.append(part)
            part = " "
        part += character
    return "\r\n".join([*parts, part])


def event(properties: Mapping[str, str], *, escape: bool = True) -> str:
    """One VEVENT; DTSTART and the like are written as they are, empty properties not at all."""
    raw = ("DT", "RRULE", "EXDATE", "RECURRENCE-ID", "URL", "UID", "SEQUENCE", "STATUS")
    lines = [
        f"{name}:{value if name.startswith(raw) or not escape else escaped(value)}"
        for name, value in properties.items()
        if value
    ]
    return "\r\n".join(["BEGIN:VEVENT", *map(folded, lines), "END:VEVENT", ""])


def calendar(producer: str, events: Iterable[str], *head: str) -> str:
    """A VCALENDAR of these events; `head` are further lines before them."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{producer}", *head]
    return "\r\n".join(lines) + "\r\n" + "".join(events) + "END:VCALENDAR\r\n"
