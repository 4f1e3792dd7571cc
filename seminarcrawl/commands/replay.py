"""`scrapy replay`: the spiders against their samples, offline, through the whole pipeline."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from seminarcrawl.commands.record import samples_root
from seminarcrawl.run import Summary, keep, summary_of
from seminarcrawl.samples import Sample, SampleError, find_samples, replay_settings

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


class Command(ScrapyCommand):
    """Replays samples; exits 1 when a talk is not as expected."""

    requires_project = True

    def syntax(self) -> str:
        """For the usage line."""
        return "[options] [SPIDER | SPIDER/CASE …]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Run spiders offline against their samples and compare the talks"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--update`, `--store`, `--json`."""
        super().add_options(parser)
        parser.add_argument("--update", action="store_true", help="write the talks as the new expected ones")
        parser.add_argument(
            "--store",
            action="store_true",
            help="store the talks in TALKS_DB and TALKS_JSONL instead of comparing",
        )
        parser.add_argument("--json", action="store_true", help="one sample a line as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Replay what was asked for, one sample after the other."""
        try:
            samples = find_samples(samples_root(), args)
        except SampleError as error:
            raise UsageError(str(error), print_help=False) from None
        if not samples:
            raise UsageError("there is no sample yet: scrapy record SPIDER CASE makes one", print_help=False)
        results: list[Result] = []
        task = asyncio.get_event_loop().create_task(self._replay_all(samples, opts, results))
        task.add_done_callback(_stop_reactor)
        if self.crawler_process is None:
            raise RuntimeError("no crawler process")
        self.crawler_process.start(stop_after_crawl=False)
        if task.cancelled() or not task.done():
            self.exitcode = 130
            return
        task.result()
        _print(results, as_json=opts.json)
        self.exitcode = 0 if all(result.good for result in results) else 1

    async def _replay_all(
        self, samples: list[Sample], opts: argparse.Namespace, results: list[Result]
    ) -> None:
        for sample in samples:
            if opts.store:
                results.append(_stored(sample, await self._crawl(sample, {})))
                continue
            with tempfile.TemporaryDirectory(prefix="replay-") as folder:
                results.append(await self._compare(sample, Path(folder), update=opts.update))

    async def _compare(self, sample: Sample, folder: Path, *, update: bool) -> Result:
        jsonl = folder / "talks.jsonl"
        outputs = {"TALKS_DB": str(folder / "talks.db"), "TALKS_JSONL": str(jsonl)}
        summary = await self._crawl(sample, outputs)
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

    async def _crawl(self, sample: Sample, outputs: dict[str, str]) -> Summary:
        """One crawl with the sample's clock and answers."""
        process = self.crawler_process
        if process is None or self.settings is None:
            raise RuntimeError("no crawler process")
        settings = self.settings.copy()
        settings.setdict({**replay_settings(sample), **outputs}, priority="cmdline")
        crawler = Crawler(process.spider_loader.load(sample.spider), settings)
        error: BaseException | None = None
        try:
            await process.crawl(crawler, **sample.arguments)
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


def _stored(sample: Sample, summary: Summary) -> Result:
    verdict = "stored" if summary.exit_code in {0, 3, 4} else "failed"
    return Result(sample.name, summary.found, summary.seconds, verdict, faults=_fault_lines(summary))


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


def _print(results: list[Result], *, as_json: bool) -> None:
    if as_json:
        for result in results:
            print(json.dumps(result.as_dict(), ensure_ascii=False))
        return
    console = Console(highlight=False)
    for result in results:
        for line in [] if result.good else [*result.differences, *result.faults]:
            console.print(f"{result.sample}: {line}", markup=False, soft_wrap=True)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("sample")
    table.add_column("talks", justify="right")
    table.add_column("seconds", justify="right")
    table.add_column("verdict")
    for result in results:
        style = "green" if result.good else "bold red"
        table.add_row(
            result.sample, str(result.talks), f"{result.seconds:.2f}", f"[{style}]{result.verdict}[/]"
        )
    console.print(table)
    bad = sum(not result.good for result in results)
    if bad:
        print(f"{bad} of {len(results)} samples need a look", file=sys.stderr)


def _stop_reactor(_: asyncio.Task[None]) -> None:
    from twisted.internet import reactor

    if reactor.running:
        reactor.stop()  # type: ignore[misc]
