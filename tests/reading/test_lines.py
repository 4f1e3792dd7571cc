"""Lines: soft breaks undone, deliberate ones kept, marked runs carried along."""

from __future__ import annotations

import pytest

from seminarcrawl.reading.announcement.lines import Line, is_rule, read_lines
from seminarcrawl.reading.announcement.remarks import describes_series, is_biography, read_remark
from seminarcrawl.reading.blocks import Block, Span
from seminarcrawl.reading.prose.phrases import Phrases
from seminarcrawl.reading.prose.sentences import split_sentences


def texts(*blocks: str) -> list[str]:
    return [line.text for line in read_lines([Block(text) for text in blocks])]


def test_a_wrapped_paragraph_is_one_line() -> None:
    wrapped = (
        "Coastlines look alike at every scale, but only almost. We measure\n"
        "by how much the small scales differ from the large ones, and give\n"
        "a model of erosion that explains the differ-\n"
        "ence."
    )
    assert texts(wrapped)[0].endswith("explains the difference.")


@pytest.mark.parametrize(
    "block",
    [
        "Speaker: Nora Lindqvist, University of Bergen in Norway, Room 7\nTitle: Glaciers as slow fluids",
        "Nora Lindqvist\nUniversity of Bergen\nGlaciers as slow fluids",
        "Monday\nJune 17,\n2019",
        "The talk is followed by a reception in the hall of the institute\n- wine\n- cheese",
    ],
)
def test_lines_ended_on_purpose_stay(block: str) -> None:
    assert texts(block) == block.split("\n")


def test_a_quotation_or_bracket_over_two_lines_is_closed() -> None:
    assert texts("“Magnets that remember\ntheir past”") == ["“Magnets that remember their past”"]
    assert texts("Sala Grande (Palazzo Nuovo, Centre\nfor Geometry)") == [
        "Sala Grande (Palazzo Nuovo, Centre for Geometry)"
    ]


def test_spans_follow_their_lines() -> None:
    first, second = read_lines([Block("Ann Lee\nGraphs", spans=[Span(0, 7, "link", "x"), Span(8, 14, "em")])])
    assert first.links == ["x"]
    assert not first.all_marked("em")
    assert second.all_marked("em")


def test_a_cut_line_keeps_what_lies_in_it() -> None:
    line = Line("Speaker: Ann Lee", spans=[Span(9, 16, "strong")])
    part = line.cut(8)
    assert part.text == "Ann Lee"
    assert part.strong


@pytest.mark.parametrize(
    ("text", "wanted"), [("-----", True), ("* * *", True), ("___ a", False), ("—", True)]
)
def test_is_rule(text: str, wanted: bool) -> None:
    assert is_rule(text) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It rains. It snows.", ["It rains.", "It snows."]),
        ("Prof. J. Doe speaks. She is from St. Louis.", ["Prof. J. Doe speaks.", "She is from St. Louis."]),
        ("W środę o godz. 14:15. Potem kawa.", ["W środę o godz. 14:15.", "Potem kawa."]),
        ("一句。二句。", ["一句。", "二句。"]),
    ],
)
def test_split_sentences(text: str, wanted: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == wanted


def test_phrases_are_whole_words_with_gaps() -> None:
    found = Phrases({"speaks": ["will speak", "spricht … über"], "cjk": ["講演"]})
    assert [p.group for p in found.find("She will speak. He will speakeasy.")] == ["speaks"]
    assert [p.group for p in found.find("Es spricht Frau Vogt über Wasser")] == ["speaks"]
    assert [p.group for p in found.find("本日の講演です")] == ["cjk"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Refreshments will be served at 3:30 pm.", "refreshments"),
        ("Join Zoom Meeting https://example.zoom.us/j/1", "joining"),
        ("For more information, contact jane@example.org.", "contact"),
        ("Financial support from the Network Foundation is gratefully acknowledged.", "funding"),
        ("References:", "references"),
        ("[1] A. Author, A book, 1999.", "references"),
        ("其他活動", "others"),
        ("Weitere Veranstaltungen", "others"),
        ("Contact structures are odd-dimensional cousins of symplectic ones. " * 4, None),
        ("Language models have become large, and nobody knows why that helps so much. " * 2, None),
        ("This talk is part of the Algebra Series.", "part"),
        ("This talk is part of a project on old maps, which show how the coast moved. " * 3, None),
    ],
)
def test_read_remark(text: str, wanted: str | None) -> None:
    assert read_remark(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jane Doe is professor of botany.", True),
        ("Dr. Doe received her PhD in 1999.", True),
        ("Jane Maria Doe est chercheuse au CNRS.", True),
        ("In this talk, Jane Doe presents a model.", False),
        ("The method of Doe works on graphs.", False),
        ("Graph theory is old.", False),
    ],
)
def test_is_biography(text: str, wanted: bool) -> None:
    assert is_biography(text, ["Jane Doe"]) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Algebra Seminar of the two universities is organised by Ivo Maric.", True),
        ("Le séminaire de géométrie est ouvert à tous.", True),
        ("The seminar of this week is short.", True),
        ("Knots are closed curves in space.", False),
        ("In this seminar we will see what is known.", False),
    ],
)
def test_describes_series(text: str, wanted: bool) -> None:
    assert describes_series(text) is wanted
