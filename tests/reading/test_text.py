"""Cleaning and folding of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarcrawl.reading.blocks import Block, Span, text_blocks
from seminarcrawl.reading.text import clean, fold, one_line, unquote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u00a0 b\t c", "a b c"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n\n\n b ", "a\n\nb"),
        ("zero\u200bwidth soft\u00adhyphen \ufeffbom", "zerowidth softhyphen bom"),
        ("\u202eevil\u202c \x1b[31mred\x1b[0m\x00", "evil [31mred[0m"),
        ("e\u0301tale", "étale"),
        ("$a<b$ \\alpha_{i}", "$a<b$ \\alpha_{i}"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text())
def test_clean_is_idempotent_and_storable(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")


def test_one_line() -> None:
    assert one_line("On\n knots\n\n and links") == "On knots and links"


def test_fold_compares_wording_only() -> None:
    assert fold("Où : Salle «Élie»") == fold("ou salle elie")
    assert fold("ＡＢＣ１２") == "abc12"
    assert fold("講者／表演者") == "講者 表演者"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“On knots”", "On knots"),
        ("„Über Knoten“", "Über Knoten"),
        ("« Sur les nœuds »", "Sur les nœuds"),
        ("「結び目」", "結び目"),
        ("“One” and “two”", "“One” and “two”"),
        ("plain", "plain"),
    ],
)
def test_unquote_takes_the_one_enclosing_pair(text: str, expected: str) -> None:
    assert unquote(text) == expected


def test_blocks_of_plain_text() -> None:
    blocks = text_blocks("Speaker: x\n  Title: y\n\n\nAbstract\nz")
    assert [b.text for b in blocks] == ["Speaker: x\nTitle: y", "Abstract\nz"]
    block = Block("On knots, by X", spans=[Span(0, 8, "strong"), Span(13, 14, "link", "https://x.org")])
    assert block.marked("strong") == ["On knots"]
    assert block.links == ["https://x.org"]
    assert not block.all_marked("strong")
