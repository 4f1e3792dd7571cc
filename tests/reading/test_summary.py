"""Lines taken apart: the role of each part is what makes a whole list consistent."""

import time

import pytest

from seminarcrawl.reading.summary import (
    NO_HINTS,
    ROLES,
    Hints,
    Parts,
    choose_role,
    split,
    split_summary,
    with_shared_openings,
)
from seminarcrawl.reading.summary.fits import Fits


@pytest.mark.parametrize(
    ("role", "texts"),
    [
        (
            "title",
            ["Knots and links", "On the growth of crystals", "A primer on sheaves: sections and stalks"],
        ),
        ("speaker", ["Greta Holm (Lund)", "Ivo Marin (Split)", "Sara Blum and Tom Walsh"]),
        ("series", ["Algebra Seminar", "Physics Colloquium", "Oberseminar"]),
        (
            "speaker_title",
            ["Greta Holm (Lund): Sandpiles", "Ivo Marin: Trees: old and new", 'Sara Blum, "Walks"'],
        ),
        (
            "title_speaker",
            ["Sandpiles - Greta Holm", "Trees by Ivo Marin (Split)", "Random walks / Sara Blum"],
        ),
        (
            "series_title",
            [
                "[Optics Seminar] Twisted light",
                "[Optics Seminar] Slow light",
                "Plasma Seminar: Tokamaks at rest",
            ],
        ),
        (
            "series_speaker",
            ["Optics Seminar: Greta Holm", "Optics Seminar - Ivo Marin (Split)", "Plasma Seminar: Sara Blum"],
        ),
        (
            "series_speaker_title",
            ["PDE Seminar: Greta Holm — Sandpiles", "PDE Seminar: Ivo Marin (Split) — Trees: old and new"],
        ),
        (
            "series_title_speaker",
            [
                "PDE Seminar: Sandpiles at rest — Greta Holm",
                "PDE Seminar: Old and new trees — Ivo Marin (Split)",
            ],
        ),
        ("title", []),
        ("title", ["TBA", ""]),
    ],
)
def test_role_of_a_list(role, texts):
    assert choose_role(texts) == role


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Greta Holm (Lund): Sandpiles: a survey", ("Sandpiles: a survey", "Greta Holm (Lund)", None)),
        (
            "Greta Holm (Univ. of Lund (Math)), Sandpiles",
            ("Sandpiles", "Greta Holm (Univ. of Lund (Math))", None),
        ),
        ("Sandpiles - and trees - Greta Holm", ("Sandpiles - and trees", "Greta Holm", None)),
        ("Greta Holm, “Sandpiles at rest”", ("Sandpiles at rest", "Greta Holm", None)),
        ('"Sandpiles at rest" by Greta Holm', ("Sandpiles at rest", "Greta Holm", None)),
        ("Greta Holm on sandpiles at rest", ("sandpiles at rest", "Greta Holm", None)),
        ("[Optics Seminar] Greta Holm — Twisted light", ("Twisted light", "Greta Holm", "Optics Seminar")),
        ("Optics Seminar #12: Greta Holm", (None, "Greta Holm", "Optics Seminar #12")),
        ("Séminaire d'optique : Greta Holm (Lund)", (None, "Greta Holm (Lund)", "Séminaire d'optique")),
        ("Oberseminar: Felder und Ringe", ("Felder und Ringe", None, "Oberseminar")),
        ("Greta Holm: Lab seminar", (None, "Greta Holm", "Lab seminar")),
        ("Greta Holm — Title TBA", (None, "Greta Holm", None)),
        ("TBA — Greta Holm (Lund)", (None, "Greta Holm (Lund)", None)),
        ("Optics Seminar: TBA", (None, None, "Optics Seminar")),
        ("Mapping rivers (online)", ("Mapping rivers", None, None)),
        ("Is 4:30 too late? Sleep and learning", ("Is 4:30 too late? Sleep and learning", None, None)),
        ("Disputation Max Huber: Netze im Wandel", ("Netze im Wandel", "Max Huber", None)),
        ("Outreach presentation", ("Outreach presentation", None, None)),
        ("學術演講：王小明", (None, "王小明", "學術演講")),
        ("", (None, None, None)),
    ],
)
def test_one_line_alone(text, parts):
    found = split_summary(text)
    assert (found.title, found.speaker, found.series) == parts


@pytest.mark.parametrize(
    ("text", "title", "speaker"),
    [
        ("Topology Seminar: Quiet knots (Speaker: Jane Doe, MIT)", "Quiet knots", "Jane Doe, MIT"),
        ("Quiet knots (host: Jane Doe)", "Quiet knots", None),
        (
            "拓扑讨论班：安静的纽结及其不变量（报告人：赵一鸣，清华大学）",
            "安静的纽结及其不变量",
            "赵一鸣, 清华大学",
        ),
        ('Jane Doe, "Quiet knots", Bonn University', "Quiet knots", "Jane Doe, Bonn University"),
        ('Jane Doe, "Quiet knots", Part 2', '"Quiet knots", Part 2', "Jane Doe"),
    ],
)
def test_a_speaker_or_affiliation_behind_the_title(text, title, speaker):
    parts = split_summary(text)
    assert (parts.title, parts.speaker) == (title, speaker)


