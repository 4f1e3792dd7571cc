"""What a reader knows besides the text: where it came from, when, and what its source fixed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

DateOrder = Literal["DMY", "MDY", "YMD"]


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of one document. Everything that the readers may lean on, nothing else.

    `fetched_at` is aware and is the only "now" there is. `timezone` is the IANA zone of the
    institution. `languages` are ISO 639-1 codes, most likely first; empty means unknown.
    `date_order` decides `06/07/2019`; None lets the zone's country and the weekday decide.
    `year` is a year that the document states for everything below it (a term heading).
    `summary_role` fixes what a calendar's SUMMARY is (see `extractors.ical.roles`).
    """

    fetched_at: datetime
    url: str = ""
    timezone: str | None = None
    languages: tuple[str, ...] = ()
    date_order: DateOrder | None = None
    year: int | None = None
    series: str | None = None
    host: str | None = None
    summary_role: str | None = None

    def but(self, **changes: Any) -> Context:
        """The same context with some things known better."""
        for name, value in changes.items():
            if getattr(self, name) != value:
                return replace(self, **changes)
        return self
