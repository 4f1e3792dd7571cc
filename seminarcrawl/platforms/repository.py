"""Talks kept as files in a repository: front matter, data files, pages (Jekyll, Hugo, Quarto, by hand)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from seminarcrawl.errors import ArgumentError
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.sniff import Format
from seminarcrawl.faults import Fault
from seminarcrawl.platforms.base import TalkSpider, split_list
from seminarcrawl.platforms.globs import fixed_folder, is_flat, is_literal, matches
from seminarcrawl.platforms.responses import header_of
from seminarcrawl.reading.dates import read_path_day

_REPOSITORY = re.compile(r"(?:https?://github\.com/)?([\w.-]{1,100}/[\w.-]{1,100}?)(?:\.git)?/?")
_BRANCH = re.compile(r"[\w./-]{1,200}")
# GitHub lists no more files of one folder than these.
_MOST_LISTED = 1000
# A file named after a day may announce a talk up to so much later; files older than that are left alone.
_AHEAD = timedelta(days=366)


class RepositorySpider(TalkSpider):
    """Reads files of a repository on GitHub, or the same files from a folder on this machine.

    - `repository`: `owner/name`, or the address of its page.
    - `paths`: which files: `("_data/seminars.yml", "talks/*.md", "content/event/*/index.md")`; `*` stands for
      a part of a name, `**` for any number of folders. A path without `*` is asked for at once; the others
      cost a question to GitHub's API, which answers sixty in an hour.
    - `branch`: None: the repository's default branch.
    - `max_files`: how many files a run reads at the most.
    - `folder`, `file_names`: without `paths`, the folder that holds the talks and a regular expression on
      the names of its files.

    What a file is, its content decides: front matter (a collection, posts, a bundle's `index.md`), a list in
    YAML, JSON, TOML, CSV or a JavaScript array, a Markdown or HTML page, a feed, plain text. It reads no
    configuration: a zone, room or hour that only `_config.yml` states has to be told it (`timezone`,
    `overrides`). A file named after a day more than a year before `since` is not asked for.
    """

    platform = "repository"
    hosts = ("api.github.com", "raw.githubusercontent.com")
    repository: str | None = None
    paths: tuple[str, ...] = ()
    branch: str | None = None
    max_files: ClassVar[int] = 1500
    folder: str = "_posts"
    file_names: ClassVar[str] = r"\.(?:md|markdown|html|qmd)$"
    files: str | None = None
    api_url: str = "https://api.github.com"
    raw_url: str = "https://raw.githubusercontent.com"
    arguments: ClassVar[dict[str, str]] = {
        "repository": "owner/name on GitHub",
        "paths": "the files to read: _data/talks.yml,talks/*.md",
        "folder": "the folder that holds the talks, without paths",
        "branch": "the branch to read",
        "files": "a folder on this machine to read instead of the repository",
        "api_url": "the API of another GitHub server",
        "raw_url": "where another GitHub server has its raw files",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._asked: set[str] = set()

    def _read_arguments(self, given: dict[str, str]) -> None:
        """`paths` may come as text; a repository as the address of its page."""
        super()._read_arguments(given)
        if isinstance(given.get("paths"), str):
            self.paths = tuple(split_list(given["paths"]))
        named = _REPOSITORY.fullmatch(self.repository or getattr(self, "url", None) or "")
        self.repository = named.group(1) if named else None

    def check(self) -> None:
        """A repository or a folder must be known."""
        super().check()
        if self.files is not None and not Path(self.files).is_dir():
            raise ArgumentError(f"files={self.files}: no such folder")
        if self.files is None and self.repository is None:
            raise ArgumentError(f"{self.name} needs repository=OWNER/NAME or files=FOLDER")
        if self.branch and not _BRANCH.fullmatch(self.branch):
            raise ArgumentError(f"{self.name}: branch={self.branch!r} is no branch's name")
        self.patterns = tuple(path.strip("/") for path in self.paths or (f"{self.folder}/*",))
        self.start_urls = (
            [] if self.files is not None else [request.url for request in self._first_requests()]
        )

    # --- navigation

    async def start(self) -> AsyncIterator[Any]:
        """The saved files; or requests for the files that are known, and for lists of the others."""
        if self.files is not None:
            for item in self._read_folder(Path(self.files)):
                yield item
            return
        for request in self._first_requests():
            self._asked.add(request.url)
            yield request

    def _first_requests(self) -> Iterator[Request]:
        for pattern in self.patterns:
            if is_literal(pattern):
                yield self.request(self._raw_url(pattern), self.parse, dont_filter=True)
        flat = [p for p in self.patterns if not is_literal(p) and is_flat(p)]
        for folder in dict.fromkeys(map(fixed_folder, flat)):
            wanted = [p for p in flat if fixed_folder(p) == folder]
            yield self._ask(self._contents_url(folder), self.parse_listing, patterns=wanted)
        deep = [p for p in self.patterns if not is_literal(p) and not is_flat(p)]
        if deep:
            yield self._tree(self.branch or "HEAD", deep, recursive=True)

    def _ask(self, url: str, callback: Any, **cb_kwargs: Any) -> Request:
        """A question to the API."""
        return self.request(url, callback, self.listing_failed, cb_kwargs=cb_kwargs, dont_filter=True)

    def _tree(self, tree: str, patterns: Sequence[str], folder: str = "", *, recursive: bool) -> Request:
        """A question for a tree, all of it or its uppermost level; `folder` is where it stands."""
        url = f"{self.api_url}/repos/{self.repository}/git/trees/{quote(tree, safe='')}"
        callback = self.parse_tree if recursive else self.parse_level
        return self._ask(url + "?recursive=1" * recursive, callback, patterns=list(patterns), folder=folder)

    def _contents_url(self, folder: str) -> str:
        query = f"?ref={quote(self.branch)}" if self.branch else ""
        path = f"/{quote(folder)}" if folder else ""
        return f"{self.api_url}/repos/{self.repository}/contents{path}{query}"

    def _raw_url(self, path: str) -> str:
        return f"{self.raw_url}/{self.repository}/{self.branch or 'HEAD'}/{quote(path)}"

    def parse(self, response: Response) -> Iterable[Any]:
        """A file's talks."""
        return self.talks(response, format=_format(response.url))

    # --- what the API answers

    def parse_listing(self, response: Response, patterns: Sequence[str] = ()) -> Iterator[Request]:
        """A request for every file of a folder that is wanted."""
        try:
            entries = response.json() if isinstance(response, TextResponse) else None
            found = [(str(e["path"]), e.get("download_url")) for e in entries or () if e["type"] != "dir"]
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            detail = f"the list of files is not what it should be: {error!r}"
            self.record(Fault("unreadable", response.url, "repository.listing", detail))
            return
        if len(found) >= _MOST_LISTED:
            yield self._tree(self.branch or "HEAD", patterns, recursive=True)
        else:
            yield from self._file_requests(found, patterns)

    def parse_tree(self, response: Response, patterns: Sequence[str], folder: str) -> Iterator[Request]:
        """A request for every wanted file of a tree; where the tree is cut off, its branches one by one."""
        entries, truncated = self._entries(response)
        if truncated and not folder and any(map(fixed_folder, patterns)):
            yield self._tree(self.branch or "HEAD", patterns, recursive=False)
            return
        if truncated:
            detail = "GitHub left out some of the repository's files"
            self.record(Fault("partial", response.url, "repository.truncated", detail))
        paths = [f"{folder}{entry['path']}" for entry in entries if entry.get("type") == "blob"]
        yield from self._file_requests([(path, None) for path in paths], patterns)

    def parse_level(self, response: Response, patterns: Sequence[str], folder: str) -> Iterator[Request]:
        """One level of a tree too large to be had at once: on to the folders that patterns name."""
        entries, _ = self._entries(response)
        for entry in entries:
            inner = f"{folder}{entry['path']}"
            below = [p for p in patterns if f"{fixed_folder(p)}/".startswith(f"{inner}/")]
            if entry.get("type") == "tree" and below and entry.get("sha"):
                whole = all(fixed_folder(p) == inner for p in below)
                yield self._tree(str(entry["sha"]), below, f"{inner}/", recursive=whole)

    def _entries(self, response: Response) -> tuple[list[dict[str, Any]], bool]:
        """A tree's entries, and whether some were left out; none (and a fault) when it is no tree."""
        try:
            answer = response.json() if isinstance(response, TextResponse) else None
            entries = [entry for entry in answer["tree"] if isinstance(entry.get("path"), str)]  # type: ignore[index]
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            detail = f"the tree of files is not what it should be: {error!r}"
            self.record(Fault("unreadable", response.url, "repository.listing", detail))
            return [], False
        return entries, bool(answer.get("truncated")) if isinstance(answer, dict) else False

    def _file_requests(
        self, found: Iterable[tuple[str, str | None]], patterns: Sequence[str]
    ) -> Iterator[Request]:
        """Requests for the files whose paths are wanted, each once."""
        for path, download_url in sorted(found, key=lambda file: file[0]):
            url = download_url or self._raw_url(path)
            if not self._is_wanted(path, patterns) or url in self._asked:
                continue
            if len(self._asked) >= self.max_files:
                self.count("details/left_out")
                continue
            self._asked.add(url)
            yield self.request(url, self.parse, dont_filter=True)

    def _is_wanted(self, path: str, patterns: Sequence[str]) -> bool:
        """Whether a file is one of those to read, and not one from long before the window."""
        name = path.rpartition("/")[2]
        if not self.paths and not re.search(self.file_names, name):
            return False
        day = read_path_day(path) if self.scope.since else None
        is_old = day is not None and self.scope.since is not None and day < self.scope.since - _AHEAD
        return not is_old and any(matches(path, pattern) for pattern in patterns or (path,))

    def listing_failed(self, failure: Failure) -> None:
        """Say clearly when GitHub answers no more questions for now."""
        error = failure.value
        if isinstance(error, HttpError) and error.response.status in (403, 429):
            response = error.response
            if (
                response.headers.get("X-RateLimit-Remaining") == b"0"
                or b"rate limit" in response.body.lower()
            ):
                self.record(Fault("blocked", response.url, "repository.rate-limit", _until(response)))
                return
        self.failed(failure)

    # --- a folder on this machine

    def _read_folder(self, root: Path) -> Iterator[Any]:
        """The talks of the wanted files below `root`, which is the repository or the talks' own folder."""
        inside = {path for pattern in self.patterns for path in root.glob(pattern)}
        inside = inside or {path for p in self.patterns for path in root.glob(p.rpartition("/")[2])}
        for path in sorted(inside):
            name = path.relative_to(root).as_posix()
            if path.is_file() and self._is_wanted(name, (name,)):
                shown = name if "/" in name or self.paths else f"{self.folder}/{name}"
                document = Document(path.read_bytes(), self.context(shown))
                yield from self.read(document, format=_format(name))


def _format(path: str) -> Format | None:
    """A script in a repository is asked for because of the array in it; other files tell what they are."""
    return "data" if path.endswith((".js", ".mjs")) else None


def _until(response: Response) -> str:
    """In words, when GitHub answers again."""
    reset = header_of(response, "X-RateLimit-Reset")
    limit = "GitHub's API answers no more questions from this address for now"
    if not reset.isdecimal():
        return limit
    return f"{limit}; again from {datetime.fromtimestamp(int(reset), UTC):%Y-%m-%d %H:%M} UTC"
