"""A source that was well, and then its server misbehaves: the right exit code, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.faulty import behave
from tests.chaos.modes import MODES
from tests.chaos.nursery import Nursery

pytestmark = pytest.mark.slow
SOME = 3  # crawls of the modes that are crawled many times


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with Nursery() as running:
        yield running


def test_there_are_forty_five_and_each_says_what_it_must_come_to() -> None:
    assert len(MODES) == 45
    assert all(mode.expected.deleted == 0 for mode in MODES.values())


@pytest.mark.parametrize("name", sorted(MODES))
def test_a_mode(name: str, nursery: Nursery, tmp_path: Path) -> None:
    assert behave(MODES[name], nursery, tmp_path, min(SOME, MODES[name].crawls)).wrong == []
