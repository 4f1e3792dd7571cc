"""What makes a talk unusable, and what is only counted."""

import pytest

from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.reading.validate import problems, rejections

FETCHED = "2026-09-20T08:00:00+00:00"


def rules(**values):
    item = TalkItem(**{"fetched_at": FETCHED, "title": "On knots", **values})
    return {problem.rule for problem in problems(item)}


def fatal(**values):
    return {p.rule for p in rejections(TalkItem(**{"fetched_at": FETCHED, "title": "On knots", **values}))}


def test_one_fact_is_enough():
    assert fatal() == set()
    assert fatal(title=None, speakers=[Speaker("Jane Doe")]) == set()
    assert fatal(title=None, start="2026-10-03") == set()
    assert fatal(title=None, location="Room 4") == {"talk.nothing-known"}


def test_missing_fields_are_counted():
    assert rules() == {"speakers.missing", "start.missing"}
    assert "start.unread" in rules(when="some day")


def test_a_day_without_a_talk_is_none():
    assert fatal(title="No seminar") == {"talk.no-talk"}
    assert fatal(title="No free lunch for knots") == set()


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("soon", "start.not-iso"),
        ("2026-13-45", "start.not-iso"),
        ("2026-10-03T15:00:00", "start.no-offset"),
        ("0001-01-01", "start.out-of-range"),
        ("1989-12-31T15:00:00+00:00", "start.out-of-range"),
        ("2032-01-01", "start.out-of-range"),
        ("9999-12-31T23:00:00+00:00", "start.out-of-range"),
        ("1990-01-01", None),
        ("2031-12-31", None),
    ],
)
def test_a_start_must_be_believable(start, rule):
    assert fatal(start=start) == ({rule} if rule else set())


def test_without_a_fetch_time_the_future_is_open():
    assert rejections(TalkItem(title="On knots", start="2050-01-01")) == []


def test_types_are_checked_first():
    assert fatal(title=17) == {"title.type"}
    assert fatal(speakers=["Jane Doe"]) == {"speakers.type"}
    assert fatal(links="x") == {"links.type"}
    assert fatal(status="maybe") == {"status.unknown"}


def test_odd_values_are_counted():
    start = "2026-10-03T15:00:00+02:00"
    assert "end.too-late" in rules(start=start, end="2026-11-03T15:00:00+01:00")
    assert "end.before-start" in rules(start=start, end="2026-10-02T15:00:00+02:00")
    assert "timezone.unknown" in rules(timezone="Middle Earth")
    assert "timezone.unknown" not in rules(timezone="Europe/Paris")
    assert "title.undecodable" in rules(title="M\ufffdbius")
    assert "title.too-long" in rules(title="x" * 501)
    assert "location.link" in rules(location="at https://x.example")
    assert "start.weekday-contradicts" in rules(start=start, inferred=["start.weekday-contradicts"])


def test_links_that_can_run_are_refused():
    assert fatal(url="javascript:alert(1)") == {"url.unsafe"}
    assert fatal(links=["data:text/html,x"]) == {"links.unsafe"}
    assert fatal(links=["mailto:jane@x.example"]) == set()
