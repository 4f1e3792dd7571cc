"""One crawl of one source, writing into the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from seminarcrawl.items import TalkItem
from seminarcrawl.reading.identity import identify, speakers_agree, titles_agree
from seminarcrawl.reading.merge import content_of, erase, merge, unstated, update
from seminarcrawl.store import health
from seminarcrawl.store.failures import storage_errors
from seminarcrawl.store.moves import moved
from seminarcrawl.store.schema import transaction
from seminarcrawl.store.sightings import Match, Matcher, Sighting
from seminarcrawl.store.talks import Talks

Outcome = Literal["new", "changed", "unchanged"]
_COUNTED = ("rejected", "duplicates", "requests", "bytes")
WITHDRAWN_AFTER = 3  # healthy runs in a row without a talk that is still to come

# What this run has met so far. Temporary: it lives in a file of its own, and is gone with the process.
_SEEN = """
CREATE TEMP TABLE IF NOT EXISTS seen (
    sighting INTEGER PRIMARY KEY,
    outcome TEXT NOT NULL,
    statements TEXT NOT NULL,   -- JSON list: hashes of what was said of it in this run
    unstated TEXT NOT NULL,     -- JSON list: fields that are stored, but that no statement of this run gave
    poorer INTEGER NOT NULL DEFAULT 0,     -- 1: without the title, speaker, hour or place that it had
    rewritten INTEGER NOT NULL DEFAULT 0,  -- 1: with quite another title, or other speakers, than before
    document TEXT NOT NULL      -- the address of the document that it was read from
)
"""


@dataclass
class Counts:
    """What became of the talks of a run, each talk counted once."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def move(self, before: Outcome | None, after: Outcome) -> None:
        """Count a talk under `after`, and no longer under `before`."""
        if before is not None:
            setattr(self, before, getattr(self, before) - 1)
        setattr(self, after, getattr(self, after) + 1)


@dataclass
class _Seen:
    """A row of `seen`."""

    outcome: Outcome
    statements: list[str]
    unstated: list[str]
    rewritten: bool


@dataclass
class _Plan:
    """What storing an item comes to, worked out before anything is written."""

    match: Match | None
    record: TalkItem
    statement: str
    changed: bool
    seen: _Seen | None

    @property
    def writes(self) -> bool:
        """Whether anything of the database, other than the run's own row, becomes different."""
        sighting = self.match.sighting if self.match else None
        return sighting is None or self.changed or sighting.last_run is not None or sighting.state != "shown"

    @property
    def rewritten(self) -> bool:
        """Whether the talk had quite another title, or other speakers, before this run."""
        if self.seen is not None:
            return self.seen.rewritten
        if self.match is None or self.match.sighting is None or not self.changed:
            return False
        before, now = self.match.sighting.identity, identify(self.record)
        return not titles_agree(before, now) or not speakers_agree(before, now)

    @property
    def lost_hour(self) -> bool:
        """Whether the hour was known before, and only the day is now."""
        if self.match is None or self.match.sighting is None or not self.changed:
            return False
        return bool(self.match.sighting.identity.instant) and not identify(self.record).instant


