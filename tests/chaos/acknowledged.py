"""A pipeline behind the database: writes down each talk whose storing has been confirmed."""

from __future__ import annotations

import json
import os
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from seminarcrawl.settings import ITEM_PIPELINES


class AcknowledgePipeline:
    """Appends the UID of each talk to the file ACKNOWLEDGED, at once."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        path = os.environ.get("ACKNOWLEDGED")
        if not path:
            raise NotConfigured
        return cls(path)

    def process_item(self, item: Any) -> Any:
        os.write(self._file, f"{item.uid}\n".encode())
        return item


# The pipelines of a crawl, and this one just behind the one that stores.
SETTING = json.dumps({**ITEM_PIPELINES, "tests.chaos.acknowledged.AcknowledgePipeline": 450})
