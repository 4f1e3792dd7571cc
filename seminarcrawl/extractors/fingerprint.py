"""Recognising a document that says what it said last time, before anything of it is parsed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from seminarcrawl.extractors.document import Document

# What changes at every request and says nothing about a talk.
_STAMPS = re.compile(rb"^(?:DTSTAMP|X-PUBLISHED-TTL|X-WR-RELCALID)[;:][^\r\n]{0,200}\r?\n", re.M)
# Parts of a page that no reader reads: from where to where.
_UNREAD = ((b"<script", b"</script"), (b"<style", b"</style"), (b"<!--", b"-->"))
_READ = (b"ld+json", b"text/calendar")
_TOKEN = re.compile(rb"""\b(?:nonce|value|content)=["'][A-Za-z0-9+/=_:.-]{16,300}["']""", re.I)
_GENERATED = re.compile(rb"<(?:lastBuildDate|generated_at|updated_at)>[^<]{0,100}</", re.I)
_CALENDAR = b"BEGIN:VCALENDAR"
_BEGIN, _END = b"BEGIN:VEVENT", b"END:VEVENT"
_UID = re.compile(rb"^UID(?:;[^:\r\n]{0,100})?:([^\r\n]{1,500})\r?\n(?![ \t])", re.M)


def fingerprint(document: Document) -> str:
    """The same for two documents only if they are read alike: same content, circumstances and readers.

    The time of the fetch is left out, as are time stamps (DTSTAMP), scripts, comments and one-time tokens;
    but what recurs is read anew every week, for another date of it has come within reach.
    """
    return _hash(_circumstances(document), _essence(document.body), _week(document, document.body))


def event_fingerprints(document: Document) -> dict[str, str]:
    """The same for the events of a calendar: UID -> fingerprint of all that stands under it.

    Events without a UID have none. Empty for what is no calendar of plain, complete events.
    """
    groups: dict[str, list[bytes]] = {}
    for start, end in _spans(document.body):
        text = document.body[start:end]
        groups.setdefault(_uid_of(text), []).append(_STAMPS.sub(b"", text))
    circumstances = _circumstances(document)
    return {
        uid: _hash(circumstances, *sorted(texts), _week(document, b"".join(texts)))
        for uid, texts in groups.items()
        if uid
    }


def without_events(document: Document, uids: frozenset[str]) -> Document:
    """The calendar without the events of these UIDs."""
    body = document.body
    kept, done = [], 0
    for start, end in _spans(body):
        if _uid_of(body[start:end]) in uids:
            kept.append(body[done:start])
            done = end
    return replace(document, body=b"".join([*kept, body[done:]]), problems=document.problems)


def _spans(body: bytes) -> list[tuple[int, int]]:
    """From where to where each event goes; none when one is not closed, as in a file that was cut off."""
    spans = []
    start = body.find(_BEGIN)
    while start >= 0:
        end = body.find(_END, start)
        following = body.find(_BEGIN, start + len(_BEGIN))
        if end < 0 or 0 <= following < end:
            return []
        line = body.find(b"\n", end)
        spans.append((start, line + 1 if line >= 0 else len(body)))
        start = following
    return spans


def _uid_of(event: bytes) -> str:
    """The UID as the readers have it; "" when there is none, or it goes on in the next line."""
    match = _UID.search(event)
    return match[1].decode("utf-8", "replace").strip() if match else ""


def _circumstances(document: Document) -> bytes:
    context = repr(document.context.but(fetched_at=None, url=""))
    return "\0".join((version(), context, document.content_type or "")).encode()


def _week(document: Document, text: bytes) -> bytes:
    """The week of the fetch when something in `text` recurs."""
    if b"RRULE" not in text and b"RDATE" not in text:
        return b""
    year, week, _ = document.context.fetched_at.isocalendar()
    return f"{year}-{week}".encode()


def _hash(*parts: bytes) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(part + b"\0")
    return digest.hexdigest()


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
    parts = hashlib.blake2b(digest_size=8)
    for package in ("extractors", "platforms", "reading"):
        for name, file in _sources(files("seminarcrawl").joinpath(package), package):
            parts.update(name.encode() + b"\0" + file.read_bytes())
    return parts.hexdigest()


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _sources(entry, path)
        elif entry.name.endswith((".py", ".toml")):
            yield path, entry
