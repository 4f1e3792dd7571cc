"""When a record's talk is: machine-written moments and printed ones, put together from several keys.

A record may state one moment twice (`start`, `start_utc`, `date` and `time`, a Unix number). Each value is
read into a `Moment`; `compose` then takes the day from the surest key that has one and the hours from the
surest that has those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from seminarcrawl.reading import dates
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Day, Hours, When
from seminarcrawl.reading.zones import iana_zone, printed_zone, zone_info

_ISO = re.compile(
    r"(\d{4})([-/.]?)(\d\d)\2(\d\d)"
    r"(?:[T ,]{1,3}(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?"
    r"[ ]?(Z|z|UTC|GMT|[+-]\d\d:?\d\d)?(?:\[[\w/+-]{1,40}\])?)?"
)
_CLOCK = re.compile(
    r"(\d{1,2})(?::(\d\d))?(?::\d\d)?(?:[ ]?(?:-|–|—|to|bis|à)[ ]?(\d{1,2}):(\d\d)(?::\d\d)?)?"
)
_UNIX = re.compile(r"\d{9,10}(?:\.\d{1,6})?|\d{12,13}")
_RFC822 = re.compile(r"(?:[A-Za-z]{3},\s)?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d\d:\d\d")
_MINUTES = re.compile(r"(\d{1,3})\s{0,3}(?:min\w{0,5}|['′])?")
_HOURS_LONG = re.compile(r"(\d(?:[.,]\d)?)\s{0,3}(?:h|hr|hrs|hours?|std|stunden?|heures?|ore|horas?)", re.I)
_MOST_LEFT = 2  # letters beside a date and hour that still say nothing more: "at"
_DAY_MINUTES = 24 * 60
_OPEN_END = _DAY_MINUTES - 1  # 23:59 is how software writes that no end is known


@dataclass(frozen=True, slots=True)
class Moment:
    """One value read: any part may be missing. `zone` is a fixed offset that the value itself states.

    `exact` is False for hours that stand at midnight sharp, which software writes when no hour is known.
    `day` is None when `printed` (a day in words, perhaps without a year) holds it.
    """

    day: date | None = None
    start: int | None = None
    end: int | None = None
    zone: timezone | None = None
    printed: Day | None = None
    hours: Hours | None = None
    text: str = ""
    seconds: int = 0

    @property
    def has_day(self) -> bool:
        """Whether the value states a day, in figures or in words."""
        return self.day is not None or self.printed is not None

    @property
    def has_hours(self) -> bool:
        """Whether the value states an hour (midnight sharp is none)."""
        return bool(self.start) or self.hours is not None


def is_only_when(text: str, context: Context) -> bool:
    """Whether a text says when and nothing else: "6th October 2026, 4pm"."""
    text = " ".join(text.split())
    if not text or len(text) > 80 or not dates.find_days(text, context):
        return False
    left = list(text)
    for found in [*dates.find_days(text, context), *dates.find_hours(text, context)]:
        left[found.start : found.end] = " " * (found.end - found.start)
    return sum(character.isalnum() for character in left) <= _MOST_LEFT


def read_moment(text: str, context: Context) -> Moment | None:
    """The moment that one value states, alone or as day and hours; None when it states none."""
    text = " ".join(text.split())
    if not text or len(text) > 300:
        return None
    return _read_machine(text) or _read_clock(text) or _read_printed(text, context)


def _read_machine(text: str) -> Moment | None:
    """ISO 8601 in its usual spellings, RFC 822, and Unix seconds or milliseconds."""
    if match := _ISO.fullmatch(text):
        return _from_iso(match, text)
    if _UNIX.fullmatch(text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) > 10 else 1)
        return _from_datetime(datetime.fromtimestamp(seconds, UTC), text)
    if _RFC822.match(text):
        try:
            return _from_datetime(parsedate_to_datetime(text), text)
        except ValueError:
            return None
    return None


def _from_iso(match: re.Match[str], text: str) -> Moment | None:
    year, separator, month, day, hour, minute, second, zone = match.groups()
    if not separator and not 1950 < int(year) < 2200:
        return None
    try:
        printed = date(int(year), int(month), int(day))
        clock = time(int(hour), int(minute), int(second or 0)) if hour else None
    except ValueError:
        return None
    if clock is None:
        return Moment(printed, text=text)
    return Moment(
        printed, clock.hour * 60 + clock.minute, None, _offset(zone), text=text, seconds=clock.second
    )


def _offset(text: str | None) -> timezone | None:
    """`Z`, `+02:00` or `-0700` as a fixed offset."""
    if not text:
        return None
    if text.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    digits = text[1:].replace(":", "")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return timezone(-span if text[0] == "-" else span) if span < timedelta(hours=24) else None


def _from_datetime(moment: datetime, text: str) -> Moment:
    zone = moment.tzinfo if isinstance(moment.tzinfo, timezone) else None
    minutes = moment.hour * 60 + moment.minute
    return Moment(moment.date(), minutes, None, zone, text=text, seconds=moment.second)


def _read_clock(text: str) -> Moment | None:
    """`14:00`, `14:00:00`, `14:00 - 15:00`, and a bare `14` between 7 and 22."""
    match = _CLOCK.fullmatch(text)
    if not match:
        return None
    hour, minute, last, last_minute = (int(part) if part else None for part in match.groups())
    if hour is None or hour > 23 or (minute is None and not (7 <= hour <= 22 and last is None)):
        return None
    if hour < 8 and not text.startswith("0"):
        return None  # 4:00 - 5:00: the date grammar knows about afternoons
    end = last * 60 + (last_minute or 0) if last is not None and last < 24 else None
    return Moment(start=hour * 60 + (minute or 0), end=end, text=text)


def _read_printed(text: str, context: Context) -> Moment | None:
    """What the date grammar reads: a day, hours, or both."""
    days = dates.find_days(text, context)
    hours = dates.find_hours(text, context)
    day = days[0].value if days else None
    clock = hours[0].value if hours else None
    printed = day if isinstance(day, Day) else None
    if printed is None and clock is None:
        return _read_rarely(text, context)
    return Moment(printed=printed, hours=clock if isinstance(clock, Hours) else None, text=text)


def _read_rarely(text: str, context: Context) -> Moment | None:
    """What only the general parsers behind our grammar read."""
    when = dates.read_when(text, context)
    if when is None or when.start is None:
        return None
    return _read_machine(when.start)


@dataclass(frozen=True, slots=True)
class Stated:
    """The moments of a record by the role of their keys, surest first within a role."""

    start: tuple[Moment, ...] = ()
    end: tuple[Moment, ...] = ()
    date: tuple[Moment, ...] = ()
    time: tuple[Moment, ...] = ()
    when: tuple[Moment, ...] = ()
    duration: int | None = None
    zone: str | None = None
    offset: timezone | None = None
    all_day: bool = False
    utc_is_local: bool = False


def compose(stated: Stated, context: Context) -> When | None:
    """The record's start and end; None when no key states a day.

    A zone key makes naive values local to it; `utc_is_local` reads a `Z` as the institution's own clock
    (Jekyll and Hugo write it without meaning it). Midnight without a later end is a day without an hour.
    """
    days = [m for m in (*stated.start, *stated.when, *stated.date) if m.has_day]
    if not days:
        return None
    stated, context = _in_stated_zone(stated, context)
    first = _best_day(days)
    text = _words(first, stated)
    if stated.all_day:
        return _day_only(first, context, text)
    hours = _hours(first, stated)
    if hours is None:
        return _day_only(first, context, text)
    when = _with_hours(first, hours, stated, context)
    when.text = text
    return when


def _in_stated_zone(stated: Stated, context: Context) -> tuple[Stated, Context]:
    """The zone key's zone: an IANA name replaces the source's, `UTC+2` is an offset for naive values."""
    if not stated.zone:
        return stated, context
    zone = iana_zone(stated.zone)
    if zone:
        return stated, context.but(timezone=zone)
    fixed = printed_zone(stated.zone, context.timezone)
    if isinstance(fixed, timezone) and stated.offset is None:
        return replace(stated, offset=fixed), context
    return stated, context


def _best_day(days: list[Moment]) -> Moment:
    """The surest value with a day; among equals of one day, the one that states its offset and hour."""
    first = days[0]
    same = [m for m in days if m.day is not None and m.day == first.day and m.has_hours]
    return first if first.has_hours or not same else same[0]


def _words(first: Moment, stated: Stated) -> str:
    """The source's own words for the whole."""
    if first.has_hours:
        return first.text
    clock = next((m for m in (*stated.time, *stated.start) if m.has_hours and not m.has_day), None)
    return f"{first.text} {clock.text}" if clock else first.text


