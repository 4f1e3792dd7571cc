"""`scrapy genspider`: the file of a spider from the template of its platform, without looking at its page."""

from __future__ import annotations

import argparse
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import SpiderLoader

from seminarcrawl.platforms.base import http_url
from seminarcrawl.platforms.discover import TEMPLATES
from seminarcrawl.platforms.whereabouts import country_of_zone, host_words
from seminarcrawl.project import project_root
from seminarcrawl.reading.zones import iana_zone
from seminarcrawl.scaffold import Leaf, ScaffoldError, is_name, render


class Command(ScrapyCommand):
    """Writes spiders/NAME.py. What it cannot know stands there to be filled in."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """For the usage line."""
        return "-t PLATFORM [options] NAME URL"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Write a spider from its platform's template (addspider does it for you)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the template and what it needs."""
        super().add_options(parser)
        add = parser.add_argument
        add("-l", "--list", action="store_true", help="list the platforms that have a template")
        add("-d", "--dump", metavar="PLATFORM", help="show a template")
        add(
            "-t",
            "--template",
            metavar="PLATFORM",
            default="page",
            help="its platform (default: page)",
        )
        add("--timezone", metavar="ZONE", help="the institution's IANA zone, such as Europe/Paris")
        add("--institution", metavar="TEXT", help="whose talks these are")
        add("--force", action="store_true", help="overwrite the file when it exists")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """List, show, or write."""
        if opts.list:
            print("\n".join(sorted(path.stem for path in TEMPLATES.glob("*.tmpl"))))
            return
        if opts.dump:
            print(self._dumped(opts.dump), end="")
            return
        if len(args) != 2 or not is_name(args[0]):
            raise UsageError(
                "give a name (words of a-z and 0-9 joined by _) and an address", print_help=False
            )
        name, path = args[0], project_root() / "spiders" / f"{args[0]}.py"
        if not opts.force and (path.exists() or name in self._names()):
            raise UsageError(f"there is a spider {name!r} already", print_help=False)
        try:
            text = render(_leaf(name, http_url(args[1]), opts))
        except ScaffoldError as error:
            raise UsageError(str(error), print_help=False) from None
        path.write_text(text, encoding="utf-8")
        print(f"written: spiders/{name}.py. Look through it, then: scrapy record {name} first --limit 12")

    def _names(self) -> list[str]:
        if self.settings is None:
            raise RuntimeError("no settings")
        return SpiderLoader.from_settings(self.settings).list()

    def _dumped(self, platform: str) -> str:
        path = TEMPLATES / f"{platform}.tmpl"
        if platform not in {template.stem for template in TEMPLATES.glob("*.tmpl")}:
            raise UsageError(f"there is no template {platform!r}; --list shows them", print_help=False)
        return path.read_text(encoding="utf-8")


def _leaf(name: str, url: str, opts: argparse.Namespace) -> Leaf:
    zone = iana_zone(opts.timezone) if opts.timezone else None
    if opts.timezone and zone is None:
        raise UsageError(f"--timezone {opts.timezone!r} is no IANA time zone", print_help=False)
    institution = opts.institution or next((word.capitalize() for word in host_words(url)), name)
    return Leaf(
        template=opts.template,
        name=name,
        institution=institution,
        topic="seminars",
        address=url,
        start_urls=[url],
        timezone=zone or "",  # the spider refuses to run until it is filled in
        country=country_of_zone(zone) if zone else None,
    )
