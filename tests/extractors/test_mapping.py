"""One record in any keys: what they say, when it is, who speaks, which text is the title, is it a talk."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extract import extract_talks
from seminarcrawl.extractors.data import extractor as data
from seminarcrawl.extractors.data.records import find_records
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.mapping.keys import read_key
from seminarcrawl.extractors.mapping.policy import Policy
from seminarcrawl.extractors.mapping.reader import read_mapping
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.context import Context

PARIS = Context(
    fetched_at=datetime(2024, 6, 1, 12, tzinfo=UTC), timezone="Europe/Paris", url="https://x.example/"
)


FRONT_MATTER = Policy(utc_is_local=True)


def read(record: dict, policy: Policy | None = None) -> TalkItem:
    return read_mapping(record, PARIS, policy or Policy())[0].draft.item


def extract(tree: object, name: str = "list.json", context: Context = PARIS) -> list[TalkItem]:
    document = Document(json.dumps(tree).encode(), context.but(url=f"https://x.example/{name}"))
    return [draft.item for draft in data.extract(document)]


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("talk_title", "title"), ("speakerName", "speaker"), ("startDateTime", "start"), ("dtend", "end"),
        ("fecha", "date"), ("Ponente", "speaker"), ("titre_fr", "title"), ("Vortragender", "speaker"),
        ("講演者", "speaker"), ("地点", "place"), ("장소", "place"), ("horaInicio", "start"),
        ("publishDate", "posted"), ("last_modified", "posted"), ("registration_deadline", None),
        ("invitedBy", "host"), ("zoom_link", "online"), ("speaker_homepage", "speaker_url"),
        ("speaker_title", None), ("speaker_photo", None), ("pageName", None), ("abstract_heading", None),
        ("video_title", None), ("slides_url", "link"), ("datePrague", "date"), ("custom_speaker", "speaker"),
    ],
)  # fmt: skip
def test_key(key, role):
    found = read_key(key)
    assert (found.role if found else None) == role


@pytest.mark.parametrize(
    ("record", "start", "end"),
    [
        ({"date": "2024-05-17"}, "2024-05-17", None),
        ({"date": "2024-05-17", "time": "14:00 - 15:30"},
         "2024-05-17T14:00:00+02:00", "2024-05-17T15:30:00+02:00"),
        ({"date": "17.05.2024", "time": "14h"}, "2024-05-17T14:00:00+02:00", None),
        ({"date": "2024-05-17T00:00:00", "time": "2pm"}, "2024-05-17T14:00:00+02:00", None),
        ({"start": "2024-05-17 14:00", "duration": "50 min"},
         "2024-05-17T14:00:00+02:00", "2024-05-17T14:50:00+02:00"),
        ({"start": "2024-05-17T12:00:00Z"}, "2024-05-17T14:00:00+02:00", None),
        ({"start": "2024-05-17T08:00:00-04:00", "end": "2024-05-17T13:00:00Z"},
         "2024-05-17T14:00:00+02:00", "2024-05-17T15:00:00+02:00"),
        ({"start": "1715947200"}, "2024-05-17T14:00:00+02:00", None),
        ({"start": "1715947200000", "end": "1715950800000"},
         "2024-05-17T14:00:00+02:00", "2024-05-17T15:00:00+02:00"),
        ({"start": "20240517T120000Z"}, "2024-05-17T14:00:00+02:00", None),
        ({"start": "Fri, 17 May 2024 14:00:00 +0200"}, "2024-05-17T14:00:00+02:00", None),
        ({"start": "2024-05-17 14:00:00", "timezone": "America/New_York"}, "2024-05-17T14:00:00-04:00", None),
        ({"start": "2024-05-17 14:00:00", "tz": "UTC+5"}, "2024-05-17T11:00:00+02:00", None),
        ({"start_date": "2024-05-17", "start_time": "14:00", "end_time": "15:00"},
         "2024-05-17T14:00:00+02:00", "2024-05-17T15:00:00+02:00"),
        ({"start": {"dateTime": "2024-05-17T14:00:00+02:00", "timeZone": "Europe/Paris"}},
         "2024-05-17T14:00:00+02:00", None),
        ({"start": {"date": "2024-05-17", "time": "14:00:00", "tz": "Europe/London"}},
         "2024-05-17T14:00:00+01:00", None),
        ({"day": "17", "month": "5", "year": "2024"}, "2024-05-17", None),
        ({"day": "17", "month": "May", "year": "2024", "time": "14h"}, "2024-05-17T14:00:00+02:00", None),
        # Midnight is how software writes that it knows no hour; so is a whole day as an instant.
        ({"start": "2024-05-17T00:00:00Z", "end": "2024-05-17T00:00:00Z"}, "2024-05-17", None),
        ({"start": "2024-05-17 00:00", "end": "2024-05-17 23:59"}, "2024-05-17", None),
        ({"start": "2024-05-16T22:00:00Z", "end": "2024-05-17T22:00:00Z"}, "2024-05-17", None),
        ({"start": "2024-05-16T22:00:00Z", "all_day": "true"}, "2024-05-17", None),
        # The day of posting is not the talk's, and a start beats a plain date.
        ({"date": "2024-05-01", "start": "2024-05-17 14:00"}, "2024-05-17T14:00:00+02:00", None),
        ({"published": "2024-05-01", "event_date": "2024-05-17"}, "2024-05-17", None),
        ({"published": "2024-05-01"}, None, None),
        ({"start": "2024-13-45"}, None, None),
        ({"start": "99999999999999"}, None, None),
    ],
)  # fmt: skip
def test_when(record, start, end):
    item = read({"title": "Knots", **record})
    assert (item.start, item.end) == (start, end)


def test_front_matters_z_is_the_local_clock():
    item = read({"title": "Knots", "date": "2024-05-17T14:00:00Z"}, FRONT_MATTER)
    assert item.start == "2024-05-17T14:00:00+02:00"
    assert item.inferred == ["start.zone"]
    assert read({"title": "K", "date": "2024-05-17T14:00:00-04:00"}, FRONT_MATTER).start == (
        "2024-05-17T20:00:00+02:00"
    )


@pytest.mark.parametrize(
    ("record", "people"),
    [
        ({"speaker": "Prof. Ada Byron (MIT)"}, [("Ada Byron", "MIT")]),
        ({"speaker": "Ada Byron", "affiliation": "MIT"}, [("Ada Byron", "MIT")]),
        ({"speaker_first": "Ada ", "speaker_last": "Byron", "inst": "MIT"}, [("Ada Byron", "MIT")]),
        ({"speaker": {"name": "Ada Byron", "affil": "MIT"}}, [("Ada Byron", "MIT")]),
        ({"authors": [{"name": "Ada Byron", "affiliations": {"name": "MIT"}}]}, [("Ada Byron", "MIT")]),
        ({"speakers": ["Ada Byron", "Luc Martin"], "affiliations": ["MIT", "ULB"]},
         [("Ada Byron", "MIT"), ("Luc Martin", "ULB")]),
        ({"speaker": "Ada Byron|Luc Martin", "speaker_affiliation": "MIT|Univ. of X, Y and Z"},
         [("Ada Byron", "MIT"), ("Luc Martin", "Univ. of X, Y and Z")]),
        ({"speaker1": "Ada Byron", "affiliation1": "MIT", "speaker2": "Luc Martin", "affiliation2": "ULB"},
         [("Ada Byron", "MIT"), ("Luc Martin", "ULB")]),
        ({"chairs": [{"first_name": "Ada", "last_name": "Byron", "affiliation": ""}]}, [("Ada Byron", None)]),
        ({"presenter": "AdaByron"}, [("Ada Byron", None)]),
        ({"speaker": "adabyron"}, []),
        ({"speaker": "TBA"}, []),
        ({"performer": "Organization"}, []),
        ({"authors": ["admin"]}, []),
        ({"speaker": "https://example.org/ada"}, []),
        ({"speaker_ko": "김철", "speaker_en": "Ada Byron", "title_ko": "매", "title_en": "K", "title": "K"},
         [("Ada Byron", None)]),
    ],
)  # fmt: skip
def test_people(record, people):
    item = read({"date": "2024-05-17", **record})
    assert [(p.name, p.affiliation) for p in item.speakers] == people


@pytest.mark.parametrize(
    ("record", "title", "series"),
    [
        ({"title": "Topology Seminar", "talk_title": "On knots"}, "On knots", "Topology Seminar"),
        ({"title": "Ada Byron (MIT)", "speaker": "Ada Byron", "seminar": "On knots"}, "On knots", None),
        ({"title": "Topology Seminar", "subtitle": "On knots"}, "On knots", "Topology Seminar"),
        ({"title": "Topology Seminar", "speaker": "Ada Byron"}, None, "Topology Seminar"),
        ({"title": "Knots: an introduction"}, "Knots: an introduction", None),
        ({"title": "Topology Seminar: On knots"}, "On knots", "Topology Seminar"),
        ({"title": "[Topology Seminar] On knots"}, "On knots", "Topology Seminar"),
        ({"title": 'Topology Seminar, "On knots and chains," with Dr. Ada Byron', "speaker": "Ada Byron"},
         "On knots and chains", "Topology Seminar"),
        ({"title": "Talk by Ada Byron on Friday", "speaker": "Ada Byron"}, None, None),
        ({"title": "Lectures on knots: the second part"}, "Lectures on knots: the second part", None),
        ({"title": "TBA"}, None, None),
        ({"title": "..."}, None, None),
        ({"title": "&ldquo;On knots&rdquo;"}, "On knots", None),
        ({"title": {"rendered": "On <em>knots</em> &amp; chains"}}, "On knots & chains", None),
        ({"title": {"en": "On knots", "fr": "Des nœuds"}}, "On knots", None),
        ({"title": "On knots", "event": "Winter Colloquium"}, "On knots", "Winter Colloquium"),
        ({"title": "On knots", "talk": "yes"}, "On knots", None),
    ],
)  # fmt: skip
def test_title(record, title, series):
    item = read({"date": "2024-05-17", **record})
    assert (item.title, item.series) == (title, series)


def test_status_in_title_and_in_flags():
    assert read({"title": "[CANCELLED] On knots", "date": "2024-05-17"}).title == "On knots"
    assert read({"title": "[CANCELLED] On knots", "date": "2024-05-17"}).status == "cancelled"
    assert read({"title": "On knots", "canceled": "false"}).status == "confirmed"
    assert read({"title": "On knots", "is_canceled": "1"}).status == "cancelled"
    assert read({"title": "On knots", "postponed": "true"}).status == "postponed"


def test_when_a_form_was_filled_in_is_not_when_the_talk_is():
    form = {"Start time": "3/2/2023 10:14:22", "Completion time": "3/2/2023 10:16:40"}
    talk = {"Title": "On knots", "Speaker": "Ada Byron", "Talk date": "March 24, 2023"}
    assert read({**form, **talk}).start == "2023-03-24"
    assert read({"Timestamp": "3/2/2023 10:14:22", **talk}).start == "2023-03-24"
    assert (read({"Start time": "10:15", **talk}).start or "").startswith("2023-03-24T10:15")


def test_status_in_a_remark_in_other_languages():
    day = {"title": "On knots", "date": "2024-05-17"}
    assert read({**day, "Anmerkungen": "fällt krankheitsbedingt aus"}).status == "cancelled"
    assert read({**day, "Remarque": "annulé"}).status == "cancelled"
    assert read({**day, "Uwagi": "rzutnik"}).status == "confirmed"


def test_place_is_put_together_and_links_are_none():
    assert read({"venue": {"name": "Luce Hall", "room": "242"}, "title": "K"}).location == "Luce Hall, 242"
    assert read({"location": "No location set", "title": "K"}).location is None
    item = read({"location": "https://example.zoom.us/j/123?pwd=abc", "title": "K"})
    assert (item.location, item.online_url) == (None, "https://example.zoom.us/j/123")
    item = read({"location": "Hall 2 / [online](https://example.zoom.us/j/456?pwd=abc)", "title": "K"})
    assert item.online_url == "https://example.zoom.us/j/456"


def test_abstract_without_its_links():
    item = read(
        {"title": "K", "abstract": "<p>We tie knots of every length.</p><p><a href='v'>Video</a></p>"}
    )
    assert item.abstract == "We tie knots of every length."


def test_evidence_names_the_key():
    draft = read_mapping({"talk_title": "On knots", "speaker": "Ada Byron"}, PARIS)[0].draft
    assert draft.evidence["title"].rule == "key 'talk_title'"
    assert draft.evidence["title"].text == "On knots"


def test_numbered_talks_share_what_has_no_number():
    record = {
        "second_talk_title": "B", "second_talk_speaker": "Luc Martin", "second_talk_time": "11:00",
        "room": "5", "date": "2024-05-17", "title": "Double session",
        "first_talk_title": "A", "first_talk_speaker": "Ada Byron", "first_talk_time": "10:00",
    }  # fmt: skip
    items = [r.draft.item for r in read_mapping(record, PARIS)]
    assert [(i.title, i.speakers[0].name, i.start, i.location) for i in items] == [
        ("A", "Ada Byron", "2024-05-17T10:00:00+02:00", "5"),
        ("B", "Luc Martin", "2024-05-17T11:00:00+02:00", "5"),
    ]


@pytest.mark.parametrize(
    "record",
    [
        {"title": "No seminar", "date": "2024-05-17", "speaker": ""},
        {"title": "", "speaker": "", "date": "2024-05-17"},
        {"break": "Spring break", "date": "2024-05-17"},
        {"title": "Knots", "speaker": "Ada Byron", "date": "2024-05-17", "draft": True},
        {"title": "Knots", "authors": ["Ada Byron"], "journal": "Acta", "date": "2024-05-17"},
        {"name": "Ada Byron", "title": "Professor", "since": "2011-01-01"},
        {"title": "Faculty retreat", "start": "2024-05-17T09:00:00"},
        {"title": "Grief support group", "start": "2024-05-17T17:30:00Z"},
        {"title": "Bake sale", "date": "2024-05-17"},
    ],
)
def test_no_talk(record):
    assert extract([record], "calendar.json") == []


def test_no_date_still_is_a_talk_when_somebody_speaks():
    (item,) = extract([{"title": "On knots", "speaker": "Ada Byron"}])
    assert item.start is None


def test_titles_of_a_whole_file_say_what_their_parts_are():
    talks = [{"title": f"{name}: {title}", "date": "2024-05-17"} for name, title in [
        ("Ada Byron", "Engines that think"), ("Luc Martin", "Peat and other archives"),
        ("Ewa Nowicka", "Moss on old trams"), ("Otto Brehm", "Bogs after the rain"),
    ]]  # fmt: skip
    items = extract(talks, "seminar.json")
    assert [i.speakers[0].name for i in items] == ["Ada Byron", "Luc Martin", "Ewa Nowicka", "Otto Brehm"]
    assert items[0].title == "Engines that think"


@pytest.mark.parametrize(
    "tree",
    [
        {"data": [{"attributes": {"title": "K", "speaker": "Ada Byron", "date": "2024-05-17"}}]},
        {"results": {"items": [{"talk": {"title": "K", "speaker": "Ada Byron", "date": "2024-05-17"}}]}},
        {"77": {"title": "K", "speaker": "Ada Byron", "date": "2024-05-17"}},
        {"2024-05-17": {"title": "K", "speaker": "Ada Byron"}},
        {
            "weeks": [
                {
                    "start": "2024-05-13",
                    "talks": [{"title": "K", "speaker": "Ada Byron", "date": "2024-05-17"}],
                }
            ]
        },
        [{"date": "2024-05-17", "talks": [{"title": "K", "speaker": "Ada Byron"}]}],
        {"Spring 2024": [{"title": "K", "speaker": "Ada Byron", "date": "17 May"}]},
    ],
)
def test_records_wherever_they_are_nested(tree):
    (item,) = extract(tree)
    assert (item.title, item.speakers[0].name, item.start) == ("K", "Ada Byron", "2024-05-17")


def test_a_bad_document_is_one_typed_error():
    for body in (b"[[[[", b"{]", b"plain words", b"[" * 300_000):
        with pytest.raises(ExtractionError):
            data.extract(Document(body, PARIS.but(url="https://x.example/a.json")))


def test_hostile_records_are_bounded():
    began = time.process_time()
    wide = {f"key{n}": "x" for n in range(100_000)}
    assert find_records([wide] * 5) == []
    long = {
        "title": "x " * 200_000,
        "speaker": "(" * 100_000,
        "date": "1" * 100_000,
        "abstract": "<p>" * 60_000,
    }
    extract([long])
    extract([{"title": "K", "speaker": [["Ada Byron"]] * 10_000, "date": "2024-05-17"}] * 20)
    assert time.process_time() - began < 5


class TestWhatTheSourceFixes:
    """`summary_role` and `series` hold for titles in data as they do for a calendar's SUMMARY."""

    @pytest.mark.parametrize(
        ("role", "line", "title", "speaker", "series"),
        [
            ("speaker", "Nora Lind", None, "Nora Lind", None),
            ("speaker_title", "Nora Lind (Oslo): On tiles", "On tiles", "Nora Lind", None),
            ("title_speaker", "On tiles | Nora Lind, Oslo", "On tiles", "Nora Lind", None),
            ("series_title", "Algebra Seminar: On tiles", "On tiles", None, "Algebra Seminar"),
            ("series_speaker", "Algebra Seminar: Nora Lind", None, "Nora Lind", "Algebra Seminar"),
            ("title", "Nora Lind: a life in tiles", "Nora Lind: a life in tiles", None, None),
        ],
    )
    def test_a_title_is_what_the_role_says(self, role, line, title, speaker, series):
        record = {"id": 1, "title": line, "start": "2024-05-17T15:00:00+02:00"}
        (talk,) = extract([record], context=PARIS.but(summary_role=role))
        assert (talk.title, talk.series) == (title, series)
        assert [person.name for person in talk.speakers] == ([speaker] if speaker else [])

    def test_a_description_of_a_sentence_is_the_abstract_of_a_title_taken_apart(self):
        about = "We look at tiles that fit nowhere and prove that there are many."
        record = {"title": "Nora Lind: On tiles", "description": about, "start": "2024-05-17T15:00:00+02:00"}
        (talk,) = extract([record], context=PARIS.but(summary_role="speaker_title"))
        assert talk.abstract == about

    def test_a_key_for_speakers_says_it_better(self):
        record = {"title": "Lind: On tiles", "speaker": "Nora Lind", "start": "2024-05-17T15:00:00+02:00"}
        (talk,) = extract([record], context=PARIS.but(summary_role="speaker_title"))
        assert [person.name for person in talk.speakers] == ["Nora Lind"]

    def test_an_entry_without_a_speaker_is_a_talk_of_a_series(self):
        record = {"title": "On tiles", "start": "2024-05-17T15:00:00+02:00"}
        assert extract([record], name="list.json") == []
        assert [talk.title for talk in extract([record], context=PARIS.but(series="Algebra"))] == ["On tiles"]


