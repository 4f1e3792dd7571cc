"""A document to read, and what was wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from seminarcrawl.extractors.decode import decode
from seminarcrawl.reading.context import Context


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a document that could not be read, while the rest could.

    `rule` is a short stable name (`ical.cut-off`, `ical.bad-event`); `detail` says where and what.
    """

    rule: str
    detail: str


@dataclass
class Document:
    """One response or file, with its circumstances. Extractors add to `problems` as they meet them."""

    body: bytes
    context: Context
    content_type: str | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address the document came from."""
        return self.context.url

    @cached_property
    def text(self) -> str:
        """The body decoded: byte order mark, declared charset, UTF-8, then Windows-1252."""
        return decode(self.body, self.content_type)

    def problem(self, rule: str, detail: str) -> None:
        """Record that one part could not be read."""
        self.problems.append(Problem(rule, detail))
