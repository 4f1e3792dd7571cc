"""`scrapy verify`: live sources tried, their first samples kept, the day noted in their spiders."""

from __future__ import annotations

import argparse
import json
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from seminarcrawl import reactor
from seminarcrawl.fleet import Fleet, Outcome, hosts_of, worst
from seminarcrawl.project import project_root
from seminarcrawl.run import OK, counted
from seminarcrawl.verification import is_verifiable, verify

_COUNTS = ("talks", "titles", "speakers")


class Command(ScrapyCommand):
    """Crawls one live source, or all that nobody has tried: exit codes as those of `scrapy crawl`."""

    requires_project = True

    def syntax(self) -> str:
        """For the usage line."""
        return "[options] NAME | --all"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Crawl a live source of the catalogue, keep its sample, note day and counts in its spider"

    def long_desc(self) -> str:
        """For `scrapy verify -h`."""
        return (
            "Crawls the source and stores no talk. When it brought talks and nothing failed, keeps a sample "
            "under samples/NAME/ and writes `verified = {...}` into spiders/NAME.py. --all does so for every "
            "spider that nobody has tried yet, some at a time, never two on one host; its exit code is the "
            "gravest of theirs."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--all` and how much of it at a time."""
        super().add_options(parser)
        add = parser.add_argument
        add("--all", action="store_true", help="every spider whose source nobody has tried yet")
        add("--jobs", type=int, default=4, metavar="N", help="with --all: processes at a time (default: 4)")
        add(
            "--limit",
            type=float,
            default=1200,
            metavar="SECONDS",
            help="for each (default: 1200)",
        )
        add("--json", action="store_true", help="one source a line as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Verify one here, or all in processes of their own."""
        if bool(args) == opts.all or len(args) > 1:
            raise UsageError("give the name of one spider, or --all", print_help=False)
        if opts.jobs < 1 or opts.limit <= 0:
            raise UsageError("--jobs and --limit must be more than nothing", print_help=False)
        if args:
            self.exitcode = reactor.run(self.crawler_process, self._verify(args[0], as_json=opts.json))
            return
        fleet = self._fleet(opts)
        stopped = fleet.run_until_stopped()
        if not opts.json:
            _print(fleet.outcomes)
        self.exitcode = 128 + stopped if stopped else worst(outcome.code for outcome in fleet.outcomes)

    async def _verify(self, name: str, *, as_json: bool) -> int:
        if self.crawler_process is None or self.settings is None:
            raise RuntimeError("no crawler process")
        spider = self._spider(name)
        root = project_root()
        verified = await verify(self.crawler_process, self.settings, spider, root)
        if as_json:
            print(json.dumps(verified.as_dict(), ensure_ascii=False))
        else:
            _print([Outcome(name, verified.exit_code, 0.0, verified.as_dict())])
        return verified.exit_code

    def _spider(self, name: str) -> Any:
        if self.crawler_process is None:
            raise RuntimeError("no crawler process")
        try:
            spider = self.crawler_process.spider_loader.load(name)
        except KeyError:
            raise UsageError(f"there is no spider named {name!r}", print_help=False) from None
        if not is_verifiable(spider):
            raise UsageError(f"{name} has no source of its own to verify", print_help=False)
        return spider

    def _fleet(self, opts: argparse.Namespace) -> Fleet:
        """A process for every spider that nobody has tried yet."""
        if self.crawler_process is None:
            raise RuntimeError("no crawler process")
        loader = self.crawler_process.spider_loader
        spiders = {name: loader.load(name) for name in sorted(loader.list())}
        untried = {
            name: hosts_of(spider)
            for name, spider in spiders.items()
            if is_verifiable(spider) and getattr(spider, "verified", None) is None
        }

        def tell(name: str, outcome: Outcome | None) -> None:
            if outcome is not None and opts.json:
                print(json.dumps(outcome.as_dict(), ensure_ascii=False), flush=True)

        settings = [part for given in opts.set or () for part in ("-s", given)]
        command = ("verify", "--json")
        return Fleet(untried, jobs=opts.jobs, limit=opts.limit, options=settings, command=command, tell=tell)


def _print(outcomes: list[Outcome]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("source")
    for name in _COUNTS:
        table.add_column(name, justify="right")
    table.add_column("sample")
    table.add_column("status", overflow="fold")
    for outcome in sorted(outcomes, key=lambda one: one.name):
        is_good = outcome.code == OK
        status = "verified" if is_good else f"{outcome.status}: {outcome.why}"
        counts = [str(outcome.summary.get(name, "")) for name in _COUNTS]
        sample = outcome.summary.get("sample") or ""
        table.add_row(outcome.name, *counts, sample, Text(status, style="green" if is_good else "bold red"))
    console = Console(highlight=False)
    console.print(table)
    good = sum(outcome.code == OK for outcome in outcomes)
    console.print(f"{counted(len(outcomes), 'source')}: {good} verified", style="bold")
    if good:
        console.print("next: review the new expected.jsonl files, then scrapy sources --write")
