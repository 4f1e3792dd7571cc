"""Feeds of imaginary departments, each with its own habit: roles are read from the whole feed."""

import pytest

from tests.extractors.calendar_feed import feed, summaries, talks, who


def test_speaker_colon_title_keeps_later_colons():
    items = talks(
        summaries(
            "Greta Holm (Lund): Sandpiles: a survey",
            "Ivo Marin (Split): Random walks on trees",
            "Sara Blum: Percolation",
        )
    )
    assert [item.title for item in items] == ["Sandpiles: a survey", "Random walks on trees", "Percolation"]
    assert who(items[0]) == [("Greta Holm", "Lund")]
    assert who(items[2]) == [("Sara Blum", None)]


def test_title_dash_speaker_and_one_line_that_lacks_the_speaker():
    items = talks(
        summaries(
            "Ice cores and volcanoes - Karin Strand (Bergen)",
            "Soil carbon - what we miss - Hugo Leal (Porto)",
            "Lakes under ice - Milan Horak (Brno)",
            "Coffee break",
        )
    )
    assert [item.title for item in items] == [
        "Ice cores and volcanoes",
        "Soil carbon - what we miss",
        "Lakes under ice",
    ]
    assert who(items[1]) == [("Hugo Leal", "Porto")]


def test_series_in_brackets():
    items = talks(
        summaries(
            "[Optics Seminar] Twisted light",
            "[Plasma Seminar] Nadia Roux (CEA)",
            "[Optics Seminar] Tom Walsh — Squeezed vacuum",
        )
    )
    assert [item.series for item in items] == ["Optics Seminar", "Plasma Seminar", "Optics Seminar"]
    assert [item.title for item in items] == ["Twisted light", None, "Squeezed vacuum"]
    assert who(items[1]) == [("Nadia Roux", "CEA")]


def test_a_series_that_no_vocabulary_knows_shows_by_repetition():
    items = talks(
        summaries(
            "PIMM: Emma Sand (Aalto)",
            "PIMM: Luca Conti (Pisa)",
            "GRAIL: Ines Costa (Lisbon)",
            "GRAIL: Jan Vos (Delft)",
        )
    )
    assert [item.series for item in items] == ["PIMM", "PIMM", "GRAIL", "GRAIL"]
    assert [who(item) for item in items][3] == [("Jan Vos", "Delft")]
    assert all(item.title is None for item in items)


def test_german_seminar_with_speaker_in_brackets_after_the_title():
    items = talks(
        feed(
            {
                "SUMMARY": "Oberseminar: Felder und Ringe",
                "DESCRIPTION": r"Vortragende: Prof. Dr. Anke Voss (TU Wien)\nOrt: Raum 3",
            },
            {"SUMMARY": "Oberseminar: Garben", "DESCRIPTION": r"Vortragender: Dr. Uwe Lenz (Jena)"},
            {"SUMMARY": "Oberseminar entfällt"},
            name="Oberseminar Algebra",
        )
    )
    assert [item.title for item in items] == ["Felder und Ringe", "Garben"]
    assert who(items[0]) == [("Anke Voss", "TU Wien")]
    assert items[0].series == "Oberseminar"


def test_summary_is_the_speaker_and_the_description_the_title():
    items = talks(
        feed(
            {
                "SUMMARY": r"Olga Brenner (Graz\, Austria)",
                "DESCRIPTION": "Olga Brenner - Gaps between primes",
            },
            {"SUMMARY": "Pavel Dvorak (Prague)", "DESCRIPTION": "Sieves without weights"},
            {"SUMMARY": "Rita Nunes (Faro)", "DESCRIPTION": "TBA"},
        )
    )
    assert [item.title for item in items] == ["Gaps between primes", "Sieves without weights", None]
    assert [item.abstract for item in items] == [None, None, None]


def test_location_that_is_the_series():
    items = talks(
        feed(
            {"SUMMARY": "Ana Prado (Madrid): Tilings", "LOCATION": "Madrid Combinatorics Seminar"},
            {"SUMMARY": "Leo Stein (Bonn): Matroids", "LOCATION": "Madrid Combinatorics Seminar"},
        )
    )
    assert [item.location for item in items] == [None, None]
    assert items[0].series == "Madrid Combinatorics Seminar"


def test_location_of_modes_and_kinds():
    items = talks(
        feed(
            {"SUMMARY": "Mapping rivers", "LOCATION": "Online; Seminar"},
            {"SUMMARY": "Using the cluster", "LOCATION": "In-person; Training"},
            {"SUMMARY": "Pizza night", "LOCATION": "In-person; Social"},
        )
    )
    assert [item.title for item in items] == ["Mapping rivers"]
    assert items[0].location is None


def test_link_in_location():
    (item,) = talks(
        feed(
            {"SUMMARY": "Seminar: Eva Lind (KTH)", "LOCATION": "https://kth-se.zoom.us/j/61234567890?pwd=abc"}
        )
    )
    assert (item.location, item.online_url) == (None, "https://kth-se.zoom.us/j/61234567890")


