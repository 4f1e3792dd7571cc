"""The day and the hours on lines of their own, in whatever pieces they were printed.

`Monday / June 17, / 2019 / 12:30 pm / (CET)` is one moment on five lines; `Fri 3 May, 16:00, Room 5` is a
moment and a place on one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from seminarcrawl.reading.announcement.abstract import is_running_text
from seminarcrawl.reading.announcement.lines import Line
from seminarcrawl.reading.announcement.notice import SHORT_LINE, Notice
from seminarcrawl.reading.announcement.remarks import read_remark
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Day, Found, Hours, find_days, find_hours, read_when, resolve
from seminarcrawl.reading.dates.when import is_other_day
from seminarcrawl.reading.places import place_likeness, read_place
from seminarcrawl.reading.zones import printed_zone

_LONGEST_RUN = 3000  # characters of neighbouring short lines read as one
_NEAR = 90  # characters between a day and the hours that belong to it
_BAR = re.compile(r"\s[·•|]\s")
_EDGES = " \t\n,;:.()[]-–—|@·•/"
_LONGEST_ZONE = 14
_PLACE = 0.5


def residue(text: str, context: Context) -> str:
    """The longest piece that is left of `text` after its days and hours; empty when nothing is left."""
    return max(pieces_beside(text, context), key=len, default="")


def residual_place(text: str, context: Context) -> str | None:
    """The place among the pieces that are left of `text` after its days and hours."""
    for piece in sorted(pieces_beside(text, context), key=place_likeness, reverse=True)[:1]:
        if place_likeness(piece) >= _PLACE:
            return read_place(piece).location
    return None


def pieces_beside(text: str, context: Context) -> list[str]:
    """What is left of `text` between and around its days and hours, in order."""
    gaps = (part for start, end in _gaps(text, context) for part in _BAR.split(text[start:end]))
    pieces = (part.strip(_EDGES) for part in gaps)
    return [_balanced(_without_connector(piece)) for piece in pieces if sum(c.isalnum() for c in piece) > 2]


def _gaps(text: str, context: Context) -> list[tuple[int, int]]:
    """The stretches of `text` between its days and hours."""
    found = sorted([*find_days(text, context), *find_hours(text, context)], key=lambda f: f.start)
    gaps, position = [], 0
    for one in found:
        gaps.append((position, one.start))
        position = max(position, one.end)
    return [*gaps, (position, len(text))] if found else []


def _without_connector(text: str) -> str:
    """`text` without one short lower-case word at its start that led to it ("in", "at", "h")."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.islower() and len(first) <= 3 and rest[:1].isupper() else text


def _balanced(text: str) -> str:
    """`text` with the closing bracket that trimming took."""
    return text + ")" if text.count("(") == text.count(")") + 1 else text


def read_when_lines(notice: Notice) -> None:
    """Read the moment from the unread short lines; what else stands on them stays to be read."""
    for run in _runs(notice.lines):
        if _read_run(notice, run):
            return


def _runs(lines: Sequence[Line]) -> Iterable[list[Line]]:
    """Neighbouring unread lines that are short enough to be pieces of a notice."""
    run: list[Line] = []
    length = 0
    for line in lines:
        fits = not line.role and len(line.text) <= SHORT_LINE and not is_running_text(line.text)
        if fits and length < _LONGEST_RUN:
            run.append(line)
            length += len(line.text)
            continue
        if run:
            yield run
        run, length = ([line], len(line.text)) if fits else ([], 0)
    if run:
        yield run


def _read_run(notice: Notice, run: list[Line]) -> bool:
    """Read a day (with hours near it) in a run of lines; whether there was one."""
    joined = " ".join(line.text for line in run)
    days = [
        f
        for f in find_days(joined, notice.context)
        if not _is_remark(run, f) and not is_other_day(joined, f, notice.context)
    ]
    hours = [f for f in find_hours(joined, notice.context) if not _is_remark(run, f)]
    if not days:
        if (
            hours
            and notice.hours is None
            and isinstance(hours[0].value, Hours)
            and _opens_line(run, hours[0])
        ):
            notice.hours = hours[0].value
        return False
    day = _fullest(next((d for d in days if _hours_near(d, hours)), days[0]), days, hours)
    near = _hours_near(day, hours)
    touched = _touched(run, [day, *([near] if near else [])])
    text = " ".join(line.text for line in touched)
    when = read_when(text, notice.context, hours=notice.hours, fallback=False)
    if when is None or not when.start:
        return False
    notice.put_when(when, text, "date on a line of its own")
    again = [line for other in _same_day(day, days) for line in _touched(run, [other])[:1]]
    _release(notice, touched + [line for line in again if not any(line is one for one in touched)])
    return True


def _fullest(day: Found, days: Sequence[Found], hours: Sequence[Found]) -> Found:
    """Of several mentions of `day` the one that stands nearest to its hours."""
    same = _same_day(day, days)
    near = [(abs(found.start - d.end), d.start, d) for d in same if (found := _hours_near(d, hours))]
    return min(near, key=lambda entry: entry[:2])[2] if near else day


