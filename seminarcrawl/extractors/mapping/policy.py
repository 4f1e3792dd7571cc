"""How the records of a format are to be understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Policy:
    """How records of a format are to be understood.

    `utc_is_local`: a `Z` that stands for the local clock (front matter). `site`: relative links lead to
    pages of the document's own site (not so for a file of a repository). `path_day`: the day in the file's
    name, the weakest evidence of when. `weak_abstracts`: whether `description` and the like may be abstracts.
    """

    utc_is_local: bool = False
    site: bool = True
    path_day: date | None = None
    weak_abstracts: bool = True