def test_organizer_and_attendees_are_no_speakers():
    (item,) = talks(
        feed(
            {
                "SUMMARY": "Colloquium: Noor Aziz (Leiden)",
                "ORGANIZER;CN=Peter Groot": "mailto:p@example.org",
                "ATTENDEE;CN=Hanna Mulder": "mailto:h@example.org",
                "DESCRIPTION": "Host: Bram Visser",
            }
        )
    )
    assert who(item) == [("Noor Aziz", "Leiden")]


def test_all_day_with_the_hour_in_prose():
    (item,) = talks(
        feed(
            {
                "SUMMARY": "Speaker Series: Rivers and law",
                "DTSTART;VALUE=DATE": "20261105",
                "DTEND;VALUE=DATE": "20261106",
                "DTSTART;TZID=Europe/Berlin": "",
                "DESCRIPTION": r"4:00 PM · Old Library\, Room 12",
            }
        )
    )
    assert item.start == "2026-11-05T16:00:00+01:00"
    assert item.end is None
    assert item.title == "Rivers and law"


def test_a_fixed_role_without_a_series_finds_none():
    lines = [f"Greta Holm: Weathers, part {n}" for n in range(5)]
    found = talks(summaries(*lines, "Ivo Dal: Tides"), summary_role="speaker_title")
    assert {who(talk)[0][0] for talk in found} == {"Greta Holm", "Ivo Dal"}
    assert {talk.series for talk in found} == {None}


def test_spider_fixes_the_role():
    body = summaries("Amber Field", "Rose Hill", "Jasper Stone")
    assert [item.title for item in talks(body, summary_role="title", series="Gemstone seminar")] == [
        "Amber Field",
        "Rose Hill",
        "Jasper Stone",
    ]
    assert who(talks(body, summary_role="speaker")[0]) == [("Amber Field", None)]
    with pytest.raises(ValueError, match="summary role"):
        talks(body, summary_role="speakers")


@pytest.mark.parametrize(
    "texts",
    [
        (
            "MAT 101: Linear algebra",
            "MAT 101: Linear algebra",
            "Office hours",
            "MAT 305: Topology",
            "Midterm exam",
        ),
        (
            "Classes begin",
            "Labor Day (no classes)",
            "Last day to add a course",
            "Finals week",
            "Commencement",
        ),
        ("Open lab", "Laser cutter training", "Members' meeting", "Repair café", "Summer party"),
        ("Team standup", "Budget review meeting", "All hands", "Holiday", "Out of office"),
        ("Sprechstunde", "Vorlesung Analysis I", "Klausur", "Weihnachtsferien"),
        ("Conseil de laboratoire", "Réunion d'équipe", "Pot de départ", "Vacances"),
    ],
)
def test_calendars_without_a_talk(texts):
    assert talks(summaries(*texts)) == []


def test_placeholders_are_no_talks():
    assert (
        talks(
            summaries("Algebra seminar: TBA", "Algebra seminar: speaker to be announced", "No seminar", "TBA")
        )
        == []
    )


@pytest.mark.parametrize(
    ("summary", "status"),
    [
        ("[CANCELLED] Seminar: Eva Lind (KTH)", "cancelled"),
        ("Annulé : Séminaire : Eva Lind (KTH)", "cancelled"),
        ("POSTPONED: Seminar: Eva Lind (KTH)", "postponed"),
        ("Seminar: Eva Lind (KTH)", "confirmed"),
    ],
)
def test_status_in_the_summary(summary, status):
    (item,) = talks(summaries(summary))
    assert item.status == status
    assert who(item) == [("Eva Lind", "KTH")]


def test_missing_and_shared_uids():
    items = talks(
        feed(
            {"SUMMARY": "Seminar: Eva Lind (KTH)", "UID": "same"},
            {"SUMMARY": "Seminar: Noor Aziz (Leiden)", "UID": "same"},
            {"SUMMARY": "Seminar: Jan Vos (Delft)", "UID": ""},
        )
    )
    assert [item.uid for item in items] == ["same/20261005T141500", "same/20261006T141500", None]


def test_description_adds_the_full_affiliation():
    (item,) = talks(
        feed(
            {
                "SUMMARY": "Games seminar: Nora Falk (Basel)",
                "DESCRIPTION": r"Nora Falk (University of Basel)\n“Auctions with regret”\n\nOpen to all.",
            }
        )
    )
    assert who(item) == [("Nora Falk", "University of Basel")]
    assert item.title == "Auctions with regret"
    assert item.abstract is None


def test_html_that_says_less_than_the_plain_description_is_left_out():
    plain = r"Speaker: Ines Vidal (Girona)\n\nTitle: Rivers without banks\n\nAbstract: We follow water."
    html = "<html><body><p>Dear colleagues,</p><p>Speaker: Ines Vidal</p></body></html>"
    event = {"SUMMARY": "Hydrology Colloquium - I. Vidal", "DESCRIPTION": plain, "X-ALT-DESC": html}
    (item,) = talks(feed(event))
    assert (item.title, who(item)) == ("Rivers without banks", [("Ines Vidal", "Girona")])
