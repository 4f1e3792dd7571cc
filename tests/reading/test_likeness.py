"""How surely a text is a person or an institution: 585 texts of many cultures, at least 97 % right."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminarcrawl.reading.people.names import institution_likeness, person_likeness, speakers_likeness

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "likeness_table.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def wrong(rows: list[tuple[str, str]], score: object, *, wanted: bool) -> list[str]:
    return [text for _, text in rows if (score(text) >= 0.5) is not wanted]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("score", "positive", "against"),
    [
        (person_likeness, "person", ("title", "institution", "other")),
        (institution_likeness, "institution", ("title", "person")),
        (speakers_likeness, "person", ("title", "institution", "other")),
    ],
)
def test_at_least_97_percent_are_right(score: object, positive: str, against: tuple[str, ...]) -> None:
    yes = [row for row in ROWS if row[0] == positive]
    no = [row for row in ROWS if row[0] in against]
    missed, mistaken = wrong(yes, score, wanted=True), wrong(no, score, wanted=False)
    assert len(yes) > 60
    assert len(no) > 250
    assert len(missed) <= 0.03 * len(yes), missed
    assert len(mistaken) <= 0.03 * len(no), mistaken


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe (MIT)",
        "Jane Doe, MIT",
        "Prof. Jane Doe, University of Bergen",
        "Jane Doe and John Roe",
        "Jane Doe (MIT) and John Roe (Univ. of X)",
        "Jean Dupont (Université de Lyon), Marie Martin (INRIA)",
        "王小明 教授 (國立臺灣大學)",
        "山田太郎（東京大学）",
        "홍길동 교수 (서울대)",
        "Bo Zhang (Senior scientist at Philips Research France)",
    ],
)
def test_speaker_lines(text: str) -> None:
    assert speakers_likeness(text) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Department of Mathematics, University of Bergen",
        "On the topology of surfaces",
        "Random Matrices and Free Probability",
        "Trees, forests and groves",
        "Topology Seminar - Spring Term",
        "What is a group?",
        "",
        "12:30 - 13:30",
        "x" * 5000,
    ],
)
def test_no_speaker_lines(text: str) -> None:
    assert speakers_likeness(text) < 0.5


def test_scores_are_between_zero_and_one() -> None:
    for _, text in ROWS:
        for score in (person_likeness, institution_likeness, speakers_likeness):
            assert 0.0 <= score(text) <= 1.0