def test_an_event_is_a_record_when_only_its_dates_are_listed():
    dates = [{"event_instance": {"id": n, "start": f"2024-05-{n}T15:00:00+02:00"}} for n in (17, 24)]
    event = {"id": 5, "title": "On tiles", "event_instances": dates}
    found = extract([event], context=PARIS.but(series="Algebra"))
    assert [talk.uid for talk in found] == ["5-17", "5-24"]


def test_occurrences_of_one_event_do_not_make_a_list_of_talks():
    dates = [{"id": n, "start": f"2024-05-{n}T15:00:00+02:00"} for n in (17, 24)]
    talk = {"id": 5, "title": "On tiles", "speaker": "Nora Lind", "dates_of_it": dates}
    assert {t.title for t in extract([talk, {"title": "Market", "start": "2024-05-18"}])} == {"On tiles"}


def test_a_moment_in_the_server_s_zone_is_held_in_the_record_s() -> None:
    moment = {"date": "2026-10-02", "time": "07:00:00", "tz": "Europe/Zurich"}
    record = {"title": "On knots", "speaker": "Ada Obi", "startDate": moment, "timezone": "Australia/Sydney"}
    (talk,) = extract_talks(
        json.dumps([record]).encode(),
        url="https://x.example/a.json",
        timezone="Europe/Zurich",
        fetched_at=datetime(2026, 10, 1, tzinfo=UTC),
    )
    assert (talk.start, talk.timezone) == ("2026-10-02T15:00:00+10:00", "Australia/Sydney")


