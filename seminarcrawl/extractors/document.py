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

    def cut_off(self, most: str) -> None:
        """Record, once, that only the first `most` ("10,000 blocks") were read: a talk may have been cut."""
        self._read_in_part("document.cut-off", most)

    def too_many(self, most: str) -> None:
        """Record, once, that only the first `most` ("5,000 records") were read: these are whole."""
        self._read_in_part("document.too-many", most)

    def _read_in_part(self, rule: str, most: str) -> None:
        problem = Problem(rule, f"only the first {most} were read")
        if problem not in self.problems:
            self.problems.append(problem)
