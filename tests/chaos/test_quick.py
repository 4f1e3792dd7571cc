"""What `make chaos` does at full numbers, at small ones: the same parts, the same rows.

Not here: rows about seconds and shares of CPU time (`endurance.unchanged`, `soak`, `beside_bombs`), which
tests must not judge; a database locked for a minute, which only waits; the misbehaving servers, which are
`test_modes`; private addresses, which are `tests/test_guard.py`; bombs, `tests/test_bounded_work.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.chaos import endurance, fuzz, hostile, kills, rows, stops, storage, syscalls
from tests.chaos.nursery import Nursery
from tests.chaos.rows import Row
from tests.chaos.storage import Faults
from tests.loopback.server import serve

pytestmark = pytest.mark.slow
SCALE = 0.01  # of the full numbers; each part has a least number besides
MUTATIONS = 700  # of each family

Part = Callable[[], Iterator[Row]]
PARTS: list[Part] = [
    kills.rows,
    syscalls.rows,
    stops.rows,
    hostile.neighbours,
    hostile.inert,
    hostile.clocks,
    endurance.same,
]
# All but `locked`.
STORAGE: list[Callable[[Faults], Iterator[Row]]] = [
    storage.full,
    storage.full_for_lines,
    storage.read_only,
    storage.damaged,
    storage.lines,
    storage.answers,
    storage.taken_away,
    storage.together,
]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything at SCALE."""
    monkeypatch.setattr(rows, "SCALE", SCALE)
    monkeypatch.setattr(endurance, "ZONES", endurance.ZONES[1:3])
    monkeypatch.setattr(endurance, "LANGUAGES", endurance.LANGUAGES[::2])


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faults]:
    """A source whose first half is stored."""
    with serve() as site, Nursery() as nursery:
        yield Faults(tmp_path_factory.mktemp("storage"), nursery, site)


def judge(found: list[Row]) -> None:
    """Fail when a target is not met; skip when this machine does not allow the part."""
    if not found:
        pytest.skip("this machine does not allow it (strace, mount)")
    assert [f"{row.what}: {row.measured}, not {row.target}" for row in found if not row.met] == []


def of_module(part: Part) -> str:
    return f"{part.__module__.rpartition('.')[2]}.{part.__name__}"


@pytest.mark.parametrize("part", PARTS, ids=of_module)
def test_a_part_of_the_chaos(part: Part) -> None:
    judge(list(part()))


@pytest.mark.parametrize("part", STORAGE, ids=of_module)
def test_what_may_happen_to_the_database(part: Callable[[Faults], Iterator[Row]], faults: Faults) -> None:
    judge(list(part(faults)))


@pytest.mark.parametrize("family", ["ical", "text"])
def test_mutated_documents_give_talks_or_the_typed_error(family: str) -> None:
    found = fuzz.mutated(family, MUTATIONS)
    assert found.uncaught == []
    assert (found.read, found.megabytes < fuzz.MOST_MEMORY) == (MUTATIONS, True)
    assert found.talks > MUTATIONS / 4
