"""Recognising a document that says what it said last time, before anything of it is parsed."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from seminarcrawl.extractors.document import Document

# What changes at every request and says nothing about a talk.
_STAMPS = re.compile(rb"^(?:DTSTAMP|X-PUBLISHED-TTL|X-WR-RELCALID)[;:][^\r\n]{0,200}\r?\n", re.M)
_COMMENT = re.compile(rb"<!--(?:(?!-->).){0,20000}-->", re.S)
_SCRIPT = re.compile(
    rb"<(script|style)\b(?![^>]{0,300}(?:ld\+json|text/calendar))[^>]{0,2000}>(?:(?!</\1).){0,200000}</\1", re.S | re.I
)
_TOKEN = re.compile(
    rb"""\b(?:nonce|data-nonce|value|content)=(?:"[A-Za-z0-9+/=_:.-]{16,300}"|'[A-Za-z0-9+/=_:.-]{16,300}')""", re.I
)
_GENERATED = re.compile(rb"<(?:lastBuildDate|generated_at|updated_at)>[^<]{0,100}</", re.I)
_CALENDAR = b"BEGIN:VCALENDAR"


def fingerprint(document: Document) -> str:
    """The same for two documents only if they are read alike: content, circumstances and readers are the same.

    The time of the fetch is left out, as are time stamps (DTSTAMP), scripts, comments and one-time tokens.
    """
    context = document.context
    circumstances = repr(context.but(fetched_at=None, url=""))
    parts = hashlib.blake2b(digest_size=16)
    for part in (version().encode(), circumstances.encode(), (document.content_type or "").encode()):
        parts.update(part + b"\0")
    parts.update(_essence(document.body))
    return parts.hexdigest()


def _essence(body: bytes) -> bytes:
    if _CALENDAR in body[:2000]:
        return _STAMPS.sub(b"", body)
    for pattern in (_SCRIPT, _COMMENT, _TOKEN, _GENERATED):
        body = pattern.sub(b"", body)
    return body


@cache
def version() -> str:
    """What the readers of documents are: changed by any change of their code or vocabulary."""
    package = Path(__file__).resolve().parents[1]
    parts = hashlib.blake2b(digest_size=8)
    folders = (package / "extractors", package / "reading", package / "platforms")
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in {".py", ".toml"}):
        parts.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return parts.hexdigest()
