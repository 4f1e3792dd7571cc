"""Data inside pages, feeds and front matter when they are broken, hostile, or only look like talks."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors import feeds
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.frontmatter import extractor as frontmatter
from seminarcrawl.extractors.structured import reader as structured
from seminarcrawl.extractors.structured.jsonld import json_ld_events
from seminarcrawl.extractors.structured.links import calendar_link
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.context import Context

PARIS = Context(
    fetched_at=datetime(2024, 6, 1, 12, tzinfo=UTC), timezone="Europe/Paris", url="https://x.example/p.html"
)
EVENT = {"@type": "Event", "name": "On knots", "startDate": "2024-05-17T14:00:00+02:00"}


def page(html: str) -> list[TalkItem]:
    return [draft.item for draft in structured.read(BeautifulSoup(html, "lxml"), PARIS)]


def json_ld(value: object) -> list[TalkItem]:
    text = value if isinstance(value, str) else json.dumps(value)
    return page(f'<script type="application/ld+json">{text}</script>')


def front_matter(text: str, path: str = "_posts/2024-05-10-x.md") -> list[TalkItem]:
    document = Document(text.encode(), PARIS.but(url=f"https://x.example/{path}"))
    return [draft.item for draft in frontmatter.extract(document)]


@pytest.mark.parametrize(
    "value",
    [
        EVENT,
        [EVENT],
        {"@graph": [{"@type": "WebPage", "datePublished": "2024-01-01"}, EVENT]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": EVENT}]},
        {**EVENT, "@type": ["Event", "EducationEvent"]},
        {**EVENT, "@type": "http://schema.org/EducationEvent"},
        '{"@type": "Event", "name": "On\nknots", "startDate": "2024-05-17T14:00:00+02:00",}',
        '<!--\n{"@type": "Event", "name": "On knots", "startDate": "2024-05-17T14:00:00+02:00"}\n-->',
        '/*<![CDATA[*/{"@type": "Event", "name": "On knots", "n": NaN, '
        '"startDate": "2024-05-17T14:00:00+02:00"}/*]]>*/',
        '{&quot;@type&quot;: &quot;Event&quot;, &quot;name&quot;: &quot;On knots&quot;, '
        '&quot;startDate&quot;: &quot;2024-05-17T14:00:00+02:00&quot;}',
    ],
)  # fmt: skip
def test_json_ld_in_its_shapes(value):
    (item,) = json_ld(value)
    assert (item.title, item.start) == ("On knots", "2024-05-17T14:00:00+02:00")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "not json at all",
        "{",
        {"@type": "BlogPosting", "headline": "On knots", "datePublished": "2024-05-17"},
        {"@type": "CourseInstance", "name": "Knots", "startDate": "2024-05-17"},
        {"@type": "MusicEvent", "name": "Knots live", "startDate": "2024-05-17"},
        {"@type": "Event", "name": "On knots"},
        "[" * 200_000,
        '{"a":' * 5_000 + "1" + "}" * 5_000,
    ],
)
def test_what_is_no_event_gives_nothing(value):
    assert json_ld(value) == []


def test_json_ld_reference_to_a_place_and_a_person():
    graph = [
        {**EVENT, "location": {"@id": "#room"}, "performer": {"@id": "#ada"}},
        {"@id": "#room", "@type": "Place", "name": ["Luce Hall", "Rm 242"]},
        {"@id": "#ada", "@type": "Person", "name": "Dr. Ada Byron", "affiliation": {"name": "MIT"}},
    ]
    (item,) = json_ld({"@graph": graph})
    assert item.location == "Luce Hall, Rm 242"
    assert [(p.name, p.affiliation) for p in item.speakers] == [("Ada Byron", "MIT")]


def test_json_ld_online_place_and_status():
    (item,) = json_ld({
        **EVENT, "eventStatus": "https://schema.org/EventPostponed",
        "location": [{"@type": "Place", "name": "B 12"},
                     {"@type": "VirtualLocation", "url": "https://example.zoom.us/j/1?pwd=x"}],
    })  # fmt: skip
    assert (item.location, item.online_url, item.status) == (
        "B 12",
        "https://example.zoom.us/j/1",
        "postponed",
    )


def test_one_event_in_two_syntaxes_is_one():
    (item,) = page(
        f'<script type="application/ld+json">{json.dumps(EVENT)}</script>'
        '<div class="vevent"><b class="summary">On knots</b>'
        '<abbr class="dtstart" title="2024-05-17T14:00:00+02:00">x</abbr><i class="location">B 12</i></div>'
    )
    assert (item.title, item.location) == ("On knots", "B 12")


@pytest.mark.parametrize(
    ("href", "start", "zone"),
    [
        ("https://www.google.com/calendar/event?dates=20240517T120000Z/20240517T130000Z",
         "20240517T120000Z", ""),
        ("https://calendar.google.com/calendar/r/eventedit?dates=20240517T140000/20240517T15&ctz=Europe/Paris",
         "20240517T140000", "Europe/Paris"),
        ("https://outlook.office.com/calendar/0/deeplink/compose?startdt=2024-05-17T14:00:00+02:00",
         "2024-05-17T14:00:00+02:00", None),
        ("https://calendar.yahoo.com/?v=60&st=20240517T120000Z", "20240517T120000Z", None),
        ("data:text/calendar;charset=utf8,BEGIN:VEVENT%0ADTSTART;TZID=Europe/Paris:20240517T140000%0AEND:VEVENT",
         "20240517T140000", "Europe/Paris"),
    ],
)  # fmt: skip
def test_calendar_link(href, start, zone):
    found = calendar_link(href)
    assert found is not None
    assert (found["start"], found.get("zone")) == (start, zone)


@pytest.mark.parametrize("href", ["https://www.google.com/", "mailto:a@b.c", "/about", "http://["])
def test_other_links(href):
    assert calendar_link(href) is None


def test_hostile_pages_are_bounded():
    pages = [
        '<div itemscope itemtype="http://schema.org/Event">' * 3000,
        '<div class="vevent"><i class="dtstart">2024-05-17</i>' * 3000,
        '<a href="https://calendar.google.com/calendar/render?dates=20240517/20240517">x</a>' * 5000,
        '<p itemprop="name" property="name" class="summary">x' * 20_000,
    ]
    for html in pages:
        soup = BeautifulSoup(html, "lxml")
        began = time.process_time()
        structured.read(soup, PARIS)
        assert time.process_time() - began < 3
    assert json_ld_events(json.dumps([EVENT] * 30_000))


@pytest.mark.parametrize(
    "text",
    [
        "---\nlayout: person\nname: Ada Byron\ntitle: Professor\nemail: a@b.c\n---\nAda likes engines.\n",
        "---\ntitle: Publications\nlayout: page\n---\n- A. Byron, Engines, 2021.\n",
        "---\ntitle: Our new building\ndate: 2024-05-03\ntags: [news]\n---\nWe moved on 2 May 2024.\n",
        "---\ntitle: Knots\nspeaker: Ada Byron\ndate: 2024-05-17\npublished: false\n---\n",
        "---\n---\n",
        "---\n- a\n- b\n---\nbody\n",
    ],
)
def test_front_matter_that_is_no_talk(text):
    assert front_matter(text) == []


def test_front_matter_with_windows_line_ends_and_no_closing_fence():
    (item,) = front_matter("---\r\ntitle: On knots\r\nspeaker: Ada Byron\r\ndate: 2024-05-17 14:00\r\n")
    assert (item.title, item.start) == ("On knots", "2024-05-17T14:00:00+02:00")


def test_closing_links_to_slides_are_no_part_of_the_abstract():
    abstract = "Nous suivons les tourbillons d'un fleuve en crue et les comparons à ceux d'une rivière calme."
    head = "---\ntitle: Crues\nspeaker: Anaïs Roche\ndate: 2024-05-10 11:00\n---\n\n"
    (item,) = front_matter(f"{head}{abstract}\n\n[Support](/a.pdf)\n\n[Vidéo](/b)\n")
    assert item.abstract == abstract


def test_front_matters_day_beats_the_file_names():
    (item,) = front_matter("---\ntitle: On knots\nspeaker: Ada Byron\ndate: 2024-05-17\n---\n")
    assert item.start == "2024-05-17"


def test_file_names_day_when_no_key_has_one():
    (item,) = front_matter("---\ntitle: On knots\nspeaker: Ada Byron\ntime: 14:00\n---\n")
    assert item.start == "2024-05-10T14:00:00+02:00"


def test_body_that_repeats_the_front_matter_is_no_second_talk():
    (item,) = front_matter(
        '+++\ntitle = "Ada Byron (MIT)"\nspeaker = "Ada Byron"\nseminar = "On knots"\n'
        'date = "2024-05-01 09:13:26"\nstart = "2024-05-17 14:00:00"\n+++\n'
        "*Speaker:* **Ada Byron** (MIT)\n\n*Title:* **On knots**\n\n"
        "*Abstract:* We tie knots of every length and count the ways in which they come undone.\n"
    )
    assert (item.title, item.start) == ("On knots", "2024-05-17T14:00:00+02:00")
    assert item.abstract == "We tie knots of every length and count the ways in which they come undone."


def test_long_notes_are_no_abstract():
    body = "\n\n".join(
        f"## Step {n}\n\nInstall part {n} of the tool and look at what it prints." for n in range(200)
    )
    (item,) = front_matter(f"---\ntitle: A tool\nspeaker: Ada Byron\ndate: 2024-05-17\n---\n{body}\n")
    assert item.abstract is None


@pytest.mark.parametrize("text", ["", "<", "plain words", "<?xml version='1.0'?>"])
def test_feed_that_is_none(text):
    with pytest.raises(ExtractionError) as caught:
        feeds.extract(Document(text.encode(), PARIS))
    assert caught.value.rule == "feed.malformed"


def test_feed_reads_no_file_and_expands_no_bomb():
    bomb = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "boom"}">' for n in range(12))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE r [{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<events><event><title>On knots &b11; &f;</title><speaker>Ada Byron</speaker>"
        "<start_time>2024-05-17T14:00:00+02:00</start_time></event></events>"
    )
    began = time.process_time()
    (draft,) = feeds.extract(Document(text.encode(), PARIS))
    assert time.process_time() - began < 1
    assert draft.item.title == "On knots"


def test_feed_items_without_a_day_of_their_own_give_nothing():
    item = "<item><title>Seminar news</title><pubDate>Fri, 17 May 2024 10:00:00 GMT</pubDate></item>"
    document = Document(f"<rss><channel><title>Seminar</title>{item}</channel></rss>".encode(), PARIS)
    assert feeds.extract(document) == []


def test_rss_title_with_the_day_in_front():
    item = "<item><title>Fri 17 May 14:00: Bells and cracks</title><speaker>Ada Byron</speaker></item>"
    document = Document(f"<rss><channel>{item}</channel></rss>".encode(), PARIS)
    (draft,) = feeds.extract(document)
    assert (draft.item.title, draft.item.start) == ("Bells and cracks", "2024-05-17T14:00:00+02:00")
