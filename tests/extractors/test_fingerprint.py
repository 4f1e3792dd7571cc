"""A document that says what it said last time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.fingerprint import fingerprint
from seminarcrawl.reading.context import Context

PAGE = "<html><head><script>%s</script></head><body><h1>Colloquium</h1><p>Jane Doe: %s</p></body></html>"
EVENT = "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:%s\r\nSUMMARY:%s\r\nEND:VEVENT\r\n"
CALENDAR = f"BEGIN:VCALENDAR\r\n{EVENT}END:VCALENDAR\r\n"


def of(body: str, day: int = 1, **known: object) -> str:
    context = Context(fetched_at=datetime(2026, 10, day, tzinfo=UTC), url="https://x.example/", **known)  # type: ignore[arg-type]
    return fingerprint(Document(body.encode(), context))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAGE % ("token='a'", "Tilings"), PAGE % ("token='b'", "Tilings")),
        (CALENDAR % ("20261001T000000Z", "Tilings"), CALENDAR % ("20261002T000000Z", "Tilings")),
        ("<p>Tilings</p><!-- made in 1 s -->", "<p>Tilings</p><!-- made in 2 s -->"),
        (
            '<input name="csrf" value="0123456789abcdef0123"><p>Tilings</p>',
            '<input name="csrf" value="fedcba98765432100123"><p>Tilings</p>',
        ),
        ("<rss><lastBuildDate>Mon</lastBuildDate></rss>", "<rss><lastBuildDate>Tue</lastBuildDate></rss>"),
    ],
)
def test_what_changes_at_every_request_does_not_count(one: str, other: str) -> None:
    assert of(one, day=1) == of(other, day=2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAGE % ("", "Tilings"), PAGE % ("", "Tiles")),
        (CALENDAR % ("20261001T000000Z", "Tilings"), CALENDAR % ("20261001T000000Z", "Tiles")),
        (
            '<script type="application/ld+json">{"name": "Tilings"}</script>',
            '<script type="application/ld+json">{"name": "Tiles"}</script>',
        ),
        ("<script>never closed, Tilings", "<script>never closed, Tiles"),
    ],
)
def test_what_is_read_counts(one: str, other: str) -> None:
    assert of(one) != of(other)


def test_the_circumstances_count() -> None:
    assert of("<p>Tilings</p>", timezone="Europe/Paris") != of("<p>Tilings</p>", timezone="Asia/Tokyo")
    assert of("<p>Tilings</p>", series="A") != of("<p>Tilings</p>", series="B")
