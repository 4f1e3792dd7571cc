"""Adding a source: look at its page, try the ways in which it may be read, write the best one's spider."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy.crawler import CrawlerProcessBase
from scrapy.http import Headers, HtmlResponse, Response, TextResponse
from scrapy.responsetypes import responsetypes
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.settings import Settings

from seminarcrawl import scaffold
from seminarcrawl.errors import SeminarcrawlError
from seminarcrawl.extractors.decode import decode
from seminarcrawl.fetch import FetchError, fetch, is_loopback
from seminarcrawl.guard import GuardedResolver
from seminarcrawl.network import user_agent
from seminarcrawl.platforms.details import DetailsSpider
from seminarcrawl.platforms.discover import Candidate, base_of, candidates, index_of
from seminarcrawl.platforms.recognise import recognise
from seminarcrawl.platforms.whereabouts import (
    Zone,
    country_of_zone,
    host_words,
    institution_of,
    is_shared,
    languages_of,
    title_of,
    zone_of,
)
from seminarcrawl.replays import Replayer, Result
from seminarcrawl.run import SOURCE_FAILED, SUSPICIOUS, USAGE
from seminarcrawl.samples import HEADERS_KEPT, Sample, SavedResponse
from seminarcrawl.scaffold import Leaf
from seminarcrawl.trials import Trial, try_out

CASE = "first"
REQUESTS = 10  # that one way to read a source may cost while it is tried
MOST_CANDIDATES = 6
_LOGIN_FORM = "//input[@type='password']"
_LOGIN = re.compile(
    r"/(?:login|log-in|signin|sign-in|sso|idp|shibboleth|adfs|cas)(?:[/.?]|$)|//(?:login|sso|idp|cas)\.", re.I
)
_FEW_CHARACTERS, _MANY_SCRIPTS = 400, 3
_GOOD_ENOUGH = 0.95  # completeness of a page whose talks' own pages need not be looked at


class AddingError(SeminarcrawlError):
    """A source that cannot be added. `exit_code` is one of run.py's."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@dataclass
class Attempt:
    """One candidate, as it was tried."""

    candidate: Candidate
    trial: Trial
    leaf: Leaf

    @property
    def score(self) -> float:
        """What attempts are compared by."""
        return self.trial.quality.score(is_structured=self.candidate.is_structured)

    @property
    def why_not(self) -> str:
        """Why it brought no talk, as far as is known."""
        fault = next(iter(self.trial.faults), None)
        return f"{fault.detail} [{fault.rule}]" if fault else "no talk"


@dataclass(frozen=True)
class Added:
    """What now stands in the project."""

    spider: Path
    sample: Path
    replayed: Result


# --- looking


def look_at(url: str, settings: Settings) -> Response:
    """The page at an address. Raises AddingError when it cannot be read, or robots.txt forbids it."""
    unseen = HtmlResponse(url)
    if urlsplit(url).hostname in settings.getlist("SUBSCRIPTION_HOSTS") and recognise(unseen):
        return unseen  # the address says it all, and robots.txt wants the pages left alone
    _ask_robots(url, settings)
    try:
        fetched = fetch(url, settings)
    except FetchError as error:
        raise AddingError(f"{error}: nothing can be read there", SOURCE_FAILED) from None
    if fetched.url != url and _LOGIN.search(fetched.url):
        message = f"{url} leads to a login page ({fetched.url}): a crawl cannot log in"
        raise AddingError(message, SOURCE_FAILED)
    headers = Headers({name: fetched.headers[name] for name in HEADERS_KEPT if name in fetched.headers})
    return response_of(fetched.body, fetched.url, headers)


def saved_page(path: Path, url: str) -> Response:
    """A page that was saved to a file, with its address. Raises AddingError when it cannot be read."""
    try:
        return response_of(path.read_bytes(), url, Headers())
    except OSError as error:
        raise AddingError(f"{path}: {error.strerror}", USAGE) from None


def response_of(body: bytes, url: str, headers: Headers) -> Response:
    """A response as a spider would have got it."""
    kind = responsetypes.from_args(headers=headers, url=url, body=body)
    return kind(url=url, headers=headers, body=body)