def _same_day(day: Found, days: Sequence[Found]) -> list[Found]:
    """All mentions of `day`, itself among them."""
    wanted = day.value
    return [
        other
        for other in days
        if isinstance(other.value, Day)
        and isinstance(wanted, Day)
        and (other.value.month, other.value.day) == (wanted.month, wanted.day)
    ]


def _is_remark(run: list[Line], found: Found) -> bool:
    """Whether a date stands on a line that is about something else (registration, publication)."""
    return any(
        read_remark(line.text) in ("part", "registration", "contact") for line in _touched(run, [found])[:1]
    )


def _opens_line(run: list[Line], found: Found) -> bool:
    position = 0
    for line in run:
        if position <= found.start < position + len(line.text):
            return found.start - position <= 12
        position += len(line.text) + 1
    return False


def _hours_near(day: Found, hours: Sequence[Found]) -> Found | None:
    """The hours that belong to a day: the nearest after it, else the nearest before."""
    after = [h for h in hours if 0 <= h.start - day.end <= _NEAR]
    before = [h for h in hours if 0 <= day.start - h.end <= _NEAR // 2]
    return after[0] if after else before[-1] if before else None


def _touched(run: list[Line], found: Sequence[Found]) -> list[Line]:
    """The lines that the findings lie on, with the zone that follows on a line of its own."""
    start, end = min(f.start for f in found), max(f.end for f in found)
    touched, position = [], 0
    for line in run:
        if position < end and position + len(line.text) > start:
            touched.append(line)
        elif touched and position >= end:
            if len(line.text) <= _LONGEST_ZONE and printed_zone(line.text.strip("() "), None) is not None:
                touched.append(line)
            break
        position += len(line.text) + 1
    return touched


def _release(notice: Notice, touched: list[Line]) -> None:
    """Mark date lines as read; a place beside the date is put, anything else becomes a line of its own."""
    for line in touched:
        line.role = "when"
        place = residual_place(line.text, notice.context)
        if place:
            notice.put("location", place, line.text, "beside the date")
            continue
        gaps = _gaps(line.text, notice.context)
        if not gaps:
            continue
        start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
        while start < end and line.text[start] in _EDGES:
            start += 1
        part = line.cut(start, end)
        part.role = ""
        if len(part.text.split()) >= 2:
            notice.lines.insert(notice.lines.index(line) + 1, part)


def complete_start(notice: Notice) -> None:
    """Give a start that is a day alone the hours that stood elsewhere in the text."""
    start = notice.value("start")
    if notice.hours is None or not start or len(start) != 10:
        return
    year, month, day = (int(part) for part in start.split("-"))
    when = resolve(Day(month, day, year), notice.hours, notice.context)
    if not when.start:
        return
    notice.draft.put("start", when.start, start, "hour stated elsewhere in the text", replace=True)
    if when.end and not notice.given.has("end"):
        notice.draft.put("end", when.end, start, "hour stated elsewhere in the text", replace=True)
    notice.put("timezone", when.timezone, start, "hour stated elsewhere in the text")
    for name in when.inferred:
        if name != "start.year":
            notice.draft.item.infer(name)


def read_sites(notice: Notice) -> None:
    """One talk seen from two sites, each with its hours: the site whose hours fit the start is the place."""
    for line in list(notice.pending()):
        spans = find_hours(line.text, notice.context) if len(line.text) <= 2 * SHORT_LINE else []
        if (
            not spans
            or find_days(line.text, notice.context)
            or (len(spans) < 2 and is_running_text(line.text))
        ):
            continue
        place = _without_connector(line.text[: spans[0].start].strip(_EDGES))
        hours = spans[0].value
        if not isinstance(hours, Hours) or place_likeness(place) < 0.4:
            continue
        notice.put("location", read_place(place).location, line.text, "place before its hours")
        line.role = "place"
        _take_hours(notice, hours, line.text)
        for other in _same_block_after(notice.lines, line):
            if find_hours(other.text, notice.context):
                other.role = "place"
                _keep_words(notice, other.text)


def _same_block_after(lines: Sequence[Line], line: Line) -> list[Line]:
    at = lines.index(line)
    return [other for other in lines[at + 1 : at + 4] if other.block == line.block and not other.role]


def _take_hours(notice: Notice, hours: Hours, source: str) -> None:
    """The end (or the whole time of day) that a place's hours state, when they fit the start."""
    start = notice.value("start")
    _keep_words(notice, source)
    if not start:
        notice.hours = notice.hours or hours
    elif len(start) == 10:
        notice.hours = hours
    elif hours.end is not None and start[11:16] == f"{hours.start // 60:02d}:{hours.start % 60:02d}":
        year, month, day = (int(part) for part in start[:10].split("-"))
        context = notice.context.but(timezone=notice.value("timezone") or notice.context.timezone)
        when = resolve(Day(month, day, year), replace(hours), context)
        notice.put("end", when.end, source, "hours beside the place")


def _keep_words(notice: Notice, words: str) -> None:
    """Add to the source's own words on the moment."""
    known = notice.draft.item.when
    if known and words not in known:
        notice.draft.item.when = f"{known}; {words}"
