"""Documents that are hostile on purpose: bombs, broken neighbours, payloads, and hours that clocks skip."""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from zoneinfo import ZoneInfo, available_timezones

from seminarcrawl import ExtractionError, extract_talks
from seminarcrawl.exporters import safe_cell
from seminarcrawl.items import TalkItem
from seminarcrawl.reading.zones import iana_zone
from tests.bombs import LIMIT, MOST_MEMORY, NOW, bombs, explode, talks_of, warm_up
from tests.chaos.rows import SEED, Row, judged, of, scaled

CALENDARS = 500
EVENTS = 10
_BROKEN: tuple[tuple[str, str], ...] = (
    ("SUMMARY:", "DTSTART:99999999T999999Z\r\nSUMMARY:"),
    ("DTSTART:", "DTSTART;TZID=America:"),
    ("DTSTART:", "DTSTART;TZID=Etc:"),
    ("DTSTART:", f"DTSTART;TZID={'Z' * 300}:"),
    ("DTSTART:", "DTSTART;TZID=a\0b:"),
    ("DTSTART:", "DTSTART;TZID=../../etc/passwd:"),
    ("DTSTART:2026", "DTSTART:0001"),
    ("DTSTART:2026", "DTSTART:²026"),
    ("DTSTART:", "DTSTART;VALUE=DATE:tomorrow"),
    ("DTSTART:", "DTEND:"),
    ("SUMMARY:", "DURATION:P999999999D\r\nSUMMARY:"),
    ("SUMMARY:", "RRULE:FREQ=SECONDLY\r\nSUMMARY:"),
    ("SUMMARY:", "RRULE:FREQ=DAILY;INTERVAL=0\r\nSUMMARY:"),
    ("SUMMARY:", "RRULE:;;;=\r\nSUMMARY:"),
    ("SUMMARY:", "EXDATE:never\r\nSUMMARY:"),
    ("SUMMARY:", "URL:http://[1/\r\nSUMMARY:"),
    ("SUMMARY:", "a line without a colon\r\nSUMMARY:"),
    ("SUMMARY:", "BEGIN:VALARM\r\nSUMMARY:"),
    ("SUMMARY:", "BEGIN:VEVENT\r\nSUMMARY:"),
    ("SUMMARY:", 'X-P;A="open:\r\nSUMMARY:'),
    ("SUMMARY:", "\r\n\r\nSUMMARY:"),
    ("UID:", "X-NO-UID:"),
    ("SUMMARY:", "X-NO-SUMMARY:"),
    ("END:VEVENT", ""),
    ("END:VEVENT", "END:VTODO"),
    ("BEGIN:VEVENT", "BEGIN:VEVENT\r\nBEGIN:VTIMEZONE\r\nTZID:x"),
    ("SUMMARY:", "RECURRENCE-ID:x\r\nSUMMARY:"),
    ("SUMMARY:", "\ufffe\udcff SUMMARY:"),
)


def extract(body: bytes, content_type: str) -> list[TalkItem]:
    """The talks of a document; none when it cannot be read."""
    try:
        return talks_of(body, content_type)
    except ExtractionError:
        return []


