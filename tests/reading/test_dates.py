"""Days and hours inside texts, years of schedules, days of paths, terms of headings."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import (
    Day,
    Found,
    Hours,
    find_days,
    find_hours,
    infer_years,
    read_path_day,
    read_term,
    read_when,
    resolve,
)

NOW = datetime(2026, 10, 1, tzinfo=UTC)
NEW_YORK = Context(NOW, timezone="America/New_York", languages=("en",))
PARIS = Context(NOW, timezone="Europe/Paris", languages=("fr",))
BERLIN = Context(NOW, timezone="Europe/Berlin", languages=("de",))
TAIPEI = Context(NOW, timezone="Asia/Taipei", languages=("zh",))


def printed(text: str, found: list[Found]) -> list[str]:
    return [text[f.start : f.end] for f in found]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Oct 3: Jane Roe (MIT), On graphs. Oct 10: John Doe", ["Oct 3", "Oct 10"]),
        (
            "Talks on Monday, 5 October and on Friday 9 October 2026.",
            ["Monday, 5 October", "Friday 9 October 2026"],
        ),
        ("On 5 & 12 May 2026 we meet", ["5 & 12 May 2026", "5 & 12 May 2026"]),
        ("from March 12-14, 2026 in Room 12-14", ["March 12-14, 2026"]),
        ("Posted 2026-10-01, talk on 2026-10-14T15:00", ["2026-10-01", "2026-10-14"]),
        ("In 1926, 14 people came; in 2026, 15 did", []),
        ("He proved Theorem 12.5 in 2019 (arXiv:1912.01234, 17 pages)", []),
        ("May and June are speakers 4 and 5", []),
        ("supported by grant 12/2024 and 05-2019-33", []),
        ("Call +1 212 555 0123 or 06.12.34.56.78", []),
        ("the 3rd of the 14 seminars", []),
    ],
)
def test_days_in_prose(text: str, days: list[str]) -> None:
    assert printed(text, find_days(text, NEW_YORK)) == days


def test_a_list_of_days_is_several_days() -> None:
    days = [f.value for f in find_days("5, 12 and 19 May 2026", PARIS)]
    assert days == [Day(5, 5, 2026), Day(5, 12, 2026), Day(5, 19, 2026)]


def test_a_range_has_its_last_day() -> None:
    (found,) = find_days("30 March to 2 April 2026", PARIS)
    assert found.value == Day(3, 30, 2026, last=date(2026, 4, 2), until=(4, 2))
    (found,) = find_days("30 December - 2 January", PARIS)
    assert found.value == Day(12, 30, until=(1, 2))
    when = resolve(Day(12, 30, until=(1, 2)), None, PARIS)
    assert (when.start, when.end) == ("2026-12-30", "2027-01-02")


def test_weekdays_are_noted() -> None:
    assert [f.value for f in find_days("Mi, 14.10.2026", BERLIN)] == [Day(10, 14, 2026, 2)]
    assert [f.value for f in find_days("10月14日（三）", TAIPEI)] == [Day(10, 14, None, 2)]
    # The weekday behind a day may be the head of the next day.
    text = "May 5, Thursday May 12"
    assert [f.value.weekday for f in find_days(text, NEW_YORK) if isinstance(f.value, Day)] == [None, 3]


@pytest.mark.parametrize(
    ("text", "context", "hours"),
    [
        ("We meet Tuesdays at 4 in Room 5", NEW_YORK, ["at 4"]),
        ("Time: 12:30-1:30pm, Place: 12-30", NEW_YORK, ["12:30-1:30pm"]),
        ("from 12pm to 1pm Eastern Time", NEW_YORK, ["from 12pm to 1pm Eastern Time"]),
        ("jeden Dienstag um 16 Uhr c.t. im Hörsaal 3", BERLIN, ["um 16 Uhr c.t."]),
        ("tous les jeudis à 14h en salle 204", PARIS, ["à 14h"]),
        ("每週三下午2:30至4:00", TAIPEI, ["下午2:30至4:00"]),
        ("Oct 14, 2026, 3pm", NEW_YORK, ["3pm"]),
        ("Oct 3 - 5, 2026", NEW_YORK, []),
        ("a supernova of type 1a at redshift 1.30", NEW_YORK, []),
        ("arXiv:1912.01234 and doi 10.1007/12.30", NEW_YORK, []),
        ("in 3 hours, or 2h30", PARIS, []),
        ("Room 16:9, ratio 4:3", NEW_YORK, []),
        ("at 12 universities and at 3 schools", NEW_YORK, []),
        ("all day, 00:00-23:59", NEW_YORK, []),
        ("1.5 million euros, 14.30 euros", PARIS, []),
    ],
)
def test_hours_in_prose(text: str, context: Context, hours: list[str]) -> None:
    assert printed(text, find_hours(text, context)) == hours


def test_hours_are_minutes_with_their_zone() -> None:
    (found,) = find_hours("4:00 - 5:00 (ET)", NEW_YORK)
    assert found.value == Hours(16 * 60, 17 * 60, "ET", assumed=True)
    (found,) = find_hours("22:30-00:30", PARIS)
    assert found.value == Hours(22 * 60 + 30, 24 * 60 + 30)
    (found,) = find_hours("北京时间20:00", TAIPEI)
    assert found.value == Hours(20 * 60, None, "北京时间")


def test_the_usual_hours_fill_in() -> None:
    usual = Hours(15 * 60, 16 * 60)
    when = read_when("14 octobre 2026", PARIS, hours=usual)
    assert when is not None
    assert (when.start, when.end) == ("2026-10-14T15:00:00+02:00", "2026-10-14T16:00:00+02:00")
    stated = read_when("14 octobre 2026, 10h", PARIS, hours=usual)
    assert stated is not None
    assert stated.start == "2026-10-14T10:00:00+02:00"


def test_an_hour_without_any_zone_stays_in_the_text() -> None:
    when = read_when("14 October 2026, 3pm", Context(NOW))
    assert when is not None
    assert (when.start, when.timezone, when.text) == ("2026-10-14", None, "14 October 2026, 3pm")


def test_two_fridays_in_one_line_are_not_one_talk() -> None:
    when = read_when("May 5, 2026, 2pm; May 12, 2026, 3pm", NEW_YORK)
    assert when is not None
    assert (when.start, when.end) == ("2026-05-05T14:00:00-04:00", None)


def test_an_impossible_year_is_no_invention() -> None:
    assert read_when("01 Jan 0001 00:00:00 +0000", PARIS) is None


def test_fallback_reads_what_the_grammar_does_not_and_no_relative_words() -> None:
    romanian = Context(NOW, timezone="Europe/Bucharest", languages=("ro",))
    when = read_when("14 octombrie 2026", romanian)
    assert when is not None
    assert when.start == "2026-10-14"
    assert read_when("14 octombrie 2026", romanian, fallback=False) is None
    for text in ("acum 2 zile", "in 2 days", "yesterday 5", "2 hours ago", "14 bananas 2026"):
        assert read_when(text, romanian) is None, text


# Years


def days(*printed_days: tuple[int, ...]) -> list[Day]:
    return [Day(*parts) for parts in printed_days]


def years(*printed_days: tuple[int, ...], context: Context = NEW_YORK) -> list[int | None]:
    return [day.year for day in infer_years(days(*printed_days), context)]


def test_a_schedule_wraps_over_new_year() -> None:
    assert years((9, 12), (11, 14), (1, 16), (3, 20)) == [2026, 2026, 2027, 2027]


def test_a_falling_schedule_wraps_backwards() -> None:
    at = NEW_YORK.but(fetched_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert years((2, 20), (1, 16), (11, 14), (9, 12), context=at) == [2026, 2026, 2025, 2025]


def test_weekdays_fix_the_year_of_an_archive() -> None:
    # 2019-10-03 was a Thursday, 2019-11-07 too; the fetch is seven years later.
    thursdays = [Day(10, 3, None, 3), Day(10, 10, None, 3), Day(11, 7, None, 3), Day(1, 16, None, 3)]
    assert [d.year for d in infer_years(thursdays, NEW_YORK.but(year=2019))] == [2019, 2019, 2019, 2020]


def test_a_heading_names_the_year() -> None:
    assert years((10, 3), (10, 10), context=NEW_YORK.but(year=2019)) == [2019, 2019]


def test_printed_years_anchor_the_others() -> None:
    assert years((9, 12, 2021), (11, 14), (1, 16), (2, 20)) == [2021, 2021, 2022, 2022]


def test_two_talks_out_of_order_are_no_new_year() -> None:
    assert years((9, 12), (10, 17), (10, 10), (11, 14)) == [2026] * 4


def test_no_days_and_leap_days() -> None:
    assert infer_years([], NEW_YORK) == []
    assert years((2, 29), (3, 7)) == [None, 2026] or years((2, 29), (3, 7))[0] in (None, 2024, 2028)


def test_the_academic_year_of_a_heading() -> None:
    # "2024/25" gives year 2024; a Thursday, 16 January, is of 2025.
    when = resolve(Day(1, 16, None, 3), None, NEW_YORK.but(year=2024))
    assert (when.start, when.inferred, when.flags) == ("2025-01-16", ["start.year"], [])


# Paths and headings


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2024-05-17-smith.md", date(2024, 5, 17)),
        ("/seminar/2024/05/17/smith/", date(2024, 5, 17)),
        ("seminar-240517.html", date(2024, 5, 17)),
        ("talks/20240517.html", date(2024, 5, 17)),
        ("_posts/2024_5_7-x.md", date(2024, 5, 7)),
        ("17-05-2024.html", date(2024, 5, 17)),
        ("/2023/archive/2024-05-17.md?date=2020-01-01", date(2024, 5, 17)),
        ("2024-13-45.md", None),
        ("talk-123456789.html", None),
        ("smith-2024.md", None),
        ("arxiv-2405.17123", None),
        ("event/240599", None),
        ("", None),
    ],
)
def test_days_of_paths(path: str, day: date | None) -> None:
    assert read_path_day(path) == day


@pytest.mark.parametrize(
    ("heading", "term"),
    [
        ("Spring 2025", (date(2025, 1, 1), date(2025, 5, 31))),
        ("Seminar schedule, Fall 2024", (date(2024, 8, 15), date(2024, 12, 31))),
        ("WS 2024/25", (date(2024, 10, 1), date(2025, 3, 31))),
        ("Wintersemester 24/25", (date(2024, 10, 1), date(2025, 3, 31))),
        ("SoSe 2025", (date(2025, 4, 1), date(2025, 9, 30))),
        ("2023-2024", (date(2023, 8, 1), date(2024, 7, 31))),
        ("Academic year 2023–24", (date(2023, 8, 1), date(2024, 7, 31))),
        ("Talks in 2019", (date(2019, 1, 1), date(2019, 12, 31))),
        ("Automne 2025", (date(2025, 9, 1), date(2025, 12, 31))),
        ("Spring '25", (date(2025, 1, 1), date(2025, 5, 31))),
        ("Past talks", None),
        ("Room 2024-12", None),
        ("2010-2020", None),
        ("", None),
    ],
)
def test_terms_of_headings(heading: str, term: tuple[date, date] | None) -> None:
    assert read_term(heading, NEW_YORK) == term


# What holds for all texts

ALPHABET = "0123456789 :.,-–/()'’\nTZ年月日時午後가 amphcstuOctMayJun Mo.Uhrà"


@given(st.text(alphabet=ALPHABET, max_size=80))
def test_spans_lie_within_the_text_in_order(text: str) -> None:
    for find in (find_days, find_hours):
        end = start = 0
        for found in find(text, PARIS):
            assert 0 <= found.start < found.end <= len(text)
            assert found.start >= end or found.start == start
            start, end = found.start, found.end


@given(st.text(max_size=200))
def test_nothing_raises(text: str) -> None:
    read_when(text, TAIPEI, fallback=False)
    read_term(text, TAIPEI)
    read_path_day(text)


MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2099, 12, 31))  # noqa: DTZ001


@given(
    MOMENTS,
    st.sampled_from(["%A, %B %d, %Y, %I:%M %p", "%d %b %Y %H:%M", "%Y-%m-%d %H:%M", "%Y年%m月%d日 %H時%M分"]),
)
def test_what_is_printed_is_read_back(moment: datetime, notation: str) -> None:
    tokyo = Context(NOW, timezone="Asia/Tokyo", languages=("en", "ja"))
    text = moment.strftime(notation)
    when = read_when(text, tokyo)
    assert when is not None
    if (moment.hour, moment.minute) == (0, 0):
        assert when.start == moment.date().isoformat()  # midnight is no hour for a talk
    elif not when.flags:  # Tokyo had summer time until 1951
        assert when.start is not None
        assert when.start[:16] == moment.isoformat()[:16]


@pytest.mark.parametrize(
    "piece",
    [
        "5 ",
        "May ",
        "May 5 ",
        "5, ",
        "5 & ",
        "12:",
        "12:30-",
        "1/",
        "1.",
        "2026-",
        "Mo. ",
        "5年",
        "(a ",
        "一",
        "4pm CET / ",
        "' ",
    ],
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        began = time.process_time()
        find_days(text, PARIS)
        find_hours(text, PARIS)
        return time.process_time() - began

    seconds(1_000)
    assert min(seconds(20_000) for _ in range(2)) < 0.5
    assert seconds(1_000_000) < 1.0