def _day_only(first: Moment, context: Context, text: str) -> When:
    if first.printed is not None:
        when = dates.resolve(first.printed, None, context)
        when.text = text
        return when
    assert first.day is not None  # noqa: S101 - compose passes only moments with a day
    local = first.day
    if first.zone is not None and first.start and context.timezone:
        moment = datetime.combine(first.day, datetime.min.time(), first.zone) + timedelta(minutes=first.start)
        local = date.fromisoformat(dates.localize(moment, context.timezone)[:10])
    return When(local.isoformat(), timezone=context.timezone, text=text)


def _hours(first: Moment, stated: Stated) -> Moment | None:
    """The value that gives the hours: the day's own, else a time key's, else a start key's."""
    if first.has_hours:
        return first
    for moment in (*stated.time, *stated.start, *stated.when, *stated.date):
        if moment.has_hours and (not moment.has_day or moment.day == first.day):
            return moment
    if first.start == 0 and any(_is_same_night(first, end) for end in stated.end):
        return first
    return None


def _is_same_night(start: Moment, end: Moment) -> bool:
    """Whether `end` makes a start at midnight sharp a true one: a few hours later, not at midnight."""
    return end.day == start.day and bool(end.start) and (end.start or 0) <= 6 * 60


def _with_hours(first: Moment, clock: Moment, stated: Stated, context: Context) -> When:
    zone = clock.zone or (first.zone if first.start else None) or stated.offset
    if zone is UTC and stated.utc_is_local and context.timezone:
        zone = None
    begin, end = _span(clock, stated)
    if zone is not None and first.day is not None and begin is not None:
        return _fixed(first.day, begin, end, zone, context)
    day = first.printed or _figures(first.day)
    hours = clock.hours or Hours(begin or 0, end)
    if hours.end is None and end is not None and end > hours.start:
        hours = Hours(hours.start, end, hours.zone, hours.assumed)
    when = dates.resolve(day, hours, context)
    if clock.zone is UTC and zone is None and "start.zone" not in when.inferred:
        when.inferred.append("start.zone")
    return when


