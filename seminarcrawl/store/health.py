"""Is what a run saw what the source usually shows? Judged against the source's own earlier runs.

A source breaks silently: its page is rebuilt, and a run that fails nowhere brings nothing, or half of it.
What is unusual is said on the first run, with the reason, and such a run takes nothing away from what is
stored.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from statistics import median

FEW = 3  # fewer talks than this say nothing about a source
COVERED = ("titles", "speakers", "hours", "places", "abstracts")
_LOST_SHARE = 0.5
_COVERAGE_DROP = 0.20
_RECENT = 5  # healthy runs that say what is usual
_USUAL_SILENCE = 120  # days between a source's newest talk and today that are nobody's concern
_SEASON = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one run saw of its source: counts of talks, and the day of the newest one (ISO 8601).

    `shown`: all; `ahead`: those to come; the fields of COVERED: those among `near` (past, or within a
    week: later ones are often not announced yet) that state a title, somebody, an hour, a place, an
    abstract. `expected`: talks to come that the run before saw; `met`: those of them that this one saw too.
    `again`: talks known from before that this run saw; `poorer`: those of them that lack a title, speaker,
    hour or place that they had; `rewritten`: those of them with quite another title, or other speakers.
    """

    shown: int = 0
    ahead: int = 0
    near: int = 0
    titles: int = 0
    speakers: int = 0
    hours: int = 0
    places: int = 0
    abstracts: int = 0
    cancelled: int = 0  # of those to come
    garbled: int = 0  # with a character that could not be decoded
    newest: str | None = None
    expected: int = 0
    met: int = 0
    again: int = 0
    poorer: int = 0
    rewritten: int = 0

    def coverage(self, name: str) -> float:
        """The share of near talks that state a field, 0 to 1."""
        return getattr(self, name) / self.near if self.near else 0.0


NAMES = tuple(field.name for field in fields(Numbers))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a run is suspicious: the rule, and in words."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier healthy run of the source: its day and its numbers."""

    day: date
    numbers: Numbers


def judge(now: Numbers, day: date, past: list[Past], *, may_be_empty: bool = False) -> list[Reason]:
    """What is unusual about a run on `day`, nothing when it is healthy. `past`: earlier healthy runs, newest
    first. `may_be_empty`: a run without a talk, or without a new one, is nothing to worry about."""
    if not now.shown:
        return list(_nothing(now, day, past, may_be_empty=may_be_empty))
    rules = [_dropped, _poorer, _rewritten, _covers_less, _garbled, _all_cancelled]
    if not may_be_empty:
        rules.append(_silent)
    return [reason for rule in rules for reason in rule(now, day, past)]


def _nothing(now: Numbers, day: date, past: list[Past], *, may_be_empty: bool) -> Iterator[Reason]:
    if may_be_empty and now.expected < FEW:
        return
    if not past:
        yield Reason("health.nothing", "no talk where there should be some")
    elif now.expected:
        yield Reason("health.nothing", f"no talk, though {now.expected} shown before are still to come")
    elif not (_shows_only_what_comes(past) or _is_season(day, past)):
        last = next((p for p in past if p.numbers.shown), None)
        if last is not None and last.numbers.shown >= FEW:  # else they ran out, one by one
            yield Reason("health.nothing", f"no talk, on {last.day} there were {last.numbers.shown}")


def _shows_only_what_comes(past: list[Past]) -> bool:
    """Whether the source takes past talks off its page: then it is empty when term is over."""
    filled = [p.numbers for p in past[:_RECENT] if p.numbers.shown]
    return bool(filled) and all(n.ahead >= n.shown * 0.8 for n in filled)


def _is_season(day: date, past: list[Past]) -> bool:
    """Whether the source had nothing to come at this time in an earlier year, or lately and healthily."""
    for p in past:
        years = round((day - p.day).days / 365)
        in_season = years >= 1 and abs((day - p.day) - timedelta(days=365 * years)) <= _SEASON
        if in_season and not p.numbers.ahead:
            return True
    return not past[0].numbers.shown


