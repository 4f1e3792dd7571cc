"""TalkItem and Speaker: the one shape that spiders, pipelines and both outputs speak.

Field names follow schema.org/Event, iCalendar and researchseminars.org where those agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal

Status = Literal["confirmed", "tentative", "cancelled", "postponed", "missing", "withdrawn"]
# What a source states; the last two are ours, of a talk that its sources show no longer.
STATED: tuple[Status, ...] = ("confirmed", "tentative", "cancelled", "postponed")
STATUSES: tuple[Status, ...] = (*STATED, "missing", "withdrawn")


@dataclass
class Speaker:
    """One person who speaks. `name` without honorifics, otherwise as written."""

    name: str
    affiliation: str | None = None
    url: str | None = None


def speakers_line(speakers: Iterable[Speaker]) -> str | None:
    """`Jane Doe (MIT); John Roe`: the speakers for reading, None when there are none."""
    names = (f"{s.name} ({s.affiliation})" if s.affiliation else s.name for s in speakers)
    return "; ".join(names) or None


@dataclass
class TalkItem:
    """One talk, as one source states it. A value that the source does not state is None or empty.

    `start` and `end` are ISO 8601 with an offset (`2019-06-17T12:30:00+02:00`), or a date alone
    (`2019-06-17`) when the source gives no hour. `when` keeps the source's own words. `inferred`
    names what was reasoned out rather than stated, such as `start.year`.
    """

    uid: str | None = None
    title: str | None = None
    speakers: list[Speaker] = field(default_factory=list)
    start: str | None = None
    end: str | None = None
    timezone: str | None = None
    when: str | None = None
    location: str | None = None
    online_url: str | None = None
    series: str | None = None
    host: str | None = None
    abstract: str | None = None
    language: str | None = None
    topics: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    status: Status = "confirmed"
    url: str | None = None
    source: str | None = None
    source_url: str | None = None
    fetched_at: str | None = None
    inferred: list[str] = field(default_factory=list)

    @property
    def starts_at(self) -> datetime | date | None:
        """`start` as an aware datetime, a date, or None."""
        return parse_moment(self.start)

    @property
    def ends_at(self) -> datetime | date | None:
        """`end` as an aware datetime, a date, or None."""
        return parse_moment(self.end)

    def infer(self, name: str) -> None:
        """Note that `name` (such as `start.year`) was reasoned out rather than stated."""
        if name not in self.inferred:
            self.inferred.append(name)

    def as_dict(self) -> dict[str, Any]:
        """All fields in canonical order, speakers as plain dicts."""
        plain = {name: getattr(self, name) for name in FIELD_NAMES}
        plain["speakers"] = [
            {"name": s.name, "affiliation": s.affiliation, "url": s.url} for s in self.speakers
        ]
        return plain

    def to_json(self) -> str:
        """The one canonical JSON form: fixed key order, UTF-8 text, no spaces to differ by."""
        return json.dumps(self.as_dict(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> TalkItem:
        """The inverse of `as_dict`; raises TypeError on an unknown field."""
        values = dict(data)
        values["speakers"] = [
            s if isinstance(s, Speaker) else Speaker(**s) for s in values.get("speakers") or []
        ]
        return cls(**values)


FIELD_NAMES: tuple[str, ...] = tuple(f.name for f in fields(TalkItem))


def parse_moment(text: str | None) -> datetime | date | None:
    """An ISO string of TalkItem as a date or datetime. Raises ValueError when it is neither."""
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
