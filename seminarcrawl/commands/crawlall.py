"""`scrapy crawlall`: many sources, each in a process of its own, with one summary and one exit code."""

from __future__ import annotations

import argparse
import json

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import SpiderLoader

from seminarcrawl.fleet import Fleet, Outcome, hosts_of, in_crawlall, worst
from seminarcrawl.run import OK, STATUS, counted

_COUNTS = ("found", "new", "changed", "missing")


class Command(ScrapyCommand):
    """Crawls several sources at a time, never two on one host."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """For the usage line."""
        return "[options] [SPIDER …]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Crawl many sources, some at a time, never two on one host"

    def long_desc(self) -> str:
        """For `scrapy crawlall -h`."""
        return (
            "Runs `scrapy crawl` for the spiders named, or for all that need no argument. Exit code: 0 all "
            "well, else the gravest of theirs: 5 storage, 1 internal error, 2 usage, 124 took too long, 4 a "
            "source failed, 3 suspicious; 130/143 stopped by a signal. Settings (-s) go to every crawl."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add how many at a time, and for how long."""
        super().add_options(parser)
        add = parser.add_argument
        add("--jobs", type=int, default=4, metavar="N", help="processes at a time (default: 4)")
        add("--limit", type=float, default=1200, metavar="SECONDS", help="for each spider (default: 1200)")
        add("--json", action="store_true", help="one source a line as JSON, as it ends")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, show how far it is, sum up."""
        if opts.jobs < 1 or not opts.limit > 0:  # nor NaN
            raise UsageError("--jobs and --limit must be more than nothing", print_help=False)
        spiders = self._spiders(args)
        settings = [part for given in opts.set or () for part in ("-s", given)]
        console = Console(stderr=True, highlight=False)
        with _progress(console) as progress:
            task = progress.add_task("crawling", total=len(spiders), running="")
            running: list[str] = []

            def tell(name: str, outcome: Outcome | None) -> None:
                if outcome is None:
                    running.append(name)
                else:
                    running.remove(name)
                    progress.advance(task)
                    _say(console, outcome, as_json=opts.json)
                progress.update(task, running=", ".join(running))

            fleet = Fleet(spiders, jobs=opts.jobs, limit=opts.limit, options=settings, tell=tell)
            stopped = fleet.run_until_stopped()
        if not opts.json:
            _print_summary(fleet.outcomes)
        self.exitcode = 128 + stopped if stopped else worst(outcome.code for outcome in fleet.outcomes)

    def _spiders(self, names: list[str]) -> dict[str, frozenset[str]]:
        """The spiders asked for, each with its hosts."""
        if self.settings is None:
            raise RuntimeError("no settings")
        loader = SpiderLoader.from_settings(self.settings)
        unknown = sorted(set(names) - set(loader.list()))
        if unknown:
            raise UsageError(f"there is no spider named {', '.join(unknown)}", print_help=False)
        chosen = names or [name for name in sorted(loader.list()) if in_crawlall(loader.load(name))]
        return {name: hosts_of(loader.load(name)) for name in chosen}


def _progress(console: Console) -> Progress:
    """What is shown on a terminal while crawls are under way; nothing elsewhere."""
    columns = (BarColumn(20), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[running]}"))
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _say(console: Console, outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(outcome.as_dict(), ensure_ascii=False), flush=True)
    elif outcome.code != OK:
        console.print(f"{outcome.name}: {outcome.status}: {outcome.why}", markup=False, soft_wrap=True)


def _print_summary(outcomes: list[Outcome]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("source")
    for name in _COUNTS:
        table.add_column(name, justify="right")
    table.add_column("seconds", justify="right")
    table.add_column("status")
    for outcome in sorted(outcomes, key=lambda outcome: outcome.name):
        counts = [str(outcome.summary.get(name, "")) for name in _COUNTS]
        status = Text(outcome.status, style="green" if outcome.code == OK else "bold red")
        table.add_row(outcome.name, *counts, f"{outcome.seconds:.1f}", status)
    console = Console(highlight=False)
    console.print(table)
    states = [outcome.status for outcome in outcomes]
    told = ", ".join(
        f"{states.count(state)} {state}" for state in [STATUS[OK], *sorted({*states} - {STATUS[OK]})]
    )
    console.print(f"{counted(len(outcomes), 'source')}: {told}", style="bold")