def explosions() -> Iterator[Row]:
    """Each bomb in a process of its own."""
    warm_up()
    every = bombs()
    some = sorted(every)[:: max(1, len(every) // scaled(len(every), 10))]
    outcomes = {name: explode(every[name]) for name in some}
    bad = {n: o for n, o in outcomes.items() if not o.is_typed or o.megabytes > MOST_MEMORY}
    for name, outcome in bad.items():
        print(f"    {name}: {outcome}")
    yield Row(
        f"{of(len(some), len(every))} bombs",
        f"talks or the typed error, each < {LIMIT:.0f} s CPU, < {MOST_MEMORY} MB more",
        f"{len(some) - len(bad)} within, the slowest {max(o.seconds for o in outcomes.values()):.1f} s,"
        f" the largest {max(o.megabytes for o in outcomes.values()):.0f} MB",
        not bad,
    )


def event(n: int) -> str:
    """A well-formed event."""
    return (
        f"BEGIN:VEVENT\r\nUID:{n}@example.org\r\nDTSTART:202606{n + 1:02}T140000Z\r\n"
        f"SUMMARY:Jane Doe (MIT): On knots of order {n + 30}\r\nEND:VEVENT\r\n"
    )


def neighbours() -> Iterator[Row]:
    """One event of ten is broken, in one place or two; the nine others must be kept."""
    calendars = scaled(CALENDARS, 28)
    bad = []
    for number in range(calendars):
        chance = random.Random(SEED + number)
        events = [event(n) for n in range(EVENTS)]
        victim = chance.randrange(EVENTS)
        kinds = {number % len(_BROKEN), chance.randrange(len(_BROKEN)) if number >= len(_BROKEN) else -1} - {
            -1
        }
        for kind in kinds:
            events[victim] = events[victim].replace(*_BROKEN[kind], 1)
        text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n"
        found = {talk.uid for talk in extract(text.encode("utf-8", "surrogateescape"), "text/calendar")}
        wanted = {f"{n}@example.org" for n in range(EVENTS) if n != victim}
        if not wanted <= found:
            bad.append(f"calendar {number} (broken {kinds}): without {sorted(wanted - found)}")
    yield judged(
        f"{of(calendars, CALENDARS)} calendars with a broken event",
        "every well-formed event is kept",
        f"{calendars - len(bad)} whole",
        bad,
    )


_PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "<b onclick=x>bold</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "\u202egnp.exe", "\u2066isolated\u2069",
    "\u200bzero\u200dwidth\ufeff",
    "\x1b[31mred\x1b[0m", "\x07bell\x08", "\x00nul", "\x9bcontrol", "\ud800lone", "\u2028line\u2029paragraph",
    "=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "javascript:alert(1)", "vbscript:x",
    "data:text/html,x",
)  # fmt: skip
_SCRIPTS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
    "vbscript:x", "data:text/html,<script>", "file:///etc/passwd", "https://a@evil.example/",
    "\x01javascript:x",
)  # fmt: skip
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_MARKUP = re.compile(r"<\s*/?\s*(?:script|img|svg|b|iframe|a)\b", re.I)


def vehicles(payload: str, link: str) -> Iterator[tuple[str, str]]:
    """Documents that carry a payload in a title, a name, a place, an abstract, and a link."""
    title = f"On knots {payload} and links"
    flat = title.replace("\r", " ").replace("\n", " ")
    yield (
        "text/calendar",
        (
            f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event(1)}".replace("On knots of order 31", flat).replace(
                "END:VEVENT",
                f"LOCATION:Room 5 {flat}\r\nURL:{link}\r\nDESCRIPTION:Abstract: {flat} again.\r\nEND:VEVENT",
            )
            + "END:VCALENDAR\r\n"
        ),
    )
    talk = {"title": title, "speaker": f"Jane Doe {payload}", "date": "2026-06-08T16:00", "url": link,
            "location": f"Room 5 {payload}", "abstract": f"We look at {payload}."}  # fmt: skip
    yield (
        "application/json",
        json.dumps([talk, {**talk, "title": f"{payload} {title}", "date": "2026-06-15"}]),
    )
    yield (
        "text/html",
        (
            "<html><body><p><b>Speaker:</b> Jane Doe (MIT)</p>"
            f"<p><b>Title:</b> <a href='{link}'>{title}</a></p>"
            f"<p><b>Date:</b> Monday June 8, 2026, 4 pm</p><p><b>Room:</b> 5 {payload}</p><p><b>Abstract:</b>"
            f" We look at {payload}.</p></body></html>"
        ),
    )


def not_inert(talk: TalkItem) -> Iterator[str]:
    """What of a talk could do harm."""
    for name, value in talk.as_dict().items():
        for text in _texts(value):
            if _CONTROL.search(text) or _MARKUP.search(text):
                yield f"{name}: {text!r}"
            text.encode()
            if str(safe_cell(text))[:1] in tuple("=+-@\t\r"):
                yield f"{name} is a formula in a spreadsheet: {text!r}"
    for url in [talk.url, talk.online_url, *talk.links, *(speaker.url for speaker in talk.speakers)]:
        if (url and not url.startswith(("http://", "https://", "mailto:"))) or "@evil" in (url or ""):
            yield f"an address: {url!r}"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)


def inert() -> Iterator[Row]:
    """Payloads in all fields of all formats."""
    bad: list[str] = []
    documents = talks = 0
    for payload, link in product(_PAYLOADS, _SCRIPTS):
        for content_type, text in vehicles(payload, link):
            documents += 1
            for talk in extract(text.encode("utf-8", "surrogatepass"), content_type):
                talks += 1
                bad += [f"{content_type} {payload!r} {link!r}: {wrong}" for wrong in not_inert(talk)]
    for wrong in bad[:10]:
        print(f"    {wrong!a}")
    yield Row(
        f"{len(_PAYLOADS) * len(_SCRIPTS)} payloads in three formats",
        "no control, bidi or zero-width character, markup, script address or formula comes out",
        f"{documents} documents, {talks} talks, {len(bad)} harmful values",
        not bad and talks > documents / 2,
    )


