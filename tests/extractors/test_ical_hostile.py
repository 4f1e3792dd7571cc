"""What is wrong in one field of an event costs that field, not the calendar."""

from __future__ import annotations

import pytest

from seminarcrawl import extract_talks
from tests.bombs import NOW, calendar


@pytest.mark.parametrize(
    ("lines", "url"),
    [
        (("URL:http://[1/",), None),
        (("URL:http://[1/", "URL:https://example.org/talk/1"), "https://example.org/talk/1"),
        (("URL://[",), None),
    ],
)
def test_an_address_that_is_none(lines: tuple[str, ...], url: str | None) -> None:
    body = calendar(*lines).encode()
    (talk,) = extract_talks(body, url="https://example.org/x.ics", timezone="Europe/Paris", fetched_at=NOW)
    assert (talk.title, talk.url) == ("On knots", url)


@pytest.mark.parametrize("rule", ["FREQ=DAILY;COUNT=2", "FREQ=YEARLY;BYMONTHDAY=³;BYMONTH=²"])
def test_digits_that_are_no_numbers(rule: str) -> None:
    body = calendar(f"RRULE:{rule}").replace("DTSTART:2026", "DTSTART:²026").encode()
    extract_talks(body, url="https://example.org/x.ics", timezone="Europe/Paris", fetched_at=NOW)
    good = calendar(f"RRULE:{rule}").encode()
    assert extract_talks(good, url="https://example.org/x.ics", timezone="Europe/Paris", fetched_at=NOW)
