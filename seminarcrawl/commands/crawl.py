"""`scrapy crawl`, with an exit code and one summary line that a scheduler can trust."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, default_settings
from scrapy.utils.misc import load_object

from seminarcrawl import settings as project_settings
from seminarcrawl.errors import ArgumentError
from seminarcrawl.run import Summary, keep, remember_signals, summary_of

_COMPONENTS = {"ITEM_PIPELINES", "EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "ADDONS"}


class Command(ScrapyCrawl):
    """Exit codes: 0 well, 1 internal error, 2 wrong usage, 3 suspicious, 4 source failed, 5 storage failed,
    130 and 143 stopped by SIGINT and SIGTERM."""

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Crawl a source; the exit code says whether the result can be trusted"

    def long_desc(self) -> str:
        """For `scrapy crawl -h`."""
        return (
            "Run a spider and store its talks. Prints one summary line. Exit code: 0 all well, 1 internal "
            "error, 2 wrong usage or settings, 3 suspicious (no talk where there should be some), 4 the "
            "source failed, 5 storage failed, 130/143 stopped by a signal."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--summary`."""
        super().add_options(parser)
        parser.add_argument(
            "--summary",
            choices=("text", "json", "none"),
            default="text",
            help="form of the summary line on stdout",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, sum up, set the exit code."""
        crawler = self._crawler_for(args)
        summary = run_crawl(self, crawler, opts.spargs)
        keep(crawler, summary)
        self.exitcode = summary.exit_code
        if opts.summary != "none":
            print(summary.to_json() if opts.summary == "json" else summary.to_text(), flush=True)

    def _crawler_for(self, args: list[str]) -> Crawler:
        if len(args) != 1:
            raise UsageError("give the name of one spider; `scrapy list` shows them", print_help=False)
        try:
            return self._create_crawler(args[0])
        except KeyError:
            raise UsageError(
                f"there is no spider named {args[0]!r}; `scrapy list` shows them", print_help=False
            ) from None


def run_crawl(command: ScrapyCrawl, crawler: Crawler, arguments: dict[str, Any]) -> Summary:
    """Run `crawler` to its end, and sum it up. Raises UsageError for wrong arguments and settings."""
    process = command.crawler_process
    if (wrong := wrong_setting(crawler.settings)) is not None:
        raise UsageError(wrong, print_help=False)
    if process is None:  # the type allows it, Scrapy does not
        raise RuntimeError("no crawler process")
    task: asyncio.Task[None] = process.crawl(crawler, **arguments)  # type: ignore[assignment]
    task.add_done_callback(_retrieve)
    remember_signals(process)
    process.start()
    error = task.exception() if task.done() and not task.cancelled() else None
    if isinstance(error, ArgumentError):
        raise UsageError(str(error), print_help=False)
    return summary_of(crawler, error)


def wrong_setting(settings: BaseSettings) -> str | None:
    """What is wrong with a value that was given to this run: not of its default's kind, or a component that
    does not exist."""
    for name, default in settings_defaults().items():
        if (settings.getpriority(name) or 0) <= SETTINGS_PRIORITIES["project"]:
            continue
        value = settings[name]
        try:
            if isinstance(default, bool):
                settings.getbool(name)
            elif isinstance(default, int | float) and value is not None:
                settings.getfloat(name)
            elif isinstance(default, dict) and name in _COMPONENTS:
                for component in settings.getdict(name):
                    load_object(component)
        except (ValueError, ImportError, NameError, TypeError) as error:
            return f"setting {name}={value!s}: {error}"
    return None


def settings_defaults() -> dict[str, Any]:
    """Every setting that Scrapy or this project knows, with its default."""
    known = {**vars(default_settings), **vars(project_settings)}
    return {name: value for name, value in known.items() if name.isupper()}


def _retrieve(task: asyncio.Task[None]) -> None:
    """Look at the exception, so that asyncio does not complain that nobody did."""
    if not task.cancelled():
        task.exception()
