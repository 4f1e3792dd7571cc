"""The roles that the parts of one line may have, in their order: `series_speaker_title`."""

from __future__ import annotations

from typing import Literal, cast, get_args

SummaryRole = Literal[
    "title", "speaker", "series", "speaker_title", "title_speaker", "series_title", "series_speaker",
    "series_speaker_title", "series_title_speaker",
]  # fmt: skip
"""The parts of a line in their order: `series_speaker_title` is "Series: Speaker (Affil) — Title"."""

ROLES: tuple[SummaryRole, ...] = get_args(SummaryRole)

Piece = Literal["series", "speaker", "title"]
PIECES = {role: cast("tuple[Piece, ...]", tuple(role.split("_"))) for role in ROLES}
SUBROLES = {  # what is left of a role without one of its pieces
    role: [cast("SummaryRole", "_".join(piece for piece in pieces if piece != missing)) for missing in pieces]
    if len(pieces) > 1
    else []
    for role, pieces in PIECES.items()
}
WEIGHTS = {  # of the pieces of a reading
    pieces: [0.5 if piece == "series" else 0.5 / (len(pieces) - 1) for piece in pieces]
    if "series" in pieces and len(pieces) > 1
    else [1 / len(pieces)] * len(pieces)
    for pieces in PIECES.values()
}
# Its pieces by number in the order of weighing: first what is told soonest.
ORDER = {
    pieces: [pieces.index(piece) for piece in get_args(Piece) if piece in pieces]
    for pieces in PIECES.values()
}
