"""Static sites kept in a repository: one front matter file per talk or day (Jekyll, Hugo, Quarto)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any, ClassVar

from scrapy.http import Response, TextResponse

from seminarcrawl.errors import ArgumentError
from seminarcrawl.extractors.document import Document
from seminarcrawl.faults import Fault
from seminarcrawl.platforms.base import TalkSpider

_REPOSITORY = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")


class RepositorySpider(TalkSpider):
    """Reads the files of one folder of a repository, or the same files from a folder on this machine.

    - `repository`: `owner/name` on GitHub.
    - `folder`, `branch`: where in it the talks stand; None: the repository's default branch.
    - `file_names`: a regular expression on the names of the files to read.
    """

    platform = "repository"
    repository: str | None = None
    folder: str = "_posts"
    branch: str | None = None
    file_names: ClassVar[str] = r"\.(?:md|markdown|html|qmd)$"
    format = "frontmatter"
    files: str | None = None
    arguments: ClassVar[dict[str, str]] = {
        "repository": "owner/name on GitHub",
        "folder": "the folder that holds the talks",
        "branch": "the branch to read",
        "files": "a folder on this machine to read instead of the repository",
    }

    def check(self) -> None:
        """A repository or a folder must be known."""
        super().check()
        if self.files is not None and not Path(self.files).is_dir():
            raise ArgumentError(f"files={self.files}: no such folder")
        if self.files is None and not _REPOSITORY.fullmatch(self.repository or ""):
            raise ArgumentError(f"{self.name} needs repository=OWNER/NAME or files=FOLDER")
        query = f"?ref={self.branch}" if self.branch else ""
        api = f"https://api.github.com/repos/{self.repository}/contents/{self.folder}{query}"
        self.start_urls = [api] if self.files is None else []

    async def start(self) -> AsyncIterator[Any]:
        """The saved files, or the list of the files in the repository."""
        if self.files is None:
            yield self.request(self.start_urls[0], self.parse_listing)
            return
        for path in sorted(Path(self.files).iterdir()):
            if re.search(self.file_names, path.name):
                context = self.context(f"{self.folder}/{path.name}")
                for item in self.read(Document(path.read_bytes(), context)):
                    yield item

    def parse_listing(self, response: Response) -> Iterable[Any]:
        """A request for every file that looks like a talk."""
        try:
            entries = response.json() if isinstance(response, TextResponse) else None
            urls = [e["download_url"] for e in entries or () if re.search(self.file_names, e["name"])]
        except (ValueError, TypeError, KeyError) as error:
            detail = f"the list of files is not what it should be: {error!r}"
            self.record(Fault("unreadable", response.url, "repository.listing", detail))
            return
        for url in urls:
            yield self.request(url, self.parse)
