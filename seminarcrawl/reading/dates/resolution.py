"""From a printed day and hours to a moment: the year, the zone, the gaps and folds of summer time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates.model import Day, Hours, When
from seminarcrawl.reading.recall import recalled
from seminarcrawl.reading.zones import printed_zone, zone_info

_HALF_YEAR = 183  # days
_SURELY_NEAREST = 175  # days, in months of 31, that are less than half a year
_DAY = 24 * 60  # minutes
_CLOCKS = [f"{minutes // 60:02}:{minutes % 60:02}:00" for minutes in range(_DAY)]
_LONGEST_EVENT = 14  # days that one event with hours may last
_WRAP = 120  # days that a schedule must jump back for a new year to have begun


def resolve(day: Day, hours: Hours | None, context: Context) -> When:
    """Year, zone and offset worked out: printed zone, then the context's zone, then none.

    With hours but no zone at all, `start` is the date alone (an hour nowhere is no moment). The text
    is left empty.
    """
    when = When(None, None, None, "", [], [])
    year, weekday = day.year, day.weekday
    if year is None:
        year, _ = infer_year(day, context)
        when.inferred.append("start.year")
    try:
        first = date(year, day.month, day.day)
    except ValueError:  # 29 February of a year that has none
        if weekday is not None:
            when.flags.append("weekday-contradicts")
        return when
    if weekday is not None and first.weekday() != weekday:
        when.flags.append("weekday-contradicts")
    home = zone_info(context.timezone)
    when.timezone = home.key if home else None
    zone: tzinfo | None = home
    if hours is not None and hours.zone:
        zone = printed_zone(hours.zone, context.timezone) or home
    if hours is None or zone is None:
        when.start = first.isoformat()
        last = _last_day(day, first) or first
        when.end = last.isoformat() if last > first else None
        return when
    if home is None and hours.zone:
        when.timezone = getattr(zone, "key", None)
    if hours.assumed:
        when.inferred.append("start.meridiem")
    last = first if day.until is None and day.last is None else _last_day(day, first) or first
    if last is not first and (last - first).days > _LONGEST_EVENT:
        last = first  # "Thursdays, Oct 15 - Dec 3, 2-3pm"
    when.start, when.end = _moments(first, last, hours, zone, home, when.flags)
    when.inferred += [f"start.{flag}" for flag in when.flags if flag.startswith("dst-")]
    return when


def _moments(
    first: date, last: date, hours: Hours, zone: tzinfo, home: tzinfo | None, flags: list[str]
) -> tuple[str, str | None]:
    """Start and end: by their offset alone where they are on one day, near which no clock is changed."""
    start, end = hours.start, hours.end
    if last is first and start < _DAY > (end or 0) and (home is None or home is zone):
        offset = _steady_offset(zone, first.year, first.month, first.day >> 3)
        if offset is not None:
            day = first.isoformat()
            return f"{day}T{_CLOCKS[start]}{offset}", (
                None if end is None else f"{day}T{_CLOCKS[end]}{offset}"
            )
    return (
        _moment(first, start, zone, home, flags),
        None if end is None else _moment(last, end, zone, home, flags),
    )


def _moment(day: date, minutes: int, zone: tzinfo, home: tzinfo | None, flags: list[str]) -> str:
    """The wall-clock time of `zone` as ISO 8601, in the wall clock of `home` where that is another."""
    if minutes >= _DAY:
        day += timedelta(days=minutes // _DAY)
        minutes %= _DAY
    wall = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=zone)
    moment, flag = settle(wall, zone)
    if flag and flag not in flags:
        flags.append(flag)
    return (moment if home is None or home is zone else moment.astimezone(home)).isoformat()


@recalled(4096)
def _steady_offset(zone: tzinfo, year: int, month: int, week: int) -> str | None:
    """The offset of a zone ("+02:00") in the eight days of a month from day 8 · `week` on.

    None when the clocks are changed in them.
    """
    if not MINYEAR < year < MAXYEAR:
        return None
    first = datetime(year, month, 8 * week or 1, tzinfo=zone)
    offsets = {(first + timedelta(days=days)).utcoffset() for days in range(-1, 10)}
    return first.isoformat()[19:] if len(offsets) == 1 else None


def settle(moment: datetime, zone: tzinfo) -> tuple[datetime, str | None]:
    """A wall-clock time of `zone`, and "dst-gap" or "dst-fold" where the clocks were changed.

    A time that does not exist is shifted forward by the gap; of one that exists twice the first is meant.
    """
    before, after = moment.utcoffset(), moment.replace(fold=1).utcoffset()
    if before == after or before is None or after is None:
        return moment, None
    if before < after:  # the clocks go forward over this time
        return moment.astimezone(UTC).astimezone(zone), "dst-gap"
    return moment, "dst-fold"


def _last_day(day: Day, first: date) -> date | None:
    if day.last is not None:
        return day.last
    if day.until is None:
        return None
    month, number = day.until
    try:
        return date(first.year + ((month, number) < (first.month, first.day)), month, number)
    except ValueError:
        return None


def localize(moment: datetime, timezone: str | None) -> str:
    """An aware datetime as ISO 8601 in the wall-clock of `timezone` (unchanged offset when None or unknown).

    Raises ValueError when `moment` is naive.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without an offset cannot be localized")
    zone = zone_info(timezone)
    return (moment.astimezone(zone) if zone else moment).isoformat()


