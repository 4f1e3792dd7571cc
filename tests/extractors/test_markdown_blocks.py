"""Markdown comes down to the same blocks as HTML."""

from __future__ import annotations

from seminarcrawl.extractors.pages.markdown_blocks import markdown_blocks


def _shape(text: str) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, b.text) for b in markdown_blocks(text)]


def test_headings_of_both_kinds_lists_and_breaks() -> None:
    text = "Talks\n=====\n\n## Next\n\n- one\n- two\n\nSpeaker: Jane\nTitle: Knots\n"
    assert _shape(text) == [
        ("heading", 1, "Talks"), ("heading", 2, "Next"), ("item", 1, "one"), ("item", 1, "two"),
        ("paragraph", 0, "Speaker: Jane\nTitle: Knots"),
    ]  # fmt: skip


def test_emphasis_links_and_strike() -> None:
    [block] = markdown_blocks("**Jane Doe** on [*knots*](/k) ~~old~~")
    assert block.text == "Jane Doe on knots old"
    assert block.marked("strong") == ["Jane Doe"]
    assert block.links == ["/k"]
    assert block.marked("strike") == ["old"]


def test_tables_have_rows_and_columns() -> None:
    blocks = markdown_blocks("| Date | Who |\n| --- | --- |\n| Oct 3 | Jane |\n")
    assert [(b.text, b.row, b.column) for b in blocks] == [
        ("Date", 0, 0), ("Who", 0, 1), ("Oct 3", 1, 0), ("Jane", 1, 1),
    ]  # fmt: skip


def test_definition_lists() -> None:
    text = "On knots\n: Jane Doe (MIT)\n: **Abstract.** Knots are\nclosed curves.\n\nAfter."
    assert _shape(text) == [
        ("term", 0, "On knots"), ("definition", 0, "Jane Doe (MIT)"),
        ("definition", 0, "Abstract. Knots are\nclosed curves."), ("paragraph", 0, "After."),
    ]  # fmt: skip


def test_formulas_stay_as_they_are() -> None:
    [block] = markdown_blocks(r"For $a_1 * b_1 * c$ and \(x_{1}\) we *prove* $\{x\}$.")
    assert block.text == r"For $a_1 * b_1 * c$ and \(x_{1}\) we prove $\{x\}$."


def test_what_site_generators_add_is_dropped() -> None:
    text = (
        "{% include nav.html %}\n<!-- hidden -->\n::: {.note}\n"
        "A [talk]({{ '/2025/09/26/x/' | relative_url }}){: .b}\n:::\n"
    )
    [block] = markdown_blocks(text)
    assert block.text == "A talk"
    assert block.links == ["/2025/09/26/x/"]


def test_html_inside_is_read() -> None:
    assert _shape("<div><h3>T</h3>\n<p>a<br>b</p></div>") == [("heading", 3, "T"), ("paragraph", 0, "a\nb")]
