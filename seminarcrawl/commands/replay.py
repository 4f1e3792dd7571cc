"""`scrapy replay`: the spiders against their samples, offline, through the whole pipeline."""

from __future__ import annotations

import argparse
import json
import sys

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from seminarcrawl import reactor
from seminarcrawl.project import samples_root
from seminarcrawl.replays import Replayer, Result
from seminarcrawl.run import OK
from seminarcrawl.samples import Sample, SampleError, find_samples


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
        code = reactor.run(self.crawler_process, self._replay_all(samples, opts, results))
        if code == reactor.STOPPED:
            self.exitcode = code
            return
        _print(results, as_json=opts.json)
        self.exitcode = 0 if all(result.good for result in results) else 1

    async def _replay_all(
        self, samples: list[Sample], opts: argparse.Namespace, results: list[Result]
    ) -> int:
        process = self.crawler_process
        if process is None or self.settings is None:
            raise RuntimeError("no crawler process")
        replayer = Replayer(process, self.settings)
        for sample in samples:
            spider = process.spider_loader.load(sample.spider)
            if opts.store:
                results.append(await replayer.store(sample, spider))
            else:
                results.append(await replayer.compare(sample, spider, update=opts.update))
        return OK


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
