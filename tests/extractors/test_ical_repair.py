"""Broken bytes: what producers, downloads and editors do to calendars."""

import contextlib
import random
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.ical.components import read_calendars, unescape
from seminarcrawl.extractors.ical.extractor import extract
from seminarcrawl.reading.context import Context

CALENDARS = Path(__file__).with_name("calendars")
CONTEXT = Context(fetched_at=datetime(2026, 10, 1, 8, tzinfo=UTC), timezone="Europe/Zurich")

ONE = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:a\r\n"
    "DTSTART:20261008T090000Z\r\nSUMMARY:Zürich seminar: José Núñez (Université de Genève)\r\n"
    "LOCATION:Hörsaal 3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def read(body: bytes):
    document = Document(body, CONTEXT, "text/calendar")
    return [draft.item for draft in extract(document)], [problem.rule for problem in document.problems]


def is_whole(body: bytes) -> bool:
    (item,), _ = read(body)
    person = item.speakers[0]
    return (person.name, person.affiliation, item.location, item.start) == (
        "José Núñez",
        "Université de Genève",
        "Hörsaal 3",
        "2026-10-08T11:00:00+02:00",
    )


@pytest.mark.parametrize(
    "body",
    [
        ONE.encode(),
        b"\xef\xbb\xbf" + ONE.encode(),
        ONE.encode("utf-16"),
        ONE.encode("latin-1"),
        ONE.replace("\r\n", "\n").encode(),
        ONE.replace("\r\n", "\r").encode(),
        ONE.replace("\r\n", "\r\r\n").encode(),
        b"v" + ONE.encode(),
        b"\r\n\r\n  " + ONE.encode(),
        ONE.replace("\r\n", "\r\n\r\n").encode(),
        ONE.replace("SUMMARY:Z", "SUMMARY;LANGUAGE=de:Z").encode(),
        ONE.replace("BEGIN:", "begin:").replace("END:", "end:").encode(),
        ONE.replace("LOCATION:", "LOCATION: ").encode(),
        ONE.replace("\r\nEND:VCALENDAR", "").encode(),
    ],
    ids=[
        "utf8",
        "bom",
        "utf16",
        "latin1",
        "lf",
        "cr",
        "crcrlf",
        "stray",
        "blank",
        "doubled",
        "param",
        "lower",
        "space",
        "unended",
    ],
)
def test_bytes(body):
    assert is_whole(body)


def test_fold_inside_a_character():
    body = ONE.encode()
    at = body.index("ü".encode()) + 1
    assert is_whole(body[:at] + b"\r\n " + body[at:])


def test_latin1_in_one_event_leaves_the_others():
    other = ONE.split("BEGIN:VEVENT")[1].split("END:VEVENT")[0]
    body = ONE.encode().replace(
        b"END:VCALENDAR",
        b"BEGIN:VEVENT" + other.replace("UID:a", "UID:b").encode("latin-1") + b"END:VEVENT\r\nEND:VCALENDAR",
    )
    items, _ = read(body)
    assert [item.speakers[0].name for item in items] == ["José Núñez", "José Núñez"]


def test_two_calendars_in_one_file():
    items, problems = read((ONE + ONE.replace("UID:a", "UID:b")).encode())
    assert [item.uid for item in items] == ["a", "b"]
    assert problems == []


def test_cut_off_keeps_complete_events():
    body = (ONE.split("END:VCALENDAR")[0] + ONE.split("\r\n", 3)[3].replace("UID:a", "UID:b")).encode()
    items, problems = read(body[: body.rindex(b"LOCATION")])
    assert [item.uid for item in items] == ["a"]
    assert problems == ["ical.cut-off"]


@pytest.mark.parametrize(
    "body", [b"", b"  \n", b"<!DOCTYPE html><html><body>Log in</body></html>", b"Not found", b"{}"]
)
def test_no_calendar(body):
    with pytest.raises(ExtractionError) as error:
        read(body)
    assert error.value.rule == "ical.no-calendar"