def transitions(zone: ZoneInfo) -> Iterator[tuple[datetime, timedelta]]:
    """The clock changes of 2026: the first moment (UTC) after each, and by how much."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    step = timedelta(minutes=30)
    before = moment.astimezone(zone).utcoffset()
    while moment.year == 2026:
        moment += step
        offset = moment.astimezone(zone).utcoffset()
        if before is not None and offset is not None and offset != before:
            yield moment, offset - before
        before = offset


def clocks() -> Iterator[Row]:
    """In every zone that changes its clocks in 2026: a talk in the gap or fold, and one later that day."""
    zones = sorted(available_timezones() - {"Factory", "localtime"})  # which name no place
    some = zones[:: max(1, len(zones) // scaled(len(zones), 40))]
    bad: list[str] = []
    checked = 0
    changes: Counter[str] = Counter()
    for name in some:
        zone = ZoneInfo(name)
        changing = list(transitions(zone))
        if changing and {by > timedelta(0) for _, by in changing} != {True, False}:
            bad.append(f"{name}: no gap or no fold among {changing}")
        changes["zones"] += bool(changing)
        for moment, by in changing:
            changes["gaps" if by > timedelta(0) else "folds"] += 1
            local = (
                (moment - abs(by) / 2).astimezone(zone).replace(tzinfo=None)
                if by < timedelta(0)
                else (moment.astimezone(zone).replace(tzinfo=None) - by / 2)
            )
            later = (moment + timedelta(hours=9)).astimezone(zone)  # not midnight, which often means no hour
            for content_type, make in (("text/calendar", _calendar_at), ("application/json", _json_at)):
                checked += content_type == "text/calendar" or iana_zone(name) is not None
                bad += _wrong_hours(name, content_type, make, local, later)
    yield judged(
        f"clock changes of 2026 in {of(len(some), len(zones))} zone names",
        "the hours right in UTC, and noted that it is a gap or a fold; or that the zone is not known",
        f"{changes['gaps']} gaps and {changes['folds']} folds in {changes['zones']} zones that have them;"
        f" {checked} documents, {len(bad)} wrong",
        bad,
    )


def _wrong_hours(name: str, content_type: str, make: object, local: datetime, later: datetime) -> list[str]:
    home = iana_zone(name)  # "CET" stands in calendars, but is refused as the zone of an institution
    if home is None and content_type != "text/calendar":
        return []
    read = partial(extract_talks, url="https://example.org/x", timezone=home or "UTC", fetched_at=NOW)
    body = make(name, local, later.replace(tzinfo=None)).encode()  # type: ignore[operator]
    talks = {talk.uid: talk for talk in read(body, content_type=content_type)}
    bad = []
    strange, plain = talks.get("strange"), talks.get("plain")
    # RFC 5545: a time in a gap counts from the offset before it, of a fold the first is meant.
    meant = local.replace(tzinfo=ZoneInfo(name), fold=0).astimezone(UTC)
    right = strange is not None and strange.starts_at == meant
    flagged = strange is not None and any("dst" in flag for flag in strange.inferred)
    unknown = home is None and strange is not None and "start.zone" in strange.inferred
    if not (right and flagged) and not unknown:
        bad.append(f"{name} {content_type}: {local} is {strange and (strange.start, strange.inferred)}")
    if plain is None or (plain.starts_at != later and "start.zone" not in plain.inferred):
        bad.append(f"{name} {content_type}: {later} is {plain.start if plain else None}")
    return bad


def _calendar_at(zone: str, local: datetime, later: datetime) -> str:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;TZID={zone}:{at:%Y%m%dT%H%M%S}\r\n"
        f"SUMMARY:Jane Doe (MIT): On {uid} knots\r\nEND:VEVENT\r\n"
        for uid, at in (("strange", local), ("plain", later))
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"


def _json_at(zone: str, local: datetime, later: datetime) -> str:
    talks = [
        {"uid": uid, "title": f"On {uid} knots", "speaker": "Jane Doe", "start": f"{at:%Y-%m-%d %H:%M}"}
        for uid, at in (("strange", local), ("plain", later))
    ]
    return json.dumps(talks)


def rows() -> Iterator[Row]:
    """The lines of the table."""
    for part in (neighbours, inert, clocks, explosions):
        yield from part()
        sys.stdout.flush()
