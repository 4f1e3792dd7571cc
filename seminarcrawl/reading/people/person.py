"""One person of a speaker line while the line is being read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Person:
    """A speaker while the line is read; `closed`: a bracket gave the affiliation; `employed`: a role came."""

    name: str
    affiliation: list[str] = field(default_factory=list)
    closed: bool = False
    joined: bool = False
    employed: bool = False
    url: str | None = None
