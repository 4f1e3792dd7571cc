"""Retry-After values as servers send them, sensible or not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from seminarcrawl.network import MAX_RETRY_AFTER, retry_after_seconds

NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("7", 7),
        (" 30 ", 30),
        ("1000000000", MAX_RETRY_AFTER),
        ("9" * 5000, MAX_RETRY_AFTER),
        ("Sat, 21 Nov 2026 12:00:45 GMT", 45),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0),
        ("Sat, 21 Nov 2099 11:00:00 GMT", MAX_RETRY_AFTER),
        ("Sat, 21 Nov 2026 12:00:45 -0000", 45),
        ("soon", 0),
        ("-5", 0),
        ("1e9", 0),
        ("", 0),
        ("٣", 0),
    ],
)
def test_seconds(value: str, seconds: float) -> None:
    assert retry_after_seconds(value, NOW) == seconds
