"""The errors that seminarcrawl raises on purpose. Each names the document and the rule it broke."""

from __future__ import annotations


class SeminarcrawlError(Exception):
    """Base of every error raised on purpose."""


class ExtractionError(SeminarcrawlError):
    """A document that cannot be read at all.

    `rule` is a short stable name such as `ical.no-calendar`, fit for counting; `url` names the
    document; `detail` says in words what is wrong.
    """

    def __init__(self, rule: str, detail: str, *, url: str = "") -> None:
        self.rule = rule
        self.detail = detail
        self.url = url
        super().__init__(f"{url or 'document'}: {detail} [{rule}]")


class ArgumentError(SeminarcrawlError):
    """Wrong arguments or settings: the message says which, and what would be right."""


class StorageError(SeminarcrawlError):
    """The database or file that should hold the talks cannot be read or written.

    `rule` is one of `storage.full`, `storage.read-only`, `storage.locked`, `storage.corrupt`,
    `storage.directory`, `storage.missing-folder`, `storage.newer-schema`, `storage.foreign`,
    `storage.failed`; `path` names the file; `detail` says in words what is wrong and what to do.
    """

    def __init__(self, rule: str, detail: str, *, path: str = "") -> None:
        self.rule = rule
        self.detail = detail
        self.path = path
        super().__init__(f"{path or 'storage'}: {detail} [{rule}]")


class AlreadyRunningError(SeminarcrawlError):
    """Another crawl of the same source into the same output has not ended: nothing was asked or stored."""