def _dropped(now: Numbers, day: date, past: list[Past]) -> Iterator[Reason]:
    lost = now.expected - now.met
    if now.expected >= FEW and lost > now.expected * _LOST_SHARE:
        yield Reason("health.drop", f"{lost} of {now.expected} talks to come are no longer shown")
        return
    recent = [p.numbers.shown for p in past[:_RECENT]]
    usual = median(recent) if recent else 0
    if usual >= 2 * FEW and now.shown < usual * _LOST_SHARE and not now.again and now.expected:
        yield Reason("health.drop", f"{now.shown} talks, none of them known; usually {usual:.0f}")


def _poorer(now: Numbers, day: date, past: list[Past]) -> Iterator[Reason]:
    if now.poorer >= 2 and now.poorer > now.again * _COVERAGE_DROP:
        yield Reason(
            "health.poorer",
            f"{now.poorer} of {now.again} talks lost the title, speaker, hour or place they had",
        )


def _rewritten(now: Numbers, day: date, past: list[Past]) -> Iterator[Reason]:
    """One talk gets another title; all at once do when a column, or a label, is taken for another."""
    if _is_rewritten(now):
        yield Reason(
            "health.rewritten", f"{now.rewritten} of {now.again} talks have another title or speaker"
        )


def _is_rewritten(numbers: Numbers) -> bool:
    return numbers.rewritten >= FEW and numbers.rewritten > numbers.again * _LOST_SHARE


def _covers_less(now: Numbers, day: date, past: list[Past]) -> Iterator[Reason]:
    known = [p.numbers for p in past[:_RECENT] if p.numbers.near >= FEW]
    if now.near < FEW or not known:
        return
    for name in COVERED:
        usual = min(numbers.coverage(name) for numbers in known)  # some titles come late
        covered = now.coverage(name)
        # One talk in a short list is no trend.
        missing = usual * now.near - getattr(now, name)
        if usual - covered >= _COVERAGE_DROP and missing >= 2:
            yield Reason("health.coverage", f"{name} in {covered:.0%} of the talks, usually {usual:.0%}")


def _garbled(now: Numbers, day: date, past: list[Past]) -> Iterator[Reason]:
    usual = max((p.numbers.garbled for p in past[:_RECENT]), default=0)
    if now.garbled > usual:
        yield Reason("health.garbled", f"{now.garbled} talks have characters that could not be decoded")


def _all_cancelled(now: Numbers, day: date, past: list[Past]) -> Iterator[Reason]:
    if now.ahead >= FEW and now.cancelled == now.ahead:
        yield Reason("health.cancelled", f"all {now.ahead} talks to come are cancelled")


def _silent(now: Numbers, day: date, past: list[Past]) -> Iterator[Reason]:
    """The page stands there, and nobody adds to it any more."""
    if not now.newest or not any(p.numbers.ahead for p in past):
        return  # never had anything to come: an archive
    silence = (day - date.fromisoformat(now.newest)).days
    usual = max((_silence(p) for p in past if (day - p.day).days > 180), default=0)
    if any(p.numbers.newest == now.newest and _silence(p) > _USUAL_SILENCE for p in past):
        return  # the operator has seen it, and accepted
    if silence > max(_USUAL_SILENCE, usual + 30):
        yield Reason("health.silent", f"no talk newer than {now.newest}")


def _silence(past: Past) -> int:
    newest = past.numbers.newest
    return (past.day - date.fromisoformat(newest)).days if newest else 0


# --- the numbers of a run, out of the database

