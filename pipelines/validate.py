"""200: what is no usable talk is dropped and named, what is odd is counted."""

from __future__ import annotations

from typing import Any

from pipelines.base import TalkPipeline
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.normalize import as_talk
from seminarcrawl.reading.validate import problems


class ValidatePipeline(TalkPipeline):
    """`seminarcrawl.reading.validate.problems` for every talk. Off: VALIDATE_ENABLED.

    A talk is never dropped because a field is missing.
    """

    switch = "VALIDATE_ENABLED"

    def process_item(self, item: Any) -> TalkItem:
        """The talk as it is. Raises DropItem when it is unusable."""
        try:
            talk = as_talk(item)
        except (TypeError, ValueError) as error:
            raise self.reject(item, "item.not-a-talk", str(error)) from error
        for problem in problems(talk):
            if problem.fatal:
                raise self.reject(talk, problem.rule, f"{problem.field} {problem.message}")
            self.count(f"talks/warning/{problem.rule}")
        return talk
