"""Drift: what a live source gives now, compared with what its sample gave."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from scrapy import Spider
from scrapy.crawler import CrawlerProcessBase
from scrapy.settings import Settings

from seminarcrawl.replays import Replayer, Talk, differences
from seminarcrawl.samples import EXPECTED, Sample
from seminarcrawl.trials import Trial, try_out

# What differs between any two crawls.
_OF_THE_FETCH = ("fetched_at", "source_url")
# What may be found in responses that did come.
_NO_FAILURES = frozenset({"empty", "site_changed"})


@dataclass
class Drift:
    """What became of one sample. `failures` say why it was not recorded anew; then it is as it was."""

    sample: str
    changes: list[str] = field(default_factory=list)
    died: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    talks: int = 0

    @property
    def lines(self) -> list[str]:
        """For a person."""
        dead = [f"selector {name} points at nothing any more" for name in self.died]
        return [*self.failures, *dead, *self.changes]


async def refresh(
    process: CrawlerProcessBase, settings: Settings, sample: Sample, spider: type[Spider]
) -> Drift:
    """Record the sample anew from the live source, and say what has changed.

    The new one is written beside the old and takes its place only when every response came.
    """
    drift = Drift(sample.name)
    root = sample.folder.parent.parent
    with tempfile.TemporaryDirectory(prefix=".refresh-", dir=root.parent) as work:
        trial = await record_beside(process, settings, sample, spider, Path(work))
        drift.talks = len(trial.talks)
        drift.died = trial.died
        expected_faults = set(sample.faults)
        drift.failures = [
            f"{fault.url}: {fault.detail} [{fault.rule}]"
            for fault in trial.faults
            if fault.failure_class not in expected_faults | _NO_FAILURES
        ]
        if drift.failures or not trial.sample.responses:
            drift.failures = drift.failures or ["no response came"]
            return drift
        result = await Replayer(process, settings).compare(trial.sample, spider)
        if result.verdict == "failed":
            drift.failures = result.faults
            return drift
        if not trial.talks and talks_in(sample.folder):
            drift.changes = ["no talk is left; the sample stays as it was"]
            return drift
        drift.changes = differences(talks_in(sample.folder), talks_in(trial.sample.folder))
        replace_folder(sample.folder, trial.sample.folder)
    return drift


async def record_beside(
    process: CrawlerProcessBase, settings: Settings, sample: Sample, spider: type[Spider], work: Path
) -> Trial:
    """A live crawl as that of `sample` was, kept under `work`: as many responses as it kept."""
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    beside = Sample(work / sample.spider / sample.folder.name, now, sample.arguments)
    limit = len(sample.responses) if sample.left_out else 0
    return await try_out(process, settings, spider, beside, limit=limit, ask_on=False)


def talks_in(folder: Path) -> list[Talk]:
    """The expected talks of a sample, without what differs between any two crawls."""
    path = folder / EXPECTED
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    talks = [json.loads(line) for line in lines if line.strip()]
    return [{key: value for key, value in talk.items() if key not in _OF_THE_FETCH} for talk in talks]


def replace_folder(old: Path, new: Path) -> None:
    """Put `new` in the place of `old`, which may not exist; when that fails, `old` is where it was."""
    aside = new.with_name(f"{new.name}.before")
    if old.exists():
        old.rename(aside)
    try:
        old.parent.mkdir(parents=True, exist_ok=True)
        new.rename(old)
    except OSError:
        if aside.exists():
            aside.rename(old)
        raise
    shutil.rmtree(aside, ignore_errors=True)