def _ask_robots(url: str, settings: Settings) -> None:
    """Raise AddingError when robots.txt forbids the page. A site without one forbids nothing."""
    if not settings.getbool("ROBOTSTXT_OBEY"):
        return
    try:
        robots = fetch(urljoin(url, "/robots.txt"), settings)
    except FetchError:
        return
    rules = ProtegoRobotParser(robots.body, None)
    if not rules.allowed(url, user_agent(settings["CONTACT"] or "")):
        raise AddingError(
            f"{urljoin(url, '/robots.txt')} forbids {url}: ask the people who run it", SOURCE_FAILED
        )


def why_nothing(response: Response) -> str:
    """What kind of page has no talks: a login, a page that scripts build; else nothing special."""
    if not isinstance(response, TextResponse):
        return "it is no text"
    if response.xpath(_LOGIN_FORM) or _LOGIN.search(response.url):
        return "it is a login page: a crawl cannot log in"
    text = " ".join(response.xpath("//body//text()[not(parent::script or parent::style)]").getall())
    if len(" ".join(text.split())) < _FEW_CHARACTERS and len(response.xpath("//script")) >= _MANY_SCRIPTS:
        return (
            "it is a shell that a browser's scripts fill: find the address that they load the events from "
            "(the browser's network panel, JSON or .ics), and give that"
        )
    return "no talk can be read on it"


# --- trying


class Adder:
    """Tries the ways to read one source, and writes the best; `at_work` for a `with` block around it.

    `leaf` is what is known of the source, `saved` the file that its page was read from, if it was; `tell` is
    called with each way before it is tried, for whoever waits.
    """

    def __init__(
        self,
        process: CrawlerProcessBase,
        settings: Settings,
        root: Path,
        leaf: Leaf,
        response: Response,
        *,
        saved: Path | None = None,
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.process, self.settings, self.root = process, settings.copy(), root
        self.leaf, self.response, self.saved = leaf, response, saved
        self.tell = tell
        self._count = 0

    @contextmanager
    def at_work(self) -> Iterator[Adder]:
        """A folder in the project for what is not finished yet; nothing of it is left behind."""
        # It goes even when a signal ends the process in the middle: at exit.
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=self.root) as folder:
            self.work = Path(folder)
            if is_loopback(self.response.url):  # it was typed: an address of this machine is meant
                self.settings.set("ALLOW_LOOPBACK", True, priority="cmdline")
                if GuardedResolver.installed is not None:
                    GuardedResolver.installed.guard.allow_loopback = True
            yield self

    def candidates(self) -> list[Candidate]:
        """The ways that are tried; a saved file is only what it is itself."""
        found = candidates(self.response)
        if self.saved is not None:
            found = [
                c for c in found if c.template in ("ical", "feed", "page") and c.urls == (self.response.url,)
            ]
        return found[:MOST_CANDIDATES]

    async def attempts(self) -> list[Attempt]:
        """Every candidate tried, the best first."""
        found = [await self.attempt(candidate) for candidate in self.candidates()]
        best = self._ranked(found)[0] if found else None
        index = index_of(self.response) if self.saved is None else None
        if index is not None and not any(one.trial.talks for one in found):
            found.append(await self.attempt(index))
        elif best is not None and self._has_more(best):
            why = f"{best.candidate.why}, its talks completed from their own pages"
            options = {**best.candidate.options, "details": True}
            found.append(await self.attempt(replace(best.candidate, why=why, options=options)))
        return self._ranked(found)

    def _has_more(self, attempt: Attempt) -> bool:
        """Whether the talks in a list may have pages of their own that say more, and these were not asked."""
        base = base_of(attempt.candidate.template)
        looks = base is not None and issubclass(base, DetailsSpider) and not base.details
        return looks and self.saved is None and 0 < attempt.trial.quality.completeness < _GOOD_ENOUGH

    async def attempt(self, candidate: Candidate) -> Attempt:
        """One candidate tried, in the zone that is known so far."""
        leaf = replace(
            self.leaf,
            template=candidate.template,
            start_urls=list(candidate.urls),
            timezone=self.leaf.timezone or "UTC",
            options=candidate.options,
        )
        self.tell(candidate.why)
        self._count += 1
        folder = self.work / str(self._count)
        folder.mkdir()
        spider = scaffold.load(self._written(leaf, folder), leaf.class_name)
        trial = await self._try(spider, folder / "samples" / leaf.name / CASE)
        return Attempt(candidate, trial, leaf)

    async def _try(self, spider: Any, folder: Path) -> Trial:
        moment = datetime.now(UTC)
        if self.saved is not None:
            moment = datetime.fromtimestamp(self.saved.stat().st_mtime, UTC)
        sample = Sample(folder, moment.replace(microsecond=0).isoformat())
        if self.saved is None:
            cache = self.work / "cache"
            return await try_out(self.process, self.settings, spider, sample, limit=REQUESTS, cache=cache)
        folder.mkdir(parents=True)
        name = f"page{self.saved.suffix or '.html'}"
        shutil.copyfile(self.saved, folder / name)
        sample.responses.append(SavedResponse(self.response.url, name, self.response.url))
        sample.save()
        return await try_out(self.process, self.settings, spider, sample, offline=True)

    async def in_zone(self, found: list[Attempt], zone: str) -> list[Attempt]:
        """The attempts that brought talks, again in the zone that is known now."""
        self.leaf = replace(self.leaf, timezone=zone, country=country_of_zone(zone))
        return self._ranked([await self.attempt(one.candidate) for one in found if one.trial.talks])

    def zone(self, best: Attempt) -> Zone | None:
        """The zone that the best attempt's responses and the page leave no doubt about."""
        sample = best.trial.sample
        bodies = [decode((sample.folder / saved.file).read_bytes()) for saved in sample.responses]
        page = self.response.text if isinstance(self.response, TextResponse) else ""
        hosts = {urlsplit(url).hostname or "" for url in (self.response.url, *best.candidate.urls)}
        return zone_of([*bodies, page], hosts)

    @staticmethod
    def _ranked(found: list[Attempt]) -> list[Attempt]:
        return sorted(found, key=lambda one: -one.score)  # stable: what was found first is preferred

    # --- writing

    async def add(self, best: Attempt) -> Added:
        """Write the spider and its sample, replay it, and move both into the project: both or neither."""
        leaf = best.leaf
        if self.saved is None:
            today = datetime.fromisoformat(best.trial.sample.fetched_at).date().isoformat()
            leaf = replace(leaf, verified={"date": today, **best.trial.counts()})
        finished = self.work / "finished"
        finished.mkdir()
        file = self._written(leaf, finished)
        replayer = Replayer(self.process, self.settings)
        result = await replayer.compare(best.trial.sample, scaffold.load(file, leaf.class_name))
        if result.verdict == "failed":
            raise AddingError(f"the replay failed: {'; '.join(result.faults)}", SUSPICIOUS)
        spider, sample = scaffold.move_into_project(file, best.trial.sample.folder, self.root)
        return Added(spider, sample, result)

    @staticmethod
    def _written(leaf: Leaf, folder: Path) -> Path:
        path = folder / f"{leaf.name}.py"
        path.write_text(scaffold.render(leaf), encoding="utf-8")
        return path


