"""Recurring events: their single dates in a bounded window, with overrides and exceptions applied.

An instance has the UID of its series and its own RECURRENCE-ID. Rules that could not be expanded in
bounded time are refused before anything is expanded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.ical.components import Calendar, Component, params_of
from seminarcrawl.extractors.ical.repair import Line
from seminarcrawl.extractors.ical.times import FIRST_YEAR, ICALENDAR_ERRORS, zone_named

DAYS_BACK = 30
DAYS_AHEAD = 400
MOST_OCCURRENCES = 400
_MOST_BY_VALUES = 60
_MOST_EXDATES = 2000
_MOST_EFFORT = 10_000  # repetitions in one calendar, or what costs as much
_EFFORT_OF_SERIES = 10
_EFFORT_OF_ZONE_RULE = 20
_UNTIL = re.compile(r"UNTIL=(\d{8})")
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


@dataclass(slots=True)
class Occurrence:
    """One date of an event: the component that states it, and which instance of a series it is.

    `recurrence` is "" for an event that does not recur; `is_master` marks what is repeated from the
    series itself, `master` the series' own component.
    """

    event: Component
    recurrence: str = ""
    master: Component | None = None

    @property
    def is_repeated(self) -> bool:
        """Whether the instance only repeats its series' own text."""
        return self.master is not None and same_text(self.event, self.master)


def occurrences(calendar: Calendar, document: Document, home: str | None) -> list[Occurrence]:
    """All events of a calendar in their order, recurring ones expanded where they first stand.

    Overrides (RECURRENCE-ID) are kept whenever they are: each is written by hand. Plain repetitions are
    given from 30 days before the fetch to 400 days after it, 400 at most. `home` is the zone of
    floating times.
    """
    groups: dict[str, list[Component]] = {}
    for event in calendar.events:
        groups.setdefault(event.raw("UID"), []).append(event)
    repeating = {uid for uid, group in groups.items() if uid and any(map(_repeats, group))}
    found: list[Occurrence] = []
    done: set[str] = set()
    effort = 0
    for event in calendar.events:
        uid = event.raw("UID")
        if uid not in repeating:
            found.append(Occurrence(event, event.raw("RECURRENCE-ID")))
        elif uid not in done:
            done.add(uid)
            series = _Series(groups[uid], calendar, home)
            expanded = _expanded(series, document, may_repeat=effort < _MOST_EFFORT)
            effort += len(expanded) + series.effort
            found += expanded
    return found


def same_text(one: Component, other: Component) -> bool:
    """Whether two events say the same but for their time."""
    return one is other or all(_same_value(one, other, name) for name in ("SUMMARY", "DESCRIPTION"))


def _same_value(one: Component, other: Component, name: str) -> bool:
    """Whether a property says the same in both, however it is escaped."""
    return one.raw(name) == other.raw(name) or one.text(name) == other.text(name)


def _repeats(event: Component) -> bool:
    return bool(event.raw("RRULE") or event.raw("RDATE"))


class _Series:
    """The events of one recurring UID, and the zones they are written in."""

    def __init__(self, group: list[Component], calendar: Calendar, home: str | None) -> None:
        self.master = next(event for event in group if _repeats(event))
        self.overrides = [event for event in group if event.raw("RECURRENCE-ID")]
        self.timezones = calendar.timezones
        self.home = home

    @property
    def effort(self) -> int:
        """What reading the rules costs, as so many repetitions."""
        zones = {params_of(line).get("TZID", "") for line in self.master.lines if line.name in _RULE_LINES}
        rules = sum(self.timezones[zone].count("BEGIN:") for zone in zones if zone in self.timezones)
        return _EFFORT_OF_SERIES + _EFFORT_OF_ZONE_RULE * rules

    def between(self, start: datetime, stop: datetime) -> list[Any]:
        """The repetitions that no override replaces, as icalendar events."""
        lines = [self._zoned(line) for line in self.master.lines if line.name in _RULE_LINES]
        replaced = {line for event in self.overrides for line in event.all("RECURRENCE-ID")}
        lines += [self._zoned(line._replace(name="EXDATE")) for line in sorted(replaced)[:_MOST_EXDATES]]
        tzids = {params_of(line).get("TZID", "") for line in lines}
        zones = "".join(zone for tzid, zone in self.timezones.items() if tzid in tzids)
        text = "\r\n".join(["BEGIN:VEVENT", *map(str, lines), "END:VEVENT"])
        parsed = icalendar.Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{zones}{text}\r\nEND:VCALENDAR\r\n")
        return list(recurring_ical_events.of(parsed).between(start, stop))[:MOST_OCCURRENCES]

    def _zoned(self, line: Line) -> Line:
        """A date line whose zone icalendar knows: IANA names where they are meant, `home` for none."""
        value = line.value.strip()
        if (
            line.name in ("RRULE", "UID", "DURATION")
            or value.upper().endswith("Z")
            or "T" not in value.upper()
        ):
            return line
        tzid = params_of(line).get("TZID", "")
        zone = zone_named(tzid) or (None if tzid in self.timezones else self.home)
        return line._replace(params=f"TZID={zone}") if zone else line


