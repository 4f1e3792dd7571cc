"""`scrapy talks`: the talks in the database, for reading."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from datetime import date, datetime, time

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from seminarcrawl import digest
from seminarcrawl.errors import StorageError
from seminarcrawl.items import TalkItem
from seminarcrawl.project import existing_database
from seminarcrawl.reading.scope import Scope, read_day
from seminarcrawl.run import STORAGE_FAILED, counted
from seminarcrawl.store import Talks
from seminarcrawl.store.news import News, news_since
from seminarcrawl.tables import print_talks, until_enough

_ADDRESS = re.compile(r"[^\s@]{1,100}@[^\s@]{1,200}")


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
        parser.add_argument(
            "--changed-since",
            metavar="WHEN",
            help="what is new or different since then: yesterday, -7d, 2026-09-01, 2026-09-01T06:00+02:00",
        )
        parser.add_argument(
            "--mail-to",
            metavar="ADDRESS",
            help="with --changed-since: a message for `sendmail -t`, nothing when there is no news",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read, narrow, print."""
        path = existing_database(self.settings)
        since = _moment(opts.changed_since)
        wanted = _filter(opts)
        if (wrong := _wrong_together(args, opts)) is not None:
            raise UsageError(wrong, print_help=False)
        try:
            with Talks(path) as talks, until_enough():
                if since is not None:
                    self._tell([n for n in news_since(talks, since) if wanted(n.talk)], since, opts)
                    return
                found = talks.search(" ".join(args)) if args else talks.current()
                self._show([talk for talk in found if wanted(talk)], as_json=opts.json)
        except StorageError as error:
            print(error, file=sys.stderr)
            self.exitcode = STORAGE_FAILED

    def _tell(self, news: list[News], since: datetime, opts: argparse.Namespace) -> None:
        if opts.json:
            for item in news:
                print(json.dumps(item.as_dict(), ensure_ascii=False))
        elif opts.mail_to:
            now = datetime.now().astimezone()
            print(digest.mail(news, since=since, now=now, to=opts.mail_to), end="")
        elif news:
            print(digest.text(news))
        else:
            print(f"nothing new since {since:%Y-%m-%d %H:%M}")

    def _show(self, talks: list[TalkItem], *, as_json: bool) -> None:
        if as_json:
            for talk in talks:
                print(talk.to_json())
            return
        console = Console(highlight=False)
        print_talks(console, talks)
        sources = len({talk.source for talk in talks})
        console.print(f"{counted(len(talks), 'talk')} from {counted(sources, 'source')}", style="bold")


def _wrong_together(args: list[str], opts: argparse.Namespace) -> str | None:
    """What is wrong with the arguments beside each other."""
    if opts.mail_to is not None and opts.changed_since is None:
        return "--mail-to needs --changed-since"
    if opts.mail_to is not None and not _ADDRESS.fullmatch(opts.mail_to):
        return f"--mail-to {opts.mail_to!r} is no address"
    if opts.changed_since is not None and args:
        return f"--changed-since takes no words to search for: {' '.join(args)}"
    return None


def _filter(opts: argparse.Namespace) -> Callable[[TalkItem], bool]:
    """Whether a talk is of the source and the days asked for; one without a day is inside no bounds."""
    days = Scope(_day(opts.since), _day(opts.until))
    is_bounded = days.since is not None or days.until is not None

    def is_wanted(talk: TalkItem) -> bool:
        inside = days.covers(talk.start) and (bool(talk.start) or not is_bounded)
        return opts.source in (None, talk.source) and inside

    return is_wanted


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no day (such as 2026-09-01)", print_help=False) from None


def _moment(text: str | None) -> datetime | None:
    """A day (from its midnight here) or a moment."""
    if text is None:
        return None
    now = datetime.now().astimezone()
    if text == "yesterday":
        text = "-1d"
    try:
        if "T" in text:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.astimezone()
        day = read_day(text, now.date())
    except ValueError:
        example = "yesterday, -7d, 2026-09-01 or 2026-09-01T06:00"
        message = f"--changed-since {text!r} is no time (such as {example})"
        raise UsageError(message, print_help=False) from None
    return datetime.combine(day, time.min).astimezone() if day else None
