"""The way of one document without a crawl: extractor, then normalize, validate, in-page dedupe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.sniff import recognise
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft


def extract_talks(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    timezone: str | None = None,
    fetched_at: datetime,
    **known: Any,
) -> list[TalkItem]:
    """The talks that one document states, in its order.

    `timezone` is the institution's IANA zone, `fetched_at` an aware datetime: the only "now" there is.
    `known` are further facts of `reading.context.Context` that the source fixes (`languages`,
    `date_order`, `series`, `host`, `summary_role`). Raises ExtractionError for a document that
    cannot be read at all, ValueError for a naive `fetched_at` or an unknown zone.
    """
    context = Context(url=url, fetched_at=fetched_at, timezone=timezone, **known)
    document = Document(body, context, content_type)
    return [draft.item for draft in extract_drafts(document)]


def extract_drafts(document: Document, *, format: str | None = None) -> list[Draft]:
    """The same with each field's evidence, for `scrapy probe --why`. `format` overrules recognition."""
    raise NotImplementedError
