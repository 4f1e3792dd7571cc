"""`scrapy addspider`: from a page's address to a spider with a sample."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.markup import escape
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Response

from seminarcrawl import reactor, tables
from seminarcrawl.adding import (
    Added,
    Adder,
    AddingError,
    Attempt,
    leaf_of,
    look_at,
    saved_page,
    why_nothing,
)
from seminarcrawl.catalogue import Loader, normal_address, sources
from seminarcrawl.platforms.base import http_url
from seminarcrawl.project import project_root
from seminarcrawl.reading.zones import iana_zone
from seminarcrawl.run import INTERNAL, OK, SUSPICIOUS, USAGE, counted
from seminarcrawl.scaffold import ScaffoldError

_SHOWN_OF_BEST, _SHOWN_OF_OTHERS = 10, 2


class Command(ScrapyCommand):
    """Recognises, tries, chooses, writes. Exit codes: 0 written, 2 wrong usage or something to decide, 3 no
    talk found, 4 the source cannot be read."""

    requires_project = True

    def syntax(self) -> str:
        """For the usage line."""
        return "[options] URL|FILE"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Add a source: recognise its platform, try its feeds, write the spider and its sample"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what a page may not say about itself."""
        super().add_options(parser)
        add = parser.add_argument
        add("--name", metavar="NAME", help="the spider's name; without it, derived from the address")
        add("--timezone", metavar="ZONE", help="the institution's IANA zone, such as Europe/Paris")
        add("--institution", metavar="TEXT", help="whose talks these are; without it, as the page says")
        add("--url", help="the address of the page, when it is read from a file")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look, then try and write while the reactor runs; set the exit code."""
        if len(args) != 1:
            raise UsageError("give one address or one saved page", print_help=False)
        try:
            response, saved = self._look(args[0], opts)
        except AddingError as error:
            self._fail(error)
            return
        try:
            self.exitcode = reactor.run(self.crawler_process, self._add(response, saved, opts))
        except (AddingError, ScaffoldError) as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        print(error, file=sys.stderr)
        self.exitcode = getattr(error, "exit_code", INTERNAL)

    def _look(self, target: str, opts: argparse.Namespace) -> tuple[Response, Path | None]:
        if self.settings is None:
            raise RuntimeError("no settings")
        if opts.timezone and iana_zone(opts.timezone) is None:
            raise AddingError(
                f"--timezone {opts.timezone!r} is no IANA time zone (such as Europe/Paris)", USAGE
            )
        url = http_url(target)
        if not url.startswith(("http://", "https://")):
            return self._saved(Path(target), opts), Path(target)
        self._refuse_known(url)
        return look_at(url, self.settings), None

    def _saved(self, path: Path, opts: argparse.Namespace) -> Response:
        if not path.is_file():
            raise AddingError(f"{path}: no such file, and no address (https://…)", USAGE)
        if not opts.url or not urlsplit(opts.url).netloc:
            raise AddingError(f"{path}: give the address that the page has with --url https://…", USAGE)
        self._refuse_known(opts.url)
        return saved_page(path, opts.url)

    def _loader(self) -> Loader:
        if self.crawler_process is None:
            raise RuntimeError("no crawler process")
        return self.crawler_process.spider_loader

    def _refuse_known(self, *urls: str) -> None:
        """Raise AddingError when one of the addresses is a spider's already."""
        wanted = {normal_address(url) for url in urls}
        for source in sources(self._loader()):
            if wanted & {normal_address(url) for url in (*source.addresses, source.page)}:
                known = next(url for url in urls if normal_address(url) in wanted)
                raise AddingError(f"{known} is in the catalogue already: scrapy crawl {source.name}", USAGE)

    async def _add(self, response: Response, saved: Path | None, opts: argparse.Namespace) -> int:
        process, settings = self.crawler_process, self.settings
        if process is None or settings is None:
            raise RuntimeError("no crawler process")
        root = project_root()
        zone = iana_zone(opts.timezone) if opts.timezone else None
        leaf = leaf_of(
            response, self._taken(root), name=opts.name, timezone=zone, institution=opts.institution
        )
        console = Console(highlight=False, soft_wrap=True)
        adder = Adder(process, settings, root, leaf, response, saved=saved, tell=_trying)
        with adder.at_work():
            attempts = await adder.attempts()
            if not attempts or not attempts[0].trial.talks:
                raise AddingError(_nothing(response, attempts), SUSPICIOUS)
            why = "as given"
            if zone is None:
                zone, why = _zone(adder, attempts[0], console)
                attempts = [*await adder.in_zone(attempts, zone), *(a for a in attempts if not a.trial.talks)]
            best = attempts[0]
            self._refuse_known(*best.leaf.start_urls)
            _show(console, attempts)
            added = await adder.add(best)
        told = "as given" if opts.institution else "as far as the page says: change it with --institution"
        console.print(f"\ninstitution: {escape(best.leaf.institution)} ({told})")
        console.print(f"time zone: {zone} ({escape(why)})")
        _next_steps(console, best, added, root)
        return OK

    def _taken(self, root: Path) -> dict[str, Any]:
        """Names that a new spider cannot have, and where they stand."""
        taken: dict[str, Any] = {name: f"spiders/{name}.py" for name in self._loader().list()}
        for folder in ("spiders", "samples"):
            taken |= {path.stem: f"{folder}/{path.name}" for path in (root / folder).glob("[a-z]*")}
        return taken


