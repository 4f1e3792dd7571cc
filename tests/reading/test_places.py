"""Rooms, links to join, and what is neither."""

from __future__ import annotations

import pytest

from seminarcrawl.reading.places import Place, find_online_url, place_likeness, read_place, strip_passcode

ZOOM = "https://uni.zoom.us/j/123"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Room 3", Place("Room 3", None)),
        ("Online via Zoom", Place("Online via Zoom", None)),
        ("Zoom", Place("Zoom", None)),
        (f"{ZOOM}?pwd=abc", Place(None, ZOOM)),
        (f"Salle 101 + Zoom {ZOOM}?pwd=abc", Place("Salle 101", ZOOM)),
        (f"Sala 3 / Zoom: {ZOOM}", Place("Sala 3", ZOOM)),
        (f"Seminar room, [link]({ZOOM})", Place("Seminar room", ZOOM)),
        (f"Join Zoom Meeting {ZOOM}", Place(None, ZOOM)),
        (f"Zoom: {ZOOM} Passcode: 1234", Place(None, ZOOM)),
        ("Meeting ID: 123 456 7890, Passcode: abc", Place(None, None)),
        ("Room 3 (different room than usual!!)", Place("Room 3", None)),
        ("Room 5\\r\\nBuilding A", Place("Room 5, Building A", None)),
        ("Room TBA", Place(None, None)),
        ("TBA", Place(None, None)),
        ("", Place(None, None)),
        ("Hörsaal 3, Hauptgebäude", Place("Hörsaal 3, Hauptgebäude", None)),
        ("Room 12, Main Building (near the lifts)", Place("Room 12, Main Building (near the lifts)", None)),
        ("https://www.youtube.com/watch?v=abc", Place(None, "https://www.youtube.com/watch?v=abc")),
        ("教室 101（密碼：1234）", Place("教室 101", None)),
        ("腾讯会议：123-456-789 密码：0000", Place(None, None)),
    ],
)
def test_read_place(text: str, expected: Place) -> None:
    assert read_place(text) == expected


def test_hrefs_inside_the_value() -> None:
    assert read_place("Room 3 and Zoom", links=[f"{ZOOM}?pwd=x"]) == Place("Room 3", ZOOM)
    assert read_place("Zoom link", links=[ZOOM]) == Place(None, ZOOM)


@pytest.mark.parametrize(
    ("text", "links", "expected"),
    [
        (f"Join us at {ZOOM}.", None, ZOOM),
        (
            "see <https://teams.microsoft.com/l/meetup-join/abc>",
            None,
            "https://teams.microsoft.com/l/meetup-join/abc",
        ),
        ("here", ["https://bbb.example.edu/b/abc-def"], "https://bbb.example.edu/b/abc-def"),
        ("meet.google.com/abc-defg-hij", None, "https://meet.google.com/abc-defg-hij"),
        ("Livestream: https://youtu.be/abc", None, "https://youtu.be/abc"),
        ("https://www.youtube.com/live/abc", None, "https://www.youtube.com/live/abc"),
        ("Recording: https://youtu.be/abc", None, None),
        ("Recording", ["https://uni.zoom.us/rec/share/abc"], None),
        ("https://example.org/paper.pdf", None, None),
        ("https://zoom.us/", None, None),
        ("", [], None),
        ("http://[broken", ["http://[broken"], None),
    ],
)
def test_find_online_url(text: str, links: list[str] | None, expected: str | None) -> None:
    assert find_online_url(text, links) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{ZOOM}?pwd=abc", ZOOM),
        (f"{ZOOM}?pwd=abc&from=addon", f"{ZOOM}?from=addon"),
        (f"{ZOOM}?a=1#pwd=abc", f"{ZOOM}?a=1"),
        (f"{ZOOM}?a=b%20c", f"{ZOOM}?a=b%20c"),
        (ZOOM, ZOOM),
        ("http://[broken?pwd=1", "http://[broken?pwd=1"),
    ],
)
def test_strip_passcode(url: str, expected: str) -> None:
    assert strip_passcode(url) == expected


PLACES = [
    "Room 101",
    "Lecture Hall B",
    "Hörsaal 3",
    "Seminarraum 2.14",
    "Salle du conseil",
    "Amphi 202",
    "Aula Magna",
    "Sala 32, piso 2",
    "sala 4420",
    "Posluchárna K1",
    "Аудитория 304",
    "A1-200",
    "Room: 407",
    "Main Building, Room 5",
    "Huxley 145",
    "Of. 32 – FCE",
    "Rm. 5",
    "113 Cotton",
    "5th floor, Turing building",
    "Invalidenstraße 110",
    "3号館 101教室",
    "數學館 202 室",
    "학술회의실 세미나실 201호",
    "Online",
    "Online via Zoom",
    "Auditorium",
    "Conference Room 3, Level 2",
]
NO_PLACES = [
    "Jane Doe",
    "On the geometry of rooms",
    "Deep Learning",
    "June 17",
    "Spring 2024",
    "Chapter 12",
    "Lecture 5",
    "The House of the Rising Sun: a folk song?",
    "What is a room?",
    "Johanna Neuhaus",
    "Part 2",
    "Vol. 3",
    "No. 5",
    "",
    "Март 2024",
    "A survey of hall effects",
    "王小明",
    "量子力学",
    "Talk 3",
    "Monday 14 May",
    "Quantum Hall Effect",
]


@pytest.mark.parametrize("text", PLACES)
def test_places_are_likely_places(text: str) -> None:
    assert place_likeness(text) >= 0.5


@pytest.mark.parametrize("text", NO_PLACES)
def test_other_texts_are_not(text: str) -> None:
    assert place_likeness(text) < 0.5


def test_a_pin_in_front_is_no_part_of_the_room():
    assert read_place("📍 Of. 324 – FAMAF").location == "Of. 324 – FAMAF"
    assert place_likeness("📍 Room 12") == place_likeness("Room 12")
