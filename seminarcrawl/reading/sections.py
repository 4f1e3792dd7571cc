"""What a heading says of the section below it: other events, abstracts, past talks, organisers.

The words stand in the table `[sections]` of `reading/languages/*.toml`.
"""

from __future__ import annotations

import re
from typing import Literal, cast

from seminarcrawl.reading.languages import load_languages, remember
from seminarcrawl.reading.text import fold

Section = Literal["related", "upcoming", "abstracts", "people", "comments"]
_LONGEST = 60


_PARTS = re.compile(r"\s[/|]\s")  # "Recently viewed / You might also like"


@remember()
def _known() -> dict[str, Section]:
    """Every heading by its folded words."""
    known: dict[str, Section] = {}
    for language in load_languages().values():
        for section, headings in language.get("sections", {}).items():
            for heading in headings:
                known[fold(heading)] = cast("Section", section)
    return known


@remember(4096)
def match_section(text: str) -> Section | None:
    """What the section under the heading `text` holds; None for any other text.

    "related": other events than this page's; "upcoming": talks to come (a teaser beside one talk, the
    content of a list); "abstracts": abstracts of talks listed elsewhere; "people": organisers, committees,
    participants; "comments": what readers wrote.
    """
    if len(text) > _LONGEST:
        return None
    return _known().get(fold(text)) or next(
        (found for part in _PARTS.split(text) if part != text and (found := _known().get(fold(part)))), None
    )
