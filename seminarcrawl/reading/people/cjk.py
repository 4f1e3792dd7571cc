"""Names in Chinese, Japanese and Korean writing, alone or beside the same name in Latin letters."""

from __future__ import annotations

import re

from seminarcrawl.reading.languages import remember, words
from seminarcrawl.reading.people.affiliations import clean_affiliation
from seminarcrawl.reading.people.honorifics import strip_honorifics
from seminarcrawl.reading.people.likeness import institution_likeness, person_likeness
from seminarcrawl.reading.people.person import Person
from seminarcrawl.reading.text import fold

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_RUN = re.compile(
    r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\s・]{0,20}"
)
_LATIN_RUN = re.compile(r"[^\W\d_\u3005-\ud7af](?:[^\W\d_\u3005-\ud7af]|[\s.'’-]){0,60}")


def same_in_other_script(text: str, name: str) -> bool:
    """`江韋霖` beside `Wei-Lin Chiang`: one person, two scripts."""
    if bool(CJK.search(text)) == bool(CJK.search(name)):
        return False
    return person_likeness(text) >= 0.5 and institution_likeness(text) < 0.6


def read_cjk(text: str) -> Person | None:
    """`國立臺灣大學 王小明 教授`, `山田太郎`, `홍길동 교수`, `東京大学 山田 太郎`."""
    name = strip_honorifics(text)
    both = one_script(name)
    if both != name:
        return Person(both)
    if person_likeness(name) >= 0.5:
        return Person(" ".join(name.split()))
    tokens = name.split()
    for cut in range(1, len(tokens)):
        left, right = " ".join(tokens[:cut]), strip_honorifics(" ".join(tokens[cut:]))
        if institution_likeness(left) >= 0.5 and person_likeness(right) >= 0.5:
            return Person(right, [left], closed=True)
        if institution_likeness(right) >= 0.5 and person_likeness(strip_honorifics(left)) >= 0.5:
            return Person(strip_honorifics(left), [clean_affiliation(right) or right], closed=True)
    if len(tokens) == 1 and len(name) >= 5:
        for cut in range(len(name) - 2, max(1, len(name) - 6), -1):
            left, right = name[:cut], name[cut:]
            if len(right) >= 2 and institution_likeness(left[-3:]) >= 0.5 and person_likeness(right) >= 0.7:
                return Person(right, [left], closed=True)
        if institution_likeness(name) >= 0.5:
            return None
    short = name.replace(" ", "").replace("・", "")
    if institution_likeness(name) < 0.5 and 2 <= len(short) <= 6 and not _titled(name):
        return Person(" ".join(tokens))
    return None


def _titled(name: str) -> bool:
    return fold(name) in _cjk_titles()


def one_script(name: str) -> str:
    """`Xiaoming Wang 王小明` → the one that is printed first."""
    if not (CJK.search(name) and re.search(r"[^\W\d_\u3005-\ud7af]{2}", name)):
        return name
    found = (_CJK_RUN if CJK.match(name) else _LATIN_RUN).match(name)
    first = found.group().strip(" -・") if found else name
    return first if person_likeness(first) >= 0.5 else name


@remember()
def _cjk_titles() -> frozenset[str]:
    return frozenset(fold(word) for word in words("titles", "words") if word > "\u2e80")
