"""What a contributor or an extractor gives, in its one form; applied twice it changes nothing."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seminarcrawl.items import FIELD_NAMES, Speaker, TalkItem
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.normalize import normalize
from seminarcrawl.reading.validate import problems, rejections

HERE = Context(
    fetched_at=datetime(2026, 9, 20, 8, tzinfo=UTC),
    url="https://math.example.edu/seminar/",
    timezone="Europe/Paris",
)


def read(**values):
    return normalize(values, HERE)


def test_a_half_filled_dict_is_enough():
    talk = read(
        title="On knots", when="3 October 2026, 3pm", speakers=["Prof. Jane Doe (MIT)"], url="talks/3"
    )
    assert talk.start == "2026-10-03T15:00:00+02:00"
    assert talk.when == "3 October 2026, 3pm"
    assert talk.speakers == [Speaker("Jane Doe", "MIT")]
    assert talk.url == talk.uid == "https://math.example.edu/seminar/talks/3"
    assert talk.timezone == "Europe/Paris"


def test_a_speaker_line_and_a_dict_are_read():
    assert [s.name for s in read(speakers="Jane Doe (MIT) and John Roe (ETH)").speakers] == [
        "Jane Doe",
        "John Roe",
    ]
    talk = read(speakers=[{"name": "Dr. Jane Doe", "affiliation": "MIT", "url": "/~doe"}])
    assert talk.speakers == [Speaker("Jane Doe", "MIT", "https://math.example.edu/~doe")]
    assert read(speakers=["TBA", Speaker("N.N."), {"name": ""}]).speakers == []


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (datetime(2026, 10, 3, 15, 0), "2026-10-03T15:00:00+02:00"),  # noqa: DTZ001
        (datetime(2026, 10, 3, 15, 0, tzinfo=ZoneInfo("America/New_York")), "2026-10-03T21:00:00+02:00"),
        (date(2026, 10, 3), "2026-10-03"),
        ("2026-10-03T13:00:00Z", "2026-10-03T15:00:00+02:00"),
        ("2026-10-03T15:00", "2026-10-03T15:00:00+02:00"),
        ("3 Oct 2026, 15:00", "2026-10-03T15:00:00+02:00"),
        ("2026-10-03", "2026-10-03"),
        ("some day", None),
    ],
)
def test_a_start_in_any_form(start, expected):
    assert read(title="On knots", start=start).start == expected


def test_words_that_are_no_time_are_kept():
    assert read(title="On knots", start="some day").when == "some day"


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("16:30", "2026-10-03T16:30:00+02:00"),
        ("2026-10-03T16:30:00+02:00", "2026-10-03T16:30:00+02:00"),
        ("2026-10-03T14:00:00+02:00", None),
        ("2026-10-03T15:00:00+02:00", None),
        ("whenever", None),
        ("2026-10-03", None),
    ],
)
def test_an_end_must_follow_the_start(end, expected):
    talk = read(title="On knots", start="2026-10-03T15:00:00+02:00", end=end)
    assert talk.end == expected
    assert ("end.before-start" in talk.inferred) == (end == "2026-10-03T14:00:00+02:00")


def test_an_hour_that_does_not_exist_is_flagged():
    talk = read(title="On knots", start="2026-03-29T02:30")
    assert "start.dst-gap" in talk.inferred
    assert [p.rule for p in problems(talk) if "dst" in p.rule] == ["start.dst-gap"]


def test_titles_say_what_the_status_is_or_that_there_is_none():
    talk = read(title="[CANCELLED] On knots")
    assert (talk.title, talk.status) == ("On knots", "cancelled")
    assert read(title="TBA").title is None
    assert read(title="CANCELED", status="CANCELLED").status == "cancelled"
    assert read(title="On knots", status="https://schema.org/EventPostponed").status == "postponed"
    assert read(title="On knots", status="whatever").status == "confirmed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On <i>knots</i>\n and  links", "On knots and links"),
        ("Knots &amp; links", "Knots & links"),
        ("Where $a<b$ and $c>d$", "Where $a<b$ and $c>d$"),
        ("If a <b and c> d", "If a <b and c> d"),
        (r"$\mathbb{R}^n < \infty$ & more", r"$\mathbb{R}^n < \infty$ & more"),
        ("<script>alert(1)</script>On knots", "On knots"),
        ("On knots<img src=x onerror=alert(1)>", "On knots"),
        ("On &lt;b onclick=&quot;x()&quot;&gt;knots&lt;/b&gt;", "On knots"),
        ("On \u202eknots\u202c\u200b\x07\x1b[31m", "On knots[31m"),
        ("On knots <!-- hidden -->", "On knots"),
    ],
)
def test_titles_are_one_line_without_markup(text, expected):
    assert read(title=text).title == expected


def test_an_abstract_keeps_its_paragraphs():
    talk = read(title="On knots", abstract="<p>First $x<y$.</p><p>Second<br>line.</p>")
    assert talk.abstract == "First $x<y$.\n\nSecond\nline."


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVa\tScript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://x.example/",
        "http://",
        "http://[::1",
        "https://x.example:port/",
    ],
)
def test_unsafe_links_are_dropped(url):
    talk = read(
        title="On knots", url=url, online_url=url, links=[url], speakers=[Speaker("Jane Doe", None, url)]
    )
    assert (talk.url, talk.online_url, talk.links, talk.speakers[0].url) == (None, None, [], None)
    assert not rejections(talk)


def test_links_are_absolute_and_unique():
    talk = read(title="On knots", links=["/a.pdf", "https://math.example.edu/a.pdf", "mailto:jane@x.example"])
    assert talk.links == ["https://math.example.edu/a.pdf", "mailto:jane@x.example"]
    assert read(title="On knots", url="www.x.example/t").url == "https://www.x.example/t"
    assert read(title="On knots", url="https://user:secret@x.example/t").url == "https://x.example/t"


def test_a_link_is_no_location():
    talk = read(title="On knots", location="https://zoom.us/j/123456789?pwd=abc")
    assert (talk.location, talk.online_url) == (None, "https://zoom.us/j/123456789")


def test_passcodes_stay_only_on_request():
    secret = "https://zoom.us/j/1?pwd=abc"
    talk = read(title="On knots", online_url=secret, links=[secret], abstract=f"See {secret} for it.")
    assert "pwd" not in talk.to_json()
    kept = normalize({"title": "On knots", "online_url": secret}, HERE, keep_passcodes=True)
    assert kept.online_url == secret


def test_placeholders_are_no_values():
    talk = read(title="On knots", location="TBA", abstract="TBA", speakers=["Jane Doe"])
    assert (talk.location, talk.abstract) == (None, None)


def test_what_the_source_fixes_fills_in():
    here = HERE.but(series="Knots and Links", host="Department of Mathematics")
    assert normalize({"title": "x"}, here).series == "Knots and Links"
    assert normalize({"title": "x", "series": "Braids"}, here).series == "Braids"


def test_what_is_no_talk_is_refused():
    with pytest.raises(ValueError, match="titel"):
        normalize({"titel": "x"}, HERE)
    with pytest.raises(TypeError):
        normalize(17, HERE)  # type: ignore[arg-type]


WORDS = st.sampled_from(
    [
        *(
            "On knots",
            "<b>",
            "</p>",
            "&lt;",
            "&amp;",
            "$a<b$",
            "TBA",
            "[CANCELLED]",
            "3 Oct",
            "15:00",
            "2026",
        ),
        *(
            "https://zoom.us/j/1?pwd=x",
            "Prof. Jane Doe (MIT)",
            "and",
            "Room 4",
            "\u202e",
            "&amp;amp;lt;",
            "\n\n",
        ),
        *("<<i>b>", ";", "Meeting ID: 123", "cancelled", "www.x.example", ":", "Dr.", "(", "-"),
    ]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=5).map(" ".join), st.text(max_size=30))
VALUES = {
    **{name: TEXTS for name in FIELD_NAMES if name not in ("fetched_at", "source", "status")},
    **{name: st.lists(TEXTS, max_size=3) for name in ("topics", "links", "speakers", "inferred")},
}


@pytest.mark.parametrize(
    ("given", "location"),
    [
        ("Online, passcode 99", "Online"),
        ("Room 12, Password: abc", "Room 12"),
        ("Zoom (Passcode: 123456)", "Zoom"),
        ("https://zoom.us/j/1 passcode 99", None),
        ("Pinewood Hall 3", "Pinewood Hall 3"),
        ("Gebäude ID 14", "Gebäude ID 14"),
    ],
)
def test_a_place_keeps_no_passcode(given, location):
    assert normalize({"location": given}, HERE).location == location


def test_a_source_in_utc_does_not_say_where_its_talks_are():
    start = "2026-10-15T15:00:00+00:00"
    assert normalize({"start": start}, HERE.but(timezone="UTC")).timezone is None
    assert normalize({"start": start, "timezone": "UTC"}, HERE.but(timezone="UTC")).timezone == "UTC"
    assert normalize({"start": start}, HERE).timezone == "Europe/Paris"


@example(values={"title": "[CANCELLED] Dr. cancelled"})
@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries({}, optional=VALUES))
@example({"speakers": [": 3 Oct"]})
@example({"url": "\xad", "online_url": "\u061c", "links": ["\ufff9"]})
def test_once_is_enough_and_what_comes_out_is_inert(values):
    talk = normalize(values, HERE)
    once = talk.to_json()
    assert normalize(talk, HERE).to_json() == once
    assert normalize(TalkItem.from_dict(talk.as_dict()), HERE).to_json() == once
    assert not any(
        problem.rule.endswith((".type", ".unsafe", ".not-iso", ".no-offset")) for problem in rejections(talk)
    )
    assert "javascript:" not in "".join([talk.url or "", talk.online_url or "", *talk.links])
