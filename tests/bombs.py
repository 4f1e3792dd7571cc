"""Documents made to cost time or memory, and a process that reads them under limits.

    python -m tests.bombs [NAME ...]      a table of what each costs
    python -m tests.bombs -               the same for a program: names on stdin, one JSON line for each

`bombs()` are all of them; `explode` reads one in a child that the system kills when it takes more CPU time
than `LIMIT`. A bomb is built when it is asked for: together they would be hundreds of megabytes.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seminarcrawl import TalkItem

NOW = datetime(2026, 1, 5, tzinfo=UTC)
LIMIT = 2.0  # seconds of CPU time
MOST_MEMORY = 200  # megabytes above what the process had before
HTML, ICAL, JSON, YAML, TOML = (
    "text/html",
    "text/calendar",
    "application/json",
    "application/yaml",
    "application/toml",
)
CSV, RSS, ATOM, MARKDOWN, PLAIN = (
    "text/csv",
    "application/rss+xml",
    "application/atom+xml",
    "text/markdown",
    "text/plain",
)
TALK = (
    "<p><b>Speaker:</b> Ada Lovelace (London)</p><p><b>Title:</b> On engines</p>"
    "<p>Monday June 8, 2026, 4 pm</p>"
)
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Bomb:
    """One hostile document. `body` builds it anew."""

    name: str
    make: Callable[[], str | bytes]
    content_type: str
    url: str = "https://example.org/x"

    @property
    def body(self) -> bytes:
        """The bytes of the document."""
        made = self.make()
        return made.encode() if isinstance(made, str) else made


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading a bomb came to: `result` is how many talks, an error, or "killed by" a signal.

    `megabytes` are those above what the process had before.
    """

    result: str
    seconds: float
    megabytes: float

    @property
    def is_typed(self) -> bool:
        """Whether it ended in talks or in the one error that callers are promised."""
        return self.result.endswith(" talks") or self.result.startswith("ExtractionError")


def bombs() -> dict[str, Bomb]:
    """All bombs by name."""
    families = (
        ("html", HTML, _html()),
        ("structured", HTML, _structured()),
        ("ical", ICAL, _ical()),
        ("json", JSON, _json()),
        ("yaml", YAML, _yaml()),
        ("toml", TOML, _toml()),
        ("csv", CSV, _csv()),
        ("rss", RSS, _feeds()),
        ("markdown", MARKDOWN, _markdown()),
        ("plain", PLAIN, _plain()),
        ("signs", PLAIN, _signs()),
        ("any", "", _unnamed()),
    )
    return {
        f"{family}: {name}": Bomb(f"{family}: {name}", make, content_type)
        for family, content_type, makers in families
        for name, make in makers.items()
    }


Makers = dict[str, Callable[[], str | bytes]]


