"""What somebody points out on a page; apart from its reader, so that a spider can say it without a parser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Selection:
    """`talk`: the element of one talk; None: the page is one talk's. `fields`: what stands where in it.

    A field's key is any that a data file might have (`title`, `speakers`, `when`, `date`, `time`, `location`,
    `room`, `affiliation`, `abstract`, `url` …); its selector may end in `::attr(name)`.
    """

    talk: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
