"""Talks that are ready: nothing is asked and nothing is read, so that they go through the pipelines fast."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import ClassVar

import scrapy

from seminarcrawl.items import Speaker, TalkItem
from tests.chaos.sources import LARGE


class Flow(scrapy.Spider):
    """Yields `talks` talks."""

    name = "flow"
    arguments: ClassVar[dict[str, str]] = {"talks": "how many"}
    talks: str = "0"

    async def start(self) -> AsyncIterator[TalkItem]:
        for n in range(int(self.talks)):
            day, hour, minute = f"{1 + n // 3 % 28:02}", f"{8 + n // 84 % 12:02}", f"{n // 1008 % 60:02}"
            words = "We look at one thing and then at another. "
            yield TalkItem(
                uid=f"{n}@example.org",
                title=f"Lecture {n} on things",
                speakers=[Speaker(f"Speaker Number{n}", "University of Examples")],
                start=f"2026-{9 + n % 3:02}-{day}T{hour}:{minute}:00Z",
                abstract=words * (1 + LARGE.get(n % 100, 0) // len(words)),
                source=self.name,
            )
