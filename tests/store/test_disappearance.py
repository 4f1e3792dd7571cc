"""A talk that its source shows no longer: missing, withdrawn, back again, and never lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.store import Run, Talks

TODAY = datetime(2026, 10, 1, 8, tzinfo=UTC)


@pytest.fixture
def talks(tmp_path):
    with Talks(tmp_path / "talks.db") as database:
        yield database


def talk(number, *, source="north", weeks=None, **more):
    """The talk of week `number`; its first is a week after TODAY."""
    day = TODAY.date() + timedelta(weeks=number if weeks is None else weeks)
    values = {
        "uid": f"{source}-{number}",
        "title": f"Lecture on subject number {number}",
        "speakers": [Speaker(f"Ada Lund{number}")],
        "start": f"{day}T14:00:00+00:00",
        "source": source,
    }
    return TalkItem(**{**values, **more})


def crawl(talks, items, *, week=0, source="north", **more):
    run = Run(talks, source, started=TODAY + timedelta(weeks=week))
    for item in items:
        run.put(item)
    run.finish(**more)
    return run


def states(talks):
    return {item.uid: item.status for item in talks.current()}


def term(*numbers):
    return [talk(n) for n in numbers]


def test_a_talk_to_come_that_is_gone_is_missing_then_withdrawn(talks):
    crawl(talks, term(1, 2, 3, 4, 5, 6, 7, 8))
    seen = [1, 2, 3, 4, 5, 7, 8]
    for _ in range(2):
        run = crawl(talks, term(*seen))
        assert (run.missing, run.withdrawn) == (1, 0)
        assert states(talks)["north-6"] == "missing"
    run = crawl(talks, term(*seen))
    assert (run.missing, run.withdrawn) == (0, 1)
    assert states(talks)["north-6"] == "withdrawn"
    assert talks.count() == 8
    changes = talks.connection.execute("SELECT field, old, new FROM changes ORDER BY id").fetchall()
    assert changes == [("status", "confirmed", "missing"), ("status", "missing", "withdrawn")]


def test_it_comes_back_when_it_is_seen_again(talks):
    crawl(talks, term(1, 2, 3, 4, 5))
    for _ in range(4):
        crawl(talks, term(1, 2, 4, 5))
    assert states(talks)["north-3"] == "withdrawn"
    crawl(talks, term(1, 2, 3, 4, 5))
    assert states(talks)["north-3"] == "confirmed"
    crawl(talks, term(1, 2, 4, 5))
    assert states(talks)["north-3"] == "missing"  # and the count begins anew


def test_how_many_runs_it_takes_can_be_set(talks):
    crawl(talks, term(1, 2, 3, 4))
    crawl(talks, term(1, 3, 4), withdrawn_after=1)
    assert states(talks)["north-2"] == "withdrawn"


def test_a_past_talk_is_never_missing(talks):
    crawl(talks, term(-2, -1, 1, 2, 3))
    crawl(talks, term(1, 2, 3))
    assert set(states(talks).values()) == {"confirmed"}


def test_nothing_is_missing_beyond_what_the_source_showed_this_time(talks):
    crawl(talks, term(1, 2, 3, 4, 5, 6))
    crawl(talks, term(1, 2, 3, 4))  # "the next four talks"
    assert set(states(talks).values()) == {"confirmed"}
    crawl(talks, term(1, 2, 3, 4), until=date(2026, 12, 31))  # but here we asked for the whole term
    assert states(talks)["north-6"] == "missing"


@pytest.mark.parametrize("more", [{"complete": False}, {"judged": False}])
def test_a_run_that_is_partial_or_not_judged_says_nothing_about_absence(talks, more):
    crawl(talks, term(1, 2, 3, 4, 5))
    crawl(talks, term(1, 2, 4, 5), **more)
    assert set(states(talks).values()) == {"confirmed"}


@pytest.mark.parametrize("shown", [(), (5,), (1, 5)])
def test_a_collapsed_count_changes_nothing_and_is_suspicious(talks, shown):
    crawl(talks, term(1, 2, 3, 4, 5))
    run = crawl(talks, term(*shown))
    assert run.verdict == "suspicious"
    assert set(states(talks).values()) == {"confirmed"}
    assert talks.count() == 5


def test_what_a_suspicious_run_leaves_out_is_not_erased(talks):
    crawl(talks, [talk(n, abstract="All is explained.", location="Room 5") for n in range(1, 7)])
    run = crawl(talks, [talk(n, speakers=[]) for n in range(1, 7)])
    assert run.verdict == "suspicious"
    assert all(item.speakers and item.abstract for item in talks.current())


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ({"location": "Room 5"}, {}, "health.poorer"),
        ({}, {"title": "Speaker"}, "health.rewritten"),
        ({}, {"speakers": [Speaker("Max Noone")]}, "health.rewritten"),
        ({}, {"start": None}, "health.poorer"),
    ],
)
def test_what_all_talks_to_come_lose_at_once_is_noticed_before_they_are_near(talks, before, after, rule):
    crawl(talks, [talk(n, **before) for n in range(3, 9)])
    run = crawl(
        talks, [talk(n, **(before if "location" not in before else {}), **after) for n in range(3, 9)]
    )
    assert rule in [reason.rule for reason in run.reasons]
    again = crawl(
        talks, [talk(n, **(before if "location" not in before else {}), **after) for n in range(3, 9)]
    )
    assert rule in [reason.rule for reason in again.reasons]  # as long as it is so
    assert crawl(talks, [talk(n, **before) for n in range(3, 9)]).verdict == "healthy"
    single = crawl(talks, [talk(3, **after), *(talk(n, **before) for n in range(4, 9))])
    assert single.verdict == "healthy"  # one of six may


def test_hours_that_are_gone_are_noticed(talks):
    crawl(talks, term(3, 4, 5, 6))
    run = crawl(talks, [talk(n, start=talk(n).start[:10]) for n in (3, 4, 5, 6)])
    assert [reason.rule for reason in run.reasons] == ["health.poorer"]


def test_a_room_given_up_for_a_link_is_no_loss(talks):
    crawl(talks, [talk(n, location="Room 5") for n in range(3, 9)])
    run = crawl(talks, [talk(n, online_url="https://video.example.org/j/1") for n in range(3, 9)])
    assert run.verdict == "healthy"


def test_what_the_operator_accepts_is_the_new_normal(talks):
    crawl(talks, term(1, 2, 3, 4, 5, 6))
    run = crawl(talks, term(1, 6))
    assert run.verdict == "suspicious"
    talks.connection.execute("UPDATE runs SET verdict = 'accepted' WHERE id = ?", (run.id,))
    assert crawl(talks, term(1, 6)).verdict == "healthy"
    assert states(talks)["north-3"] == "missing"
    assert crawl(talks, term(1, 6)).verdict == "healthy"


def test_a_talk_that_another_source_still_shows_is_not_missing(talks):
    crawl(talks, term(1, 2, 3, 4))
    crawl(
        talks,
        [talk(n, source="south", title=f"Lecture on subject number {n}") for n in (1, 2, 3, 4)],
        source="south",
    )
    assert talks.count() == 4
    crawl(talks, term(1, 3, 4))
    assert set(states(talks).values()) == {"confirmed"}


def test_a_cancelled_talk_stays_cancelled_when_it_is_taken_off(talks):
    crawl(talks, [talk(1), talk(2, status="cancelled"), talk(3), talk(4)])
    crawl(talks, term(1, 3, 4))
    assert states(talks)["north-2"] == "cancelled"


def test_over_a_term_nothing_is_missing_as_the_weeks_go_by(talks):
    for week in range(14):
        run = crawl(talks, [talk(n) for n in range(1, 13) if n >= week], week=week)
        assert run.verdict == "healthy", (week, run.reasons)
    assert set(states(talks).values()) == {"confirmed"}
