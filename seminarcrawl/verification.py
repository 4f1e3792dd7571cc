"""Verifying a source of the catalogue: it was crawled live, on which day, and how much it brought."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import CrawlerProcessBase
from scrapy.settings import Settings

from seminarcrawl.drift import replace_folder
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.replays import Replayer
from seminarcrawl.run import INTERNAL, OK, SUSPICIOUS
from seminarcrawl.samples import META, Sample
from seminarcrawl.scaffold import literal
from seminarcrawl.trials import try_out

CASES = ("first", "verified")
KEPT = 12  # responses of a verified source that its sample holds; the others are counted and not kept
_LINE = re.compile(r"^ {4}verified = .{0,500}$", re.M)


@dataclass
class Verified:
    """How the crawl of one live source went."""

    spider: str
    exit_code: int
    counts: dict[str, int] = field(default_factory=dict)
    sample: str | None = None
    faults: list[dict[str, str]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`; the keys that `scrapy crawl --summary json` has too mean the same."""
        return {
            "source": self.spider,
            "exit_code": self.exit_code,
            **self.counts,
            "sample": self.sample,
            "faults": self.faults,
        }


async def verify(
    process: CrawlerProcessBase, settings: Settings, spider: type[TalkSpider], root: Path
) -> Verified:
    """Crawl the live source; when it brought talks and nothing failed, keep a sample and note the day."""
    now = datetime.now(UTC).replace(microsecond=0)
    folder = _sample_folder(root / "samples" / spider.name)
    with tempfile.TemporaryDirectory(prefix=".verify-", dir=root) as work:
        beside = Sample(Path(work) / spider.name / folder.name, now.isoformat())
        trial = await try_out(process, settings, spider, beside, limit=KEPT, ask_on=True)
        counts = trial.counts()
        verified = Verified(spider.name, trial.summary.exit_code, counts)
        verified.faults = [fault.as_dict() for fault in trial.faults]
        if verified.exit_code != OK or not trial.talks:
            verified.exit_code = verified.exit_code or SUSPICIOUS
            return verified
        result = await Replayer(process, settings).compare(beside, spider)
        if result.verdict == "failed":
            verified.exit_code = INTERNAL
            return verified
        replace_folder(folder, beside.folder)
    verified.sample = f"{spider.name}/{folder.name}"
    path = root / "spiders" / f"{spider.name}.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(noted(text, {"date": now.date().isoformat(), **counts}), encoding="utf-8")
    return verified


def noted(text: str, verified: dict[str, Any]) -> str:
    """A spider's file with its `verified` line written anew, or added as the last one."""
    line = f"    verified = {literal(verified)}"
    if _LINE.search(text):
        return _LINE.sub(lambda _: line, text, count=1)
    return f"{text.rstrip()}\n{line}\n"


def is_verifiable(spider: Any) -> bool:
    """Whether a spider has a source of its own, so that there is something to verify."""
    return isinstance(spider, type) and issubclass(spider, TalkSpider) and bool(spider.institution)


def _sample_folder(samples: Path) -> Path:
    """`first` while there is no sample at all, else `verified`, which is written anew each time."""
    has_others = any(samples.glob(f"*/{META}"))
    return samples / CASES[has_others]
