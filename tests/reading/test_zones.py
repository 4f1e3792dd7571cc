"""Zone names of software and people; summer time in every zone that has it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import Day, Hours, localize, resolve
from seminarcrawl.reading.dates.zone_text import zone_at, zone_before
from seminarcrawl.reading.zones import (
    ABBREVIATIONS,
    country,
    country_is,
    iana_zone,
    languages_of,
    printed_zone,
)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ('"Europe/Paris"', "Europe/Paris"),
        ("US/Eastern", "US/Eastern"),
        ("UTC", "UTC"),
        ("Z", "UTC"),
        ("GMT", "UTC"),
        ("Etc/GMT-8", "Etc/GMT-8"),
        ("Eastern Standard Time", "America/New_York"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Romance Standard Time", "Europe/Paris"),
        ("Central European Standard Time", "Europe/Warsaw"),
        ("China Standard Time", "Asia/Shanghai"),
        ("Coordinated Universal Time", "UTC"),
        ("Central Standard Time (Mexico)", "America/Mexico_City"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
        ("/citadel.org/20211108_1/America/New_York", "America/New_York"),
        (
            "/softwarestudio.org/Olson_20011030_5/America/Argentina/Buenos_Aires",
            "America/Argentina/Buenos_Aires",
        ),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("Westeuropäische Normalzeit", "Europe/Berlin"),
        ("America", None),
        ("Etc", None),
        ("Foo/Bar", None),
        ("Customized Time Zone", None),
        ("tzone://Microsoft/Custom", None),
        ("", None),
        ("Europe/" + "x" * 300, None),
        ("Europe/Paris\0", None),
        ("../../etc/passwd", None),
        ("Europe/../Paris", None),
        ("posixrules", None),
        ("leapseconds", None),
    ],
)
def test_names_of_software(name: str, zone: str | None) -> None:
    assert iana_zone(name) == zone


@given(st.text(max_size=400))
def test_no_name_raises(name: str) -> None:
    zone = iana_zone(name)
    assert zone is None or ZoneInfo(zone)
    printed_zone(name, "Europe/Paris")


def test_every_zone_of_the_tables_exists() -> None:
    names = {zone for zones in ABBREVIATIONS.values() for zone in zones}
    assert names <= available_timezones()
    assert all(printed_zone(abbreviation, None) for abbreviation in ABBREVIATIONS)


@pytest.mark.parametrize(
    ("name", "home", "month", "offset"),
    [
        ("CET", "Europe/Paris", 6, 2),
        ("CEST", "Europe/Paris", 1, 1),
        ("EST", "America/New_York", 7, -4),
        ("EST", None, 1, -5),
        ("MST", "America/Phoenix", 7, -7),
        ("MST", "America/Denver", 7, -6),
        ("CST", "America/Chicago", 7, -5),
        ("CST", "Asia/Taipei", 7, 8),
        ("CST", "America/Havana", 1, -5),
        ("IST", "Asia/Jerusalem", 1, 2),
        ("IST", "Europe/Dublin", 7, 1),
        ("IST", "Asia/Kolkata", 7, 5.5),
        ("BST", "Europe/London", 7, 1),
        ("GMT", "Europe/London", 7, 1),
        ("GMT", "Europe/Paris", 7, 0),
        ("PST", "Asia/Manila", 7, 8),
        ("UTC+8", "Europe/Paris", 7, 8),
        ("GMT+08:00", None, 7, 8),
        ("UTC-3", None, 7, -3),
        ("UTC−03:30", None, 7, -3.5),
        ("+0530", None, 7, 5.5),
        ("Z", "Europe/Paris", 7, 0),
        ("Paris", "America/New_York", 7, 2),
        ("New York", "Europe/Paris", 7, -4),
        ("Eastern", None, 7, -4),
        ("北京时间", None, 7, 8),
    ],
)
def test_printed_zone_by_home(name: str, home: str | None, month: int, offset: float) -> None:
    zone = printed_zone(name, home)
    assert zone is not None
    assert datetime(2026, month, 15, 12, tzinfo=zone).utcoffset() == timedelta(hours=offset)


@pytest.mark.parametrize("name", ["", "XYZ", "UTC+99", "Room", "seminar", "(", "+99:99"])
def test_what_is_no_zone(name: str) -> None:
    assert printed_zone(name, "Europe/Paris") is None


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("12:30 pm (CET)", "CET"),
        ("12:30 pm, EST", "EST"),
        ("12:30 pm UTC+8", "UTC+8"),
        ("12:30 pm (GMT -04:00)", "GMT -04:00"),
        ("12:30 pm Paris time", "Paris"),
        ("12:30 pm heure de Paris", "Paris"),
        ("12:30 pm Eastern (online)", "Eastern"),
        ("12:30 pm Eastern Europe and its graphs", None),
        ("12:30 pm Central limit theorems", None),
        ("12:30 pm in Room 5", None),
        ("12:30 pm\nCET lecture hall", None),
        ("12:30 pm - 1:30 pm", None),
    ],
)
def test_zone_behind_an_hour(text: str, zone: str | None) -> None:
    found = zone_at(text, len("12:30 pm"))
    assert (found[0] if found else None) == zone


def test_zone_before_an_hour() -> None:
    assert zone_before("北京时间 14:00", 5) == "北京时间"
    assert zone_before("UTC+8 20:00", 6) == "UTC+8"
    assert zone_before("at 14:00", 3) is None


def test_country_of_a_zone() -> None:
    assert country("Asia/Hong_Kong") == "HK"
    assert country_is("America/Los_Angeles", "month_first")
    assert not country_is("Europe/London", "month_first")
    assert not country_is(None, "month_first")
    assert languages_of("Europe/Rome") == ("it",)


TRANSITION_YEARS = (2025, 2026)


def transitions(zone: ZoneInfo) -> list[tuple[datetime, timedelta]]:
    """UTC instants at which the zone's offset changes, and by how much."""
    found = []
    moment = datetime(TRANSITION_YEARS[0], 1, 1, tzinfo=UTC)
    end = datetime(TRANSITION_YEARS[-1] + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        later = moment + timedelta(days=7)
        before, after = moment.astimezone(zone).utcoffset(), later.astimezone(zone).utcoffset()
        if before != after:
            low, high = moment, later
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) / 2
                if middle.astimezone(zone).utcoffset() == before:
                    low = middle
                else:
                    high = middle
            high = high.replace(second=0, microsecond=0)
            found.append((high, after - before))
        moment = later
    return found


