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
    """One case of one spider. `faults` are the classes of what must go wrong in it."""

    folder: Path
    fetched_at: str
    arguments: dict[str, str] = field(default_factory=dict)
    responses: list[SavedResponse] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

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
                folder, meta["fetched_at"], meta.get("arguments", {}), responses, meta.get("faults", [])
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
        text = json.dumps(meta, ensure_ascii=False, indent=2) + "\n"
        (self.folder / META).write_text(text, encoding="utf-8")

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
    stem = _UNSAFE.sub("-", path.strip("/")).strip("-.")[-60:] or "index"
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
        """The saved response. Raises NoSampleError naming the URL when there is none."""
        saved = self.by_url.get(request.url)
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
    """Downloader middleware of `scrapy record`: keeps every response that reaches the spider."""

    def __init__(self, crawler: Crawler) -> None:
        self.sample: Sample = crawler.settings["RECORD_INTO"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Recorder:
        """The way Scrapy makes a middleware."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the response under the URL that the spider asked for."""
        if not request.meta.get("dont_obey_robotstxt"):
            asked = request.meta.get("redirect_urls", [request.url])[0]
            self.sample.add(response, asked)
        return response