def _zone(adder: Adder, best: Attempt, console: Console) -> tuple[str, str]:
    """The source's zone and why; asked for where nothing states it, never assumed."""
    zone = adder.zone(best)
    if zone is not None:
        return zone.name, zone.why
    if not sys.stdin.isatty():
        message = (
            f"{adder.response.url} does not say in which time zone its talks are: give --timezone Area/City"
        )
        raise AddingError(message, USAGE)
    while True:
        try:
            answer = console.input("In which IANA time zone are the talks (such as Europe/Paris)? ")
        except EOFError:
            raise AddingError("no time zone: give --timezone Area/City", USAGE) from None
        if (name := iana_zone(answer)) is not None:
            return name, "as given"
        console.print(f"{escape(answer)!r} is no IANA time zone.")


def _trying(why: str) -> None:
    print(f"trying {why}", file=sys.stderr, flush=True)


def _nothing(response: Response, attempts: list[Attempt]) -> str:
    tried = "".join(f"\n  tried: {one.candidate.why}: {one.why_not}" for one in attempts)
    return f"{response.url}: {why_nothing(response)}{tried}"


def _show(console: Console, attempts: list[Attempt]) -> None:
    """What each way yields; the best last, where it is read."""
    best, *others = attempts
    for attempt in reversed(others):
        _show_one(console, attempt, _SHOWN_OF_OTHERS)
    _show_one(console, best, _SHOWN_OF_BEST, chosen=True)


def _show_one(console: Console, attempt: Attempt, shown: int, *, chosen: bool = False) -> None:
    talks = attempt.trial.talks
    mark, style = ("✓", "bold green") if chosen else ("·", "dim")
    console.print(f"{mark} {escape(attempt.candidate.why)}", style=style)
    console.print(f"  {attempt.trial.quality.to_text() if talks else escape(attempt.why_not)}", style=style)
    tables.print_talks(console, talks[:shown])
    if len(talks) > shown:
        console.print(f"  … and {counted(len(talks) - shown, 'more talk')}", style="dim")


def _next_steps(console: Console, best: Attempt, added: Added, root: Path) -> None:
    name, sample = best.leaf.name, added.sample.relative_to(root)
    console.print(f"written: {added.spider.relative_to(root)}, {sample}/", style="bold")
    console.print(f"replay: {counted(added.replayed.talks, 'talk')}, review it: {sample}/expected.jsonl")
    console.print(
        f"next: read expected.jsonl beside the page, talk by talk; then\n"
        f"  scrapy replay {name}      # the test: it needs no network and no code\n"
        f"  scrapy crawl {name}       # the talks into talks.db and talks.jsonl\n"
        f"  scrapy sources --write    # its line in docs/SOURCES.md"
    )