def test_gaps_and_folds_of_every_zone() -> None:
    checked = 0
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        known = iana_zone(name)
        if known is None:
            continue
        context = Context(datetime(2026, 1, 1, tzinfo=UTC), timezone=known)
        for instant, change in transitions(zone):
            old = (instant - timedelta(minutes=1)).astimezone(zone).utcoffset()
            assert old is not None
            is_gap = change > timedelta(0)
            # The middle of the hour that is left out, or comes twice, on the wall clock.
            wall = (instant + old + change / 2).replace(tzinfo=None)
            hours = Hours(wall.hour * 60 + wall.minute)
            when = resolve(Day(wall.month, wall.day, wall.year), hours, context)
            assert when.flags == ["dst-gap" if is_gap else "dst-fold"], (name, wall)
            got = datetime.fromisoformat(when.start or "")
            # Both are the instant that the clock had reached had it not been changed: the first of two.
            assert got.astimezone(UTC) == (wall - old).replace(tzinfo=UTC), (name, wall)
            assert got.astimezone(zone).isoformat() == when.start
            checked += 1
    assert checked > 300


def test_localize() -> None:
    moment = datetime(2026, 7, 12, 14, tzinfo=UTC)
    assert localize(moment, "Europe/Paris") == "2026-07-12T16:00:00+02:00"
    assert localize(moment, None) == "2026-07-12T14:00:00+00:00"
    assert localize(moment, "Nowhere/At_All") == "2026-07-12T14:00:00+00:00"
    with pytest.raises(ValueError, match="offset"):
        localize(datetime(2026, 7, 12, 14), "Europe/Paris")  # noqa: DTZ001
