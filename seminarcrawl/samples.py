"""Samples: saved responses of a source, with the talks expected from them.

    samples/<spider>/<case>/
        meta.json        what was asked, with which spider arguments, when (the frozen clock), what must fail
        *.ics *.html …   the bodies, as readable files
        expected.jsonl   the talks, one a line, as `talks.jsonl` has them

`scrapy replay` serves them again through `SampleHandler`, which knows no network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from seminarcrawl.errors import SeminarcrawlError
from seminarcrawl.network import StoppedError

META, EXPECTED = "meta.json", "expected.jsonl"
# Headers that change how a response is read; the rest would only make a sample noisy.
HEADERS_KEPT = ("Content-Type", "Content-Language", "Last-Modified", "Retry-After")
_SUFFIXES = {
    "text/calendar": ".ics",
    "text/html": ".html",
    "application/json": ".json",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/rss+xml": ".xml",
    "text/xml": ".xml",
}
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class SampleError(SeminarcrawlError):
    """A sample whose files do not fit together."""


class NoSampleError(IgnoreRequest):
    """A replay asked for a URL that its sample does not hold."""


class BeyondSampleError(StoppedError):
    """A request that a sample leaves out on purpose, so that it stays small."""


@dataclass(frozen=True, slots=True)
class SavedResponse:
    """One response of a sample. `asked` is the URL before redirects, `url` the one that answered."""

    asked: str
    file: str
    url: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For meta.json, without what goes without saying."""
        plain: dict[str, Any] = {"url": self.asked}
        if self.url != self.asked:
            plain["answered_by"] = self.url
        return {**plain, "status": self.status, "headers": self.headers, "file": self.file}


@dataclass
class Sample:
    """One case of one spider. `faults` are the classes of what must go wrong in it.

    `left_out` are the URLs that were asked for, or would have been, after the sample was large enough.
    """

    folder: Path
    fetched_at: str
    arguments: dict[str, str] = field(default_factory=dict)
    responses: list[SavedResponse] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def spider(self) -> str:
        """The spider's name: the outer folder."""
        return self.folder.parent.name

    @property
    def name(self) -> str:
        """`spider/case`."""
        return f"{self.spider}/{self.folder.name}"

    @property
    def expected(self) -> Path:
        """Where the expected talks stand."""
        return self.folder / EXPECTED

    @classmethod
    def load(cls, folder: Path) -> Sample:
        """Read `folder/meta.json`. Raises SampleError when it is missing or incomplete."""
        try:
            meta = json.loads((folder / META).read_text(encoding="utf-8"))
            datetime.fromisoformat(meta["fetched_at"])
            responses = [
                SavedResponse(
                    asked=r["url"],
                    file=r["file"],
                    url=r.get("answered_by", r["url"]),
                    status=r.get("status", 200),
                    headers=r.get("headers", {}),
                )
                for r in meta["responses"]
            ]
            return cls(
                folder,
                meta["fetched_at"],
                meta.get("arguments", {}),
                responses,
                meta.get("faults", []),
                meta.get("left_out", []),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SampleError(f"{folder / META}: {type(error).__name__}: {error}") from error

    def save(self) -> None:
        """Write meta.json (the bodies are written as they arrive)."""
        meta = {
            "fetched_at": self.fetched_at,
            "arguments": self.arguments,
            "responses": [response.as_dict() for response in self.responses],
            "faults": self.faults,
        }
        if self.left_out:
            meta["left_out"] = self.left_out
        text = json.dumps(meta, ensure_ascii=False, indent=2) + "\n"
        (self.folder / META).write_text(text, encoding="utf-8")

    def leave_out(self, url: str) -> None:
        """Note a request whose answer the sample does not hold."""
        if url not in self.left_out:
            self.left_out.append(url)

    def add(self, response: Response, asked: str) -> None:
        """Keep a live response under a name that says what it is."""
        headers = _kept_headers(response.headers)
        file = _file_name(response, headers, {r.file for r in self.responses})
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / file).write_bytes(response.body)
        self.responses.append(SavedResponse(asked, file, response.url, response.status, headers))


def find_samples(root: Path, wanted: Iterable[str] = ()) -> list[Sample]:
    """The samples below `root`, sorted: all, or those of the spiders or `spider/case`s wanted.

    Raises SampleError for a name that matches none.
    """
    everything = sorted(path.parent for path in root.glob(f"*/*/{META}"))
    names = list(wanted)
    for name in names:
        if not any(_matches(folder, name) for folder in everything):
            raise SampleError(f"no sample named {name!r} in {root.name}/")
    return [Sample.load(f) for f in everything if not names or any(_matches(f, name) for name in names)]


