"""`scrapy sources`: the catalogue, for reading and for docs/SOURCES.md."""

from __future__ import annotations

import argparse
import json

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from seminarcrawl.catalogue import Source, markdown, rewritten, sources
from seminarcrawl.project import project_root
from seminarcrawl.run import counted

PAGE = "docs/SOURCES.md"


class Command(ScrapyCommand):
    """Shows whose talks the spiders bring; `--write` renews the generated page."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """For the usage line."""
        return "[options] [WORDS …]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show the catalogue: institution, talks, platform, zone, address of every source"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the forms that the catalogue comes in."""
        super().add_options(parser)
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="one source a line as JSON")
        form.add_argument("--markdown", action="store_true", help=f"the table of {PAGE}")
        form.add_argument("--write", action="store_true", help=f"write the table into {PAGE}")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Collect, narrow, print."""
        if self.settings is None:
            raise RuntimeError("no settings")
        everything = sources(get_spider_loader(self.settings))
        found = [source for source in everything if source.mentions(args)]
        if opts.write:
            _write(everything)
        elif opts.markdown:
            print(markdown(found))
        elif opts.json:
            for source in found:
                print(json.dumps(source.as_dict(), ensure_ascii=False))
        else:
            _print(found)


def _write(everything: list[Source]) -> None:
    path = project_root() / PAGE
    try:
        path.write_text(rewritten(path.read_text(encoding="utf-8"), everything), encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(f"{PAGE}: {error}", print_help=False) from None
    print(f"{PAGE}: {counted(len(everything), 'source')}")


def _print(found: list[Source]) -> None:
    console = Console(highlight=False)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for source in found:
        table.add_row(source.name, source.country or "", f"{source.institution}, {source.talks}")
    console.print(table)
    console.print(counted(len(found), "source"), style="bold")