def test_empty_calendar_is_no_error():
    assert read(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n") == ([], [])


def event(**properties: str):
    lines = [f"{name}:{value}" for name, value in properties.items()]
    text = "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    return read_calendars(Document(text.encode(), CONTEXT))[0].events[0]


def test_bare_newlines_belong_to_the_text():
    description = event(
        DESCRIPTION="First line\nTime: 4pm\n\nNOTE: bring a pen\nhttp://example.org/x\nLast", UID="u"
    ).text("DESCRIPTION")
    assert description == "First line\nTime: 4pm\n\nNOTE: bring a pen\nhttp://example.org/x\nLast"


def test_html_with_bare_newlines():
    text = event(DESCRIPTION='<p class="a">One</p>\n<p style="color:red">Two</p>\n</div>', UID="u").text(
        "DESCRIPTION"
    )
    assert text.endswith("</div>")


def test_properties_in_mixed_case_are_prose():
    one = event(DESCRIPTION="Join us\nLocation: Room 5\nSummary: none", SUMMARY="S", LOCATION="Aula")
    assert one.text("LOCATION") == "Aula"
    assert "Location: Room 5" in one.text("DESCRIPTION")


def test_name_with_a_blank_and_glued_location():
    one = event(DESCRIPTION="LOCATION: Room 9", SUMMARY="S\nWEB MAP: https://example.org/map")
    assert one.text("LOCATION") == "Room 9"
    assert one.text("SUMMARY") == "S"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"a\, b\; c\nd\\e", "a, b; c\nd\\e"),
        (r"raw $\le 3$ and $\nu$, $\neq$", r"raw $\le 3$ and $\nu$, $\neq$"),
        (r"line\nnext", "line\nnext"),
        (r"street\r\ntown", "street\ntown"),
        (r"$\\nabla$", r"$\nabla$"),
        (r"price $5\nurgent", "price $5\nurgent"),
    ],
)
def test_unescape(raw, text):
    assert unescape(raw) == text


def test_event_that_is_never_closed_spoils_no_other():
    body = ONE.replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Open\r\n"
        + "BEGIN:VEVENT"
        + ONE.split("BEGIN:VEVENT")[1].replace("UID:a", "UID:c"),
    )
    items, problems = read(body.encode())
    assert [item.uid for item in items] == ["a", "c"]
    assert problems == ["ical.bad-event"]


def well_formed(number: int) -> bytes:
    day = f"20261{number % 3}{number % 27 + 1:02}"
    lines = [
        "BEGIN:VEVENT",
        f"UID:good-{number}",
        f"DTSTART;TZID=Europe/Zurich:{day}T141500",
        f"DTEND;TZID=Europe/Zurich:{day}T151500",
        "SUMMARY:Graph seminar: Eva Lind (KTH)",
        f"DESCRIPTION:Title: On graphs of order {number}\\n\\nAbstract: Short.",
        "LOCATION:Room 4",
        "END:VEVENT",
        "",
    ]
    return "\r\n".join(lines).encode()


