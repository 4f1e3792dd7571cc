"""Bytes to text, and which format a document has."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.decode import decode
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.sniff import recognise
from seminarcrawl.reading.context import Context

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def document(
    body: str | bytes, url: str = "https://example.org/x", content_type: str | None = None
) -> Document:
    raw = body.encode() if isinstance(body, str) else body
    return Document(raw, Context(fetched_at=NOW, url=url), content_type)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("Jérôme".encode(), "text/calendar"),
        ("Jérôme".encode(), "text/html; charset=iso-8859-1"),  # a wrong declaration loses to valid UTF-8
        ("Jérôme".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("Jérôme".encode("latin-1"), None),
        ("\ufeffJérôme".encode(), None),
        ("\ufeffJérôme".encode("utf-16-le"), None),
        ("\ufeffJérôme".encode("utf-16-be"), "text/plain"),
    ],
)
def test_a_name_survives_its_encoding(body: bytes, content_type: str | None) -> None:
    assert decode(body, content_type) == "Jérôme"


@pytest.mark.parametrize(
    "charset", ["shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5", "euc-kr", "koi8-r"]
)
def test_a_declared_charset_is_used(charset: str) -> None:
    word = {"euc-kr": "연사", "koi8-r": "Докладчик", "big5": "講者", "gb18030": "报告人"}.get(
        charset, "講演者"
    )
    assert decode(word.encode(charset), f"text/html; charset={charset}") == word
    meta = f'<meta charset="{charset}">'.encode() + word.encode(charset)
    assert decode(meta).endswith(word)


def test_an_unknown_charset_does_not_stop_the_reading() -> None:
    assert decode("é".encode("latin-1"), "text/html; charset=x-nonsense") == "é"


@pytest.mark.parametrize(
    ("body", "url", "content_type", "expected"),
    [
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "https://x.org/feed", "application/octet-stream", "ical"),
        ("\ufeffBEGIN:VCALENDAR\n", "https://x.org/feed", "text/html", "ical"),
        ("vBEGIN:VCALENDAR\n", "https://x.org/feed", None, "ical"),
        (
            "<!DOCTYPE html><html><body><pre>BEGIN:VCALENDAR</pre>",
            "https://x.org/a.ics",
            "text/calendar",
            "page",
        ),
        ("---\ntitle: x\n---\nbody", "https://x.org/_posts/2024-01-01-x.html", "text/html", "frontmatter"),
        ("+++\ntitle = 'x'\n+++\nbody", "https://x.org/x.md", "text/markdown", "frontmatter"),
        ("---\n- title: x\n  speaker: y\n", "https://x.org/talks.yml", "application/yaml", "data"),
        ("- title: x\n  speaker: y\n", "https://x.org/talks.yml", None, "data"),
        ('[{"title": "x"}]', "https://x.org/talks", "application/json", "data"),
        ('{"events": []}', "https://x.org/talks", None, "data"),
        ('var bwObject = {"bwEventList": {}};', "https://x.org/talks", "text/html", "data"),
        ('<?xml version="1.0"?><rss version="2.0"></rss>', "https://x.org/feed", "text/html", "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "https://x.org/feed", None, "feed"),
        ('<?xml version="1.0"?><html><body>x</body></html>', "https://x.org/", "application/xml", "page"),
        ("<p>On Friday", "https://x.org/", None, "page"),
        ("# Seminar\n\n**Speaker**: x", "https://x.org/index.md", None, "markdown"),
        ("# Seminar\n\n**Speaker**: x", "https://x.org/index", None, "markdown"),
        ("Speaker: x\nTitle: y\n", "https://x.org/mail.txt", None, "plain"),
        ("Speaker: x\nTitle: y\n", "https://x.org/mail", None, "plain"),
    ],
)
def test_recognise(body: str, url: str, content_type: str | None, expected: str) -> None:
    assert recognise(document(body, url, content_type)) == expected


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (b"", "document.empty"),
        (b" \n\t ", "document.empty"),
        (b"%PDF-1.7 ...", "document.binary"),
        (b"\x89PNG\r\n", "document.binary"),
        (bytes(range(1, 32)) * 20, "document.binary"),
    ],
)
def test_what_is_no_text_is_one_typed_error(body: bytes, rule: str) -> None:
    with pytest.raises(ExtractionError) as caught:
        recognise(document(body, url="https://x.org/seminar"))
    assert caught.value.rule == rule
    assert "https://x.org/seminar" in str(caught.value)