def _figures(day: date | None) -> Day:
    assert day is not None  # noqa: S101 - a moment with a day has it in figures or in words
    return Day(day.month, day.day, day.year)


def _span(clock: Moment, stated: Stated) -> tuple[int | None, int | None]:
    """Start and end in minutes after the start day's midnight, in the clock's own zone."""
    begin = clock.start if clock.hours is None else clock.hours.start
    end = clock.end if clock.hours is None else clock.hours.end
    if begin is None or end is not None:
        return begin, end
    for moment in stated.end:
        last = moment.start if moment.hours is None else moment.hours.start
        if last is None or (moment.zone is None) != (clock.zone is None):
            continue
        days = (moment.day - clock.day).days if moment.day and clock.day else 0
        shift = _shift(moment.zone, clock.zone)
        last += days * _DAY_MINUTES + shift
        if begin < last <= begin + _DAY_MINUTES and last != _OPEN_END:
            return begin, last
    return begin, begin + stated.duration if stated.duration else None


def _shift(zone: timezone | None, reference: timezone | None) -> int:
    """Minutes to add to a clock of `zone` to show that of `reference`."""
    if zone is None or reference is None:
        return 0
    difference = (reference.utcoffset(None) or timedelta()) - (zone.utcoffset(None) or timedelta())
    return int(difference.total_seconds() // 60)


def _fixed(day: date, begin: int, end: int | None, zone: timezone, context: Context) -> When:
    """A moment whose offset is stated, shown on the institution's clock."""
    midnight = datetime.combine(day, datetime.min.time(), zone)
    start = dates.localize(midnight + timedelta(minutes=begin), context.timezone)
    stop = dates.localize(midnight + timedelta(minutes=end), context.timezone) if end else None
    if start[11:16] == "00:00" and (stop is None or stop[11:16] in {"00:00", "23:59"}):
        return When(start[:10], timezone=context.timezone)  # a whole day, written as an instant
    return When(start, stop, context.timezone)


def read_duration(text: str) -> int | None:
    """Minutes in `50`, `50 min`, `2h`, `1.5 hours`; None when it is something else."""
    text = text.strip()
    if match := _HOURS_LONG.fullmatch(text):
        return int(float(match.group(1).replace(",", ".")) * 60)
    if (match := _MINUTES.fullmatch(text)) and 10 <= int(match.group(1)) <= 480:
        return int(match.group(1))
    return None


def read_offset(text: str) -> timezone | None:
    """`-0700`, `+02:00` or seconds such as `-25200` as a fixed offset."""
    text = text.strip()
    if re.fullmatch(r"[+-]\d\d:?\d\d", text):
        return _offset(text)
    if re.fullmatch(r"[+-]?\d{4,5}", text) and abs(int(text)) <= 50_400 and int(text) % 900 == 0:
        return timezone(timedelta(seconds=int(text)))
    return None


def with_offset(text: str, zone: str) -> str:
    """`2026-10-02 13:00:00` with the offset that a named zone has then; any other text as it is."""
    place = zone_info(zone)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if place is None or moment.tzinfo else moment.replace(tzinfo=place).isoformat()


def moments(texts: Iterable[str], context: Context) -> tuple[Moment, ...]:
    """The moments that these values state, in their order."""
    return tuple(moment for text in texts if (moment := read_moment(text, context)))