def corrupted(chance: random.Random) -> bytes:
    """An event with one to five faults, its BEGIN and END lines left alone."""
    lines = well_formed(99).replace(b"good-99", b"bad").split(b"\r\n")[1:-2]
    hostile = [
        b"DTSTART;TZID=America:20261001T100000",
        b"DTSTART;TZID=" + b"x" * 300 + b":20261001T100000",
        b"DTSTART;TZID=a\0b:20261001T100000",
        b"DTSTART:00010101T000000",
        b"DTSTART:99991231T235959Z",
        b"DURATION:P999999999D",
        b"DURATION:P10000000000000000W",
        b"RRULE:FREQ=SECONDLY",
        b"RRULE:FREQ=WEEKLY;INTERVAL=0",
        b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        b"RRULE:FREQ=DAILY;COUNT=1000000000",
        b"DTSTART:",
        b"DTSTART;VALUE=DATE:2026",
        b"BEGIN:VALARM",
        b"END:VALARM",
        b"BEGIN:VTODO",
        b":::",
        b";;;",
        b"\xff\xfe\xfd",
        b'DESCRIPTION;ALTREP="x:y',
        b"RECURRENCE-ID:garbage",
        b"EXDATE:,,,",
        b"UID",
        b"SUMMARY;=:;",
        b"X-ALT-DESC;FMTTYPE=text/html:<p><b><<<",
    ]
    for _ in range(chance.randint(1, 5)):
        kind, at = chance.randrange(4), chance.randrange(len(lines))
        if kind == 0:
            lines.insert(at, chance.choice(hostile))
        elif kind == 1:
            lines[at] = (
                bytes(chance.randrange(256) for _ in range(20)).replace(b"\n", b"").replace(b"\r", b"")
            )
        elif kind == 2 and lines[at]:
            cut = chance.randrange(len(lines[at]))
            lines[at] = lines[at][:cut] + bytes([chance.randrange(1, 256)]) + lines[at][cut + 1 :]
        else:
            lines[at] = lines[at] * chance.randint(0, 3)
    return b"BEGIN:VEVENT\r\n" + b"\r\n".join(lines) + b"\r\nEND:VEVENT\r\n"


def check_corrupted(seed: int) -> None:
    chance = random.Random(seed)
    body = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        + well_formed(1)
        + corrupted(chance)
        + well_formed(2)
        + b"END:VCALENDAR\r\n"
    )
    began = time.process_time()
    items, _ = read(body)
    assert time.process_time() - began < 1, f"seed {seed}"
    good = [item for item in items if (item.uid or "").startswith("good")]
    assert [item.title for item in good] == ["On graphs of order 1", "On graphs of order 2"], f"seed {seed}"
    assert all(
        item.start and item.location == "Room 4" and item.speakers[0].name == "Eva Lind" for item in good
    )


def test_good_events_are_kept_beside_a_bad_one():
    for seed in range(100):
        check_corrupted(seed)


@pytest.mark.slow
def test_good_events_are_kept_beside_500_bad_ones():
    for seed in range(100, 600):
        check_corrupted(seed)


def test_any_damage_to_any_calendar_gives_a_result_or_the_typed_error():
    chance = random.Random(2)
    bodies = [path.read_bytes() for path in sorted(CALENDARS.glob("*.ics"))]
    for _ in range(150):
        body = bytearray(chance.choice(bodies))
        for _ in range(chance.randint(1, 30)):
            at = chance.randrange(len(body))
            if chance.random() < 0.5:
                body[at] = chance.randrange(256)
            else:
                del body[at : at + chance.randrange(40)]
        try:
            read(bytes(body))
        except ExtractionError:
            continue


BOMBS = {
    "nested": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 100_000,
    "blank lines": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION:a"
    + b"\r\n" * 200_000
    + b"END:VEVENT\r\nEND:VCALENDAR",
    "long line": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:"
    + b"seminar " * 500_000
    + b"\r\nEND:VEVENT\r\nEND:VCALENDAR",
    "folds": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:a"
    + b"\r\n b" * 500_000
    + b"\r\nEND:VEVENT\r\nEND:VCALENDAR",
    "quotes": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID="
    + b'"' * 100_001
    + b":20261001\r\nEND:VEVENT\r\nEND:VCALENDAR",
    "alarm": ONE.replace(
        "END:VEVENT",
        "BEGIN:VALARM\r\nREPEAT:2147483648\r\nDURATION:PT1S\r\nTRIGGER:PT0S\r\nEND:VALARM\r\nEND:VEVENT",
    ).encode(),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_bounded(name):
    began = time.process_time()
    with contextlib.suppress(ExtractionError):
        read(BOMBS[name])
    assert time.process_time() - began < 2


def test_too_large():
    with pytest.raises(ExtractionError) as error:
        read(b"BEGIN:VCALENDAR\r\n" + b"x" * 10_000_000)
    assert error.value.rule == "ical.too-large"