def _expanded(series: _Series, document: Document, *, may_repeat: bool = True) -> list[Occurrence]:
    """The occurrences of one series: its overrides, and its repetitions inside the window."""
    master = series.master
    found = [Occurrence(event, event.raw("RECURRENCE-ID"), master) for event in series.overrides]
    start = document.context.fetched_at - timedelta(days=DAYS_BACK)
    stop = document.context.fetched_at + timedelta(days=DAYS_AHEAD)
    refusal = _refusal(master)
    if not may_repeat and not refusal:
        document.too_many(f"{_MOST_EFFORT:,} repetitions")
    if refusal or not may_repeat or _has_ended(master, start):
        if refusal:
            document.problem("ical.bad-rule", f"{master.raw('UID')}: {refusal}")
        return [Occurrence(master), *found]
    repeated: list[Occurrence] = []
    try:
        for component in series.between(start, stop):
            moment = component["DTSTART"].dt
            stamp = moment.strftime("%Y%m%dT%H%M%S" if isinstance(moment, datetime) else "%Y%m%d")
            repeated.append(Occurrence(_with_time(master, component), stamp, master))
    except ICALENDAR_ERRORS as error:
        document.problem("ical.bad-rule", f"{master.raw('UID')}: {type(error).__name__}: {error}"[:200])
    if not repeated:
        repeated = [Occurrence(master)]  # all of it lies outside the window: the day it states
    return sorted([*repeated, *found], key=lambda one: one.event.raw("DTSTART"))


_RULE_LINES = frozenset(["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "UID"])


def _with_time(master: Component, component: Any) -> Component:
    """The master's component with the times of one repetition."""
    instance = Component()
    for line in master.lines:
        if line.name not in _RULE_LINES or line.name == "UID":
            instance.add(line)
    for name in ("DTSTART", "DTEND"):
        original = master.first(name) or master.first("DTSTART")
        moment = component.get(name)
        if moment is not None and original is not None:
            instance.add(_moved(original, name, moment.dt))
    return instance


def _moved(original: Line, name: str, moment: date | datetime) -> Line:
    """A date line like `original`, at another moment."""
    if not isinstance(moment, datetime):
        return Line(name, "VALUE=DATE", moment.strftime("%Y%m%d"))
    if original.value.strip().upper().endswith("Z"):
        return Line(name, "", moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))
    return Line(name, original.params, moment.strftime("%Y%m%dT%H%M%S"))


def _has_ended(master: Component, start: datetime) -> bool:
    """Whether every rule of a series ends before `start`."""
    ends = [_UNTIL.search(line.value) for line in master.all("RRULE")]
    day = start.strftime("%Y%m%d")
    return bool(ends) and not master.all("RDATE") and all(end is not None and end[1] < day for end in ends)


def _refusal(master: Component) -> str:
    """Why a series is not expanded; "" when it may be."""
    if len(master.all("RRULE")) > 3 or master.all("EXRULE"):
        return "more than one rule"
    if (
        sum(line.value.count(",") + 1 for name in ("EXDATE", "RDATE") for line in master.all(name))
        > _MOST_EXDATES
    ):
        return "too many dates"
    year = master.raw("DTSTART")[:4]
    if not year.isdecimal() or int(year) < FIRST_YEAR:
        return "no start to count from"
    return next((reason for line in master.all("RRULE") if (reason := _rule_refusal(line.value))), "")


def _rule_refusal(rule: str) -> str:
    parts = dict(part.split("=", 1) for part in rule.strip().upper().split(";") if "=" in part)
    if parts.get("FREQ") not in _FREQUENCIES:
        return f"FREQ={parts.get('FREQ')}"
    if not re.fullmatch(r"[1-9]\d{0,3}", parts.get("INTERVAL", "1")):
        return f"INTERVAL={parts['INTERVAL'][:20]}"
    if any(key.startswith("BY") and value.count(",") >= _MOST_BY_VALUES for key, value in parts.items()):
        return f"a BY list of more than {_MOST_BY_VALUES} values"
    return "no day fits the rule" if _is_impossible(parts) else ""


def _is_impossible(parts: dict[str, str]) -> bool:
    """BYMONTHDAY=30 in February: dateutil would look for it until the year 9999."""
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
    days = [abs(int(d)) for d in parts.get("BYMONTHDAY", "").split(",") if d.lstrip("+-").isdecimal()]
    months = [int(m) for m in parts.get("BYMONTH", "").split(",") if m.isdecimal()]
    return bool(days and months) and all(day > longest.get(month, 31) for day in days for month in months)
