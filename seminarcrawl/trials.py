"""Trying out ways to read a source: crawls of a few requests, kept as samples, and what they bring."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.settings import Settings

from seminarcrawl.faults import Fault
from seminarcrawl.items import TalkItem
from seminarcrawl.run import Summary, counted, summary_of
from seminarcrawl.samples import Sample, recording_settings, replay_settings

# A source with more talks than this is not better for it: a whole university's calendar is no better than the
# seminar that was asked for.
_ENOUGH = 12
_WEIGHTS = {"start": 0.35, "title": 0.30, "speakers": 0.25, "abstract": 0.10}
# Whatever was asked once is answered from the folder: not the asking again that crawls do (revalidation.py).
_CACHE = "scrapy.downloadermiddlewares.httpcache"
_ONE_SESSION = {
    "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.DummyPolicy",
    "HTTPCACHE_STORAGE": "scrapy.extensions.httpcache.FilesystemCacheStorage",
}
_DAY_ONLY = 0.6  # of a start's weight, when there is no hour
_STRUCTURED = 1.15  # data for programs is preferred to a page that is as good


@dataclass(frozen=True, slots=True)
class Quality:
    """How many talks there are, and how many of them have what matters."""

    talks: int
    titles: int
    speakers: int
    starts: int
    hours: int
    abstracts: int

    @classmethod
    def of(cls, talks: list[TalkItem]) -> Quality:
        """Count."""
        return cls(
            talks=len(talks),
            titles=sum(bool(talk.title) for talk in talks),
            speakers=sum(bool(talk.speakers) for talk in talks),
            starts=sum(bool(talk.start) for talk in talks),
            hours=sum(isinstance(talk.starts_at, datetime) for talk in talks),
            abstracts=sum(bool(talk.abstract) for talk in talks),
        )

    @property
    def completeness(self) -> float:
        """0 to 1: how much of what matters an average talk has."""
        if not self.talks:
            return 0.0
        starts = self.hours + _DAY_ONLY * (self.starts - self.hours)
        weighted = (
            _WEIGHTS["start"] * starts
            + _WEIGHTS["title"] * self.titles
            + _WEIGHTS["speakers"] * self.speakers
            + _WEIGHTS["abstract"] * self.abstracts
        )
        return weighted / self.talks

    def score(self, *, is_structured: bool) -> float:
        """What ways to read a source are compared by."""
        found = math.log1p(min(self.talks, _ENOUGH))
        return self.completeness * found * (_STRUCTURED if is_structured else 1.0)

    def to_text(self) -> str:
        """One line for a person."""
        if not self.talks:
            return "no talk"
        return (
            f"{counted(self.talks, 'talk')}: {self.titles} with title, {self.speakers} with speaker, "
            f"{self.starts} with start ({self.hours} with hour), {self.abstracts} with abstract"
        )


@dataclass
class Trial:
    """One crawl that was only tried: its talks, its summary, and its responses as a sample."""

    sample: Sample
    talks: list[TalkItem] = field(default_factory=list)
    summary: Summary = field(default_factory=lambda: Summary(""))
    died: list[str] = field(default_factory=list)  # the selectors that pointed at nothing

    @property
    def quality(self) -> Quality:
        """What the talks are like."""
        return Quality.of(self.talks)

    @property
    def faults(self) -> list[Fault]:
        """What went wrong, the end of a small sample left out."""
        return [fault for fault in self.summary.faults if fault.failure_class != "stopped"]

    def counts(self) -> dict[str, int]:
        """For a spider's `verified`."""
        quality = self.quality
        return {"talks": quality.talks, "titles": quality.titles, "speakers": quality.speakers}


async def try_out(
    process: CrawlerProcessBase,
    settings: Settings,
    spider: type[Spider],
    sample: Sample,
    *,
    limit: int = 0,
    ask_on: bool = False,
    offline: bool = False,
    cache: Path | None = None,
) -> Trial:
    """Crawl with `spider`, store nothing, keep the responses in `sample`; or, `offline`, read these.

    `limit` and `ask_on` as in `samples.recording_settings`. Trials with the same `cache` folder ask for each
    address once.
    """
    crawler = Crawler(spider, settings)
    middlewares = dict(crawler.settings.getwithbase("DOWNLOADER_MIDDLEWARES"))
    recording = recording_settings(sample, middlewares, limit=limit, ask_on=ask_on)
    kept = replay_settings(sample) if offline else recording
    quietly = {"TALKS_DB": "", "TALKS_JSONL": "", "LOG_LEVEL": "CRITICAL"}
    if cache is not None and not offline:
        kept["DOWNLOADER_MIDDLEWARES"][f"{_CACHE}.HttpCacheMiddleware"] = 900
        quietly |= {"HTTPCACHE_ENABLED": "True", "HTTPCACHE_DIR": str(cache), **_ONE_SESSION}
    # A crawler copies the settings that it is made with; the sample must stay the same object.
    for name, value in {**quietly, **kept}.items():
        crawler.settings.set(name, value, priority="cmdline")
    trial = Trial(sample)
    crawler.signals.connect(_collector(trial), signal=signals.item_scraped, weak=False)
    error: BaseException | None = None
    try:
        await process.crawl(crawler, **sample.arguments)
    except Exception as caught:  # noqa: BLE001 (whatever it is, it is this trial's outcome)
        error = caught
    trial.summary = summary_of(crawler, error)
    died = "selectors/died/"
    counts = crawler.stats.get_stats() if crawler.stats else {}
    trial.died = [key.removeprefix(died) for key, n in counts.items() if key.startswith(died) and n]
    if sample.responses and not offline:
        sample.save()
    return trial


def _collector(trial: Trial) -> Any:
    def collect(item: Any) -> None:
        if isinstance(item, TalkItem):
            trial.talks.append(item)

    return collect