def _html() -> Makers:
    date = "June 8, 2026, 4 pm"
    return {
        "nested tags": lambda: "<div>" * 100_000 + TALK,
        "nested inline tags": lambda: "<span>" * 100_000 + TALK,
        "nested lists": lambda: "<ul><li>" * 50_000 + TALK,
        "nested quotes": lambda: "<blockquote>" * 100_000 + TALK,
        "nested tables": lambda: "<table><tr><td>" * 3_000 + TALK,
        "nested definition lists": lambda: "<dl><dd>" * 30_000 + TALK,
        "nested sections with headings": lambda: "<section><h2>A</h2>" * 20_000 + TALK,
        "open formatting tags": lambda: "<b><i>x" * 20_000,
        "crossed formatting tags": lambda: "<b><p><i></b></p>x</i>" * 15_000,
        "nested links": lambda: "<a href=/x>x" * 50_000,
        "nested forms and buttons": lambda: "<form><button>" * 40_000 + TALK,
        "nested svg": lambda: "<svg><g>" * 50_000 + TALK,
        "nested side bars": lambda: '<div class="sidebar">' * 20_000 + TALK,
        "nested navigation": lambda: "<nav>" * 20_000 + TALK,
        "nested articles with teasers": lambda: '<article class="teaser">' * 20_000 + TALK,
        "closing tags only": lambda: "</p></div></b>" * 100_000 + TALK,
        "100,000 attributes": lambda: "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</p>" + TALK,
        "one attribute 100,000 times": lambda: "<p " + "class=a " * 100_000 + ">x</p>" + TALK,
        "a class of 5 MB": lambda: '<p class="' + "talk " * MILLION + '">x</p>' + TALK,
        "100,000 classes that say talk": lambda: '<div class="event talk">' * 100_000 + TALK,
        "an address of 5 MB": lambda: '<a href="/?q=' + "20260608" * 600_000 + '">Jane Doe</a>' + TALK,
        "100,000 links": lambda: "<a href='/x'>Oct 3: Jane Doe</a> " * 100_000,
        "100,000 links without spaces": lambda: "<a href='/x'>Oct 3: Jane Doe</a>" * 100_000,
        "100,000 entities": lambda: "<p>" + "&amp;&#8211;&eacute;&bogus;" * 50_000 + "</p>" + TALK,
        "a number of an entity of 1 MB": lambda: "<p>&#" + "9" * MILLION + ";</p>" + TALK,
        "5 MB of text": lambda: "<p>" + "Monday 4 pm room 5 " * 260_000 + "</p>",
        "5 MB of one word": lambda: "<p>" + "a" * 5 * MILLION + "</p>" + TALK,
        "5 MB of paragraphs": lambda: TALK * 45_000,
        "empty paragraphs": lambda: "<p></p>" * 500_000 + TALK,
        "line breaks": lambda: "<p>" + f"{date}<br>" * 60_000 + "</p>",
        "line breaks alone": lambda: "<br>" * MILLION + TALK,
        "one row of 50,000 cells": lambda: "<table><tr>" + "<td>May 5</td>" * 50_000 + "</tr></table>",
        "one header row of 50,000 cells": lambda: (
            "<table><tr>" + "<th>Speaker</th>" * 50_000 + "</tr></table>"
        ),
        "50,000 rows of one cell": lambda: "<table>" + "<tr><td>May 5</td></tr>" * 50_000 + "</table>",
        "20,000 rows of talks": lambda: (
            "<table><tr><th>Date</th><th>Speaker</th><th>Title</th></tr>"
            + "<tr><td>May 5, 2026</td><td>Jane Doe</td><td>On knots</td></tr>" * 20_000
            + "</table>"
        ),
        "rows of 300 columns": lambda: "<table>" + ("<tr>" + "<td>5</td>" * 300 + "</tr>") * 400 + "</table>",
        "colspan and rowspan 65534": lambda: (
            "<table>" + "<tr><td colspan=65534 rowspan=65534>May 5</td></tr>" * 500 + "</table>"
        ),
        "rowspan 65534 in every cell": lambda: (
            "<table>" + ("<tr>" + "<td rowspan=65534>May 5</td>" * 30 + "</tr>") * 400 + "</table>"
        ),
        "colspan of 1,000 digits": lambda: (
            f"<table><tr><td colspan={'9' * 1000}>May 5</td></tr></table>{TALK}"
        ),
        "20,000 tables": lambda: "<table><tr><td>May 5</td><td>Jane Doe</td></tr></table>" * 20_000,
        "a list of 50,000": lambda: "<ul>" + "<li>May 5: Jane Doe (MIT), On knots</li>" * 50_000 + "</ul>",
        "a list of 50,000 without dates": lambda: (
            "<ul>" + "<li>Jane Doe (MIT), On knots</li>" * 50_000 + "</ul>"
        ),
        "50,000 definitions": lambda: "<dl>" + "<dt>May 5</dt><dd>Jane Doe: On knots</dd>" * 25_000 + "</dl>",
        "30,000 headings": lambda: "<h3>May 5, 2026</h3>" * 30_000 + TALK,
        "30,000 terms": lambda: "<h2>Spring 2026</h2><p>Thursdays at 4 pm in room 5</p>" * 30_000 + TALK,
        "20,000 abstracts": lambda: TALK + "<p><b>Abstract:</b> We study knots.</p>" * 20_000,
        "50,000 names": lambda: "<p>" + "Jane Doe, " * 50_000 + "</p>" + TALK,
        "50,000 rooms": lambda: "<p>Room B 12, Building 5</p>" * 50_000 + TALK,
        "50,000 labels": lambda: "<p><b>Speaker:</b> <b>Title:</b></p>" * 50_000,
        "100,000 bold runs": lambda: "<p>" + "<b>Speaker:</b> x " * 100_000 + "</p>",
        "unclosed comment": lambda: "<!-- " * 200_000,
        "100,000 comments": lambda: "<!-- May 5 -->" * 100_000 + TALK,
        "unclosed script": lambda: TALK + "<script>" + "var a = '<p>May 5</p>';" * 100_000,
        "unclosed attribute": lambda: TALK + '<p title="' + "a>b " * 400_000,
        "angle brackets": lambda: "<" * MILLION,
        "a text area of 5 MB": lambda: "<textarea>" + "<p>May 5</p>" * 400_000,
        "preformatted lines": lambda: "<pre>" + "May 5   Jane Doe    On knots\n" * 60_000 + "</pre>",
        "preformatted columns": lambda: "<pre>" + ("a   " * 5_000 + "\n") * 50 + "</pre>" + TALK,
        "5 MB of no markup": lambda: "<html>" + "\x00\x01\x02\x03\x7f" * MILLION,
        "zero-width characters": lambda: "<p>" + "\u200b\u202e\u0301" * 300_000 + "</p>" + TALK,
        "combining accents": lambda: "<p>Jane D" + "\u0301" * 500_000 + "oe</p>" + TALK,
        "CJK of 1 MB": lambda: "<p>" + "年月日時講者題目" * 60_000 + "</p>",
        "CJK dates": lambda: "<p>" + "2026年6月8日下午4时" * 60_000 + "</p>",
        "20,000 buttons for a calendar": lambda: (
            '<a href="https://calendar.example.org/render?text=x&dates=20260608T140000Z/20260608T150000Z">+</a>'
            * 20_000
        ),
    }


