"""`scrapy health`: how all sources are doing, from what the database remembers of their runs."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from seminarcrawl.errors import StorageError
from seminarcrawl.project import existing_database
from seminarcrawl.run import OK, STORAGE_FAILED, SUSPICIOUS, counted
from seminarcrawl.store import Talks
from seminarcrawl.store.sources import SourceHealth, accept, health_of_sources
from seminarcrawl.tables import until_enough

_STYLES = {"healthy": "green", "accepted": "green", "running": "cyan"}
_BARS = "▁▂▃▄▅▆▇█"


class Command(ScrapyCommand):
    """Shows each source's last run; exits 3 when one needs a look."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """For the usage line."""
        return "[options] [SOURCE …]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show how the sources are doing: last run, verdict, talks ahead, trend"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--json` and `--accept`."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one source a line as JSON")
        parser.add_argument(
            "--accept",
            metavar="SOURCE",
            help="what the last run of SOURCE found unusual is how it is from now on",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read, print, set the exit code."""
        path = existing_database(self.settings)
        try:
            with Talks(path) as talks:
                if opts.accept:
                    self._accept(talks, opts.accept)
                    return
                found = health_of_sources(talks, datetime.now(UTC))
        except StorageError as error:
            print(error, file=sys.stderr)
            self.exitcode = STORAGE_FAILED
            return
        unknown = sorted(set(args) - {health.source for health in found})
        if unknown:
            raise UsageError(f"no run of {', '.join(unknown)} is known", print_help=False)
        found = [health for health in found if not args or health.source in args]
        self.exitcode = OK if all(health.is_well for health in found) else SUSPICIOUS
        with until_enough():
            self._show(found, as_json=opts.json)

    def _accept(self, talks: Talks, source: str) -> None:
        if not accept(talks, source):
            raise UsageError(f"the last run of {source!r} was not suspicious", print_help=False)
        print(f"{source}: accepted; its next run is taken for healthy")

    def _show(self, found: list[SourceHealth], *, as_json: bool) -> None:
        if as_json:
            for health in found:
                print(json.dumps(health.as_dict(), ensure_ascii=False))
            return
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for heading in ("source", "verdict", "last run", "ahead", "trend", "why"):
            table.add_column(heading, justify="right" if heading == "ahead" else "left", overflow="fold")
        for health in found:
            verdict = Text(health.verdict, style=_STYLES.get(health.verdict, "bold red"))
            since = health.last_run[:16].replace("T", " ")
            ahead = str(health.ahead)
            table.add_row(health.source, verdict, since, ahead, trend(health.trend), health.reason or "")
        console = Console(highlight=False)
        console.print(table)
        ill = sum(not health.is_well for health in found)
        console.print(f"{counted(len(found), 'source')}, {ill} to look at", style="bold")


def trend(numbers: tuple[int, ...]) -> str:
    """Numbers as a row of bars, the last one in figures: `▅▆▆▁ 2`."""
    if not numbers:
        return ""
    highest = max(numbers) or 1
    bars = "".join(_BARS[number * (len(_BARS) - 1) // highest] for number in numbers)
    return f"{bars} {numbers[-1]}"
