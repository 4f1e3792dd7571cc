"""150: only what the source was asked for goes on."""

from __future__ import annotations

from typing import Any

from scrapy.exceptions import DropItem

from pipelines.base import TalkPipeline
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.normalize import as_talk


class ScopePipeline(TalkPipeline):
    """Drops a talk outside the spider's `since`/`until`, or not among those to `keep`. Off: SCOPE_ENABLED.

    That is no rejection: such a talk is counted as `talks/out_of_scope` and nobody is warned.
    """

    switch = "SCOPE_ENABLED"

    def process_item(self, item: Any) -> TalkItem:
        """The talk as it is. Raises DropItem when it is not wanted."""
        talk = as_talk(item)
        scope = getattr(self.spider, "scope", None)
        if scope is not None and not scope.admits(talk):
            self.count("talks/out_of_scope")
            if not scope.covers(talk.start):  # another day it may be inside
                self.read_each_time(talk)
            raise DropItem("out of scope", log_level="DEBUG")
        return talk
