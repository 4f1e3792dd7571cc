"""`scrapy probe`: what would come out of a page, feed or file, and why."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.project import get_project_settings

from seminarcrawl import tables
from seminarcrawl.errors import ExtractionError
from seminarcrawl.extract import extract_drafts
from seminarcrawl.extractors.document import Document
from seminarcrawl.fetch import FetchError, fetch
from seminarcrawl.platforms.base import http_url, split_list
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.zones import iana_zone
from seminarcrawl.run import counted

FOUND, NOTHING, UNREADABLE = 0, 3, 4


class Command(ScrapyCommand):
    """Reads one document through `extract_drafts`, without a spider and, for files, without the network."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """For the usage line."""
        return "[options] FILE_OR_URL|-"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Show the talks in a page, feed or file, and why each field is what it is"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what a spider would know about the source."""
        super().add_options(parser)
        add = parser.add_argument
        add(
            "--why",
            action="store_true",
            help="show each field's evidence: the text and the rule that read it",
        )
        add("--json", action="store_true", help="one talk a line as JSON, for programs")
        add("--timezone", metavar="ZONE", help="the institution's IANA zone, such as Europe/Paris")
        add("--languages", metavar="CODES", default="", help="language codes, most likely first: fr,en")
        add("--url", help="the address the document came from, when it is read from a file")
        add("--content-type", metavar="TYPE", help="the Content-Type it was sent with")
        add("--fetched-at", metavar="TIME", help="when it was fetched (ISO 8601); without it, now")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read, print, set the exit code: 0 talks found, 3 none, 4 the document cannot be read."""
        if len(args) != 1:
            raise UsageError("give one file, one URL, or - for standard input", print_help=False)
        document = _document(args[0], opts)
        try:
            drafts = extract_drafts(document)
        except ExtractionError as error:
            print(error, file=sys.stderr)
            self.exitcode = UNREADABLE
            return
        for problem in document.problems:
            print(f"{document.url}: {problem.detail} [{problem.rule}]", file=sys.stderr)
        if opts.json:
            _print_json(drafts, why=opts.why)
        else:
            _print_table(drafts, why=opts.why)
        self.exitcode = FOUND if drafts else NOTHING


def _document(target: str, opts: argparse.Namespace) -> Document:
    body, url, content_type = _fetch(target)
    zone = opts.timezone
    if zone and iana_zone(zone) is None:
        raise UsageError(f"--timezone {zone!r} is no IANA time zone (such as Europe/Paris)", print_help=False)
    context = Context(
        url=opts.url or url,
        fetched_at=_moment(opts.fetched_at),
        timezone=iana_zone(zone) if zone else None,
        languages=tuple(split_list(opts.languages)),
    )
    return Document(body, context, opts.content_type or content_type)


def _fetch(target: str) -> tuple[bytes, str, str | None]:
    """The bytes, the URL and the content type of a file, a URL, or standard input."""
    if target == "-":
        return sys.stdin.buffer.read(), "", None
    url = http_url(target)
    if not url.startswith(("http://", "https://")):
        try:
            return Path(target).read_bytes(), Path(target).name, None
        except OSError as error:
            raise UsageError(f"{target}: {error.strerror}", print_help=False) from None
    try:
        fetched = fetch(url, get_project_settings())
    except FetchError as error:
        raise UsageError(str(error), print_help=False) from None
    return fetched.body, fetched.url, fetched.content_type


def _moment(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--fetched-at {text!r} is no ISO 8601 time", print_help=False) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _print_json(drafts: list[Draft], *, why: bool) -> None:
    for draft in drafts:
        talk: dict[str, Any] = draft.item.as_dict()
        if why:
            talk["why"] = {name: {"text": e.text, "rule": e.rule} for name, e in draft.evidence.items()}
        print(json.dumps(talk, ensure_ascii=False))


def _print_table(drafts: list[Draft], *, why: bool) -> None:
    console = Console(highlight=False)
    if not why:
        tables.print_talks(console, [draft.item for draft in drafts])
    for draft in drafts if why else ():
        tables.print_talks(console, [draft.item])
        tables.print_evidence(console, draft.item, draft.evidence)
    console.print(counted(len(drafts), "talk"), style="bold")