def _structured() -> Makers:
    def script(text: str) -> str:
        return f'<html><body><script type="application/ld+json">{text}</script>{TALK}</body></html>'

    event = '{"@type":"Event","name":"On knots","startDate":"2026-06-08T16:00","url":"https://example.org/1"}'
    return {
        "JSON-LD 100,000 deep": lambda: script('{"@type":"Event","subEvent":[' * 100_000),
        "JSON-LD deep and closed": lambda: script('{"subEvent":[' * 20_000 + event + "]}" * 20_000),
        "JSON-LD of brackets": lambda: script("[" * MILLION),
        "JSON-LD of quotes": lambda: script('"' * MILLION),
        "JSON-LD of backslashes": lambda: script('{"a":"' + "\\" * MILLION + '"}'),
        "JSON-LD with a huge number": lambda: script('{"@type":"Event","startDate":' + "9" * MILLION + "}"),
        "JSON-LD with 50,000 events": lambda: script("[" + ",".join([event] * 50_000) + "]"),
        "JSON-LD with broken events": lambda: script("[" + (event[:-1] + ",\n") * 20_000),
        "JSON-LD with 100,000 keys": lambda: script(
            '{"@type":"Event",' + ",".join(f'"k{n}":{n}' for n in range(100_000)) + "}"
        ),
        "JSON-LD with one key 100,000 times": lambda: script(
            '{"@type":"Event"' + ',"name":"x"' * 100_000 + "}"
        ),
        "JSON-LD with a graph of itself": lambda: script(
            '{"@graph":['
            + ",".join(
                f'{{"@id":"#{n}","@type":"Event","subEvent":{{"@id":"#{n + 1}"}}}}' for n in range(30_000)
            )
            + "]}"
        ),
        "JSON-LD with 50,000 performers": lambda: script(
            event[:-1] + ',"performer":[' + ",".join(['{"@type":"Person","name":"Jane Doe"}'] * 50_000) + "]}"
        ),
        "JSON-LD with a description of 5 MB": lambda: script(
            event[:-1] + ',"description":"' + "Speaker: Jane Doe. " * 260_000 + '"}'
        ),
        "10,000 scripts": lambda: f'<html><script type="application/ld+json">{event}</script>' * 10_000,
        "nested microdata": lambda: (
            '<div itemscope itemtype="https://schema.org/Event" itemprop=subEvent>' * 30_000 + TALK
        ),
        "50,000 microdata properties": lambda: (
            '<div itemscope itemtype="https://schema.org/Event">'
            + "<p itemprop=name>x</p>" * 50_000
            + "</div>"
        ),
        "20,000 microdata events": lambda: (
            '<div itemscope itemtype="https://schema.org/Event"><b itemprop=name>On knots</b>'
            '<time itemprop=startDate datetime="2026-06-08T16:00">then</time></div>' * 20_000
        ),
        "itemref to itself": lambda: (
            '<div id=a itemscope itemtype="https://schema.org/Event" itemref="'
            + "a " * 50_000
            + '">x</div>'
            + TALK
        ),
        "nested h-event": lambda: '<div class="h-event vevent">' * 30_000 + TALK,
        "20,000 h-events": lambda: (
            '<div class="h-event"><p class="p-name">On knots</p>'
            '<time class="dt-start" datetime="2026-06-08">x</time></div>' * 20_000
        ),
        "nested RDFa": lambda: (
            '<div vocab="https://schema.org/" typeof="Event" property="subEvent">' * 30_000 + TALK
        ),
        "100,000 times": lambda: '<time datetime="2026-06-08T16:00">x</time>' * 100_000,
        "100,000 metas": lambda: '<meta property="og:title" content="x">' * 100_000 + TALK,
    }


def calendar(*lines: str) -> str:
    """A calendar with one event that has these lines besides."""
    event = ("BEGIN:VEVENT", "UID:1@x", "SUMMARY:Jane Doe (MIT): On knots", "DTSTART:20260601T140000Z")
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *event, *lines, "END:VEVENT", "END:VCALENDAR", ""))