# --- deriving


def leaf_of(response: Response, taken: Mapping[str, Any], **given: Any) -> Leaf:
    """What the page says about its source, as far as nothing is `given` (name, timezone, institution).

    Raises AddingError for a name that is taken or is none.
    """
    url, host = response.url, urlsplit(response.url).hostname or ""
    page = response if isinstance(response, TextResponse) and not _is_feed(response) else None
    words = host_words(url)
    institution = given.get("institution")
    if not institution and is_shared(host):
        raise AddingError(f"{url} does not say whose talks these are: give --institution", USAGE)
    institution = institution or (institution_of(page) if page else None)
    institution = institution or (words[0].capitalize() if words else f"Source at {host}")
    topic = (title_of(page) if page else None) or "seminars"
    name = given.get("name") or scaffold.name_for(url, institution, taken)
    if not scaffold.is_name(name):
        raise AddingError(f"--name {name!r}: a spider's name is words of a-z and 0-9 joined by _", USAGE)
    if name in taken:
        raise AddingError(f"there is a spider {name!r} already ({taken[name]}): give another --name", USAGE)
    zone = given.get("timezone")
    return Leaf(
        template="page",
        name=name,
        institution=institution,
        topic=topic if topic != institution else "seminars",
        address=url,
        start_urls=[url],
        timezone=zone,
        country=country_of_zone(zone) if zone else None,
        languages=languages_of(page) if page else (),
    )


def _is_feed(response: TextResponse) -> bool:
    return response.text.lstrip()[:30].upper().startswith(("BEGIN:", "<?XML", "{", "["))
