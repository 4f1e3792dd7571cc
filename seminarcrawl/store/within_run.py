"""The talks of one run so far, kept on disk: the same talk from two pages of a source is one talk."""

from __future__ import annotations

from seminarcrawl.items import TalkItem
from seminarcrawl.reading.identity import identify
from seminarcrawl.reading.merge import content_of, merge
from seminarcrawl.store.failures import TEMPORARY, storage_errors
from seminarcrawl.store.run import Run
from seminarcrawl.store.sightings import Matcher
from seminarcrawl.store.talks import Talks


class WithinRun:
    """Admits each talk of a run once. A temporary database holds the index, so memory stays flat."""

    def __init__(self, source: str) -> None:
        self._talks = Talks(None)
        self._run = Run(self._talks, source).id
        self._matcher = Matcher(self._talks, lambda _sighting: True)
        # Only sightings are kept here, without the rows they point at in a real database.
        self._talks.connection.execute("PRAGMA foreign_keys = OFF")
        self._number = 0

    def admit(self, item: TalkItem) -> TalkItem | None:
        """The item when its talk is new in this run; completed from it what was known, when it adds
        something; None when it says nothing new."""
        with storage_errors(TEMPORARY):
            match = self._matcher.find(identify(item))
            if match is None or match.sighting is None:
                self._number += 1
                self._talks.add_sighting(self._number, item, self._run, [])
                return item
            known = match.sighting.item
            both = merge(TalkItem.from_dict(known.as_dict()), item)
            if content_of(both) == content_of(known):
                return None
            self._talks.change_sighting(match.sighting.id, both, self._run, [])
            return both

    def close(self) -> None:
        """Forget everything."""
        self._talks.close()
