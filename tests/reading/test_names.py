"""Speaker lines taken apart into people and their affiliations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarcrawl.reading.people.names import clean_name, read_speakers

LINES: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("Jane Doe", [("Jane Doe", None)]),
    ("Speaker: Jane Doe", [("Jane Doe", None)]),
    ("by Jane Doe", [("Jane Doe", None)]),
    ("Ann Lee (Professor, L2S) and Bo Li (PhD, L2S)", [("Ann Lee", "L2S"), ("Bo Li", "L2S")]),
    ("Bo Zhang (Senior scientist at Acme Research)", [("Bo Zhang", "Acme Research")]),
    (
        "A. Lee (X), B. Roe (Y), and C. Diaz (Univ. of P, Q and R)",
        [("A. Lee", "X"), ("B. Roe", "Y"), ("C. Diaz", "Univ. of P, Q and R")],
    ),
    ("Jane Doe (Univ. Lyon (ENS))", [("Jane Doe", "Univ. Lyon (ENS)")]),
    ("Jane Doe, MIT", [("Jane Doe", "MIT")]),
    ("Jane Doe - MIT", [("Jane Doe", "MIT")]),
    ("Jane Doe – University of Bergen", [("Jane Doe", "University of Bergen")]),
    ("Jane Doe / MIT", [("Jane Doe", "MIT")]),
    ("Jane Doe @ MIT", [("Jane Doe", "MIT")]),
    ("Jane Doe from MIT", [("Jane Doe", "MIT")]),
    ("Jane Doe [MIT]", [("Jane Doe", "MIT")]),
    ("Jane Doe | MIT", [("Jane Doe", "MIT")]),
    ("Jane Doe, Professor of Physics, University of Bergen", [("Jane Doe", "University of Bergen")]),
    ("Jane Doe, Assistant Professor of Physics at Tufts", [("Jane Doe", "Tufts")]),
    ("Jane Doe, PhD", [("Jane Doe", None)]),
    ("Jane Doe, Ph.D., University of Bergen", [("Jane Doe", "University of Bergen")]),
    ("Jane Doe (Postdoc, University of Bergen)", [("Jane Doe", "University of Bergen")]),
    ("Jane Doe (Ph.D. student at Stanford)", [("Jane Doe", "Stanford")]),
    ("Jane Doe (Director of the Institute of Optics)", [("Jane Doe", "Institute of Optics")]),
    ("Jane Doe (PhD student)", [("Jane Doe", None)]),
    ("Jane Doe (she/her), MIT", [("Jane Doe", "MIT")]),
    ("Jane Doe (online)", [("Jane Doe", None)]),
    ("Jane Doe (MIT) - online", [("Jane Doe", "MIT")]),
    ("Jane Doe (University of Bergen, Norway)", [("Jane Doe", "University of Bergen, Norway")]),
    (
        "Prof. Jane Doe, Department of Statistics, Northwestern University, Illinois, USA",
        [("Jane Doe", "Department of Statistics, Northwestern University, Illinois, USA")],
    ),
    (
        "Jane Doe, University of Bergen and Acme Research",
        [("Jane Doe", "University of Bergen and Acme Research")],
    ),
    ("Jane Doe and John Roe", [("Jane Doe", None), ("John Roe", None)]),
    ("Jane Doe and John Roe, MIT", [("Jane Doe", "MIT"), ("John Roe", "MIT")]),
    ("Jane Doe & John Roe (MIT)", [("Jane Doe", "MIT"), ("John Roe", "MIT")]),
    ("Jane Doe; John Roe", [("Jane Doe", None), ("John Roe", None)]),
    ("Doe, Jane; Roe, John", [("Jane Doe", None), ("John Roe", None)]),
    ("DOE, Jane", [("Jane Doe", None)]),
    ("Jane Doe\nJohn Roe", [("Jane Doe", None), ("John Roe", None)]),
    (
        "Li Xianwen, Zhou Peng, Kameda, Wafa",
        [("Li Xianwen", None), ("Zhou Peng", None), ("Kameda", None), ("Wafa", None)],
    ),
    ("Dr. Jane DOE", [("Jane Doe", None)]),
    ("Mr. Kit Tsz-Lok Chan", [("Kit Tsz-Lok Chan", None)]),
    ("J.-P. Morel", [("J.-P. Morel", None)]),
    ("Jan van den Berg", [("Jan van den Berg", None)]),
    ("Santiago Ramón y Cajal", [("Santiago Ramón y Cajal", None)]),
    ("Juan Pérez y María Gómez", [("Juan Pérez", None), ("María Gómez", None)]),
    ("Jean Dupont et Marie Martin", [("Jean Dupont", None), ("Marie Martin", None)]),
    (
        "Hans Müller (TU Wien) und Eva Maier (ETH Zürich)",
        [("Hans Müller", "TU Wien"), ("Eva Maier", "ETH Zürich")],
    ),
    ("Luca Rossi e Anna Bianchi", [("Luca Rossi", None), ("Anna Bianchi", None)]),
    ("Сергей Иванов и Анна Петрова", [("Сергей Иванов", None), ("Анна Петрова", None)]),
    ("Prof. Dr. h.c. Max Muster", [("Max Muster", None)]),
    ("Mme Claire Petit, Université de Lyon", [("Claire Petit", "Université de Lyon")]),
    ("Claire Petit (maîtresse de conférences, Université de Lyon)", [("Claire Petit", "Université de Lyon")]),
    ("Dott.ssa Anna Verdi (Università di Pisa)", [("Anna Verdi", "Università di Pisa")]),
    ("prof. dr hab. Jan Nowak (Uniwersytet Warszawski)", [("Jan Nowak", "Uniwersytet Warszawski")]),
    ("doc. RNDr. Petr Černý, CSc.", [("Petr Černý", None)]),
    ("проф. Анна Петрова (МГУ)", [("Анна Петрова", "МГУ")]),
    ("山田 太郎（東京大学）", [("山田 太郎", "東京大学")]),
    ("山田太郎 教授（東京大学）", [("山田太郎", "東京大学")]),
    ("王小明 教授 (國立臺灣大學)", [("王小明", "國立臺灣大學")]),
    ("國立臺灣大學 王小明 教授", [("王小明", "國立臺灣大學")]),
    ("张伟（清华大学）、李娜（北京大学）", [("张伟", "清华大学"), ("李娜", "北京大学")]),
    ("홍길동 교수 (서울대)", [("홍길동", "서울대")]),
    ("Wei-Lin Chen, 陳維霖", [("Wei-Lin Chen", None)]),
    ("Minsu Kim (김민수)", [("Minsu Kim", None)]),
    ("Jane Doe (joint work with John Roe)", [("Jane Doe", None)]),
    ("Jane Doe, joint with John Roe", [("Jane Doe", None)]),
    ("Jane Doe with John Roe", [("Jane Doe", None)]),
    ("Jane Doe (MIT), hosted by John Roe", [("Jane Doe", "MIT")]),
    ("Jane Doe*", [("Jane Doe", None)]),
    ("**Jane Doe** (MIT)", [("Jane Doe", "MIT")]),
    ("Jane Doe (CANCELLED)", [("Jane Doe", None)]),
    ("Wafa", [("Wafa", None)]),
    ("Jane Doe · Tufts · Associate Professor", [("Jane Doe", "Tufts")]),
    ("Jane Doe- UFBA", [("Jane Doe", "UFBA")]),
    (
        "Wei-Lin Chen, 陳維霖 (University of California, Davis)",
        [("Wei-Lin Chen", "University of California, Davis")],
    ),
    ("Jane Doe, Chief Operating Officer, Able Hands", [("Jane Doe", "Able Hands")]),
    ("Jane Doe (Faculty of Science, Tufts)", [("Jane Doe", "Faculty of Science, Tufts")]),
    ("Anne-Marie Petit-Jean (LIP6)", [("Anne-Marie Petit-Jean", "LIP6")]),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_speaker_lines(line: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(s.name, s.affiliation) for s in read_speakers(line)] == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "TBA",
        "N.N.",
        "Unknown",
        "Various speakers",
        "Speaker: TBA (MIT)",
        "To be announced",
        "未定",
        "—",
        "Department of Physics",
        "University of Bergen",
        "Johnson and Johnson",
        "hosted by John Roe",
        "joint with John Roe",
        "12:30",
        "https://example.org/zoom",
        "à venir",
        "wird noch bekannt gegeben",
        "x" * 5000,
        "(((((",
        ")))",
        ",,,;;;",
        "東京大学",
    ],
)
def test_lines_without_a_speaker(line: str) -> None:
    assert read_speakers(line) == []


@pytest.mark.parametrize(
    ("line", "affiliation", "expected"),
    [
        ("Jane Doe", "MIT", [("Jane Doe", "MIT")]),
        ("Jane Doe", "PhD student, MIT", [("Jane Doe", "MIT")]),
        ("Jane Doe", "TBA", [("Jane Doe", None)]),
        ("Jane Doe (Tufts)", "MIT", [("Jane Doe", "Tufts")]),
        ("Jane Doe and John Roe", "MIT", [("Jane Doe", "MIT"), ("John Roe", "MIT")]),
        (
            "Jean Dupont et Marie Martin",
            "INRIA et CNRS",
            [("Jean Dupont", "INRIA"), ("Marie Martin", "CNRS")],
        ),
        (
            "Jane Doe, John Roe",
            "MIT; Tufts University",
            [("Jane Doe", "MIT"), ("John Roe", "Tufts University")],
        ),
        (
            "Jane Doe and John Roe",
            "University of Science and Technology",
            [
                ("Jane Doe", "University of Science and Technology"),
                ("John Roe", "University of Science and Technology"),
            ],
        ),
        (
            "Anne Petit, Paul Morel",
            "ABCD Lyon 2 et Zentrik",
            [("Anne Petit", "ABCD Lyon 2"), ("Paul Morel", "Zentrik")],
        ),
        ("Jane Doe and John Roe", "ETH, Zurich", [("Jane Doe", "ETH, Zurich"), ("John Roe", "ETH, Zurich")]),
    ],
)
def test_an_affiliation_stated_apart(
    line: str, affiliation: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(s.name, s.affiliation) for s in read_speakers(line, affiliation=affiliation)] == expected


def test_a_markdown_link_is_the_speakers_page() -> None:
    (speaker,) = read_speakers("[Dr. Jane Doe](https://example.org/~doe) (MIT)")
    assert (speaker.name, speaker.affiliation, speaker.url) == ("Jane Doe", "MIT", "https://example.org/~doe")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Francis BAKER", "Francis Baker"),
        ("Anne DUVAL-MOREL", "Anne Duval-Morel"),
        ("Jan VAN DEN BERG", "Jan van den Berg"),
        ("ANNE MOREL", "ANNE MOREL"),
        ("AJ Smith", "AJ Smith"),
        ("J. P. SMITH III", "J. P. SMITH III"),
        ("LI Wei", "Li Wei"),
        ("Jane Doe, Ph.D.", "Jane Doe"),
        ("Jack Ma", "Jack Ma"),
        ("Prof.Jane Doe", "Jane Doe"),
        ("Univ.-Prof. Dr. Max Muster", "Max Muster"),
        ("田中先生", "田中"),
    ],
)
def test_clean_name(text: str, expected: str) -> None:
    assert clean_name(text) == expected


@given(st.text(alphabet="Jane DoeMIT(),;-–/@[]{}&andét王小明。、*_\\n\n .1", max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for speaker in read_speakers(text):
        assert speaker.name.strip() == speaker.name != ""
        assert speaker.affiliation != ""


def test_the_private_characters_of_icon_fonts_are_no_brackets() -> None:
    assert [speaker.name for speaker in read_speakers("\ue005 Jane Doe (MIT)")] == ["Jane Doe"]
    assert [speaker.name for speaker in read_speakers("\ue000 Jane Doe")] == ["Jane Doe"]
