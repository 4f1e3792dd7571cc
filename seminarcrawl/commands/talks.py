"""`scrapy talks`: the talks in the database, for reading."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from seminarcrawl.errors import StorageError
from seminarcrawl.items import TalkItem
from seminarcrawl.run import STORAGE_FAILED, counted
from seminarcrawl.store import Talks
from seminarcrawl.tables import print_talks


class Command(ScrapyCommand):
    """Shows what TALKS_DB holds, month by month."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """For the usage line."""
        return "[options] [WORDS …]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show the talks in the database, all or those that match some words"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what narrows the list."""
        super().add_options(parser)
        parser.add_argument("--source", metavar="NAME", help="only talks of this source")
        parser.add_argument("--since", metavar="DAY", help="only talks on or after this day (2026-09-01)")
        parser.add_argument("--until", metavar="DAY", help="only talks on or before this day")
        parser.add_argument("--json", action="store_true", help="one talk a line as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read, narrow, print."""
        path = self.settings["TALKS_DB"] if self.settings else None
        if not path or not Path(path).is_file():
            raise UsageError(
                f"there is no database {path!r} yet: crawl first, or make crawl", print_help=False
            )
        try:
            with Talks(path) as talks:
                found = talks.search(" ".join(args)) if args else talks.current()
                self._show(list(_narrowed(found, opts)), as_json=opts.json)
        except StorageError as error:
            print(error, file=sys.stderr)
            self.exitcode = STORAGE_FAILED
        except BrokenPipeError:  # `scrapy talks | head` has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _show(self, talks: list[TalkItem], *, as_json: bool) -> None:
        if as_json:
            for talk in talks:
                print(talk.to_json())
            return
        console = Console(highlight=False)
        print_talks(console, talks)
        sources = len({talk.source for talk in talks})
        console.print(f"{counted(len(talks), 'talk')} from {counted(sources, 'source')}", style="bold")


def _narrowed(talks: Iterator[TalkItem] | list[TalkItem], opts: argparse.Namespace) -> Iterator[TalkItem]:
    since, until = _day(opts.since), _day(opts.until)
    for talk in talks:
        day = (talk.start or "")[:10]
        if opts.source not in (None, talk.source):
            continue
        if (since and day < since) or (until and (not day or day > until)):
            continue
        yield talk


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"{text!r} is no day (such as 2026-09-01)", print_help=False) from None
