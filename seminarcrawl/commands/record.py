"""`scrapy record`: a live crawl kept as a sample."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime

from scrapy.exceptions import UsageError

from seminarcrawl import reactor
from seminarcrawl.commands.crawl import Command as Crawl
from seminarcrawl.commands.crawl import run_crawl
from seminarcrawl.drift import refresh
from seminarcrawl.project import samples_root
from seminarcrawl.run import OK, SOURCE_FAILED, SUSPICIOUS, counted
from seminarcrawl.samples import META, Sample, SampleError, find_samples, recording_settings

_VERDICTS = {
    OK: "recorded anew, the talks are the same",
    SUSPICIOUS: "the source has drifted; `git diff` shows what was recorded anew",
    SOURCE_FAILED: "the source failed: nothing was overwritten",
}
_CASE = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


class Command(Crawl):
    """Crawls as `scrapy crawl` does, stores nothing, and keeps every response under samples/SPIDER/CASE/."""

    def syntax(self) -> str:
        """For the usage line."""
        return "[options] SPIDER CASE [-a NAME=VALUE …] | --refresh SPIDER[/CASE]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Save a live crawl as a sample; --refresh: save it anew and say what has changed"

    def long_desc(self) -> str:
        """For `scrapy record -h`."""
        return (
            "Crawl a source once and keep its responses under samples/SPIDER/CASE/ for `scrapy replay`. "
            "--refresh records the samples of a spider anew and reports the drift: fields that changed, "
            "selectors that died, talks that are new or gone. Exit code of --refresh: 0 as before, 3 drift, "
            "4 the source failed and nothing was overwritten."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--limit` and `--refresh`."""
        super().add_options(parser)
        add = parser.add_argument
        add(
            "--limit",
            type=int,
            default=0,
            metavar="N",
            help="ask for N responses at the most",
        )
        add("--refresh", action="store_true", help="record existing samples anew, and report the drift")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl and keep."""
        if opts.refresh:
            self.exitcode = self._refresh(args, opts)
            return
        if len(args) != 2 or not _CASE.fullmatch(args[1]):
            raise UsageError("give a spider and a name for the case (a-z, 0-9, - and _)", print_help=False)
        folder = samples_root() / args[0] / args[1]
        if (folder / META).exists():
            raise UsageError(
                f"{args[0]}/{args[1]} exists; choose another name, or --refresh it", print_help=False
            )
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        sample = Sample(folder, now, dict(opts.spargs))
        crawler = self._crawler_for(args[:1])
        middlewares = dict(crawler.settings.getwithbase("DOWNLOADER_MIDDLEWARES"))
        settings = recording_settings(sample, middlewares, limit=opts.limit)
        for name, value in {**settings, "ITEM_PIPELINES": {}}.items():
            crawler.settings.set(name, value, priority="cmdline")
        summary = run_crawl(self, crawler, opts.spargs)
        self.exitcode = summary.exit_code
        if sample.responses:
            sample.save()
            kept, seen = counted(len(sample.responses), "response"), counted(summary.found, "talk")
            print(f"{sample.name}: {kept} kept, {seen} seen. Next: scrapy replay {sample.name}")

    def _refresh(self, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) != 1 or opts.spargs:
            raise UsageError(
                "give one spider, or SPIDER/CASE; its samples know their arguments", print_help=False
            )
        try:
            samples = find_samples(samples_root(), args)
        except SampleError as error:
            raise UsageError(str(error), print_help=False) from None
        self._crawler_for([samples[0].spider])  # an unknown one is wrong usage
        return reactor.run(self.crawler_process, self._refresh_all(samples))

    async def _refresh_all(self, samples: list[Sample]) -> int:
        if self.crawler_process is None or self.settings is None:
            raise RuntimeError("no crawler process")
        codes = []
        for sample in samples:
            spider = self.crawler_process.spider_loader.load(sample.spider)
            drift = await refresh(self.crawler_process, self.settings, sample, spider)
            codes.append(SOURCE_FAILED if drift.failures else SUSPICIOUS if drift.lines else OK)
            for line in drift.lines:
                print(f"{drift.sample}: {line}")
            print(f"{drift.sample}: {_VERDICTS[codes[-1]]}; {counted(drift.talks, 'talk')}")
        return max(codes, default=OK)
