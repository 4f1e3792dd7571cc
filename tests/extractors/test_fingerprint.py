"""A document that says what it said last time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.fingerprint import event_fingerprints, fingerprint, without_events
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


def test_what_recurs_is_read_anew_every_week() -> None:
    weekly = CALENDAR % ("20261001T000000Z", "Tilings\r\nRRULE:FREQ=WEEKLY")
    assert of(weekly, day=5) == of(weekly, day=6)
    assert of(weekly, day=5) != of(weekly, day=12)


class TestEvents:
    """The events of a calendar, each recognised by itself."""

    TWO = "BEGIN:VCALENDAR\r\n" + EVENT % ("1", "Tilings") + EVENT.replace("UID:1", "UID:2") % ("1", "Knots")

    def document(self, body: str) -> Document:
        return Document(body.encode(), Context(fetched_at=datetime(2026, 10, 1, tzinfo=UTC)))

    def test_only_the_one_that_changed_differs(self) -> None:
        before = event_fingerprints(self.document(self.TWO))
        after = event_fingerprints(self.document(self.TWO.replace("Knots", "Braids")))
        assert set(before) == {"1", "2"}
        assert (before["1"] == after["1"], before["2"] == after["2"]) == (True, False)

    def test_all_that_stands_under_one_uid_counts(self) -> None:
        twice = self.TWO.replace("UID:2", "UID:1")
        assert list(event_fingerprints(self.document(twice))) == ["1"]
        changed = event_fingerprints(self.document(twice.replace("Knots", "Braids")))
        assert changed != event_fingerprints(self.document(twice))

    def test_a_calendar_that_was_cut_off_has_none(self) -> None:
        assert event_fingerprints(self.document(self.TWO[:-20])) == {}

    def test_events_are_left_out_by_their_uid(self) -> None:
        body = without_events(self.document(self.TWO), frozenset({"1"})).body
        assert b"Tilings" not in body
        assert b"Knots" in body
