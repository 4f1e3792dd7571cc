"""When an event is: DTSTART, DTEND, DURATION and their zones.

A zone is never guessed silently: a TZID is looked up by name, then in the calendar's own VTIMEZONE; what
neither knows is read in the source's zone and marked `start.zone` in `inferred`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.ical.components import Calendar, Component, params_of
from seminarcrawl.extractors.ical.repair import Line
from seminarcrawl.reading.dates import localize
from seminarcrawl.reading.dates.resolution import settle
from seminarcrawl.reading.zones import iana_zone

# What icalendar and dateutil raise on damaged input, besides ValueError (RELIABILITY: measured).
ICALENDAR_ERRORS = (
    ValueError, TypeError, AttributeError, LookupError, ArithmeticError, OSError, RecursionError,
    NotImplementedError,
)  # fmt: skip

FIRST_YEAR = 1990
_YEARS_AHEAD = 5
_MOST_ZONE_RULES = 400  # in all VTIMEZONE that a calendar uses: two centuries of two zones
_LONGEST_TALK = timedelta(days=40)
_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d{1,9})?\s?(Z|[+-]\d\d:?\d\d)?)?$", re.I
)
_MOMENT_AT_END = re.compile(r":(\d{8}(?:T\d{6}Z?)?)$")
_DURATION = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$", re.I
)
_MIDNIGHT = re.compile(r"T0000(?:00)?Z?$", re.I)
_ALL_DAY_FLAGS = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-LIVEWHALE-ALL-DAY", "X-FUNAMBOL-ALLDAY")


@dataclass(slots=True)
class EventTime:
    """Start and end for a TalkItem, and how they were read. All None when no start could be read.

    `start` and `end` are ISO 8601 with offset, or a date alone. `when` is DTSTART as written.
    """

    start: str | None = None
    end: str | None = None
    timezone: str | None = None
    when: str = ""
    inferred: list[str] = field(default_factory=list)

    @property
    def is_day(self) -> bool:
        """Whether a day is known but no hour."""
        return self.start is not None and len(self.start) == 10


class Clock:
    """Reads the times of one calendar's events. `home` is the zone its floating and UTC times belong to."""

    def __init__(self, calendar: Calendar, document: Document) -> None:
        self.document = document
        self.context = document.context
        self.timezones = calendar.timezones
        self._custom: dict[str, tzinfo | None] = {}
        self._rules_read = 0
        self.home = _stated_zone(calendar) or self.context.timezone

    def read(self, event: Component) -> EventTime:
        """The event's time. What cannot be read is reported (`ical.bad-event`) and stays in `when`."""
        line = event.first("DTSTART")
        if line is None:
            return EventTime()
        result = EventTime(when=_as_written(line))
        start = self.moment(line, result)
        if start is None or not self._is_plausible(start):
            self.document.problem(
                "ical.bad-event", f"{event.raw('UID') or 'an event'}: DTSTART {line.value[:40]!r}"
            )
            return EventTime(when=result.when)
        end = self._end(event, start)
        if _is_whole_day(event, line, start, end):
            start, end = _day(start), _day(end) if end is not None else None
        if isinstance(start, datetime):
            home = self._home(event, result, start)
            result.start, result.timezone = localize(start, home), home
            if isinstance(end, datetime) and start < end < start + _LONGEST_TALK:
                result.end = localize(end, home)
        else:
            result.start, result.timezone = start.isoformat(), self.home
            # DTEND of days is exclusive; some producers repeat DTSTART.
            last = end - timedelta(days=1) if isinstance(end, date) else start
            result.end = last.isoformat() if start < last < start + _LONGEST_TALK else None
        return result

    def moment(self, line: Line, result: EventTime | None = None) -> datetime | date | None:
        """A line's value as a date or an aware datetime; `result` is told the zone. None if unreadable."""
        value = line.value.strip()
        match = _MOMENT.match(value) or _MOMENT.match(_tail(line))
        if match is None:
            return None
        year, month, day, hour, minute, second, offset = match.groups()
        try:
            the_day = date(int(year), int(month), int(day))
            if hour is None:
                return the_day
            if int(hour) > 24:
                return None
            naive = datetime.combine(the_day, time()) + timedelta(  # T240000 is the next day's midnight
                hours=int(hour), minutes=int(minute), seconds=int(second or 0)
            )
            zone = self._zone(line, offset, result)
            aware, flag = settle(naive.replace(tzinfo=zone), zone)
        except (ValueError, OverflowError):
            return None
        if flag and result is not None:
            result.inferred.append(f"start.{flag}")
        return aware

    def _zone(self, line: Line, offset: str | None, result: EventTime | None) -> tzinfo:
        """The zone of a local time: its own offset, its TZID, the home zone; UTC when there is none."""
        if offset:
            return UTC if offset.upper() == "Z" else datetime.strptime(offset, "%z").tzinfo or UTC
        tzid = params_of(line).get("TZID", "")
        name = zone_named(tzid) if tzid else self.home
        if name:
            if result is not None and tzid:
                result.timezone = name
            return ZoneInfo(name)
        custom = self._custom_zone(tzid) if tzid else None
        if custom is not None:
            return custom
        if result is not None:
            result.inferred.append("start.zone")
        return ZoneInfo(self.home) if self.home else UTC

    def _custom_zone(self, tzid: str) -> tzinfo | None:
        """The zone that the calendar's own VTIMEZONE describes."""
        if tzid not in self._custom:
            self._custom[tzid] = None
            self._rules_read += self.timezones.get(tzid, "").count("BEGIN:")
            if self._rules_read > _MOST_ZONE_RULES:
                self.document.problem("ical.bad-timezone", f"VTIMEZONE {tzid[:60]!r}: too many rules")
                return None
            try:
                parsed: Any = icalendar.Timezone.from_ical(self.timezones[tzid])
                self._custom[tzid] = parsed.to_tz(lookup_tzid=False)
            except ICALENDAR_ERRORS:
                if tzid in self.timezones:
                    self.document.problem("ical.bad-timezone", f"VTIMEZONE {tzid[:60]!r} cannot be read")
        return self._custom[tzid]

    def _home(self, event: Component, result: EventTime, start: datetime) -> str | None:
        """The zone to report an event in: its own, unless that is no place."""
        stated = zone_named(event.raw("X-LIVEWHALE-TIMEZONE")) or result.timezone
        if not stated or _is_utc(stated):
            return self.home
        # A Windows name fixes the rules, not the city: the source's own city is better where it keeps them.
        line = event.first("DTSTART")
        is_place = line is not None and "/" in params_of(line).get("TZID", "/")
        source = self.context.timezone
        return stated if is_place or not source or not _agree(stated, source, start) else source

    def _end(self, event: Component, start: datetime | date) -> datetime | date | None:
        line = event.first("DTEND")
        if line is not None:
            end = self.moment(line)
            return end if isinstance(end, datetime) == isinstance(start, datetime) else None
        match = _DURATION.match(event.raw("DURATION"))
        if match is None:
            return None
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        try:
            return start + length if length else None
        except OverflowError:
            return None

    def _is_plausible(self, start: datetime | date) -> bool:
        return FIRST_YEAR <= start.year <= self.context.fetched_at.year + _YEARS_AHEAD


