"""100: every item becomes a TalkItem in its one form."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pipelines.base import TalkPipeline
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.normalize import as_talk, normalize


class NormalizePipeline(TalkPipeline):
    """`seminarcrawl.reading.normalize.normalize` with the spider's circumstances. Off: NORMALIZE_ENABLED.

    A spider may yield a plain dict or a half-filled TalkItem. KEEP_PASSCODES keeps the passcodes of
    links to join.
    """

    switch = "NORMALIZE_ENABLED"

    def process_item(self, item: Any) -> TalkItem:
        """The normalized talk. Raises DropItem for what is no talk at all."""
        try:
            talk = as_talk(item)
            talk.source = talk.source or self.source
            talk.fetched_at = talk.fetched_at or self.started.isoformat()
            keep = self.settings.getbool("KEEP_PASSCODES")
            return normalize(talk, self._context(talk), keep_passcodes=keep)
        except (TypeError, ValueError) as error:
            raise self.reject(item, "item.not-a-talk", str(error)) from error

    def _context(self, talk: TalkItem) -> Context:
        spider = self.spider
        fetched_at = datetime.fromisoformat(str(talk.fetched_at))
        return Context(
            fetched_at=fetched_at if fetched_at.tzinfo else fetched_at.replace(tzinfo=UTC),
            url=talk.source_url or "",
            timezone=getattr(spider, "timezone", None),
            languages=tuple(getattr(spider, "languages", ())),
            date_order=getattr(spider, "date_order", None),
            series=getattr(spider, "series", None),
            host=getattr(spider, "host", None),
        )
