"""What the keys of a record state of when its talk is: every moment by the role of its key."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.extractors.mapping import when as mapping_when
from seminarcrawl.extractors.mapping.policy import Policy
from seminarcrawl.extractors.mapping.values import Entry, Fields, is_true, line_of, read_fields, text_of
from seminarcrawl.extractors.mapping.when import Moment, Stated
from seminarcrawl.reading import dates
from seminarcrawl.reading.context import Context

_DAY_NUMBER = re.compile(r"\d{1,2}")


def with_stated_year(fields: Fields, context: Context) -> Context:
    """The context with the year or term that the record states, and its posting date as the "now"."""
    for entry in fields.all("year"):
        text = line_of(entry.text)
        if re.fullmatch(r"(?:19|20)\d\d", text):
            context = context.but(year=int(text))
            break
        term = dates.read_term(text, context)
        if term and term[0].year == term[1].year:
            context = context.but(year=term[0].year)
            break
    posted = mapping_when.moments(fields.texts("posted"), context)
    day = next((m.day for m in posted if m.day), None)
    if day and day <= context.fetched_at.date():
        context = context.but(fetched_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    return context


def stated_moments(fields: Fields, context: Context, policy: Policy) -> Stated:
    """Every moment that the record's keys state, by role."""
    zones = [text for text in fields.texts("zone") if text]
    own_zone = zones[0] if zones else None
    all_day = any(is_true(text) for text in fields.texts("all_day"))
    read: dict[str, tuple[Moment, ...]] = {}
    for role in ("start", "end", "date", "time", "when"):
        texts: list[str] = []
        for entry in fields.all(role):
            parts, zone, whole = _moment_texts(entry.value)
            if zone and own_zone and zone != own_zone:  # written in the server's zone, held in the talk's
                parts = [mapping_when.with_offset(text, zone) for text in parts]
            texts += [text for text in parts if role != "date" or not _DAY_NUMBER.fullmatch(text.strip())]
            zones += [zone] if zone else []
            all_day = all_day or (whole and role == "start")
        if role == "when":
            texts += [t for t in fields.texts("title") if mapping_when.is_only_when(t, context)]
        read[role] = mapping_when.moments(texts, context)
    if not any(moment.has_day for moments in read.values() for moment in moments):
        read["date"] = (*read["date"], *_day_in_parts(fields, context))
    if policy.path_day:
        read["date"] = (*read["date"], Moment(policy.path_day, text=policy.path_day.isoformat()))
    if not any(m.has_hours for role in ("start", "time", "when", "date") for m in read[role]):
        read["time"] = (*read["time"], *_hours_in_notes(fields, context))
    inner_ends = [
        text for role in ("start", "date", "when") for e in fields.all(role) for text in _inner_ends(e)
    ]
    read["end"] = (*read["end"], *mapping_when.moments(inner_ends, context))
    durations = (mapping_when.read_duration(text) for text in fields.texts("duration"))
    offsets = (mapping_when.read_offset(text) for text in fields.texts("offset"))
    return Stated(
        **read,
        duration=next((d for d in durations if d), None),
        zone=zones[0] if zones else None,
        offset=next((o for o in offsets if o), None),
        all_day=all_day,
        utc_is_local=policy.utc_is_local,
    )


def _day_in_parts(fields: Fields, context: Context) -> list[Moment]:
    """A day whose number, month and year stand under three keys."""
    day, month = fields.first("date"), fields.first("month")
    year = next((text for text in fields.texts("year") if re.fullmatch(r"(?:19|20)\d\d", text)), "")
    if day is None or month is None or not _DAY_NUMBER.fullmatch(day.text):
        return []
    numbers = month.text.isdigit() and bool(year)
    text = (
        f"{year}-{month.text:0>2}-{day.text:0>2}" if numbers else f"{day.text} {line_of(month.text)} {year}"
    )
    moment = mapping_when.read_moment(text, context)
    return [moment] if moment and moment.has_day else []


def _moment_texts(value: Tree) -> tuple[list[str], str | None, bool]:
    """The moments in a value, the zone and the all-day flag in a mapping such as `{date:, time:, tz:}`."""
    if isinstance(value, list):
        return ([str(v) for v in value[:2] if isinstance(v, str)], None, False)
    if not isinstance(value, dict):
        return ([value] if value else [], None, False)
    fields = read_fields(value)
    zone = next(iter(fields.texts("zone")), None)
    whole = any(is_true(text) for text in fields.texts("all_day"))
    texts = fields.texts("when", "start")
    day, clock = fields.first("date"), fields.first("time")
    if day:
        texts.append(f"{day.text} {clock.text}" if clock and len(day.text) <= 12 else day.text)
    return texts or [text_of(value)], zone, whole


def _inner_ends(entry: Entry) -> list[str]:
    """The end that a day's mapping states beside it (Drupal's `{value:, end_value:}`)."""
    return read_fields(entry.value).texts("end") if isinstance(entry.value, dict) else []


def _hours_in_notes(fields: Fields, context: Context) -> list[Moment]:
    """The one hour that a remark states ("12:30pm NY time, online this week")."""
    for entry in fields.all("note"):
        found = dates.find_hours(line_of(entry.text)[:400], context)
        hours = {f.value for f in found if isinstance(f.value, dates.Hours)}
        if len(hours) == 1:
            return [Moment(hours=hours.pop(), text=line_of(entry.text)[:120])]
    return []