def _matches(folder: Path, name: str) -> bool:
    return name.strip("/") in {folder.parent.name, f"{folder.parent.name}/{folder.name}"}


def _kept_headers(headers: Headers) -> dict[str, str]:
    kept = {}
    for name in HEADERS_KEPT:
        value = headers.get(name)
        if value:
            kept[name] = value.decode("latin-1")
    return kept


def _file_name(response: Response, headers: dict[str, str], taken: set[str]) -> str:
    path = urlsplit(response.url).path
    stem = _UNSAFE.sub("-", path.strip("/"))[-60:].strip("-.") or "index"
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    suffix = _SUFFIXES.get(kind, Path(path).suffix or ".txt")
    stem = stem.removesuffix(suffix)
    numbered = [f"{stem}{suffix}", *(f"{stem}-{n}{suffix}" for n in range(2, len(taken) + 3))]
    return next(name for name in numbered if name not in taken)


class SampleHandler:
    """Download handler of a replay: answers from the sample in the setting SAMPLE, never from the network."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        self.sample = Sample.load(Path(crawler.settings["SAMPLE"]))
        self.by_url = {response.asked: response for response in self.sample.responses}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SampleHandler:
        """The way Scrapy makes a handler."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """The saved response. Raises NoSampleError naming the URL when there is none, BeyondSampleError when
        it was left out."""
        saved = self.by_url.get(request.url)
        if saved is None and request.url in self.sample.left_out:
            raise BeyondSampleError(f"sample {self.sample.name} leaves {request.url} out")
        if saved is None:
            raise NoSampleError(f"sample {self.sample.name} holds no response for {request.url}")
        body = (self.sample.folder / saved.file).read_bytes()
        headers = Headers(saved.headers)
        kind = responsetypes.from_args(headers=headers, url=saved.url, body=body)
        return kind(url=saved.url, status=saved.status, headers=headers, body=body)

    async def close(self) -> None:
        """Nothing is open."""


def replay_settings(sample: Sample) -> dict[str, Any]:
    """The settings under which a replay cannot reach the network and has the sample's clock."""
    return {
        "REPLAY": True,
        "SAMPLE": str(sample.folder),
        "FETCHED_AT": sample.fetched_at,
        "DOWNLOAD_HANDLERS": {
            "http": "seminarcrawl.samples.SampleHandler",
            "https": "seminarcrawl.samples.SampleHandler",
            "file": None,
            "data": None,
            "ftp": None,
            "s3": None,
        },
        "ROBOTSTXT_OBEY": False,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "RETRY_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "LOG_LEVEL": "CRITICAL",  # what goes wrong is part of the result
    }


class Recorder:
    """Downloader middleware of every command that records: keeps the responses that reach the spider.

    RECORD_INTO is the sample. Of more than RECORD_LIMIT responses (0: no limit) the rest is left out: not
    asked for at all, or, with RECORD_ALL_ASKED, asked for and not kept.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.sample: Sample = crawler.settings["RECORD_INTO"]
        self.limit = crawler.settings.getint("RECORD_LIMIT")
        self.asks_on = crawler.settings.getbool("RECORD_ALL_ASKED")
        self._asked: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Recorder:
        """The way Scrapy makes a middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let as many requests through as the sample is to hold."""
        asked = _asked_for(request)
        if not self.limit or self.asks_on or asked is None or asked in self._asked:
            return
        if len(self._asked) >= self.limit:
            self.sample.leave_out(asked)
            raise BeyondSampleError(f"{asked} is left out of the sample")
        self._asked.add(asked)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the response under the URL that the spider asked for."""
        asked = _asked_for(request)
        if asked is None:
            return response
        if self.limit and len(self.sample.responses) >= self.limit:
            self.sample.leave_out(asked)
        else:
            self.sample.add(response, asked)
        return response


def _asked_for(request: Request) -> str | None:
    """The URL that the spider asked for, before redirects; None for a robots.txt."""
    if request.meta.get("dont_obey_robotstxt") and urlsplit(request.url).path == "/robots.txt":
        return None
    return str(request.meta.get("redirect_urls", [request.url])[0])


def recording_settings(
    sample: Sample, middlewares: dict[Any, Any], *, limit: int = 0, ask_on: bool = False
) -> dict[str, Any]:
    """The settings under which a live crawl is kept in `sample`; `middlewares` are the project's own.

    The pipelines stay on; give ITEM_PIPELINES or empty outputs besides, if nothing is to be stored.
    """
    return {
        "RECORD_INTO": sample,
        "RECORD_LIMIT": limit,
        "RECORD_ALL_ASKED": ask_on,
        "FETCHED_AT": sample.fetched_at,
        "DOWNLOADER_MIDDLEWARES": {**middlewares, "seminarcrawl.samples.Recorder": 5},
    }