def _ical() -> Makers:
    moments = ",".join(f"{20260101 + n % 28}T{n % 24:02}{n % 60:02}00Z" for n in range(100_000))
    zone_rule = "BEGIN:STANDARD\r\nDTSTART:{:04}1025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    zone_rule += "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
    event = "BEGIN:VEVENT\r\nUID:{}@x\r\nSUMMARY:Talk {}\r\nDTSTART:20260601T140000Z\r\nEND:VEVENT\r\n"

    def zoned(rules: int) -> str:
        zone = "BEGIN:VTIMEZONE\r\nTZID:Own/Zone\r\n" + "".join(
            zone_rule.format(1900 + n % 200) for n in range(rules)
        )
        text = calendar("X-A:1").replace("DTSTART:20260601T140000Z", "DTSTART;TZID=Own/Zone:20260601T140000")
        return text.replace("BEGIN:VEVENT", zone + "END:VTIMEZONE\r\nBEGIN:VEVENT", 1)

    return {
        "secondly rule": lambda: calendar("RRULE:FREQ=SECONDLY"),
        "secondly rule that never matches": lambda: calendar("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
        "minutely rule to the year 9999": lambda: calendar("RRULE:FREQ=MINUTELY;UNTIL=99991231T000000Z"),
        "hourly rule with all parts": lambda: calendar(
            "RRULE:FREQ=HOURLY;BYMINUTE="
            + ",".join(map(str, range(60)))
            + ";BYSECOND="
            + ",".join(map(str, range(60)))
        ),
        "yearly rule with 366 days": lambda: calendar(
            "RRULE:FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 367))) + ";COUNT=100000"
        ),
        "rule with 100,000 days": lambda: calendar(
            "RRULE:FREQ=YEARLY;BYMONTHDAY=" + ",".join(["30"] * 100_000)
        ),
        "interval 0": lambda: calendar("RRULE:FREQ=DAILY;INTERVAL=0"),
        "interval of 1,000 digits": lambda: calendar("RRULE:FREQ=DAILY;INTERVAL=" + "9" * 1000),
        "impossible day": lambda: calendar("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        "count of 1,000 digits": lambda: calendar("RRULE:FREQ=DAILY;COUNT=" + "9" * 1000),
        "daily since the year 1": lambda: calendar("RRULE:FREQ=DAILY").replace("20260601", "00010101"),
        "10,000 rules": lambda: calendar(*["RRULE:FREQ=DAILY;COUNT=400"] * 10_000),
        "2,000 daily events": lambda: (
            "BEGIN:VCALENDAR\r\n"
            + "".join(
                event.format(n, n).replace("END:VEVENT", "RRULE:FREQ=DAILY\r\nEND:VEVENT")
                for n in range(2_000)
            )
            + "END:VCALENDAR"
        ),
        "100,000 RDATE": lambda: calendar("RDATE:" + moments),
        "100,000 EXDATE": lambda: calendar("RRULE:FREQ=DAILY", "EXDATE:" + moments),
        "100,000 lines of EXDATE": lambda: calendar(*(f"EXDATE:{m}" for m in moments.split(","))),
        "huge duration": lambda: calendar("DURATION:P999999999D"),
        "duration of 100,000 digits": lambda: calendar("DURATION:P" + "9" * 100_000 + "W"),
        "directory as zone": lambda: calendar("X-A:1").replace("DTSTART:", "DTSTART;TZID=America:"),
        "zone with 5,000 rules": lambda: zoned(5_000),
        "5,000 zones": lambda: calendar("X-A:1").replace(
            "BEGIN:VEVENT",
            "".join(
                f"BEGIN:VTIMEZONE\r\nTZID:Z{n}\r\n{zone_rule.format(1970)}END:VTIMEZONE\r\n"
                for n in range(5_000)
            )
            + "BEGIN:VEVENT",
        ),
        "nested components": lambda: "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 100_000,
        "nested alarms": lambda: calendar(*["BEGIN:VALARM"] * 100_000),
        "100,000 alarms": lambda: calendar(*["BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM"] * 100_000),
        "100,000 properties": lambda: calendar(*(f"X-P{n}:1" for n in range(100_000))),
        "100,000 summaries": lambda: calendar(*["SUMMARY:Jane Doe: On knots"] * 100_000),
        "100,000 attendees": lambda: calendar(
            *(f"ATTENDEE;CN=Jane Doe:mailto:a{n}@example.org" for n in range(100_000))
        ),
        "100,000 parameters": lambda: calendar("DESCRIPTION" + ";X-P=1" * 100_000 + ":x"),
        "a parameter of quotes": lambda: calendar('DESCRIPTION;X-P="' + '"' * 500_000 + ":x"),
        "100,000 open quotes": lambda: calendar(*['DESCRIPTION;X-P="a:x'] * 100_000),
        "empty lines": lambda: calendar("X-A:1") + "\n" * 200_000,
        "a line of 5 MB": lambda: calendar("DESCRIPTION:" + "x y " * 1_250_000),
        "a summary of 5 MB": lambda: calendar("SUMMARY:" + "Jane Doe: On knots, " * 250_000),
        "a place of 5 MB": lambda: calendar("LOCATION:" + "Room 5, " * 600_000),
        "a name of a property of 5 MB": lambda: calendar("X" * 5 * MILLION + ":1"),
        "folds": lambda: calendar("DESCRIPTION:x" + "\r\n y" * 200_000),
        "5 MB of folded lines": lambda: calendar(
            "DESCRIPTION:" + "\r\n ".join(["Speaker: Jane Doe" * 4] * 70_000)
        ),
        "5 MB of escapes": lambda: calendar("DESCRIPTION:" + "\\n\\,\\;\\\\" * 600_000),
        "a description of labels": lambda: calendar(
            "DESCRIPTION:" + "Speaker: Jane Doe\\nTitle: x\\n" * 60_000
        ),
        "a description of dates": lambda: calendar("DESCRIPTION:" + "June 8\\, 2026 4 pm\\n" * 60_000),
        "a description of tags": lambda: calendar("DESCRIPTION:" + "<p><b>" * 200_000),
        "HTML of 5 MB beside the text": lambda: calendar(
            "X-ALT-DESC;FMTTYPE=text/html:" + "<p>Speaker: x</p>" * 300_000
        ),
        "base64 attachment of 5 MB": lambda: calendar(
            "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 1_250_000
        ),
        "5,000 events": lambda: (
            "BEGIN:VCALENDAR\r\n" + "".join(event.format(n, n) for n in range(5_000)) + "END:VCALENDAR"
        ),
        "4,000 events of one UID": lambda: (
            "BEGIN:VCALENDAR\r\n" + "".join(event.format(1, n) for n in range(4_000)) + "END:VCALENDAR"
        ),
        "4,000 overrides": lambda: calendar("RRULE:FREQ=DAILY").replace(
            "END:VCALENDAR",
            "".join(
                event.format(1, n).replace(
                    "DTSTART", f"RECURRENCE-ID:202606{n % 28 + 1:02}T140000Z\r\nDTSTART"
                )
                for n in range(4_000)
            )
            + "END:VCALENDAR",
        ),
        "20,000 broken events": lambda: (
            "BEGIN:VCALENDAR\r\n"
            + event.format(1, 1).replace("20260601T", "nonsense") * 20_000
            + "END:VCALENDAR"
        ),
        "4,000 calendars": lambda: calendar("X-A:1") * 4_000,
    }


def _json() -> Makers:
    talk = '{"title":"On knots","speaker":"Jane Doe","date":"2026-06-08"}'
    return {
        "nested lists": lambda: "[" * 200_000,
        "nested lists, closed": lambda: "[" * 100_000 + "]" * 100_000,
        "nested mappings": lambda: '{"talks":' * 100_000,
        "an integer of 1 MB": lambda: '[{"title":"x","start":' + "9" * MILLION + "}]",
        "an exponent": lambda: '[{"title":"x","start":1e999999999}]',
        "100,000 talks": lambda: "[" + ",".join([talk] * 50_000) + "]",
        "100,000 keys": lambda: "{" + ",".join(f'"talk{n}":{talk}' for n in range(20_000)) + "}",
        "one key 200,000 times": lambda: "[{" + ",".join(['"title":"x"'] * 200_000) + "}]",
        "100,000 keys of one talk": lambda: (
            '[{"title":"x","date":"2026-06-08",'
            + ",".join(f'"speaker_{n}":"Jane Doe"' for n in range(100_000))
            + "}]"
        ),
        "50,000 speakers": lambda: (
            '[{"title":"x","date":"2026-06-08","speakers":[' + ",".join(['"Jane Doe"'] * 50_000) + "]}]"
        ),
        "a title of 5 MB": lambda: (
            '[{"date":"2026-06-08","title":"' + "Jane Doe: On knots. " * 250_000 + '"}]'
        ),
        "a speaker of 5 MB": lambda: (
            '[{"date":"2026-06-08","title":"x","speaker":"' + "Jane Doe, " * 500_000 + '"}]'
        ),
        "a date of 5 MB": lambda: '[{"title":"x","date":"' + "2026-06-08 " * 450_000 + '"}]',
        "an abstract of tags": lambda: (
            '[{"title":"x","date":"2026-06-08","abstract":"' + "<p><b>" * 500_000 + '"}]'
        ),
        "200,000 numbers": lambda: "[" + "1," * 200_000 + "1]",
        "200,000 escapes": lambda: '["' + "\\ud83d" * 200_000 + '"]',
        "20 levels of ten": lambda: _grown("[", ",", "]", '{"a":1}', 5, 10),
    }


def _grown(opening: str, sign: str, closing: str, leaf: str, levels: int, width: int) -> str:
    """Lists of lists: `width` to the power of `levels` leaves."""
    text = leaf
    for _ in range(levels):
        text = opening + sign.join([text] * width) + closing
    return text


def _yaml() -> Makers:
    return {
        "aliases": lambda: (
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "".join(
                f"{chr(c + 1)}: &{chr(c + 1)} [{','.join(['*' + chr(c)] * 9)}]\n" for c in range(97, 110)
            )
        ),
        "merge keys": lambda: (
            "- &a0 {title: x, date: 2026-06-08}\n"
            + "".join(f"- &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 30))
        ),
        "an alias of itself": lambda: "- &a\n  title: *a\n",
        "nested lists": lambda: "[" * 50_000,
        "nested blocks": lambda: "".join(" " * n + "a:\n" for n in range(1_500)),
        "nested dashes": lambda: "- " * 50_000 + "x\n",
        "nested keys in a line": lambda: "? " * 50_000 + "x\n",
        "objects": lambda: "- !!python/object/apply:os.system ['true']\n" * 10_000,
        "10,000 talks": lambda: "- title: On knots\n  speaker: Jane Doe\n  date: 2026-06-08\n" * 10_000,
        "100,000 keys": lambda: "".join(f"k{n}: v\n" for n in range(100_000)),
        "100,000 documents": lambda: "---\na: b\n" * 100_000,
        "a string of 5 MB": lambda: (
            "- title: x\n  date: 2026-06-08\n  abstract: >\n" + "    words and words\n" * 250_000
        ),
        "a quoted string of 5 MB": lambda: '- title: "' + "x\\n" * 1_500_000 + '"\n',
        "a number of sixties": lambda: "- title: x\n  date: " + "1:" * 100_000 + "1\n",
        "an integer of 100,000 digits": lambda: "- title: x\n  date: " + "9" * 100_000 + "\n",
        "comments": lambda: "# x\n" * MILLION + "- title: x\n",
        "question marks": lambda: "?" * MILLION,
        "anchors": lambda: "".join(f"- &a{n} x\n" for n in range(100_000)),
        "front matter of 5 MB": lambda: (
            "---\ntitle: x\nabstract: |\n" + "  words and words\n" * 280_000 + "---\nx\n"
        ),
        "front matter of brackets": lambda: "---\ntitle: " + "[" * 60_000 + "\n---\n",
        "front matter never closed": lambda: "---\n" + "title: x\n" * 500_000,
        "front matter 50,000 times": lambda: "---\ntitle: x\n---\n" * 50_000,
    }


def _toml() -> Makers:
    return {
        "nested lists": lambda: "a = " + "[" * 100_000,
        "nested tables in a line": lambda: "a = " + "{a=" * 100_000,
        "a dotted key": lambda: ".".join(["a"] * 50_000) + " = 1\n",
        "a dotted table": lambda: "[" + ".".join(["a"] * 50_000) + "]\nx = 1\n",
        "20,000 dotted tables": lambda: "".join(f"[a.b.c.d.e{n}]\nx = 1\n" for n in range(20_000)),
        "20,000 talks": lambda: '[[talk]]\ntitle = "On knots"\ndate = 2026-06-08\n' * 20_000,
        "an integer of 1 MB": lambda: "a = " + "9" * MILLION + "\n",
        "a string of 5 MB": lambda: 'title = """' + "words and words\n" * 300_000 + '"""\n',
        "quotes": lambda: "title = " + '"' * MILLION + "\n",
        "front matter": lambda: "+++\ntitle = " + "[" * 60_000 + "\n+++\n",
    }


def _csv() -> Makers:
    return {
        "100,000 columns": lambda: (
            ",".join(["Speaker"] * 100_000) + "\n" + ",".join(["Jane Doe"] * 100_000) + "\n"
        ),
        "100,000 empty columns": lambda: "Date,Speaker,Title\n" + ("," * 100_000 + "\n") * 20,
        "200,000 rows": lambda: "Date,Speaker,Title\n" + "2026-06-08,Jane Doe,On knots\n" * 200_000,
        "an open quote": lambda: 'Date,Speaker,Title\n"' + "2026-06-08,Jane Doe\n" * 200_000,
        "quotes": lambda: "Date,Speaker,Title\n" + '"' * MILLION,
        "a cell of 5 MB": lambda: "Date,Speaker,Title\n2026-06-08,Jane Doe," + "words and " * 500_000 + "\n",
        "carriage returns": lambda: "Date,Speaker,Title\r" + "\r" * MILLION,
        "tabs": lambda: "Date\tSpeaker\tTitle\n" + "\t" * MILLION,
    }


def _feeds() -> Makers:
    entities = "".join(f'<!ENTITY {chr(c + 1)} "{f"&{chr(c)};" * 10}">' for c in range(97, 110))
    item = "<item><title>Jane Doe: On knots</title><pubDate>Mon, 08 Jun 2026 14:00:00 GMT</pubDate>{}</item>"

    def rss(items: str, head: str = "") -> str:
        return (
            f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
        )

    return {
        "a billion laughs": lambda: rss(
            "<item><title>&n;</title></item>", f'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{entities}]>'
        ),
        "one long entity many times": lambda: rss(
            "<item><title>" + "&a;" * 50_000 + "</title></item>",
            f'<!DOCTYPE r [<!ENTITY a "{"a" * 50_000}">]>',
        ),
        "an entity of itself": lambda: rss(
            "<item><title>&a;</title></item>", '<!DOCTYPE r [<!ENTITY a "&a;">]>'
        ),
        "an external entity": lambda: rss(
            "<item><title>&x;</title></item>", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        ),
        "an external document type": lambda: rss(
            item.format(""), '<!DOCTYPE r SYSTEM "https://example.org/x.dtd">'
        ),
        "parameter entities": lambda: rss(
            item.format(""), '<!DOCTYPE r [<!ENTITY % a "x">' + "".join("%a;" for _ in range(50_000)) + "]>"
        ),
        "50,000 items": lambda: rss(item.format("") * 50_000),
        "nested items": lambda: rss("<item>" * 100_000),
        "100,000 attributes": lambda: rss("<item " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>"),
        "100,000 name spaces": lambda: rss(
            "<item " + " ".join(f'xmlns:a{n}="x"' for n in range(100_000)) + "/>"
        ),
        "100,000 elements of an item": lambda: rss(item.format("<category>x</category>" * 100_000)),
        "a description of tags": lambda: rss(
            item.format("<description>" + "&lt;p&gt;&lt;b&gt;" * 200_000 + "</description>")
        ),
        "a description of 5 MB": lambda: rss(
            item.format("<description>" + "Speaker: Jane Doe June 8, 2026. " * 150_000 + "</description>")
        ),
        "100 descriptions of pages": lambda: rss(
            item.format("<description><![CDATA[" + TALK * 20 + "]]></description>") * 100
        ),
        "unclosed CDATA": lambda: rss("<item><title><![CDATA[" + "]]" * 500_000),
    }


def _markdown() -> Makers:
    return {
        "emphasis": lambda: "# x\n" + "*_**" * 50_000,
        "stars": lambda: "# x\n" + "*" * MILLION,
        "stars and words": lambda: "# x\n" + "**a *b " * 100_000,
        "brackets": lambda: "# x\n" + "[a](" * 50_000,
        "open brackets": lambda: "# x\n" + "[" * 200_000,
        "images in links": lambda: "# x\n" + "[![" * 100_000,
        "backticks": lambda: "# x\n" + "".join("`" * (n % 300) + "a" for n in range(3_000)),
        "quotes": lambda: "> " * 100_000 + "x\n",
        "nested lists": lambda: "".join(" " * 2 * n + "- a\n" for n in range(1_500)),
        "50,000 items": lambda: "# x\n" + "- June 8: Jane Doe, On knots\n" * 50_000,
        "50,000 headings": lambda: "## June 8, 2026\n\nJane Doe: On knots\n\n" * 30_000,
        "a table of 50,000 rows": lambda: (
            "| Date | Speaker |\n|---|---|\n" + "| June 8 | Jane Doe |\n" * 50_000
        ),
        "a table of 20,000 columns": lambda: (
            "|" + "a|" * 20_000 + "\n|" + "-|" * 20_000 + "\n|" + "b|" * 20_000 + "\n"
        ),
        "rows that grow": lambda: "|a|b|\n|-|-|\n" + "|" * 300_000,
        "references": lambda: "# x\n" + "".join(f"[a{n}]: /x\n" for n in range(50_000)) + "[a]" * 50_000,
        "angle brackets": lambda: "# x\n" + "<a " * 200_000,
        "HTML comments": lambda: "# x\n" + "<!-- " * 200_000,
        "entities": lambda: "# x\n" + "&amp;&#0;&x" * 100_000,
        "hashes": lambda: "#" * MILLION,
        "a heading of 5 MB": lambda: "# " + "On knots " * 500_000 + "\n",
        "tildes": lambda: "# x\n" + "~~a~ " * 100_000,
        "dollar signs": lambda: "# x\n" + "$a$$ " * 100_000,
    }


def _plain() -> Makers:
    announcement = "Speaker: Jane Doe (MIT)\nTitle: On knots\nDate: June 8, 2026, 4 pm\n\n"
    return {
        "a line of 5 MB": lambda: "Speaker Jane Doe will talk about knots. " * 125_000,
        "a line of dates of 5 MB": lambda: "June 8, 2026, 4 pm, " * 250_000,
        "a word of 5 MB": lambda: "a" * 5 * MILLION,
        "5 MB of lines": lambda: "Jane Doe talks about knots.\n" * 180_000,
        "5 MB of announcements": lambda: announcement * 60_000,
        "one label 100,000 times": lambda: "Speaker: Jane Doe\n\n" * 100_000,
        "a label with no value": lambda: "Speaker:\n" * 500_000,
        "5 MB of mail headers": lambda: (
            "From: a@example.org\nSubject: x\nDate: Mon, 8 Jun 2026 14:00:00 +0000\n" * 60_000
        ),
        "a header of 5 MB": lambda: (
            "From: a@example.org\nSubject: " + "=?utf-8?q?x?= " * 350_000 + "\n\n" + announcement
        ),
        "quoted mail": lambda: ">" * 100_000 + " x\n" + "> > > x\n" * 100_000,
        "rules": lambda: "-" * 79 + "\n" + (("-" * 79) + "\n") * 60_000 + announcement,
        "honorifics": lambda: "Prof. Dr. " * 400_000,
        "names": lambda: "Jane Doe and " * 400_000,
        "initials": lambda: "J. " * MILLION,
        "addresses": lambda: "http://a.b/c?d=e " * 250_000,
        "addresses of mail": lambda: "a@b." * MILLION,
        "formulas": lambda: "$x^{2}$ \\frac{1}{" * 200_000,
        "sentences of one letter": lambda: "A. b? C! " * 400_000,
        "years": lambda: "2026 " * MILLION,
        "ranges": lambda: "12-14 " * 800_000,
        "hours": lambda: "14:30-15:30 " * 400_000,
        "zones": lambda: "14:30 UTC+1 (CET) " * 250_000,
        "weekdays": lambda: "Monday " * 700_000,
        "months": lambda: "May " * MILLION,
        "numbered months": lambda: "5 May and " * 400_000,
    }


def _signs() -> Makers:
    """A text of 1 MB of each sign that the grammars give a meaning to."""
    signs = {
        "digits": "9", "colons": ":", "points": ".", "commas": ",", "dashes": "-", "long dashes": "–",
        "slashes": "/", "brackets": "(", "closing brackets": ")", "square brackets": "[", "braces": "{",
        "quotes": '"', "curly quotes": "“", "apostrophes": "’", "spaces": " ", "tabs": "\t", "newlines": "\n",
        "carriage returns": "\r", "wide spaces": "\u3000", "no-break spaces": "\xa0", "wide digits": "９",
        "Chinese numerals": "十", "years in Chinese": "年", "capitals": "A", "accents": "é", "bars": "|",
        "at signs": "@", "ampersands": "&", "semicolons": ";", "equals": "=", "underscores": "_",
        "backslashes": "\\", "percents": "%", "plus": "+", "bullets": "•", "Arabic": "م", "emoji": "😀",
    }  # fmt: skip
    # A word stands before: signs alone would be no document.
    return {
        name: lambda sign=sign: "Seminar\n" + sign * MILLION + "\nSeminar" for name, sign in signs.items()
    }


def _unnamed() -> Makers:
    return {
        "angle brackets": lambda: "<" * 2 * MILLION,
        "spaces before a page": lambda: " " * 5 * MILLION + TALK,
        "bytes of every value": lambda: b"text " + bytes(range(256)) * 4_000,
        "UTF-16": lambda: ("\ufeff" + TALK * 10_000).encode("utf-16"),
        "zero bytes": lambda: b"text text text\n" * 200 + b"\0" * 5 * MILLION,
    }


def explode(bomb: Bomb, limit: float = LIMIT) -> Outcome:
    """Read `bomb` in a child, which is killed when it takes more than `limit` seconds of CPU time."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            os.write(writing, json.dumps(_read(bomb, limit)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status, usage = os.wait4(child, 0)
    if not answer:
        return Outcome(f"killed by {signal.Signals(status & 127).name}", usage.ru_utime + usage.ru_stime, 0.0)
    result, seconds, megabytes = json.loads(answer)
    return Outcome(result, seconds, megabytes)


def talks_of(body: bytes, content_type: str, url: str = "https://example.org/x") -> list[TalkItem]:
    """The talks of a document, read as all hostile ones are. Raises ExtractionError."""
    from seminarcrawl import extract_talks

    return extract_talks(
        body, url=url, content_type=content_type or None, timezone="Europe/Paris", fetched_at=NOW
    )


def _read(bomb: Bomb, limit: float) -> tuple[str, float, float]:
    from seminarcrawl import ExtractionError

    body = bomb.body
    before = resource.getrusage(resource.RUSAGE_SELF)
    signal.setitimer(signal.ITIMER_PROF, limit)  # whose signal ends the process, in the midst of C code too
    try:
        talks = talks_of(body, bomb.content_type, bomb.url)
        result = f"{len(talks)} talks"
    except ExtractionError as error:
        result = f"ExtractionError {error.rule}"
    except BaseException as error:  # noqa: BLE001 - reported: nothing else may escape
        result = f"{type(error).__name__}: {error}"[:200]
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return result, seconds, (after.ru_maxrss - before.ru_maxrss) / 1024


def warm_up() -> None:
    """Import and build what the first document of each format costs, so that no child pays for it."""
    for body, kind in (
        (TALK, HTML),
        (calendar("RRULE:FREQ=DAILY;COUNT=2"), ICAL),
        ("# Seminar\n\n- June 8, 2026: Jane Doe, On knots", MARKDOWN),
        ("Speaker: Jane Doe\nTitle: On knots\nDate: June 8, 2026", PLAIN),
        ('[{"title":"On knots","date":"2026-06-08"}]', JSON),
        ("- title: On knots\n  date: 2026-06-08", YAML),
        ("<rss><channel><item><title>x</title></item></channel></rss>", RSS),
    ):
        talks_of(body.encode(), kind)


def main() -> None:
    """Read the bombs whose names hold one of the arguments, or all; print what each costs."""
    warm_up()
    every = bombs()
    named = sys.argv[1:]
    limit = float(os.environ.get("BOMB_LIMIT", LIMIT))
    if named == ["-"]:
        for line in sys.stdin:
            print(json.dumps(asdict(explode(every[line.strip()], limit))), flush=True)
        return
    names = [name for name in every if not named or any(part in name for part in named)]
    bad = 0
    for name in names:
        outcome = explode(every[name], limit)
        is_bad = not outcome.is_typed or outcome.megabytes > MOST_MEMORY
        bad += is_bad
        mark = "!!" if is_bad else "  "
        print(
            f"{mark}{outcome.seconds:6.2f} s {outcome.megabytes:6.0f} MB  {name:45} {outcome.result}",
            flush=True,
        )
    print(f"{len(names)} bombs, {bad} over the limits")


if __name__ == "__main__":
    main()
