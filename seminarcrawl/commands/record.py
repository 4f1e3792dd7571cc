"""`scrapy record`: a live crawl kept as a sample."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError
from scrapy.utils.conf import closest_scrapy_cfg

from seminarcrawl.commands.crawl import Command as Crawl
from seminarcrawl.commands.crawl import run_crawl
from seminarcrawl.run import counted
from seminarcrawl.samples import META, Sample, recording_settings

_CASE = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


class Command(Crawl):
    """Crawls as `scrapy crawl` does, stores nothing, and keeps every response under samples/SPIDER/CASE/."""

    def syntax(self) -> str:
        """For the usage line."""
        return "[options] SPIDER CASE [-a NAME=VALUE …]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Save a live crawl as a sample"

    def long_desc(self) -> str:
        """For `scrapy record -h`."""
        return "Crawl a source once and keep its responses under samples/SPIDER/CASE/ for `scrapy replay`."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--limit`."""
        super().add_options(parser)
        parser.add_argument(
            "--limit",
            type=int,
            default=0,
            metavar="N",
            help="ask for N responses at the most: a small sample",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl and keep."""
        if len(args) != 2 or not _CASE.fullmatch(args[1]):
            raise UsageError("give a spider and a name for the case (a-z, 0-9, - and _)", print_help=False)
        folder = samples_root() / args[0] / args[1]
        if (folder / META).exists():
            raise UsageError(
                f"{args[0]}/{args[1]} exists; choose another name or remove it first", print_help=False
            )
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        sample = Sample(folder, now, dict(opts.spargs))
        crawler = self._crawler_for(args[:1])
        middlewares = dict(crawler.settings.getwithbase("DOWNLOADER_MIDDLEWARES"))
        settings: dict[str, Any] = recording_settings(sample, middlewares, limit=opts.limit)
        for name, value in {**settings, "ITEM_PIPELINES": {}}.items():
            crawler.settings.set(name, value, priority="cmdline")
        summary = run_crawl(self, crawler, opts.spargs)
        self.exitcode = summary.exit_code
        if sample.responses:
            sample.save()
            kept, seen = counted(len(sample.responses), "response"), counted(summary.found, "talk")
            print(f"{sample.name}: {kept} kept, {seen} seen. Next: scrapy replay {sample.name}")


def samples_root() -> Path:
    """The folder of the samples, beside scrapy.cfg."""
    return Path(closest_scrapy_cfg()).parent / "samples"
