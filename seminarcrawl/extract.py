"""The way of one document without a crawl: extractor, then normalize, validate, in-page dedupe."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from typing import Any, cast

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.sniff import Format, recognise
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.recall import forget_texts
from seminarcrawl.reading.zones import iana_zone

# Which function reads which format; imported when first needed, so that calendars load no HTML parser.
EXTRACTORS: dict[Format, str] = {
    "ical": "ical.extractor:extract",
    "frontmatter": "frontmatter.extractor:extract",
    "data": "data.extractor:extract",
    "feed": "feeds:extract",
    "page": "pages.extractor:extract",
    "markdown": "pages.extractor:extract_markdown",
    "plain": "plain.extractor:extract",
}


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
    if timezone and iana_zone(timezone) is None:
        raise ValueError(f"{timezone!r} is no IANA time zone (such as Europe/Paris)")
    context = Context(url=url, fetched_at=fetched_at, timezone=timezone, **known)
    return [draft.item for draft in extract_drafts(Document(body, context, content_type))]


def extract_drafts(document: Document, *, format: Format | None = None) -> list[Draft]:
    """The same with each field's evidence, for `scrapy probe --why`. `format` overrules recognition."""
    forget_texts()
    drafts = read_document(document, format=format)
    return finish(drafts, document)


def read_document(document: Document, *, format: Format | None = None) -> list[Draft]:
    """What the extractor of the document's format states, not yet normalized."""
    module, _, function = EXTRACTORS[format or recognise(document)].partition(":")
    extractor = import_module(f"seminarcrawl.extractors.{module}")
    with _garbage_kept():
        return cast(list[Draft], getattr(extractor, function)(document))


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Without Python's cyclic garbage collector, which would walk over a growing tree again and again: up to
    two fifths of the time of a large document. What there is to free is freed when the document is read."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def finish(drafts: list[Draft], document: Document) -> list[Draft]:
    """Drafts normalized, the unusable ones reported as problems of the document, doubles merged."""
    from seminarcrawl.reading.identity import dedupe
    from seminarcrawl.reading.normalize import normalize
    from seminarcrawl.reading.validate import rejections

    context = document.context
    kept = []
    for draft in drafts:
        draft.item.source_url = draft.item.source_url or context.url or None
        draft.item.fetched_at = draft.item.fetched_at or context.fetched_at.isoformat()
        draft.item = normalize(draft.item, context)
        reasons = rejections(draft.item)
        for reason in reasons:
            document.problem(f"talk.{reason.rule}", reason.message)
        if not reasons:
            kept.append(draft)
    survivors = {id(item) for item in dedupe([draft.item for draft in kept])}
    return [draft for draft in kept if id(draft.item) in survivors]