def zone_named(name: str) -> str | None:
    """`iana_zone`, with None for an empty name."""
    return iana_zone(name) if name else None


def _stated_zone(calendar: Calendar) -> str | None:
    """The zone the calendar states for itself; UTC is how it was written, not where it is."""
    for name in ("X-WR-TIMEZONE", "TIMEZONE-ID", "X-PUBLISHED-TIMEZONE"):
        zone = zone_named(calendar.properties.raw(name))
        if zone and not _is_utc(zone):
            return zone
    return None


def _is_utc(zone: str) -> bool:
    return zone.upper() in {"UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT", "ETC/UCT", "UCT", "ZULU", "UNIVERSAL"}


def _agree(one: str, other: str, moment: datetime) -> bool:
    """Whether two zones have the same offset half a year before, at, and after a moment."""
    half = timedelta(days=182)
    return all(
        (moment + shift).astimezone(ZoneInfo(one)).utcoffset()
        == (moment + shift).astimezone(ZoneInfo(other)).utcoffset()
        for shift in (-half, timedelta(), half)
    )


def _tail(line: Line) -> str:
    """A date after parameters that hold an unquoted colon."""
    match = _MOMENT_AT_END.search(f"{line.params}:{line.value}".strip()[-40:])
    return match[1] if match else ""


def _as_written(line: Line) -> str:
    tzid = params_of(line).get("TZID")
    return f"{line.value.strip()} {tzid}" if tzid else line.value.strip()


def _is_whole_day(event: Component, line: Line, start: datetime | date, end: datetime | date | None) -> bool:
    """Whether an hour is only a placeholder: all-day flags, midnight to midnight, 00:00 to 23:59."""
    if not isinstance(start, datetime):
        return False
    if any(event.raw(flag).upper() in {"TRUE", "1", "YES"} for flag in _ALL_DAY_FLAGS):
        return True
    if not _MIDNIGHT.search(line.value.strip()):
        return False
    if not isinstance(end, datetime) or end == start:
        return True
    minutes = (end - start) / timedelta(minutes=1) % (24 * 60)
    return minutes == 0 or minutes >= 24 * 60 - 1


def _day(moment: Any) -> date:
    """The day of a moment in its own zone."""
    return moment.date() if isinstance(moment, datetime) else moment
