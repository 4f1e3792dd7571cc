"""Sources with several addresses for the same talks: the best is asked first, the next when it refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from seminarcrawl import faults
from seminarcrawl.platforms.base import TalkSpider

# What the next address may do better at. A host that is down has no better address.
_REFUSALS = frozenset({"gone", "blocked", "robots", "http_error", "too_large", "redirect"})


@dataclass(frozen=True, slots=True)
class Alternative:
    """An address, the name of the method that reads its answer, and what else that method wants to know."""

    url: str
    method: str = "parse"
    known: Mapping[str, Any] = field(default_factory=dict)


class AlternativesSpider(TalkSpider):
    """A spider that has second choices. For platforms to build on, not for leaf spiders.

    - `max_pages`: how many pages of one answer are read.
    """

    max_pages: ClassVar[int] = 30

    def best_of(self, alternatives: Sequence[Alternative], series: str | None = None) -> Request:
        """The request for the first address; the others follow while the one before is refused."""
        first, *others = alternatives
        return self.request(
            first.url,
            getattr(self, first.method),
            self.refused,
            series=series,
            meta={"others": others},
            cb_kwargs=dict(first.known),
            dont_filter=True,
        )

    def refused(self, failure: Failure) -> Iterator[Request]:
        """The next address; without one, or when no address could help, the fault."""
        request: Request = failure.request  # type: ignore[attr-defined]
        fault = faults.fault_of(failure.value, request.url)  # type: ignore[arg-type]
        yield from self._next(request, fault)

    def unfit(self, response: Response, rule: str, detail: str) -> Iterator[Request]:
        """The next address, this one having answered with something else; without one, the fault."""
        fault = faults.Fault("unreadable", faults.without_secrets(response.url), rule, detail)
        if response.request is None:
            self.record(fault)
        else:
            yield from self._next(response.request, fault)

    def further_pages(self, response: Response, total: int) -> range:
        """The numbers of the pages after the first that are read; that there are more is a fault."""
        if total > self.max_pages:
            detail = (
                f"{total} pages, of which {self.max_pages} are read: set `until`, or filter in the address"
            )
            fault = faults.Fault("partial", faults.without_secrets(response.url), "pages.too-many", detail)
            self.record(fault)
        return range(2, min(total, self.max_pages) + 1)

    def _next(self, request: Request, fault: faults.Fault) -> Iterator[Request]:
        others = request.meta.get("others")
        if not others or fault.failure_class not in _REFUSALS | {"unreadable"}:
            self.record(fault)
            return
        self.logger.info("%s: %s [%s]; asking %s", fault.url, fault.detail, fault.rule, others[0].url)
        self.count("alternatives/asked")
        yield self.best_of(others, request.meta.get("series"))
