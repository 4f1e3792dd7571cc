"""Property lines as calendars and events. Every complete event stands alone: a broken one spoils no other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.ical.repair import Line, property_lines
from seminarcrawl.reading.text import clean

MOST_EVENTS = 20_000
_DEEPEST = 8
_PARAM = re.compile(r"([A-Za-z0-9-]{1,60})=(\"[^\"]*\"|[^;]*)")
_COMMA = re.compile(r"(?<!\\),")
_ESCAPE = re.compile(r"\\(r\\n|[nN,;:\"\\])")
# A calendar that does not escape its LaTeX: inside $…$ these begin with a command, not with a new line.
_LATEX_N = re.compile(r"(?:u|eq|e|abla|ot|otin|mid|eg|orm|leq|geq|subseteq|ewline)(?![a-zA-Z])")


class Component:
    """The properties of one VEVENT or VCALENDAR."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._by_name: dict[str, list[Line]] = {}
        self._first: dict[str, Line] = {}

    def add(self, line: Line) -> None:
        """Take one more line."""
        self.lines.append(line)
        self._by_name.setdefault(line.name, []).append(line)
        if line.name not in self._first and line.value.strip():
            self._first[line.name] = line

    def all(self, name: str) -> list[Line]:
        """All lines of a property."""
        return self._by_name.get(name, [])

    def first(self, name: str) -> Line | None:
        """The first line of a property that has a value, None when there is none."""
        return self._first.get(name)

    def raw(self, name: str) -> str:
        """The first value as written, trimmed; "" when there is none."""
        line = self._first.get(name)
        return line.value.strip() if line else ""

    def text(self, name: str) -> str:
        """The first value as clean text, escapes taken off; "" when there is none."""
        line = self._first.get(name)
        return clean(unescape(line.value)) if line else ""

    def texts(self, name: str) -> list[str]:
        """The comma-separated values of all lines of a property as clean text (CATEGORIES)."""
        values = [part for line in self.all(name) for part in _COMMA.split(line.value)]
        return [text for value in values if (text := clean(unescape(value)))]

    def named(self, prefix: str) -> list[Line]:
        """All lines whose name begins with `prefix`."""
        return [line for line in self.lines if line.name.startswith(prefix)]


@dataclass
class Calendar:
    """One VCALENDAR: its own properties, its VTIMEZONEs as text by TZID, its events in their order."""

    properties: Component = field(default_factory=Component)
    timezones: dict[str, str] = field(default_factory=dict)
    events: list[Component] = field(default_factory=list)


def params_of(line: Line) -> Mapping[str, str]:
    """A line's parameters by upper-cased name, quotes taken off."""
    return _params(line.params) if line.params else {}


@lru_cache(maxsize=512)  # a calendar's times carry the same ones over and over
def _params(printed: str) -> Mapping[str, str]:
    return {name.upper(): value.strip('"') for name, value in _PARAM.findall(printed)}


def unescape(value: str) -> str:
    """A TEXT value without its backslash escapes; what is no escape (raw LaTeX) stays."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(_unescaped, value)


def _unescaped(match: re.Match[str]) -> str:
    char = match[1]
    if char in "nN":
        is_latex = _LATEX_N.match(match.string, match.end()) and _is_in_math(match.string, match.start())
        return match[0] if char == "n" and is_latex else "\n"
    return "\n" if char == "r\\n" else char


def _is_in_math(text: str, position: int) -> bool:
    """Whether a `$` is open at `position` (looked for in the 500 characters before)."""
    return text.count("$", max(0, position - 500), position) % 2 == 1


def read_calendars(document: Document) -> list[Calendar]:
    """All calendars of a document. Raises ExtractionError when there is none.

    A file that ends in the middle keeps its complete events (problem `ical.cut-off`); an event that
    is never closed is reported (`ical.bad-event`) and the ones beside it are kept.
    """
    return _Builder(document).build()


class _Builder:
    """The calendars as their lines arrive."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.calendars: list[Calendar] = []
        self.open = False  # inside BEGIN:VCALENDAR
        self.event: Component | None = None
        self.zone: list[Line] | None = None
        self.skipped: list[str] = []  # components that are not read: VALARM, VTODO …

    def build(self) -> list[Calendar]:
        events = 0
        for line in property_lines(self.document):
            if line.name == "BEGIN":
                self._begin(line)
            elif line.name == "END":
                events += line.value == "VEVENT"
                self._end(line)
            elif not self.skipped:
                self._property(line)
            if events >= MOST_EVENTS:
                self.document.too_many(f"{MOST_EVENTS:,} events")
                return self.calendars
        if self.event is not None or self.open:
            self.document.problem(
                "ical.cut-off", "the file ends before END:VCALENDAR; its complete events are kept"
            )
        return self.calendars

    @property
    def calendar(self) -> Calendar:
        """The calendar being read; one is made for events that stand in none."""
        if not self.calendars:
            self.calendars.append(Calendar())
        return self.calendars[-1]

    def _begin(self, line: Line) -> None:
        if line.value in ("VCALENDAR", "VEVENT", "VTIMEZONE"):
            self._close_unfinished()
        if line.value == "VCALENDAR":
            self.open = True
            self.calendars.append(Calendar())
        elif line.value == "VEVENT":
            self.event = Component()
        elif line.value == "VTIMEZONE":
            self.zone = [line]
        elif self.zone is not None:
            self.zone.append(line)
        elif len(self.skipped) < _DEEPEST:
            self.skipped.append(line.value)

    def _close_unfinished(self) -> None:
        """An event that another BEGIN cuts short is broken; a time zone or alarm merely ends."""
        if self.event is not None:
            uid = self.event.raw("UID") or self.event.text("SUMMARY")[:60] or "an event"
            self.document.problem("ical.bad-event", f"{uid}: not closed by END:VEVENT")
        self.event, self.zone, self.skipped = None, None, []

    def _end(self, line: Line) -> None:
        if line.value == "VEVENT":
            if self.event is not None and self.event.lines:
                self.calendar.events.append(self.event)
            self.event, self.skipped = None, []
        elif line.value == "VCALENDAR":
            self._close_unfinished()
            self.open = False
        elif self.zone is not None:
            self.zone.append(line)
            if line.value == "VTIMEZONE":
                tzid = next((one.value.strip() for one in self.zone if one.name == "TZID"), "")
                self.calendar.timezones.setdefault(tzid, "\r\n".join(map(str, self.zone)) + "\r\n")
                self.zone = None
        elif self.skipped and line.value in self.skipped:
            del self.skipped[self.skipped.index(line.value) :]

    def _property(self, line: Line) -> None:
        if self.event is not None:
            self.event.add(line)
        elif self.zone is not None:
            self.zone.append(line)
        elif self.open:
            self.calendar.properties.add(line)
