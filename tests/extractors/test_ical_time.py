"""Times, zones and recurrences of calendars."""

from datetime import UTC, datetime

import pytest

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.ical.components import read_calendars
from seminarcrawl.extractors.ical.recurrence import MOST_OCCURRENCES, occurrences
from seminarcrawl.extractors.ical.times import Clock
from seminarcrawl.reading.context import Context

FETCHED = datetime(2026, 10, 1, 8, tzinfo=UTC)
PARIS_RULES = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def document_of(lines: str, head: str = "", timezone: str | None = "Europe/Paris") -> Document:
    events = "\n".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in lines.split("---"))
    text = f"BEGIN:VCALENDAR\n{head}\n{events}\nEND:VCALENDAR\n"
    return Document(text.encode(), Context(fetched_at=FETCHED, timezone=timezone))


def time_of(lines: str, head: str = "", timezone: str | None = "Europe/Paris"):
    document = document_of(lines, head, timezone)
    (calendar,) = read_calendars(document)
    return Clock(calendar, document).read(calendar.events[0]), [problem.rule for problem in document.problems]


@pytest.mark.parametrize(
    ("lines", "head", "timezone", "start", "zone"),
    [
        ("DTSTART:20261008T090000Z", "", "Europe/Paris", "2026-10-08T11:00:00+02:00", "Europe/Paris"),
        ("DTSTART:20261008T090000Z", "", None, "2026-10-08T09:00:00+00:00", None),
        (
            "DTSTART:20261008T090000Z",
            "X-WR-TIMEZONE:Asia/Tokyo",
            "Europe/Paris",
            "2026-10-08T18:00:00+09:00",
            "Asia/Tokyo",
        ),
        (
            "DTSTART:20261008T090000Z",
            "X-WR-TIMEZONE:UTC",
            "Europe/Paris",
            "2026-10-08T11:00:00+02:00",
            "Europe/Paris",
        ),
        ("DTSTART:20261208T090000", "", "Europe/Paris", "2026-12-08T09:00:00+01:00", "Europe/Paris"),
        (
            "DTSTART:20261208T090000",
            "X-WR-TIMEZONE:Asia/Seoul",
            "Europe/Paris",
            "2026-12-08T09:00:00+09:00",
            "Asia/Seoul",
        ),
        (
            "DTSTART;TZID=America/New_York:20261008T090000",
            "",
            "Europe/Paris",
            "2026-10-08T09:00:00-04:00",
            "America/New_York",
        ),
        (
            'DTSTART;TZID="Eastern Standard Time":20261008T090000',
            "",
            None,
            "2026-10-08T09:00:00-04:00",
            "America/New_York",
        ),
        (
            "DTSTART;TZID=Romance Standard Time:20261008T090000",
            "",
            "Europe/Brussels",
            "2026-10-08T09:00:00+02:00",
            "Europe/Brussels",
        ),
        (
            "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Paris:20261008T090000",
            "",
            None,
            "2026-10-08T09:00:00+02:00",
            "Europe/Paris",
        ),
        (
            "DTSTART;TZID=Europe/Paris;VALUE=DATE-TIME:20261008T090000",
            "",
            None,
            "2026-10-08T09:00:00+02:00",
            "Europe/Paris",
        ),
        (
            "DTSTART;TZID=Customized Time Zone:20261008T090000",
            PARIS_RULES,
            "Europe/Paris",
            "2026-10-08T09:00:00+02:00",
            "Europe/Paris",
        ),
        (
            "DTSTART;TZID=Customized Time Zone:20261208T090000",
            PARIS_RULES,
            "America/New_York",
            "2026-12-08T03:00:00-05:00",
            "America/New_York",
        ),
        (
            "DTSTART:20261008T090000Z\nX-LIVEWHALE-TIMEZONE:America/Denver",
            "",
            "Europe/Paris",
            "2026-10-08T03:00:00-06:00",
            "America/Denver",
        ),
        ("DTSTART;VALUE=DATE:20261008", "", "Europe/Paris", "2026-10-08", "Europe/Paris"),
        ("DTSTART:20261008", "", "Europe/Paris", "2026-10-08", "Europe/Paris"),
        (
            "DTSTART;VALUE=DATE:20261008T090000Z",
            "",
            "Europe/Paris",
            "2026-10-08T11:00:00+02:00",
            "Europe/Paris",
        ),
        ("DTSTART:20261008T000000\nDTEND:20261008T235900", "", "Europe/Paris", "2026-10-08", "Europe/Paris"),
        (
            "DTSTART:20261008T000000Z\nDTEND:20261009T000000Z",
            "",
            "Europe/Paris",
            "2026-10-08",
            "Europe/Paris",
        ),
        (
            "DTSTART:20261008T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            "",
            "Europe/Paris",
            "2026-10-08",
            "Europe/Paris",
        ),
    ],
)
def test_start_and_zone(lines, head, timezone, start, zone):
    time, problems = time_of(lines, head, timezone)
    assert (time.start, time.timezone, time.inferred, problems) == (start, zone, [], [])