@pytest.mark.parametrize("line", ["CANCELLED: Algebra Seminar", "Algebra Seminar (cancelled)"])
def test_a_series_marked_as_cancelled_is_the_series_of_a_cancelled_talk(line):
    record = {
        "title": line,
        "date": "2024-05-17",
        "timebegin": "15:00",
        "description": "Speaker: Nora Lind, Oslo\nTitle: On tiles",
    }
    (talk,) = extract([record])
    assert (talk.series, talk.status, talk.title) == ("Algebra Seminar", "cancelled", "On tiles")


class TestKindsOnPlatforms:
    """What a calendar files under lectures is a talk, though no key and no title names its speaker."""

    START = "2024-05-17T15:00:00+02:00"

    def localist(self, kind: str) -> dict:
        dates = [{"event_instance": {"id": 2, "start": self.START, "end": None}}]
        kinds = {"event_types": [{"name": kind, "id": 5}], "event_audience": [{"name": "Public", "id": 6}]}
        return {
            "title": "Waves at rest",
            "localist_url": "https://e.example/1",
            "filters": kinds,
            "event_instances": dates,
        }

    def bedework(self, kind: str) -> dict:
        start = {"datetime": "20240517T150000", "timezone": "Europe/Paris"}
        return {
            "summary": "Waves at rest",
            "calPath": "/p",
            "guid": "g",
            "start": start,
            "categories": [kind],
        }

    def livewhale(self, kind: str) -> dict:
        return {
            "id": 5,
            "title": "Waves at rest",
            "date_iso": self.START,
            "is_canceled": None,
            "event_types": [kind],
        }

    def events_calendar(self, kind: str) -> dict:
        start = {"start_date": "2024-05-17 15:00:00", "utc_start_date": "2024-05-17 13:00:00"}
        return {"title": "Waves at rest", "global_id": "g", **start, "categories": [{"name": kind, "id": 5}]}

    @pytest.mark.parametrize("platform", ["localist", "bedework", "livewhale", "events_calendar"])
    @pytest.mark.parametrize(
        ("kind", "is_talk"), [("Lecture/Talk", True), ("Seminars", True), ("Sports", False)]
    )
    def test_kind(self, platform, kind, is_talk):
        record = getattr(self, platform)(kind)
        assert [talk.title for talk in extract([record])] == (["Waves at rest"] if is_talk else [])
