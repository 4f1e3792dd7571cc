"""Replays: a spider run offline against one of its samples, and what came out compared with what should."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.settings import Settings

from seminarcrawl.run import Summary, keep, summary_of
from seminarcrawl.samples import Sample, replay_settings

Talk = dict[str, Any]
# Faults that are no source's, but ours: no sample expects them.
_OURS = frozenset({"no_sample", "internal", "storage", "usage"})


@dataclass
class Result:
    """What became of one sample: `differences` are lines for a person, empty when all is as expected."""

    sample: str
    talks: int = 0
    seconds: float = 0.0
    verdict: str = "as expected"
    differences: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing has to be looked at."""
        return self.verdict in {"as expected", "updated", "stored"}

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "sample": self.sample,
            "talks": self.talks,
            "verdict": self.verdict,
            "differences": self.differences,
            "faults": self.faults,
        }


class Replayer:
    """Replays samples in one process, one after the other, under the project's settings."""

    def __init__(self, process: CrawlerProcessBase, settings: Settings) -> None:
        self.process = process
        self.settings = settings

    async def compare(self, sample: Sample, spider: type[Spider], *, update: bool = False) -> Result:
        """Compare the talks with the expected ones; write these when they are missing, or with `update`."""
        with tempfile.TemporaryDirectory(prefix="replay-") as folder:
            return await self._compare(sample, spider, Path(folder), update=update)

    async def store(self, sample: Sample, spider: type[Spider]) -> Result:
        """Store the talks where the project's settings say, instead of comparing them."""
        summary = await self.crawl(sample, spider)
        verdict = "stored" if summary.exit_code in {0, 3, 4} else "failed"
        return Result(sample.name, summary.found, summary.seconds, verdict, faults=_fault_lines(summary))

    async def _compare(self, sample: Sample, spider: type[Spider], folder: Path, *, update: bool) -> Result:
        jsonl = folder / "talks.jsonl"
        outputs = {"TALKS_DB": str(folder / "talks.db"), "TALKS_JSONL": str(jsonl)}
        summary = await self.crawl(sample, spider, **outputs)
        lines = jsonl.read_text(encoding="utf-8") if jsonl.exists() else ""
        result = Result(sample.name, lines.count("\n"), summary.seconds, faults=_fault_lines(summary))
        classes = sorted({fault.failure_class for fault in summary.faults})
        missing = not sample.expected.exists()
        before = "" if missing else sample.expected.read_text(encoding="utf-8")
        if _OURS.intersection(classes):
            result.verdict = "failed"
        elif missing or update:
            result.verdict = _write(sample, lines, classes, missing=missing)
        elif before != lines or classes != sample.faults:
            result.verdict = "different"
            result.differences = differences(_talks(before), _talks(lines))
            if classes != sample.faults:
                result.differences.append(f"faults: expected {_short(sample.faults)}, got {_short(classes)}")
            elif not result.differences:
                result.differences = ["the talks stand in another order"]
        return result

    async def crawl(self, sample: Sample, spider: type[Spider], **more: Any) -> Summary:
        """One crawl with the sample's clock and answers; `more` are further settings."""
        settings = self.settings.copy()
        settings.setdict({**replay_settings(sample), **more}, priority="cmdline")
        crawler = Crawler(spider, settings)
        error: BaseException | None = None
        try:
            await self.process.crawl(crawler, **sample.arguments)
        except Exception as caught:  # noqa: BLE001 (whatever it is, it belongs to this sample's result)
            error = caught
        summary = summary_of(crawler, error)
        keep(crawler, summary)
        return summary


def differences(expected: list[Talk], actual: list[Talk]) -> list[str]:
    """Field by field, what is not as expected; talks are paired by UID, then by order."""
    left, right = _by_key(expected), _by_key(actual)
    lines = []
    for key in [*left, *(key for key in right if key not in left)]:
        if key not in right:
            lines.append(f"{key}: missing")
        elif key not in left:
            lines.append(f"{key}: not expected")
        else:
            lines += [
                f"{key}: {name}: expected {_short(left[key].get(name))}, got {_short(right[key].get(name))}"
                for name in dict.fromkeys([*left[key], *right[key]])
                if left[key].get(name) != right[key].get(name)
            ]
    return lines


def _by_key(talks: list[Talk]) -> dict[str, Talk]:
    keyed: dict[str, Talk] = {}
    for number, talk in enumerate(talks, 1):
        key = str(talk.get("uid") or f"talk {number}")
        keyed[key if key not in keyed else f"{key} ({number})"] = talk
    return keyed


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:120] + " … " + text[-70:]


def _talks(lines: str) -> list[Talk]:
    return [json.loads(line) for line in lines.split("\n") if line.strip()]


def _fault_lines(summary: Summary) -> list[str]:
    return [f"{fault.failure_class}: {fault.url}: {fault.detail} [{fault.rule}]" for fault in summary.faults]


def _write(sample: Sample, lines: str, faults: list[str], *, missing: bool) -> str:
    """Make what came out what is expected; the verdict on that."""
    before = "" if missing else sample.expected.read_text(encoding="utf-8")
    same = before == lines and faults == sample.faults
    sample.expected.write_text(lines, encoding="utf-8")
    if faults != sample.faults:
        sample.faults = faults
        sample.save()
    return "review it" if missing else "as expected" if same else "updated"
