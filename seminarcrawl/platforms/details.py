"""Feeds that leave something out which the page of each talk says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scrapy.http import Response
from twisted.python.failure import Failure

from seminarcrawl.items import TalkItem
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.reading.merge import merge


class DetailsSpider(TalkSpider):
    """Completes the talks of a feed from their own pages.

    - `max_details`: how many pages a run may ask for in order to complete talks; 0: none.
    """

    max_details: int = 25
    _details_asked = 0

    def completed(self, talks: Iterable[TalkItem], response: Response) -> Iterator[Any]:
        """Each talk as it is, or the request for its page when the feed left something out."""
        for talk in talks:
            if not self.lacks_details(talk) or not self.may_ask_for_details(talk):
                yield talk
                continue
            yield self.follow(
                response,
                talk.url or "",
                self.parse_details,
                errback=self.details_failed,
                cb_kwargs={"talk": talk},
            )

    def lacks_details(self, talk: TalkItem) -> bool:
        """Whether the page of a talk may say what the feed does not: who speaks, or about what."""
        return not talk.speakers or not talk.abstract

    def may_ask_for_details(self, talk: TalkItem) -> bool:
        """Whether the talk has a page, is wanted, and the run has not asked for too many; counts it."""
        if not talk.url or not self.scope.covers(talk.start) or self._details_asked >= self.max_details:
            return False
        self._details_asked += 1
        return True

    def parse_details(self, response: Response, talk: TalkItem) -> Iterator[TalkItem]:
        """The talk, completed by the one talk that its page states."""
        found = self._read_page(response)
        if len(found) == 1 and found[0].start and (found[0].start or "")[:10] == (talk.start or "")[:10]:
            merge(talk, found[0])
        yield talk

    def _read_page(self, response: Response) -> list[TalkItem]:
        return list(self.talks(response, format="page"))

    def details_failed(self, failure: Failure) -> Iterator[TalkItem]:
        """Without its page the talk is what the feed says."""
        self.failed(failure)
        talk: TalkItem = failure.request.cb_kwargs["talk"]  # type: ignore[attr-defined]
        yield talk