class Run:
    """Stores the talks of one source, one durable transaction for each that is new or changed.

    A source that shows what it showed last time changes no row but the run's own. `started` is in UTC.
    """

    def __init__(
        self, talks: Talks, source: str, *, started: datetime | None = None, version: str = ""
    ) -> None:
        self.talks = talks
        self.source = source
        self.started = _utc(started or datetime.now(UTC))
        self.counts = Counts()
        self.verdict: str | None = None  # healthy or suspicious; None: not judged
        self.reasons: list[health.Reason] = []
        self.missing = self.withdrawn = 0
        self._db = talks.connection
        with storage_errors(talks.path):
            self._db.execute(_SEEN)
            self._db.execute("DELETE FROM seen")
            with transaction(self._db):
                cursor = self._db.execute(
                    "INSERT INTO runs (source, started, version) VALUES (?, ?, ?)",
                    (source, self.started, version),
                )
        self.id = cursor.lastrowid or 0
        self._matcher = Matcher(talks, lambda sighting: self._seen(sighting) is not None)

    def put(self, item: TalkItem, *, partial: bool = False) -> Outcome:
        """Store what the source states about a talk; durable when this returns.

        `partial`: the item is of a document that was cut off, and may have been read wrongly for want of the
        rest: it completes what is stored, and replaces nothing.

        Across runs, a talk that moved, got its title or was cancelled is the same talk. The item is taken
        as it is: normalized, and with `source` set (else the run's).
        """
        if not item.source:
            item.source = self.source
        with storage_errors(self.talks.path):
            plan = self._plan(item, partial=partial)
            if not plan.writes and plan.match is not None and plan.match.sighting is not None:
                return self._note(plan.match.sighting.id, "unchanged", plan, item)
            with transaction(self._db):
                # Planned again under the lock: another process may have stored the same talk meanwhile.
                plan = self._plan(item, partial=partial)
                sighting, outcome = self._write(plan)
            return self._note(sighting, outcome, plan, item)

    def meet_again(self, sightings: list[int], document: str) -> int:
        """Talks that a document still shows as it did, without being read; how many of them there are."""
        self._db.execute(
            "INSERT OR IGNORE INTO seen (sighting, outcome, statements, unstated, document)"
            " SELECT id, 'unchanged', '[]', '[]', ? FROM sightings"
            " WHERE state = 'shown' AND last_run IS NULL AND id IN (SELECT value FROM json_each(?))",
            (document, json.dumps(sightings)),
        )
        number: int = self._db.execute("SELECT changes()").fetchone()[0]
        self.counts.unchanged += number
        return number

    def load(self, items: Iterable[TalkItem]) -> None:
        """Put down talks that are known to be different ones, as an earlier `talks.jsonl` has them."""
        with storage_errors(self.talks.path), transaction(self._db):
            for item in items:
                item.source = item.source or self.source
                self.talks.add_sighting(self.talks.add(item), item, self.id, [_hash(item)])

    def finish(
        self,
        reason: str = "finished",
        *,
        complete: bool = True,
        judged: bool = True,
        may_be_empty: bool = False,
        until: date | None = None,
        withdrawn_after: int = WITHDRAWN_AFTER,
        **counts: int,
    ) -> list[health.Reason]:
        """Close the books of the run; what is unusual about it. `counts` are further numbers (_COUNTED).

        `complete` says that the run saw all that the source shows, and without a fault. A complete run is
        judged against earlier ones (`health.judge`) unless `judged` is off or the operator has accepted what
        the source became. Only when it is healthy are values erased that the
        source no longer states, and only then is noted which talks it no longer shows: those to come, inside
        the window that it showed (up to its last talk, or `until`), are missing, and after `withdrawn_after`
        such runs withdrawn. The talks themselves always stay.
        """
        with storage_errors(self.talks.path):
            numbers = health.measure(self._db, self.source, self.id, self._today)
            if complete and judged:
                numbers = health.carried(numbers, self._db, self.source, self.id)
                self._judge(numbers, may_be_empty=may_be_empty)
            if complete and not self.reasons:
                self._join_moved()
                self._erase_unstated()
            # At once, or a run that is killed here would count twice: a miss of its own, and the next run's.
            with transaction(self._db):
                if complete and not self.reasons:
                    self._note_gone()
                if self.verdict == "healthy":
                    self._note_missing(until, withdrawn_after)
                self._write_down(
                    finished=_utc(datetime.now(UTC)),
                    reason=reason,
                    complete=complete,
                    verdict=self.verdict,
                    verdict_reason="; ".join(r.text for r in self.reasons) or None,
                    missing=self.missing,
                    withdrawn=self.withdrawn,
                    **asdict(numbers),
                    **asdict(self.counts),
                    **{name: counts.get(name, 0) for name in _COUNTED},
                )
        return self.reasons

    def _write_down(self, **values: Any) -> None:
        columns = ", ".join(f"{name} = ?" for name in values)
        self._db.execute(f"UPDATE runs SET {columns} WHERE id = ?", (*values.values(), self.id))  # noqa: S608

    # --- one talk

    def _plan(self, item: TalkItem, *, partial: bool) -> _Plan:
        statement = _hash(item)
        match = self._matcher.find(identify(item))
        sighting = match.sighting if match else None
        if sighting is None:
            return _Plan(match, item, statement, changed=True, seen=None)
        seen = self._seen(sighting.id)
        already = statement in sighting.statements and (seen is None or seen.outcome == "unchanged")
        record = sighting.item
        if partial:
            record = merge(TalkItem.from_dict(record.as_dict()), item)
        elif not already:
            record = update(record, item)
        changed = not already and content_of(record) != content_of(sighting.item)
        return _Plan(match, record, statement, changed, seen)

    def _write(self, plan: _Plan) -> tuple[int, Outcome]:
        """Within a transaction: the sighting's number, and what became of the talk."""
        if plan.match is None:
            talk = self.talks.add(plan.record)
            return self.talks.add_sighting(talk, plan.record, self.id, [plan.statement]), "new"
        sighting, talk = plan.match.sighting, plan.match.talk
        if sighting is None:
            number = self.talks.add_sighting(talk, plan.record, self.id, [plan.statement])
        elif plan.changed:
            number = sighting.id
            self.talks.change_sighting(number, plan.record, self.id, self._statements(sighting, plan))
            talk = self._join_twin(talk, plan.record)
        else:
            number = sighting.id
            self._db.execute(
                "UPDATE sightings SET last_run = NULL, state = 'shown', misses = 0 WHERE id = ?", (number,)
            )
        still_new = plan.seen is not None and plan.seen.outcome == "new"
        self.talks.recompose(talk, run=self.id, at=self.started, keep_changes=not still_new)
        came_back = sighting is not None and sighting.state != "shown"
        return number, "changed" if plan.changed or came_back else "unchanged"

    def _statements(self, sighting: Sighting, plan: _Plan) -> list[str]:
        """The hashes of what the record is made of: those of this run only, for older ones no longer hold."""
        if plan.seen is None:
            return [plan.statement]
        before = plan.seen.statements if plan.seen.outcome == "unchanged" else sighting.statements
        return [*(s for s in before if s != plan.statement), plan.statement][-8:]

    def _join_twin(self, talk: int, record: TalkItem) -> int:
        """Two talks that turn out to be one (a title was announced) become one; the older number stays."""
        twin = self._matcher.twin(talk, identify(record))
        if twin is None:
            return talk
        sources = {s.source for s in self.talks.sightings_of(talk)}
        if sources & {s.source for s in self.talks.sightings_of(twin)}:
            return talk
        kept, gone = min(talk, twin), max(talk, twin)
        self._unite(kept, gone)
        return kept

    # --- what this run has met

    def _seen(self, sighting: int) -> _Seen | None:
        row = self._db.execute(
            "SELECT outcome, statements, unstated, rewritten FROM seen WHERE sighting = ?", (sighting,)
        ).fetchone()
        return _Seen(row[0], json.loads(row[1]), json.loads(row[2]), bool(row[3])) if row else None

    def _note(self, sighting: int, outcome: Outcome, plan: _Plan, item: TalkItem) -> Outcome:
        """Remember that the talk was met, and count it once, whatever the run says of it how often."""
        seen = plan.seen
        missing = unstated(plan.record, item)
        if seen is not None:
            outcome = seen.outcome if seen.outcome != "unchanged" else outcome
            missing = [name for name in missing if name in seen.unstated]
        statements = [plan.statement] if seen is None else [*seen.statements, plan.statement][-8:]
        self._db.execute(
            "INSERT OR REPLACE INTO seen"
            " (sighting, outcome, statements, unstated, poorer, rewritten, document)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                sighting,
                outcome,
                json.dumps(statements),
                json.dumps(missing),
                plan.lost_hour or _is_poorer(missing, item),
                plan.rewritten,
                item.source_url or "",
            ),
        )
        self.counts.move(seen.outcome if seen else None, outcome)
        return outcome

    # --- the end of a complete run

    def _join_moved(self) -> None:
        """What is gone and what is new are one talk where the source has only moved it."""
        for old, new in moved(self.talks, self.source, self.id, self._today):
            others = {s.source for s in self.talks.sightings_of(new.talk)} - {self.source}
            if others & {s.source for s in self.talks.sightings_of(old.talk)}:
                continue  # another source shows both: they are two
            with transaction(self._db):
                self._db.execute("DELETE FROM sightings WHERE id = ?", (new.id,))
                self.talks.change_sighting(old.id, new.item, self.id, new.statements)
                self._unite(old.talk, new.talk)
                self.talks.recompose(old.talk, run=self.id, at=self.started)
            before = self._seen(new.id)
            self._db.execute(
                "UPDATE seen SET sighting = ?, outcome = 'changed' WHERE sighting = ?", (old.id, new.id)
            )
            self.counts.move(before.outcome if before else None, "changed")

    def _unite(self, kept: int, gone: int) -> None:
        """Within a transaction: everything that is known of one talk is of another one."""
        self._db.execute("UPDATE sightings SET talk = ? WHERE talk = ?", (kept, gone))
        self._db.execute("UPDATE changes SET talk = ? WHERE talk = ?", (kept, gone))
        self._db.execute("DELETE FROM talks WHERE id = ?", (gone,))

    def _erase_unstated(self) -> None:
        after = 0
        while True:  # one at a time: the table is written to meanwhile
            row = self._db.execute(
                "SELECT sighting, unstated, outcome FROM seen WHERE sighting > ? AND unstated != '[]'"
                " ORDER BY sighting LIMIT 1",
                (after,),
            ).fetchone()
            if row is None:
                return
            after = row[0]
            with transaction(self._db):
                for sighting in self.talks.sightings("id = ?", after):
                    record = erase(TalkItem.from_dict(sighting.item.as_dict()), json.loads(row[1]))
                    record.fetched_at = self.started
                    self.talks.change_sighting(after, record, self.id, sighting.statements)
                    self.talks.recompose(sighting.talk, run=self.id, at=self.started)
            if row[2] == "unchanged":
                self._db.execute("UPDATE seen SET outcome = 'changed' WHERE sighting = ?", (after,))
                self.counts.move("unchanged", "changed")

    def _note_gone(self) -> None:
        """For each talk that the source no longer shows: the last complete run that had it."""
        if not self._db.execute("SELECT 1 FROM seen LIMIT 1").fetchone():
            return  # an empty run says nothing about what is gone
        gone = "source = ? AND last_run IS NULL AND id NOT IN (SELECT sighting FROM seen)"
        if not self._db.execute(f"SELECT 1 FROM sightings WHERE {gone} LIMIT 1", (self.source,)).fetchone():  # noqa: S608
            return
        self._db.execute(
            "UPDATE sightings SET last_run = max(changed_run, coalesce((SELECT max(id) FROM runs"  # noqa: S608
            f" WHERE runs.source = sightings.source AND complete AND id < ?), 0)) WHERE {gone}",
            (self.id, self.source),
        )

    def _judge(self, numbers: health.Numbers, *, may_be_empty: bool) -> None:
        if not health.is_accepted(self._db, self.source, self.id):
            past = health.earlier(self._db, self.source, self.id)
            self.reasons = health.judge(numbers, self._today, past, may_be_empty=may_be_empty)
        self.verdict = "suspicious" if self.reasons else "healthy"

    def _note_missing(self, until: date | None, withdrawn_after: int) -> None:
        """Talks to come that the source no longer shows, inside the window that it covered in this run."""
        today = self._today.isoformat()
        shown = "SELECT max(day) FROM sightings WHERE id IN (SELECT sighting FROM seen)"
        last = self._db.execute(shown).fetchone()[0]
        end = max(filter(None, (last, until.isoformat() if until else None)), default=None)
        if end is None:
            return
        gone = self._db.execute(
            "SELECT id, talk FROM sightings"
            " WHERE source = ? AND day > ? AND day <= ? AND state != 'withdrawn'"
            " AND id NOT IN (SELECT sighting FROM seen) ORDER BY id",
            (self.source, today, end),
        ).fetchall()
        for sighting, talk in gone:
            state = self._db.execute(
                "UPDATE sightings SET misses = misses + 1,"
                " state = CASE WHEN misses + 1 >= ? THEN 'withdrawn' ELSE 'missing' END WHERE id = ?"
                " RETURNING state",
                (withdrawn_after, sighting),
            ).fetchone()[0]
            self.withdrawn += state == "withdrawn"
            self.talks.recompose(talk, run=self.id, at=self.started)
        self.missing = len(gone) - self.withdrawn

    @property
    def _today(self) -> date:
        """The day on which the run began, in UTC."""
        return date.fromisoformat(self.started[:10])


