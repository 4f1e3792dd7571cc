"""From blocks to talks: Markdown, the zone of the source, and text completed by structured data."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.pages import extractor as page
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft

NOW = datetime(2025, 10, 1, tzinfo=UTC)


def _read(html: str, zone: str = "Europe/London") -> list[Draft]:
    return page.extract(Document(html.encode(), Context(fetched_at=NOW, timezone=zone), "text/html"))


def test_two_talks_as_terms_of_a_definition_list() -> None:
    text = (
        "## Double seminar\n\nWe meet on Friday 10 October 2025.\n\n"
        "Braids and their shadows\n: Maud Perrin (University of Ghent)\n: (11am, Room 4)\n"
        ": **Abstract.** Braids cast shadows, and the shadows remember more than one would think.\n\n"
        "Links without chains\n: Oscar Lund (University of Bergen)\n: (3:30pm, Room 5)\n: **Abstract.** TBA\n"
    )
    document = Document(text.encode(), Context(fetched_at=NOW, timezone="Europe/Brussels"), "text/markdown")
    items = [draft.item for draft in page.extract_markdown(document)]
    assert [(item.title, item.speakers[0].name, item.start, item.location) for item in items] == [
        ("Braids and their shadows", "Maud Perrin", "2025-10-10T11:00:00+02:00", "Room 4"),
        ("Links without chains", "Oscar Lund", "2025-10-10T15:30:00+02:00", "Room 5"),
    ]


@pytest.mark.parametrize(
    ("zone", "start"),
    [("America/New_York", "2025-10-06T18:30:00-04:00"), ("Asia/Hong_Kong", "2025-10-06T18:30:00+08:00")],
)
def test_the_same_text_on_two_sites_is_two_moments(zone: str, start: str) -> None:
    html = "<p>Speaker: Jane Doe (MIT)</p><p>Title: On knots</p><p>Monday 6 October 2025, 6:30-7:30pm</p>"
    [draft] = _read(html, zone)
    assert draft.item.start == start


def _event(visible: str, stated: str) -> str:
    return (
        f"<h1>On knots</h1><p>Speaker: Jane Doe (MIT)</p><p>{visible}</p><script type='application/ld+json'>"
        f'{{"@type": "Event", "name": "On knots", "startDate": "{stated}"}}</script>'
    )


def test_a_local_time_that_software_calls_utc_is_not_believed() -> None:
    [draft] = _read(_event("6 October 2025, 10:30", "2025-10-06T10:30:00Z"))
    assert draft.item.start == "2025-10-06T10:30:00+01:00"


def test_structured_data_give_the_hour_that_the_text_leaves_out() -> None:
    [draft] = _read(_event("6 October 2025", "2025-10-06T16:00:00+01:00"))
    assert draft.item.start == "2025-10-06T16:00:00+01:00"


def test_every_field_has_evidence() -> None:
    html = (
        "<table><tr><th>Date</th><th>Speaker</th><th>Title</th></tr>"
        "<tr><td>6 October 2025</td><td>Jane Doe</td><td>On knots</td></tr></table>"
    )
    [draft] = _read(html)
    assert draft.evidence["speakers"].rule == "column 'Speaker'"
    assert draft.evidence["title"].text == "On knots"
