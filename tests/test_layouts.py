"""Whole documents in layouts of real sites, written for this test: `layouts/NAME` and `layouts/NAME.json`.

The expectation names only what matters: `day` is the date alone, an abstract its first and last words,
a list of affiliations any of which will do; a key that is absent is not checked; null means none.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from seminarcrawl import TalkItem, extract_talks

LAYOUTS = Path(__file__).parent / "layouts"
# What is still read wrongly: an entry that begins to pass must leave this list.
WEAK = {
    "2024-02-06-theory-lunch.md": "an end of the clock alone beside a date with an offset",
    "indico-lab-seminars.ics": "a day for newcomers",
    "mail-weekly-digest.txt": "a cancelled talk told in a sentence; a room's code alone on a line",
    "weizmann-calendar-day.html": "days, hours and names glued together by a style sheet",
    "weekly-digest.txt": "a room of one word behind the hour",
    "en-note-paper.html": "the title of the paper beats the quoted title of the talk",
    "ja-seminar-page.html": "a postponement told in a sentence",
    "it-avvisi-mail.txt": "the abstract of the last of several announcements in a mail",
    "mail-forward-en.txt": 'a room behind "not the usual place but"',
    "none-prize-news.html": "a thesis and a byline in a news article",
    "pl-instytut.html": "the long name of an institution in brackets behind its short one",
    "quarto-listing.qmd": "one talk's link to join told in the body below a listing",
    "ru-rassylka.txt": "an announcing sentence that runs over into the next paragraph",
    "trumba.xml": "an institution that looks like a person; a final exam with the title in the text",
    "drupal-department-feed.ics": "a workshop that is a series; the quoted title of a final exam",
    "indico-infn.ics": "series and speaker in the title of a platform whose titles are taken as they are",
    "meetup-like-event.html": "a numbered name of the evening before the title",
    "opencms-kolloquium.html": "the next dates beside a single talk",
    "trumba-like.json": "a lunch that is a series before the colon",
    "mail-week-several.txt": "a room of a code and a name behind the hour",
    "typo3-kolloquium.ics": "a cancelled talk told by honorific and surname alone",
    "plone-vortrag-de.html": "the name of the contact under the bare label of a name",
    "term-inconsistent.html": "hours in bold that hold for one row",
}
CASES = sorted(p.with_suffix("") for p in LAYOUTS.glob("*.*.json"))


def read(case: Path) -> tuple[dict[str, Any], list[TalkItem]]:
    told = json.loads(case.with_name(case.name + ".json").read_text(encoding="utf-8"))
    fetched_at = datetime.fromisoformat(told["fetched_at"] + "T12:00:00+00:00")
    talks = extract_talks(
        case.read_bytes(), url=told["url"], timezone=told["timezone"], fetched_at=fetched_at
    )
    return told, talks


def differs(field: str, want: Any, talk: TalkItem) -> bool:
    if field == "speakers":
        if [s.name for s in talk.speakers] != [s["name"] for s in want]:
            return True
        return any(
            got.affiliation
            not in (s["affiliation"] if isinstance(s["affiliation"], list) else [s["affiliation"]])
            for got, s in zip(talk.speakers, want, strict=True)
            if "affiliation" in s
        )
    if field == "day":
        return (talk.start or "")[:10] != want
    got = getattr(talk, field)
    if field == "abstract" and want:
        return not got or not (
            " ".join(got.split()).startswith(want[0]) and " ".join(got.split()).endswith(want[1])
        )
    if field in {"start", "end"} and want:
        return not got or datetime.fromisoformat(got) != datetime.fromisoformat(want)
    return got != want


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_layout(case: Path, request: pytest.FixtureRequest) -> None:
    if case.name in WEAK:
        request.applymarker(pytest.mark.xfail(reason=WEAK[case.name], strict=True))
    told, talks = read(case)
    talks.sort(key=lambda t: (t.start or "")[:10])
    expected = sorted(told["talks"], key=lambda t: t.get("start", t.get("day"))[:10])
    assert [(t.start or "")[:10] for t in talks] == [t.get("start", t.get("day"))[:10] for t in expected]
    wrong = {
        f"talk {n}: {field}": (want, getattr(talk, field, talk.start))
        for n, (talk, wants) in enumerate(zip(talks, expected, strict=True))
        for field, want in wants.items()
        if differs(field, want, talk)
    }
    assert not wrong
