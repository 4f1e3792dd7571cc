"""Reading is bounded, and says where it stopped: `Document.cut_off` and `Document.too_many` are told.

Readers that know no document take such a function as an argument. `docs/RELIABILITY.md` lists the bounds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

# Is told what was read: "10,000 blocks".
Told: TypeAlias = Callable[[str], None]


def untold(_most: str) -> None:
    """For a caller to whom it makes no difference that the rest was not read."""
