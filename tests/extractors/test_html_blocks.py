"""HTML as blocks: what is text, what is frame, and where each block stands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.pages.html_blocks import Page, read_page
from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.html_attributes import class_words
from seminarcrawl.reading.html_text import fragment_blocks


def _page(html: str) -> Page:
    return read_page(Document(html.encode(), Context(fetched_at=datetime(2025, 3, 1, tzinfo=UTC))))


def _blocks(html: str) -> list[Block]:
    return _page(html).blocks


def _texts(html: str) -> list[str]:
    return [block.text for block in _blocks(html)]


def test_comments_scripts_and_templates_are_never_read() -> None:
    html = "<p>a<!-- b --></p><script>c</script><style>d</style><template>e</template><noscript>f</noscript>"
    assert _texts(html) == ["a"]


def test_hidden_panels_are_content() -> None:
    html = "<details><summary>S</summary><p>inside</p></details><div style='display:none'>hidden</div>"
    assert _texts(html) == ["S", "inside", "hidden"]


@pytest.mark.parametrize(
    "frame",
    [
        "<nav>x</nav>",
        "<footer>x</footer>",
        "<div class='cookie-banner'>x</div>",
        "<div role='navigation'>x</div>",
        "<ol class='breadcrumb'><li>x</li></ol>",
        "<div id='menu'>x</div>",
    ],
)
def test_the_frame_of_a_page_is_cut(frame: str) -> None:
    assert _texts(f"<body>{frame}<p>The talk is on Monday at noon.</p></body>") == [
        "The talk is on Monday at noon."
    ]


def test_a_frame_word_on_everything_cuts_nothing() -> None:
    assert _texts("<body class='has-sidebar'><div class='sidebar'><p>all there is</p></div></body>") == [
        "all there is"
    ]


def test_side_sections_are_marked() -> None:
    html = (
        "<main><h2>Talk</h2><p>text of the talk, rather long</p><h2>Other events</h2><p>party</p>"
        "<h2>Contact us here</h2><p>mail</p></main><aside>ad</aside>"
    )
    assert [(b.text, b.aside) for b in _blocks(html)] == [
        ("Talk", False), ("text of the talk, rather long", False), ("Other events", True), ("party", True),
        ("Contact us here", False), ("mail", False), ("ad", True),
    ]  # fmt: skip


def test_merged_cells_keep_their_row_and_column() -> None:
    html = (
        "<table><tr><td rowspan=2>d</td><td>a</td><td>b</td></tr><tr><td>c</td></tr>"
        "<tr><td colspan=2>wide</td><td>e</td></tr></table>"
    )
    assert [(b.text, b.row, b.column) for b in _blocks(html)] == [
        ("d", 0, 0), ("a", 0, 1), ("b", 0, 2), ("d", 1, 0), ("c", 1, 1), ("wide", 2, 0), ("e", 2, 2),
    ]  # fmt: skip


def test_line_breaks_and_marks() -> None:
    [block] = _blocks("<p><b>Jane Doe</b>  (MIT)<br>\n <a href='/t'><i>On  knots</i></a> <s>old</s></p>")
    assert block.text == "Jane Doe (MIT)\nOn knots old"
    assert block.marked("strong") == ["Jane Doe"]
    assert block.marked("em") == ["On knots"]
    assert block.marked("strike") == ["old"]
    assert block.links == ["/t"]


def test_two_line_breaks_end_a_paragraph() -> None:
    assert _texts("<p>one<br>two<br><br>three</p>") == ["one\ntwo", "three"]


def test_kinds_levels_anchors_and_classes() -> None:
    html = (
        "<h3 id='x'>H</h3><ul><li>i<ul><li>j</li></ul></li></ul><dl><dt>t</dt><dd>d</dd></dl>"
        "<p class='talkSpeaker'><a name='y'></a>p</p>"
    )
    blocks = _blocks(html)
    assert [(b.kind, b.level) for b in blocks] == [
        ("heading", 3), ("item", 1), ("item", 2), ("term", 0), ("definition", 0), ("paragraph", 0),
    ]  # fmt: skip
    assert blocks[0].anchor == "x"
    assert blocks[-1].anchor == "y"
    assert {"talk", "speaker"} <= blocks[-1].classes


def test_blocks_of_one_container_share_their_path() -> None:
    first, second, third = _blocks("<div><p>a</p><p>b</p></div><div><p>c</p></div>")
    assert first.path[:-1] == second.path[:-1] != third.path[:-1]


def test_formulas_are_kept_as_latex() -> None:
    html = (
        "<p>Let <script type='math/tex'>x^2</script> and "
        "<span class='katex'><math><annotation>y_1</annotation></math><span>rendered</span></span> be</p>"
    )
    assert _texts(html) == ["Let $x^2$ and $y_1$ be"]


def test_a_time_element_keeps_its_moment() -> None:
    [block] = _blocks("<p><time datetime='2025-03-04T10:00Z'>4 March</time></p>")
    assert [(s.kind, s.value) for s in block.spans] == [("time", "2025-03-04T10:00Z")]


def test_the_head_of_a_page() -> None:
    page = _page("<html lang='fr-CA'><head><title> A \n b</title></head><body>x</body></html>")
    assert (page.title, page.language) == ("A b", "fr-ca")


def test_class_words() -> None:
    assert class_words("views-field titleText") >= {"views-field", "views", "field", "title", "text"}


def test_plain_text_is_no_html() -> None:
    assert [b.text for b in fragment_blocks("if a < b\n\nthen c")] == ["if a < b", "then c"]
    assert [b.text for b in fragment_blocks("<p>a</p>b &amp; c")] == ["a", "b & c"]


def test_a_tag_with_too_many_attributes_is_cut_and_reported() -> None:
    document = Document(
        ("<p " + " ".join(f"a{i}=1" for i in range(2_000)) + ">kept</p>").encode(),
        Context(fetched_at=datetime(2025, 3, 1, tzinfo=UTC)),
    )
    assert [b.text for b in read_page(document).blocks] == ["kept"]
    assert [problem.rule for problem in document.problems] == ["html.too-many-attributes"]


def test_deep_nesting_is_reported_not_lost_in_silence() -> None:
    document = Document(b"<div>" * 5_000 + b"deep", Context(fetched_at=datetime(2025, 3, 1, tzinfo=UTC)))
    read_page(document)
    assert "html.too-deep" in [problem.rule for problem in document.problems]