# What a talk is known to have, but this run did not state, does not count (seen.unstated).
_COUNT = """
SELECT count(*), sum(ahead), sum(near),
    sum(near AND title IS NOT NULL), sum(near AND speakers != '[]'), sum(near AND length(start) > 10),
    sum(near AND (location IS NOT NULL OR online IS NOT NULL)), sum(near AND abstract IS NOT NULL),
    sum(ahead AND status IN ('cancelled', 'postponed')), sum(garbled), max(day)
FROM (
    SELECT day, coalesce(day >= :today, 0) AS ahead, coalesce(day <= :near, 1) AS near,
        json_extract(said, '$.title') AS title, coalesce(json_extract(said, '$.speakers'), '[]') AS speakers,
        json_extract(said, '$.start') AS start, json_extract(said, '$.location') AS location,
        json_extract(said, '$.online_url') AS online, json_extract(said, '$.abstract') AS abstract,
        json_extract(said, '$.status') AS status, instr(said, char(65533)) > 0 AS garbled
    FROM (
        SELECT day, json_patch(record, (
            SELECT json_group_object(value, NULL) FROM json_each(unstated)
        )) AS said
        FROM seen JOIN sightings ON sightings.id = seen.sighting
    )
)"""
_EXPECTED = """
SELECT count(*), sum(id IN (SELECT sighting FROM seen)) FROM sightings
WHERE source = :source AND state = 'shown' AND last_run IS NULL AND first_run < :run AND day > :today
    AND json_extract(record, '$.status') NOT IN ('cancelled', 'postponed')"""
_AGAIN = """
SELECT count(*), sum(poorer), sum(rewritten)
FROM seen JOIN sightings ON sightings.id = seen.sighting WHERE first_run < :run"""


def measure(connection: sqlite3.Connection, source: str, run: int, today: date) -> Numbers:
    """The numbers of a run that is about to close its books (the temporary table `seen` is the run's)."""
    known = {"source": source, "run": run, "today": today.isoformat()}
    near = (today + timedelta(days=7)).isoformat()
    counts = connection.execute(_COUNT, {"today": known["today"], "near": near}).fetchone()
    expected, met = connection.execute(_EXPECTED, known).fetchone()
    again, poorer, rewritten = connection.execute(_AGAIN, known).fetchone()
    found = dict(zip(NAMES, (*counts, expected, met, again, poorer, rewritten), strict=True))
    return Numbers(**{name: value for name, value in found.items() if value is not None})


def carried(now: Numbers, connection: sqlite3.Connection, source: str, run: int) -> Numbers:
    """`now`, with the talks that a suspicious run before has rewritten: until they are written back, or the
    operator accepts them."""
    columns = ", ".join(NAMES)
    row = connection.execute(
        f"SELECT verdict, {columns} FROM runs WHERE source = ? AND id < ? AND verdict IS NOT NULL"  # noqa: S608
        " ORDER BY id DESC LIMIT 1",
        (source, run),
    ).fetchone()
    if row is None or row[0] != "suspicious" or not _is_rewritten(last := Numbers(*row[1:])):
        return now
    return replace(now, rewritten=0 if _is_rewritten(now) else last.rewritten)


def earlier(connection: sqlite3.Connection, source: str, run: int) -> list[Past]:
    """The healthy runs of a source before `run`, newest first, two years of them at the most."""
    columns = ", ".join(NAMES)
    rows = connection.execute(
        f"SELECT started, {columns} FROM runs WHERE source = ? AND id < ? AND verdict = 'healthy'"  # noqa: S608
        " ORDER BY id DESC LIMIT 800",
        (source, run),
    )
    return [Past(date.fromisoformat(row[0][:10]), Numbers(*row[1:])) for row in rows]


def is_accepted(connection: sqlite3.Connection, source: str, run: int) -> bool:
    """Whether the operator has accepted what the run before this one found unusual."""
    before = "SELECT verdict FROM runs WHERE source = ? AND id < ? ORDER BY id DESC LIMIT 1"
    row = connection.execute(before, (source, run)).fetchone()
    return row is not None and row[0] == "accepted"
