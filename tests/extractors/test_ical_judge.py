"""Calendars of rooms, terms and courses, and what in a calendar of talks is none."""

from tests.extractors.calendar_feed import feed, summaries, talks


def titles(body: bytes, **context) -> list[str | None]:
    return [item.title or item.speakers[0].name for item in talks(body, **context)]


def test_a_room_called_after_seminars_is_no_calendar_of_talks():
    body = summaries(
        "Interviews for the lab manager",
        "Viva rehearsal (Prof. Okonkwo)",
        "Algebra seminar: Ilse Novak (Graz) - Cluster tilting",
        "Budget talks",
        name="Seminar room B 112",
    )
    assert "Cluster tilting" in titles(body)
    assert not {"Interviews for the lab manager", "Viva rehearsal"} & set(titles(body))


def test_a_series_with_its_room_in_the_calendar_name_stays_one():
    body = summaries("Sheaves on curves", "Mixing in thin films", name="Analysis seminar - room 12")
    assert titles(body) == ["Sheaves on curves", "Mixing in thin films"]


def test_timetable_of_courses():
    events = [
        {"SUMMARY": "PHYS-1104 Mechanics\\, lecture", "DESCRIPTION": "Lecturer: P. Hoekstra"},
        {"SUMMARY": "PHYS-2201 Optics seminar", "DESCRIPTION": "Lecturer: M. Visser"},
        {"SUMMARY": "CHEM 3050 Kinetics\\, lab", "DESCRIPTION": "Lecturer: R. Smit"},
        {"SUMMARY": "Study skills presentation"},
    ]
    assert titles(feed(*events, name="BSc 2026")) == []


def test_one_code_in_all_entries_is_a_seminar_for_credit():
    body = summaries("MATH 8901 Colloquium: Ada Lind (KTH)", "MATH 8901 Colloquium: Bo Ek (Lund)")
    assert [item.speakers[0].name for item in talks(body)] == ["Ada Lind", "Bo Ek"]


def test_set_phrases_in_a_calendar_of_talks():
    body = summaries(
        "Annual general meeting of the division",
        "Last day to register for the spring seminar",
        "Sheaves and the meeting of two curves",
        "Final exam in stochastic processes II",
        name="Geometry seminar",
    )
    assert "Sheaves and the meeting of two curves" in titles(body)
    assert "Final exam in stochastic processes II" not in titles(body)
