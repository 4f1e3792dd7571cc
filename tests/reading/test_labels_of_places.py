"""A room is no label, though it is made of the words that label rooms."""

from __future__ import annotations

import pytest

from seminarcrawl.reading.labels import match_label


@pytest.mark.parametrize("text", ["Seminar Room 2", "Lecture Hall 5", "Aula, Main Building"])
def test_rooms_are_values(text: str) -> None:
    assert match_label(text) is None


@pytest.mark.parametrize("text", ["Room:", "Lecture hall", "Building", "Where"])
def test_words_for_rooms_are_labels(text: str) -> None:
    assert match_label(text) == "place"
