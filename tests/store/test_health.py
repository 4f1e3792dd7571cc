"""The judgement on a run, rule by rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from seminarcrawl.store.health import Numbers, Past, judge

DAY = date(2026, 10, 1)


def numbers(**more: object) -> Numbers:
    """A usual run: ten talks, all told, half of them to come."""
    usual = {"shown": 10, "ahead": 5, "near": 6, "newest": "2026-11-10", "expected": 5, "met": 5, "again": 10}
    told = dict.fromkeys(("titles", "speakers", "hours", "places", "abstracts"), 6)
    return Numbers(**{**usual, **told, **more})  # type: ignore[arg-type]


def before(*runs: Numbers, days: int = 7, day: date = DAY) -> list[Past]:
    return [Past(day - timedelta(days=days * n), run) for n, run in enumerate(runs or (numbers(),) * 5, 1)]


def rules(now: Numbers, past: list[Past] | None = None, **more: bool) -> list[str]:
    return [reason.rule for reason in judge(now, DAY, before() if past is None else past, **more)]


def test_a_usual_run_is_healthy() -> None:
    assert rules(numbers()) == []


def test_the_first_run_is_healthy_when_it_shows_something() -> None:
    assert rules(numbers(expected=0, met=0, again=0), []) == []
    assert rules(Numbers(), []) == ["health.nothing"]
    assert rules(Numbers(), [], may_be_empty=True) == []


class TestNothing:
    def test_talks_were_still_to_come(self) -> None:
        assert rules(Numbers(expected=2)) == ["health.nothing"]
        assert rules(Numbers(expected=5), may_be_empty=True) == ["health.nothing"]

    def test_a_source_that_shows_only_what_comes_is_empty_after_term(self) -> None:
        upcoming = numbers(shown=3, ahead=3)
        assert rules(Numbers(), before(upcoming, upcoming)) == []

    def test_a_source_that_keeps_its_past_is_never_empty(self) -> None:
        assert rules(Numbers()) == ["health.nothing"]

    def test_a_list_that_ran_out_one_by_one(self) -> None:
        left = numbers(shown=2, ahead=0, near=2)
        assert rules(Numbers(), before(left, numbers())) == []
        assert rules(Numbers(), before(numbers(shown=3, ahead=0), numbers())) == ["health.nothing"]

    def test_the_summer_break_of_last_year_was_the_same(self) -> None:
        summers = [*before(*(numbers(ahead=2),) * 3), Past(DAY - timedelta(days=370), numbers(ahead=0))]
        assert rules(Numbers(), summers) == []


class TestDrop:
    @pytest.mark.parametrize(("expected", "met", "found"), [(5, 2, True), (5, 3, False), (2, 0, False)])
    def test_more_than_half_of_what_is_to_come_is_gone(self, expected: int, met: int, found: bool) -> None:
        assert rules(numbers(expected=expected, met=met)) == (["health.drop"] if found else [])

    def test_a_new_term_s_page_is_no_drop(self) -> None:
        assert rules(numbers(shown=3, ahead=3, expected=0, met=0, again=0)) == []


class TestCoverage:
    @pytest.mark.parametrize("name", ["titles", "speakers", "hours", "places", "abstracts"])
    def test_a_field_that_falls_by_twenty_points_is_named(self, name: str) -> None:
        (reason,) = judge(numbers(**{name: 4}), DAY, before())
        assert reason.rule == "health.coverage"
        assert name in reason.text

    def test_one_talk_in_a_short_list_is_no_trend(self) -> None:
        assert rules(numbers(near=4, titles=3, speakers=4, hours=4, places=4, abstracts=4)) == []

    def test_titles_that_sometimes_come_late(self) -> None:
        late = numbers(titles=3)
        assert rules(numbers(titles=2), before(numbers(), late, numbers(), numbers())) == []
        assert rules(numbers(titles=1), before(numbers(), late, numbers())) == ["health.coverage"]

    def test_one_talk_gets_another_title_not_all_of_them(self) -> None:
        assert rules(numbers(rewritten=5)) == []
        assert rules(numbers(rewritten=6)) == ["health.rewritten"]
        assert rules(numbers(again=2, rewritten=2)) == []

    def test_talks_that_lost_what_they_had(self) -> None:
        assert rules(numbers(poorer=3)) == ["health.poorer"]
        assert rules(numbers(poorer=1)) == []


def test_undecoded_characters() -> None:
    assert rules(numbers(garbled=1)) == ["health.garbled"]
    assert rules(numbers(garbled=1), before(numbers(garbled=1))) == []


def test_everything_cancelled() -> None:
    assert rules(numbers(cancelled=5)) == ["health.cancelled"]
    assert rules(numbers(cancelled=4)) == []


class TestSilence:
    def test_a_summer_is_no_silence(self) -> None:
        assert rules(numbers(ahead=0, newest="2026-06-15", expected=0, met=0)) == []

    def test_a_feed_that_nobody_fills_any_more(self) -> None:
        silent = numbers(ahead=0, newest="2026-05-20", expected=0, met=0)
        assert rules(silent) == ["health.silent"]
        assert rules(silent, may_be_empty=True) == []

    def test_a_silence_that_the_operator_accepted_is_told_once(self) -> None:
        quiet = numbers(ahead=0, newest="2026-05-20", expected=0, met=0)
        assert rules(quiet, before(quiet, numbers())) == []

    def test_an_archive_has_no_news(self) -> None:
        archive = numbers(ahead=0, newest="2019-05-20", expected=0, met=0)
        assert rules(archive, before(archive, archive)) == []
