"""How each source in the database is doing: its last run, and the way it came there."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from seminarcrawl.store.failures import storage_errors
from seminarcrawl.store.lock import is_held
from seminarcrawl.store.schema import transaction
from seminarcrawl.store.talks import Talks

TREND = 8  # runs


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source. `verdict`: healthy, suspicious, accepted, failed, killed or running; `reason` says why.

    `last_run`, `last_healthy`: ISO 8601, UTC. `ahead`: talks still to come; `trend`: how many talks the last
    runs showed, the oldest first.
    """

    source: str
    verdict: str
    reason: str | None
    last_run: str
    last_healthy: str | None
    ahead: int
    trend: tuple[int, ...]

    @property
    def is_well(self) -> bool:
        """Whether nobody has to look at it."""
        return self.verdict in ("healthy", "accepted", "running")

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return asdict(self)


_LAST = """
SELECT source, started, finished, reason, exit_code, failure_class, verdict, verdict_reason
FROM runs WHERE id IN (SELECT max(id) FROM runs GROUP BY source) ORDER BY source"""
_AHEAD = """
SELECT count(*) FROM sightings
WHERE source = ? AND state = 'shown' AND day >= ?
    AND coalesce(json_extract(record, '$.status'), '') NOT IN ('cancelled', 'postponed')"""
_TREND = "SELECT shown FROM runs WHERE source = ? AND finished IS NOT NULL ORDER BY id DESC LIMIT ?"
_WELL = "SELECT max(started) FROM runs WHERE source = ? AND verdict IN ('healthy', 'accepted')"
_RUNNING_HOURS = 6  # where locks cannot be asked: a run that has not ended after so long was killed


def health_of_sources(talks: Talks, now: datetime) -> list[SourceHealth]:
    """All sources, those that need a look first, then by name. `now` is aware."""
    with storage_errors(talks.path):
        rows = talks.connection.execute(_LAST).fetchall()
        found = [_health(talks, row, now) for row in rows]
    return sorted(found, key=lambda health: (health.is_well, health.source))


def accept(talks: Talks, source: str) -> bool:
    """What the last run of a source found unusual is how it is from now on; whether there was such a run."""
    last = "SELECT max(id) FROM runs WHERE source = ?"
    with storage_errors(talks.path), transaction(talks.connection):
        done = talks.connection.execute(
            f"UPDATE runs SET verdict = 'accepted' WHERE id = ({last}) AND verdict = 'suspicious'",  # noqa: S608
            (source,),
        )
    return done.rowcount > 0


def _health(talks: Talks, row: tuple[Any, ...], now: datetime) -> SourceHealth:
    source, started, finished, ended, code, failure_class, verdict, reason = row
    ask = talks.connection.execute
    trend = [shown for (shown,) in ask(_TREND, (source, TREND))][::-1]
    if finished is None and code is None:
        killed = ended == "killed" or not _is_running(talks, source, started, now)
        verdict, reason = ("killed", "it never ended") if killed else ("running", None)
    elif verdict is None:
        verdict, reason = ("failed", failure_class) if code else ("healthy", None)
    elif code not in (None, 0) and verdict == "healthy":
        verdict, reason = "failed", failure_class
    return SourceHealth(
        source=source,
        verdict=verdict,
        reason=reason,
        last_run=started,
        last_healthy=ask(_WELL, (source,)).fetchone()[0],
        ahead=ask(_AHEAD, (source, now.date().isoformat())).fetchone()[0],
        trend=tuple(trend),
    )


def _is_running(talks: Talks, source: str, started: str, now: datetime) -> bool:
    held = is_held(talks.path, source)
    if held is not None:
        return held
    return (now - datetime.fromisoformat(started)).total_seconds() < _RUNNING_HOURS * 3600
