"""Recognising a document that says what it said last time, before anything of it is parsed."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from seminarcrawl.extractors.document import Document

# What changes at every request and says nothing about a talk.
_STAMPS = re.compile(rb"^(?:DTSTAMP|X-PUBLISHED-TTL|X-WR-RELCALID)[;:][^\r\n]{0,200}\r?\n", re.M)
# Parts of a page that no reader reads: from where to where.
_UNREAD = ((b"<script", b"</script"), (b"<style", b"</style"), (b"<!--", b"-->"))
_READ = (b"ld+json", b"text/calendar")
_TOKEN = re.compile(rb"""\b(?:nonce|value|content)=["'][A-Za-z0-9+/=_:.-]{16,300}["']""", re.I)
_GENERATED = re.compile(rb"<(?:lastBuildDate|generated_at|updated_at)>[^<]{0,100}</", re.I)
_CALENDAR = b"BEGIN:VCALENDAR"


def fingerprint(document: Document) -> str:
    """The same for two documents only if they are read alike: same content, circumstances and readers.

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
    for start, end in _UNREAD:
        body = _without(body, start, end)
    return _GENERATED.sub(b"", _TOKEN.sub(b"", body))


def _without(body: bytes, start: bytes, end: bytes) -> bytes:
    """`body` without what stands between two marks; data for programs (JSON-LD, a calendar) stays."""
    folded = body.lower()
    kept, done = [], 0
    while (begins := folded.find(start, done)) >= 0 and (ends := folded.find(end, begins)) >= 0:
        is_read = any(word in folded[begins : begins + 300] for word in _READ)
        kept.append(body[done : ends if is_read else begins])
        done = ends
    return b"".join([*kept, body[done:]])


@cache
def version() -> str:
    """What the readers of documents are: changed by any change of their code or vocabulary."""
    package = Path(__file__).resolve().parents[1]
    parts = hashlib.blake2b(digest_size=8)
    folders = (package / "extractors", package / "reading", package / "platforms")
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in {".py", ".toml"}):
        parts.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return parts.hexdigest()
