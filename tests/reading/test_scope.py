"""What a source is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from seminarcrawl.items import TalkItem
from seminarcrawl.reading.scope import Scope, read_day, read_pattern

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("today", TODAY),
        ("-30d", date(2026, 9, 1)),
        ("+2w", date(2026, 10, 15)),
        ("-1y", date(2025, 10, 1)),
        (date(2020, 2, 29), date(2020, 2, 29)),
        (None, None),
    ],
)
def test_a_day_is_a_date_or_counted_from_today(text: str | date | None, day: date | None) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["soon", "1/2/2026", "-3", "30d", ""])
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_day(text, TODAY)


def test_both_ends_of_the_window_belong_to_it() -> None:
    scope = Scope(since=date(2026, 10, 1), until=date(2026, 10, 31))
    starts = ["2026-09-30T23:59:00+02:00", "2026-10-01", "2026-10-31T23:00:00+01:00", "2026-11-01", None]
    assert [scope.admits(TalkItem(start=start)) for start in starts] == [False, True, True, False, True]


def test_patterns_are_searched_in_title_series_host_topics_and_date() -> None:
    scope = Scope(keep=read_pattern("seminar|colloqu"), drop=read_pattern("for staff"))
    assert scope.admits(TalkItem(title="On knots", topics=["Seminars"]))
    assert scope.admits(TalkItem(title="COLLOQUIUM: on knots"))
    assert not scope.admits(TalkItem(title="Yoga in the park"))
    assert not scope.admits(TalkItem(title="Seminar for staff"))


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no regular expression"):
        read_pattern("(")