# Years


def _weekday(day: Day, year: int) -> int | None:
    try:
        return date(year, day.month, day.day).weekday()
    except ValueError:
        return None


def _distance(day: Day, year: int, today: date) -> int:
    """Days between `today` and the day in that year; the day of 29 February counts as 1 March."""
    try:
        return abs((date(year, day.month, day.day) - today).days)
    except ValueError:
        return 100_000


def infer_year(day: Day, context: Context) -> tuple[int, bool]:
    """The year a day without one is in, and whether its weekday (if printed) agrees with it.

    Candidates are the heading's year and its neighbours, else the year of the fetch and its
    neighbours, nearest first; the first whose weekday matches wins, else the nearest.
    """
    today = context.fetched_at.date()
    candidates = _candidates(day, context, today)
    if day.weekday is None:
        return candidates[0], True
    for year in candidates:
        if _weekday(day, year) == day.weekday:
            return year, True
    return candidates[0], False


def _candidates(day: Day, context: Context, today: date) -> list[int]:
    if context.year is not None:
        years = [context.year, context.year + 1, context.year - 1]
    else:
        around = (today.year - 1, today.year, today.year + 1)
        ahead = (day.month - today.month) * 31 + day.day - today.day  # days, nearly
        if 0 < abs(ahead) < _SURELY_NEAREST:
            years = [today.year, around[0 if ahead > 0 else 2], around[2 if ahead > 0 else 0]]
        else:
            years = sorted(around, key=lambda year: (_distance(day, year, today), year))
    if (day.month, day.day) == (2, 29):
        leap = [year for year in range(today.year - 4, today.year + 5) if _weekday(day, year) is not None]
        years = sorted(leap, key=lambda year: (year not in years, _distance(day, year, today)))
    return years


def infer_years(days: Sequence[Day], context: Context) -> list[Day]:
    """The days of one schedule with their years: in order, its dates only rise or only fall.

    A jump from December to January is a new year. Of all years the schedule may begin in, the one
    that agrees with most printed years and weekdays, then with the heading's year, then nearest to
    the fetch. Printed years are kept as they are.
    """
    if not days or all(day.year is not None for day in days):
        return list(days)
    shifts = _shifts(days)
    today = context.fetched_at.date()
    start = min(range(today.year - 30, today.year + 4), key=lambda year: _cost(days, shifts, year, context))
    return [
        day if day.year is not None else replace(day, year=_existing(day, start + shift))
        for day, shift in zip(days, shifts, strict=True)
    ]


def _existing(day: Day, year: int) -> int | None:
    return year if _weekday(day, year) is not None else None


def _shifts(days: Sequence[Day]) -> list[int]:
    """How many years after (or before) the first each day lies."""
    ordinals = [day.month * 31 + day.day for day in days]
    steps = [later - earlier for earlier, later in pairwise(ordinals)]
    rises = sum(step > 0 for step in steps) - sum(step < 0 for step in steps)
    direction = 1 if rises >= 0 else -1
    shifts = [0]
    for step in steps:
        wraps = step * direction < -_WRAP
        shifts.append(shifts[-1] + (direction if wraps else 0))
    return shifts


def _cost(days: Sequence[Day], shifts: list[int], start: int, context: Context) -> tuple[int, int, int, int]:
    today = context.fetched_at.date()
    wrong_years = wrong_weekdays = 0
    weekdays = any(day.weekday is not None and day.year is None for day in days)
    for day, shift in zip(days, shifts, strict=True):
        year = start + shift
        wrong_years += day.year is not None and day.year != year
        wrong_weekdays += day.year is None and day.weekday is not None and _weekday(day, year) != day.weekday
    years = [start + shift for shift in shifts]
    off_heading = 0 if context.year is None else min(abs(year - context.year) for year in years)
    distance = min(_distance(day, year, today) for day, year in zip(days, years, strict=True))
    # Weekdays repeat every five or six years: one match more must not make a far year win.
    far = max(0, min(abs(year - (context.year or today.year)) for year in years) - 1) if weekdays else 0
    return wrong_years * 3 + wrong_weekdays + far, off_heading, distance // _HALF_YEAR, distance