def close_killed(talks: Talks, source: str) -> None:
    """Say of the runs of a source that nobody ended that they were killed. Only for who holds off other
    crawls of it (`SourceLock`): another one may be under way."""
    left = "source = ? AND finished IS NULL AND exit_code IS NULL AND reason IS NULL"
    with storage_errors(talks.path):
        if talks.connection.execute(f"SELECT 1 FROM runs WHERE {left}", (source,)).fetchone() is None:  # noqa: S608
            return
        with transaction(talks.connection):
            talks.connection.execute(
                f"UPDATE runs SET reason = 'killed', failure_class = 'killed' WHERE {left}",  # noqa: S608
                (source,),
            )


def note_exit(
    path: str | Path, run: int, code: int, failure_class: str | None, *, hurried: bool = False
) -> None:
    """Write down how the process of a run ended, which is known only after its books are closed.

    `hurried`: it was told to stop, and does not wait for long.
    """
    if not Path(path).expanduser().exists():
        return  # taken away meanwhile: no empty one in its place
    with Talks(path) as talks, storage_errors(path):
        talks.connection.hurried = lambda: hurried
        with transaction(talks.connection):
            talks.connection.execute(
                "UPDATE runs SET exit_code = ?, failure_class = ? WHERE id = ?", (code, failure_class, run)
            )


def _is_poorer(missing: list[str], item: TalkItem) -> bool:
    """Whether what people go by is among the fields that a talk had and `item` does not state."""
    moved_online = item.online_url is not None
    return any(
        name in missing for name in ("title", "speakers", "start", *(() if moved_online else ("location",)))
    )


def _hash(item: TalkItem) -> str:
    """A short hash of what an item says about its talk."""
    text = json.dumps(content_of(item), ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _utc(moment: datetime) -> str:
    """To the second, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