def test_marked_status_is_taken_off():
    assert split_summary("CANCELLED: Greta Holm (Lund): Sandpiles") == Parts(
        "Sandpiles", "Greta Holm (Lund)", None, "cancelled", "speaker_title"
    )


def test_a_line_deviates_only_where_it_plainly_contradicts():
    role = "speaker_title"
    assert split_summary("Random walks at rest - Greta Holm", role).speaker == "Greta Holm"
    assert split_summary("Greta Holm", role)[:2] == (None, "Greta Holm")
    assert split_summary("Zhu Li: Sandpiles", role)[:2] == ("Sandpiles", "Zhu Li")


def test_a_fixed_role_is_kept():
    text = "Ada Lovelace: a life"
    assert split_summary(text, "title", fixed=True).title == text
    assert split_summary(text, "speaker_title", fixed=True).speaker == "Ada Lovelace"


def test_hints():
    hints = Hints.of(series=["PIMM", None], speakers=["Zyx of the North"])
    assert hints.knows_series("pimm 12")
    assert split_summary("PIMM: Twisted light", None, hints).series == "PIMM"
    assert split_summary("Zyx of the North: Twisted light", None, hints).speaker == "Zyx of the North"


def test_shared_openings_are_series_but_persons_are_not():
    hints = with_shared_openings(
        ["PIMM: On light", "PIMM: On sound", "Greta Holm: Part 1", "Greta Holm: Part 2"]
    )
    assert hints.knows_series("PIMM")
    assert not hints.knows_series("Greta Holm")
    assert with_shared_openings([]) == NO_HINTS


def test_a_person_with_an_affiliation_is_no_series_however_often_she_speaks():
    lines = [f"Nora Falk (Universität Bonn): Lecture {n}" for n in range(9)]
    assert with_shared_openings(
        [*lines, "Algebra Tea (Bonn): Bread", "Algebra Tea (Bonn): Butter"]
    ).series == {"algebra tea bonn"}


def test_titles_that_open_alike_before_what_they_are_about_share_no_series():
    assert with_shared_openings(["Notes on knots", "Notes on tides", "Notes on weather"]) == NO_HINTS


def test_unknown_role():
    with pytest.raises(ValueError, match="summary role"):
        split_summary("x", "speakers")


def test_every_role_is_named_by_its_parts():
    assert all(set(role.split("_")) <= {"series", "speaker", "title"} for role in ROLES)


@pytest.mark.parametrize(
    "text", ["a: " * 3000, "(" * 9000, "“" * 9000, "- " * 4000, "Jane Doe, " * 2000, ") , " * 3000]
)
def test_hostile_lines_are_quick(text):
    began = time.process_time()
    split_summary(text)
    choose_role([text, text + "x"])
    assert time.process_time() - began < 0.5


def test_somebody_who_speaks_twice_is_no_series():
    lines = [
        "Anna Berg (Uppsala University): Primes on a diet",
        "Tom Reed (Brown University): Waves at rest",
        "Anna Berg (Uppsala University): Forms without weight",
        "Tom Reed (Brown University): Heat, quickly",
    ]
    hints = with_shared_openings(lines)
    assert not hints.series
    assert choose_role(lines, hints) == "speaker_title"


_MIXED_LINES = [
    "Greta Holm (Lund): Sandpiles",
    "Ivo Marin: Trees: old and new",
    'Sara Blum, "Walks at rest"',
    "Optics Seminar: Greta Holm (Lund) — Twisted light",
    "Twisted light and slow light - Ivo Marin (Split)",
    "Sara Blum, Tom Walsh and Zhu Li",
    "Plasma Seminar",
    "Tokamaks at rest",
    "Lunch",
    "Greta Holm on sandpiles",
]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_that_could_not_win_is_left_unweighed_without_changing_what_is_read(role, monkeypatch):
    split_summary.cache_clear()
    quickly = [split_summary(line, role) for line in _MIXED_LINES]
    monkeypatch.setattr(split, "_is_beyond_doubt", lambda *_: False)
    split_summary.cache_clear()
    assert [split_summary(line, role) for line in _MIXED_LINES] == quickly
    split_summary.cache_clear()


@pytest.mark.parametrize("line", _MIXED_LINES)
def test_no_reading_exceeds_what_was_said_to_be_its_most(line):
    most = {role: Fits(line, NO_HINTS).at_most(role) for role in ROLES}
    for role in ROLES:
        assert Fits(line, NO_HINTS).exactly(role).score <= most[role]


def test_a_line_that_fits_its_list_well_is_not_read_in_every_other_way():
    fits = Fits("Greta Holm (Lund): Sandpiles", NO_HINTS)
    assert split._settled(fits, "speaker_title", NO_HINTS).role == "speaker_title"
    assert "series_title_speaker" not in fits._known
