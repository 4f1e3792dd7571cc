"""Reading one text that says when: the day, the hours, which of several hours, how long."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from operator import attrgetter

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates.days import days_of, find_days
from seminarcrawl.reading.dates.fallback import fallback_when
from seminarcrawl.reading.dates.hours import hours_beside
from seminarcrawl.reading.dates.model import Day, Found, Hours, When
from seminarcrawl.reading.dates.resolution import resolve
from seminarcrawl.reading.dates.tokens import LONGEST_TEXT, may_hold_a_number, tokenize
from seminarcrawl.reading.dates.vocabulary import Vocabulary, vocabulary_for
from seminarcrawl.reading.zones import printed_zone

_ISO = re.compile(
    r"(?P<day>[12](?<![\d-][12])\d{3}-?\d{2}-?\d{2})(?:T|\s{1,2}(?=\d{2}:))(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?"
    r"(?:[.,]\d{1,9})?(?P<zone>\s?Z\b|\s?\+\d{2}:?\d{2}\b|(?<=T\d\d:\d\d)-\d\d:?\d\d\b|(?<=:\d\d:\d\d)\s?-\d\d:?\d\d\b)?(?!\d)"
)
_DURATION = re.compile(
    r"(?<![\d:.])(?:(?P<hours>\d{1,2})\s?(?:h(?:ours?|rs?)?|heures?|Stunden?|horas?|or[ae]|小时|小時|時間|시간)(?![a-z])"
    r"(?:\s?(?P<rest>\d{2})(?!\d)\s?(?:m(?:in)?\b)?)?"
    r"|(?P<minutes>\d{2,3})\s?(?:min(?:utes?|uten|utos|uti|s)?\b|mn\b|['’′](?!\w)|分钟|分鐘|분(?!\d)))",
    re.I,
)
_LONGEST_TALK = 600  # minutes
_DIGIT = re.compile(r"\d")
_start_of = attrgetter("start")
_CLAUSE = re.compile(r"[,;()\n|/]|\.\s|\s[-–—]\s")
_WORD = re.compile(r"[^\W\d_]++(?:-[^\W\d_]++)?")
_JOINS = re.compile(r"[-–—~〜→]|\b(?:to|until|till|bis|au|al|a|tot|do|по|до)\b", re.I)
_IN_BRACKETS = re.compile(r"\s{0,2}\(([^()]{1,30})\)")


def read_when(
    text: str, context: Context, *, hours: Hours | None = None, fallback: bool = True
) -> When | None:
    """The day (and hours) that `text` states as a whole; None when it states no day.

    `hours` are used when the text has a day but no hour (a series' usual slot). `fallback` lets
    dateparser and dateutil try what our grammar does not know.
    """
    if not may_hold_a_number(text):
        return None
    text = text[:LONGEST_TEXT]
    # The cheap test before the expression: a day's signs and an hour's, or all digits in one.
    may_be_iso = "T" in text or (":" in text and ("-" in text or text[:8].isdigit()))
    when = _read_iso(text, context) if may_be_iso and _ISO.search(text) else None
    if when is None:
        tokens, vocabulary = tokenize(text), vocabulary_for(context)
        days = days_of(tokens, vocabulary, context)
        if days:
            found = hours_beside(tokens, vocabulary, days, lenient=True)
            when = _read_days(text, context, days, found, hours)
        elif fallback:
            when = fallback_when(text, context)
    if when is None or when.start is None:
        return None
    when.text = " ".join(text.split())[:300]
    return when


def _read_iso(text: str, context: Context) -> When | None:
    """One or two ISO 8601 moments, which need no grammar: `2026-10-14T14:30:00+02:00`."""
    matches = list(_ISO.finditer(text))[:2]
    days = find_days(text, context)
    if any(not any(m.start() <= d.start < m.end() for m in matches) for d in days):
        return None
    moments = [_iso_parts(match) for match in matches]
    if moments[0] is None:
        return None
    day, start = moments[0]
    when = resolve(day, start, context)
    if len(moments) == 2 and moments[1] is not None:
        end = resolve(*moments[1], context)
        when.end = end.start if end.start and when.start and end.start > when.start else None
    elif len(matches) == 1:
        return _finish_iso(text, context, matches[0], day, start, when)
    return when


def _finish_iso(
    text: str, context: Context, match: re.Match[str], day: Day, start: Hours | None, when: When
) -> When | None:
    """Behind one ISO moment there may stand an end, a zone or a meridiem, which the grammar reads."""
    tail = text[match.end() :].strip()
    if not tail or match["zone"]:
        return when
    return None


def _iso_parts(match: re.Match[str]) -> tuple[Day, Hours | None] | None:
    digits = match["day"].replace("-", "")
    try:
        year, month, number = int(digits[:4]), int(digits[4:6]), int(digits[6:])
        moment = datetime(year, month, number, int(match["hour"]), int(match["minute"]))  # noqa: DTZ001
    except ValueError:
        return None
    zone = (match["zone"] or "").strip() or None
    minutes = moment.hour * 60 + moment.minute
    day = Day(moment.month, moment.day, moment.year)
    return day, None if minutes == 0 and not zone else Hours(minutes, None, zone)


def _read_days(
    text: str, context: Context, days: list[Found], found: list[Found], usual: Hours | None
) -> When:
    """The day that is the talk's with the hours that are, else with its usual hours."""
    if len(days) > 1:
        if _is_span(days, found, text):
            return _span(days, found, context)
        days, found = _choose_day(text, days, found, context)
    day = days[0].value
    assert isinstance(day, Day)  # noqa: S101 - find_days gives days only
    chosen, disagree = choose_hours(text, found, context)
    chosen = _with_duration(text, chosen, days, found) if chosen else usual
    when = resolve(day, chosen, context)
    if disagree:
        when.flags.append("zones-disagree")
    return when


def _choose_day(
    text: str, days: list[Found], found: list[Found], context: Context
) -> tuple[list[Found], list[Found]]:
    """The day that is no deadline and no date of publication, and the hours that stand beside it."""
    places = [day for i, day in enumerate(days) if not i or day.start >= days[i - 1].end]
    vocabulary = vocabulary_for(context)
    best = min(places, key=lambda day: _rank_of_day(text, places, day, vocabulary))
    index = places.index(best)
    until = places[index + 1].start if index + 1 < len(places) else len(text) + 1
    since = places[index - 1].end if index else 0
    behind = [hours for hours in found if best.end <= hours.start < until]
    around = [hours for hours in found if since <= hours.start < until]
    if len(places) == 1:
        behind = found
    return [best], around if index == 0 else behind


def _rank_of_day(text: str, places: list[Found], day: Found, vocabulary: Vocabulary) -> int:
    """2 for a day announced as something else ("register by"), else 1; 0 when announced as the talk's."""
    since = max((place.end for place in places if place.end <= day.start), default=0)
    before = _words(_CLAUSE.split(text[max(since, day.start - 40) : day.start])[-1])
    if before & vocabulary.other_days or before & vocabulary.side_events:
        return 2
    return 0 if before & vocabulary.main_events else 1


def is_other_day(text: str, day: Found, context: Context) -> bool:
    """Whether the word before a day makes it that of something else: "Deadline: 15 May", "register by"."""
    before = [word.lower() for word in _WORD.findall(text[max(0, day.start - 40) : day.start])]
    near = 2 if len(before) > 1 and len(before[-1]) <= 3 else 1  # "posted on"
    return not vocabulary_for(context).other_days.isdisjoint(before[-near:])


def _is_span(days: list[Found], found: list[Found], text: str) -> bool:
    """Whether two days with an hour each are the ends of one event: "3 June 14:00 – 5 June 12:00"."""
    second = next((d for d in days if d.start >= days[0].end), None)
    if second is None or len(found) != 2:
        return False
    if second.value == days[0].value:  # "Start: October 14, 4 PM End: October 14, 5 PM"
        return found[0].start < second.start < found[1].start
    between = text[days[0].end : second.start]
    return found[0].start < second.start < found[1].start and _JOINS.search(between) is not None


def _span(days: list[Found], found: list[Found], context: Context) -> When:
    second = next(d for d in days if d.start >= days[0].end)
    first_day, last_day = days[0].value, second.value
    first_hours, last_hours = found[0].value, found[1].value
    assert isinstance(first_day, Day) and isinstance(last_day, Day)  # noqa: S101, PT018
    assert isinstance(first_hours, Hours) and isinstance(last_hours, Hours)  # noqa: S101, PT018
    if first_day.year is None and last_day.year is not None:
        first_day = replace(first_day, year=last_day.year)
    when = resolve(
        first_day, replace(first_hours, end=None, zone=first_hours.zone or last_hours.zone), context
    )
    end = resolve(last_day, replace(last_hours, end=None), context)
    if when.start and end.start and len(end.start) == len(when.start) and end.start > when.start:
        when.end = end.start
    return when


def choose_hours(text: str, found: list[Found], context: Context) -> tuple[Hours | None, bool]:
    """Which of several hours is the talk's, and whether one instant in several zones disagrees.

    Hours labelled as tea or doors yield to those labelled as the talk, then to unlabelled ones; of
    one instant given in several zones, the source's own zone is taken.
    """
    if len(found) < 2:
        only = found[0].value if found else None
        return (only if isinstance(only, Hours) else None), False
    hours = [f.value for f in found if isinstance(f.value, Hours)]
    if len(hours) < 2:
        return (hours[0] if hours else None), False
    vocabulary = vocabulary_for(context)
    ranks = [_rank(text, found, index, vocabulary) for index in range(len(found))]
    best = min(ranks)
    kept = [value for value, rank in zip(hours, ranks, strict=True) if rank == best]
    zones = [value.zone for value in kept]
    if len(kept) > 1 and all(zones) and len(set(zones)) > 1:
        return _own_zone(kept, context)
    return kept[0], False


def _rank(text: str, found: list[Found], index: int, vocabulary: Vocabulary) -> int:
    """0: labelled as the talk; 1: not labelled; 2: labelled as something beside the talk."""
    start = found[index - 1].end if index else 0
    stop = found[index + 1].start if index + 1 < len(found) else len(text)
    before = _CLAUSE.split(text[max(start, found[index].start - 40) : found[index].start])[-1]
    behind = text[found[index].end : min(stop, found[index].end + 40)]
    bracket = _IN_BRACKETS.match(behind)  # "3:00 (tea), 3:30 (talk)"
    behind = bracket[1] if bracket else _CLAUSE.split(behind)[0]
    for words in (_words(before), _words(behind)):
        if words & vocabulary.side_events:
            return 2
        if words & vocabulary.main_events:
            return 0
    return 1


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _own_zone(kept: list[Hours], context: Context) -> tuple[Hours, bool]:
    """The one of several zones' hours that is the source's own; whether they are one instant at all."""
    day = context.fetched_at.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    instants = set()
    own = kept[0]
    for hours in kept:
        zone = printed_zone(hours.zone or "", context.timezone)
        if zone is None:
            continue
        if getattr(zone, "key", None) == context.timezone and own is kept[0]:
            own = hours
        moment = (day + timedelta(minutes=hours.start)).replace(tzinfo=zone)
        instants.add(int(moment.timestamp()) % 86_400)
    return own, len(instants) > 1


def _has_number_outside(text: str, days: list[Found], found: list[Found]) -> bool:
    """Whether a number stands in `text` besides those of its days and hours."""
    place = 0
    for one in sorted((*days, *found), key=_start_of):
        if one.start - place > 1 and _DIGIT.search(text, place, one.start):
            return True
        place = max(place, one.end)
    return _DIGIT.search(text, place) is not None


def _with_duration(text: str, hours: Hours, days: list[Found], found: list[Found]) -> Hours:
    """The end that a printed duration gives ("(1h)", "Duration: 50 min")."""
    if (
        hours.end is not None
        or len(text) < days[-1].end - days[0].start + found[-1].end - found[0].start + 4
        or not _has_number_outside(text, days, found)
    ):
        return hours
    for match in _DURATION.finditer(text):
        if any(f.start < match.end() and match.start() < f.end for f in (*days, *found)):
            continue
        minutes = int(match["minutes"] or 0) + 60 * int(match["hours"] or 0) + int(match["rest"] or 0)
        if 10 <= minutes <= _LONGEST_TALK:
            return replace(hours, end=hours.start + minutes)
    return hours