@pytest.mark.parametrize(
    "tzid",
    ["Custom/Nowhere", '"(UTC-05:00) Nowhere Time (XX)"', "America", "Etc", "x" * 300, "../../etc/passwd"],
)
def test_unknown_zone_is_never_silent(tzid):
    time, _ = time_of(f"DTSTART;TZID={tzid}:20261008T090000")
    assert time.start == "2026-10-08T09:00:00+02:00"
    assert time.inferred == ["start.zone"]


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        ("DTEND:20261008T100000Z", "2026-10-08T12:00:00+02:00"),
        ("DTEND:20261008T090000Z", None),
        ("DTEND:20261008T080000Z", None),
        ("DURATION:PT1H30M", "2026-10-08T12:30:00+02:00"),
        ("DURATION:PT0S", None),
        ("DURATION:P999999999D", None),
        ("DTEND;VALUE=DATE:20261009", None),
        ("DTEND:garbage", None),
        ("SUMMARY:x", None),
    ],
)
def test_end(lines, end):
    time, _ = time_of(f"DTSTART:20261008T090000Z\n{lines}")
    assert time.end == end


@pytest.mark.parametrize(
    ("end", "last"), [("20261009", None), ("20261008", None), ("20261011", "2026-10-10"), ("20281011", None)]
)
def test_end_of_days_is_exclusive(end, last):
    time, _ = time_of(f"DTSTART;VALUE=DATE:20261008\nDTEND;VALUE=DATE:{end}")
    assert (time.start, time.end) == ("2026-10-08", last)


@pytest.mark.parametrize(
    "value", ["00010101T000000", "99991231T000000", "19700101", "20261345", "garbage", "20261008T990000"]
)
def test_impossible_start_is_reported_and_kept_as_written(value):
    time, problems = time_of(f"UID:u\nDTSTART:{value}")
    assert (time.start, time.when) == (None, value)
    assert problems == ["ical.bad-event"]


def test_clock_changes():
    gap, _ = time_of("DTSTART;TZID=Europe/Paris:20270328T023000")
    assert (gap.start, gap.inferred) == ("2027-03-28T03:30:00+02:00", ["start.dst-gap"])
    fold, _ = time_of("DTSTART;TZID=Europe/Paris:20261025T023000")
    assert (fold.start, fold.inferred) == ("2026-10-25T02:30:00+02:00", ["start.dst-fold"])


def expanded(lines: str, head: str = ""):
    document = document_of(lines, head)
    (calendar,) = read_calendars(document)
    found = occurrences(calendar, document, "Europe/Paris")
    clock = Clock(calendar, document)
    return [(one.recurrence, clock.read(one.event).start) for one in found], [
        p.rule for p in document.problems
    ]


def test_weekly_rule_over_a_clock_change_with_exception_and_override():
    found, problems = expanded(
        """UID:u
DTSTART;TZID=Europe/Paris:20261012T140000
DTEND;TZID=Europe/Paris:20261012T150000
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Europe/Paris:20261019T140000
SUMMARY:Weekly
---
UID:u
RECURRENCE-ID:20261026T130000Z
DTSTART;TZID=Europe/Paris:20261027T160000
SUMMARY:Moved"""
    )
    assert found == [
        ("20261012T140000", "2026-10-12T14:00:00+02:00"),
        ("20261026T130000Z", "2026-10-27T16:00:00+01:00"),
        ("20261102T140000", "2026-11-02T14:00:00+01:00"),
    ]
    assert problems == []


def test_rule_until_a_day_and_extra_dates():
    found, _ = expanded(
        "UID:u\nDTSTART:20261005\nRRULE:FREQ=WEEKLY;UNTIL=20261019\nRDATE;VALUE=DATE:20261030\nSUMMARY:x"
    )
    assert [start for _, start in found] == ["2026-10-05", "2026-10-12", "2026-10-19", "2026-10-30"]


def test_old_rule_gives_its_first_day_and_its_overrides():
    found, problems = expanded(
        "UID:u\nDTSTART:20180108T130000Z\nRRULE:FREQ=WEEKLY;UNTIL=20180601T000000Z\nSUMMARY:x\n---\n"
        "UID:u\nRECURRENCE-ID:20180115T130000Z\nDTSTART:20180115T130000Z\nSUMMARY:A talk"
    )
    assert [start for _, start in found] == ["2018-01-08T14:00:00+01:00", "2018-01-15T14:00:00+01:00"]
    assert problems == []


def test_window_and_cap():
    found, _ = expanded("UID:u\nDTSTART:20200101T130000Z\nRRULE:FREQ=DAILY\nSUMMARY:x")
    assert len(found) == MOST_OCCURRENCES
    assert found[0][1] == "2026-09-01T15:00:00+02:00"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=5",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=" + ",".join(["1"] * 61),
        "INTERVAL=2",
        "garbage",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11",
    ],
)
def test_rules_that_are_refused(rule):
    found, problems = expanded(f"UID:u\nDTSTART:20261005T130000Z\nRRULE:{rule}\nSUMMARY:x")
    assert [start for _, start in found] == ["2026-10-05T15:00:00+02:00"]
    assert problems == ["ical.bad-rule"]


def test_custom_and_unknown_zones_recur():
    for tzid in ("Customized Time Zone", "Nowhere/Land"):
        found, _ = expanded(
            f"UID:u\nDTSTART;TZID={tzid}:20261012T140000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:x", PARIS_RULES
        )
        assert [start for _, start in found] == [
            "2026-10-12T14:00:00+02:00",
            "2026-10-19T14:00:00+02:00",
            "2026-10-26T14:00:00+01:00",
        ]
