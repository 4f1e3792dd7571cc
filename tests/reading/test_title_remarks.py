"""What stands in brackets behind a title and is no part of it."""

from __future__ import annotations

import pytest

from seminarcrawl.reading.title_remarks import without_closing_remark, without_kind


@pytest.mark.parametrize(
    "title",
    [
        "Knots (joint with J. Roe)",
        "Knots (joint work with Jane Roe and Sam Poe).",
        "Knots (with Jane Roe)",
        "Knots [together with Ana Ruiz]",
        "Knots （with Jane Roe）",
        "Knots, (with Jane Roe)",
        "Knots (en collaboration avec Jane Roe)",
        "Knots (gemeinsam mit Jane Roe)",
        "Knots (note the hour!)",
        "Knots (please note the room)",
        "Knots (NB: other room)",
        "Knots (attention au changement de salle)",
        "Knots (Achtung, anderer Raum)",
    ],
)
def test_partners_and_notices_are_cut(title: str) -> None:
    assert without_closing_remark(title) == "Knots"


@pytest.mark.parametrize(
    "title",
    [
        "Manifolds (with corners)",  # "with" before what is no person
        "Primes (and their friends)",
        "Knots (part 2)",
        "Knots (Jane Roe)",
        "Knots (joint)",
        "Knots (attention is all you need)",  # "attention" opens no notice here
        "Knots (note on a theorem of Serre)",
        "Knots (notes on a proof)",
        "Knots (note that there may be many more words here than any notice has room for)",
        "Knots (joint with J. Roe) and links",  # not at the end
        "Knots (joint with J. Roe",  # never closed
        "(joint with J. Roe)",  # nothing but the remark
    ],
)
def test_what_belongs_to_a_title_stays(title: str) -> None:
    assert without_closing_remark(title) == title


@pytest.mark.parametrize(
    "title", ["PhD defense: Knots in three colours", "Job talk: Knots in three colours",
              "Soutenance de thèse: Knots in three colours"],
)  # fmt: skip
def test_the_kind_of_talk_is_cut(title: str) -> None:
    assert without_kind(title) == "Knots in three colours"


@pytest.mark.parametrize(
    "title",
    [
        "Group representations: knots and their colours",  # ends like "presentations"
        "Knots: three colours are enough",
        "Keynote: Knots",  # too little is left
        "Algebra seminar: knots and their colours",  # a series, read elsewhere
    ],
)
def test_other_heads_of_a_title_stay(title: str) -> None:
    assert without_kind(title) == title
