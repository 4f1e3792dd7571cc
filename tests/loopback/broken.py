"""A pipeline with an error in it."""

from __future__ import annotations

from typing import Any


class BrokenPipeline:
    def process_item(self, item: Any) -> Any:
        raise RuntimeError("broken on purpose")
