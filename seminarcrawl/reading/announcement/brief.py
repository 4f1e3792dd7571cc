"""An abstract of one or two sentences, which its shape alone does not tell from a remark.

Only for a description whose talk is known already (title and speaker): what is left there and is no
logistics, biography or link is then the abstract, however short.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from seminarcrawl.reading.announcement.abstract import without_known
from seminarcrawl.reading.announcement.reader import trim_abstract
from seminarcrawl.reading.announcement.remarks import is_biography, read_remark, word_count
from seminarcrawl.reading.kinds import names_talk
from seminarcrawl.reading.labels import split_label
from seminarcrawl.reading.places import place_likeness
from seminarcrawl.reading.status import is_no_talk, is_placeholder, read_status

_FEWEST_WORDS = 4
_LONGEST = 400
_LIKELY = 0.5
_ENDS = re.compile(r"[.!?。！？…][)\]”’\"'»]?$")
_TELLING = re.compile(r"https?://|www\.|@|\d[:.h]\d\d")


def brief_abstract(text: str, *, title: str | None, speakers: Sequence[str]) -> str | None:
    """The abstract that a short description is; None when it may be anything else."""
    trimmed = trim_abstract(text) if 0 < len(text) <= 5 * _LONGEST else None
    body = without_known(trimmed, [title, *speakers]) if trimmed else None
    if body is None or len(body) > _LONGEST or not all(map(_is_sentence, body.split("\n"))):
        return None
    if word_count(body) < _FEWEST_WORDS or _is_remark(body) or is_biography(body, speakers):
        return None
    return body


def _is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does and is mostly in lower case, as no list or heading is."""
    line = line.strip()
    if not line:
        return True
    words = line.split()
    small = sum(not word[0].isupper() and not word[0].isdigit() for word in words)
    return _ENDS.search(line) is not None and 2 * small >= len(words) and split_label(line) is None


def _is_remark(body: str) -> bool:
    """Whether a text is about the event instead of its subject."""
    if _TELLING.search(body) or names_talk(body) or read_remark(body) or place_likeness(body) >= _LIKELY:
        return True
    return is_placeholder(body) or is_no_talk(body) or read_status(body)[0] is not None
