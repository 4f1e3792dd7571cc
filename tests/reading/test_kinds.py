"""What a name announces."""

import pytest

from seminarcrawl.reading import kinds
from seminarcrawl.reading.languages import load_languages


@pytest.mark.parametrize(
    "text",
    [
        "Algebra Seminar",
        "Seminar on knots",
        "Physics Colloquium 3",
        "Mittagsseminar",
        "Séminaire de probabilités",
        "Coloquio de física",
        "Koninklijk colloquium",
        "Seminarium doktoranckie",
        "Семинар по топологии",
        "談話会",
        "학과 콜로퀴움",
        "Elkin Lecture",
        "Speaker Series",
    ],
)
def test_series(text):
    assert kinds.is_series_name(text)


@pytest.mark.parametrize(
    "text", ["Fourier series and friends", "Sandpiles", "", "Seminar by Greta Holm", "x " * 200 + "seminar"]
)
def test_no_series(text):
    assert not kinds.is_series_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Office hours",
        "Workshop: R",
        "Weihnachtsfeier",
        "Vacances d'été",
        "Midterm exam",
        "期末考",
        "Coffee break",
    ],
)
def test_other_kinds(text):
    assert kinds.is_other_kind(text)


def test_kind_words_and_modes():
    assert kinds.is_kind_word("Seminar 4")
    assert not kinds.is_kind_word("Algebra seminar")
    assert kinds.is_mode("in-person")
    assert kinds.is_mode("En ligne")
    assert not kinds.is_mode("Room 4")


def test_names_talk():
    assert kinds.names_talk("seminars.ics")
    assert kinds.names_talk("Conferences / Seminars")
    assert not kinds.names_talk("events.ics")


@pytest.mark.parametrize("code", sorted(load_languages()))
def test_every_language_names_its_events(code):
    table = load_languages()[code].get("events", {})
    assert {"series", "talk", "other", "mode"} <= set(table), f"{code}: add the table [events]"
