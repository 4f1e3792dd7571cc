"""Time zones as people and software name them: IANA, Windows, abbreviations, offsets, cities.

CONTRACT: signatures below are fixed; the implementation follows.
"""

from __future__ import annotations

from datetime import tzinfo


def iana_zone(name: str) -> str | None:
    """The IANA zone behind a TZID-like name: IANA, Windows, quoted, vendor-prefixed. None if unknown. Never raises."""
    raise NotImplementedError


def printed_zone(name: str, home: str | None) -> tzinfo | None:
    """The zone that a printed abbreviation, offset or city means for a source whose zone is `home`.

    `CET` in a Paris source is Paris local time; `EST` in July in New York is New York time;
    `UTC+8` is a fixed offset; `IST` depends on `home`. None if unknown.
    """
    raise NotImplementedError
