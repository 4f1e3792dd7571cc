"""A source without IDs and pages moves a talk: it is one talk with a change, not one gone and one new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.store import Run, Talks

TODAY = datetime(2026, 10, 1, 8, tzinfo=UTC)


@pytest.fixture
def talks(tmp_path):
    with Talks(tmp_path / "talks.db") as database:
        yield database


def talk(number, day, hour=14, **more):
    values = {
        "title": f"Lecture on subject number {number}",
        "speakers": [Speaker(f"Ada Lund{number}")],
        "start": f"2026-10-{day:02}T{hour}:00:00+00:00",
        "source": "north",
    }
    return TalkItem(**{**values, **more})


def crawl(talks, *items, days=0, **more):
    run = Run(talks, items[0].source, started=TODAY + timedelta(days=days))
    for item in items:
        run.put(item)
    run.finish(**more)
    return run


def term():
    return [talk(n, 5 + n) for n in range(1, 6)]


def changes(talks):
    return talks.connection.execute("SELECT talk, field, old, new FROM changes").fetchall()


@pytest.mark.parametrize(("day", "hour"), [(7, 16), (20, 14)], ids=["another hour", "another day"])
def test_a_moved_talk_is_one_talk_with_one_change(talks, day, hour):
    crawl(talks, *term())
    run = crawl(talks, term()[0], talk(2, day, hour), *term()[2:], days=1)
    assert (run.counts.new, run.counts.changed, run.counts.unchanged) == (0, 1, 4)
    assert (run.missing, talks.count()) == (0, 5)
    old, new = "2026-10-07T14:00:00+00:00", f"2026-10-{day:02}T{hour}:00:00+00:00"
    assert changes(talks) == [(2, "start", old, new)]
    again = crawl(talks, term()[0], talk(2, day, hour), *term()[2:], days=2)
    assert (again.counts.unchanged, again.missing) == (5, 0)


def test_a_talk_without_a_title_goes_by_its_speaker(talks):
    crawl(talks, talk(9, 7, title=None), *term())
    crawl(talks, *term(), talk(9, 21, title="On knots"), days=1)
    assert [(field, new) for _, field, _, new in changes(talks)] == [
        ("title", "On knots"),
        ("start", "2026-10-21T14:00:00+00:00"),
    ]


def test_what_was_missing_comes_back_at_another_time(talks):
    crawl(talks, *term())
    assert crawl(talks, *term()[:1], *term()[2:], days=1).missing == 1
    crawl(talks, *term()[:1], *term()[2:], talk(2, 28), days=2)
    assert [t.status for t in talks.current()] == ["confirmed"] * 5


def test_it_is_joined_by_the_run_after_one_that_was_killed(talks):
    crawl(talks, *term())
    moved = [*term()[:1], talk(2, 20), *term()[2:]]
    killed = Run(talks, "north", started=TODAY + timedelta(days=1))
    for item in moved:
        killed.put(item)
    assert talks.count() == 6
    crawl(talks, *moved, days=2)
    assert talks.count() == 5


@pytest.mark.parametrize(
    "more",
    [
        [talk(2, 20), talk(2, 21)],  # which of the two?
        [talk(2, 20, speakers=[Speaker("Carl Maria Hjort")])],  # somebody else's
        [talk(2, 20, title="Another subject altogether")],
    ],
    ids=["two are new", "another speaker", "another title"],
)
def test_what_may_be_another_talk_is_not_joined(talks, more):
    crawl(talks, *term())
    run = crawl(talks, *term()[:1], *term()[2:], *more, days=1)
    assert (run.counts.new, run.missing) == (len(more), 1)


def test_a_talk_that_was_given_is_not_moved_when_it_is_given_again(talks):
    crawl(talks, *term())
    run = crawl(talks, *term()[3:], talk(1, 20), days=7)
    assert (run.counts.new, run.missing, talks.count()) == (1, 0, 6)


def test_what_recurs_under_one_name_is_not_moved(talks):
    meetings = [talk(7, day, title="Reading group of the algebra department", speakers=[]) for day in (6, 13)]
    crawl(talks, *meetings, *term())
    later = talk(7, 20, title="Reading group of the algebra department", speakers=[])
    run = crawl(talks, meetings[0], later, *term(), days=1)
    assert (run.counts.new, run.missing) == (1, 1)


def test_a_run_that_is_partial_or_suspicious_joins_nothing(talks):
    crawl(talks, *term())
    crawl(talks, term()[0], talk(2, 20), *term()[2:], days=1, complete=False)
    assert talks.count() == 6
    assert crawl(talks, *(talk(n, 20 + n) for n in range(1, 6)), days=2).verdict == "suspicious"
    assert talks.count() == 11


def test_a_talk_of_two_sources_is_moved_by_one_and_then_the_other(talks):
    south = [talk(n, 5 + n, source="south") for n in range(1, 6)]
    crawl(talks, *term())
    crawl(talks, *south)
    crawl(talks, term()[0], talk(2, 20), *term()[2:], days=1)
    crawl(talks, south[0], talk(2, 20, source="south"), *south[2:], days=2)
    shown = talks.connection.execute("SELECT talk, source, day FROM sightings WHERE talk = 2").fetchall()
    assert shown == [(2, "north", "2026-10-20"), (2, "south", "2026-10-20")]
    assert (talks.count(), [field for _, field, _, _ in changes(talks)]) == (5, ["start"])


@pytest.mark.parametrize(("gone", "new"), [(3, 1), (1, 3), (2, 2)])
def test_where_very_many_are_gone_or_new_nothing_is_compared(talks, monkeypatch, gone, new):
    """They would all have to be held in memory, and none of them has been moved."""
    monkeypatch.setattr("seminarcrawl.store.moves._MOST", 2)
    stay = [talk(n, n) for n in range(10, 20)]
    crawl(talks, *stay, *(talk(n, n) for n in range(2, 2 + gone)))
    run = crawl(talks, *stay, *(talk(n, 18 + n) for n in range(2, 2 + new)), days=0)
    few = gone <= 2 >= new
    assert (run.counts.new, run.counts.changed) == ((0, 2) if few else (new, 0))
