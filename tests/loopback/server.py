"""A web server on loopback that behaves like the sources, or misbehaves as they do."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.loopback.calendars import CALENDAR_TYPE

HTML_TYPE = "text/html; charset=utf-8"

SERIES = {
    "ALPHA": ("Alpha Seminar", "Europe/Paris", ["math_NT"]),
    "BETA": ("Beta Colloquium", "America/New_York", ["math_AP"]),
}
# series, number, speaker, affiliation, UTC day and hour, title
TALKS = [
    ("ALPHA", 1, "Anna Berg", "Uppsala", "20261006", "13", "Primes on a diet"),
    ("ALPHA", 2, "Luc Martin", "Lyon", "20261013", "13", "Forms without weight"),
    ("ALPHA", 3, "Ada Obi", "Ibadan", "20261020", "13", "Fields, extended"),
    ("BETA", 1, "Tom Reed", "Brown University", "20261007", "20", "Waves at rest"),
    ("BETA", 2, "Mei Lin", "Taipei", "20261014", "20", "Heat, quickly"),
]


@dataclass
class Reply:
    """What to answer: `cut` promises more bytes than are sent, `wait` seconds go by first."""

    body: bytes | str = b""
    content_type: str = HTML_TYPE
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: bool = False

    @property
    def raw(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass
class Site:
    """The running server: its address, what it was asked (with the time), and extra pages."""

    url: str
    pages: dict[str, Callable[[], Reply]]
    asked: list[tuple[float, str, str]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]


def event(series: str, number: int, speaker: str, affiliation: str, day: str, hour: str, title: str) -> str:
    uid = f"{series}/{number}"
    name = SERIES[series][0]
    who = f"{speaker} ({affiliation})"
    description = (
        f'Title: <a href="https://researchseminars.org/talk/{uid}/">{title}</a>\\nby {who} as part of {name}'
        f"\\n\\nLecture held in Room {number}.\\n\\nAbstract\\nA talk about {title.lower()}.\\n"
    )
    lines = [
        "BEGIN:VEVENT",
        f"SUMMARY:{who}",
        f"DTSTART:{day}T{hour}0000Z",
        f"DTEND:{day}T{int(hour) + 1}0000Z",
        f"DTSTAMP:{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}",
        f"UID:{uid}",
        f"DESCRIPTION:{description.replace(',', chr(92) + ',')}",
        f"LOCATION:https://researchseminars.org/talk/{uid}/",
        "END:VEVENT",
    ]
    return "\r\n".join(lines) + "\r\n"


def calendar(series: str) -> str:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:researchseminars.org\r\nCALSCALE:GREGORIAN\r\n"
    events = "".join(event(*talk) for talk in TALKS if talk[0] == series)
    return f"{head}{events}END:VCALENDAR\r\n"


def lookup(series: str) -> dict[str, object]:
    name, zone, topics = SERIES[series]
    properties = {"shortname": series, "name": name, "timezone": zone, "topics": topics, "institutions": []}
    rows: list[dict[str, object]] = [
        {
            "seminar_id": s,
            "seminar_ctr": number,
            "title": title,
            "abstract": f"A talk about {title.lower()}.",
            "speaker": speaker,
            "speaker_affiliation": affiliation,
            "start_time": f"{day[:4]}-{day[4:6]}-{day[6:]} {hour}:00:00+00:00",
            "end_time": f"{day[:4]}-{day[4:6]}-{day[6:]} {int(hour) + 1}:00:00+00:00",
            "timezone": zone,
            "language": "en",
            "topics": topics,
            "room": f"Room {number}",
            "display": True,
            "deleted": False,
        }
        for s, number, speaker, affiliation, day, hour, title in TALKS
        if s == series
    ]
    rows.append({**rows[0], "seminar_ctr": -7, "title": "The old slot of a moved talk"})
    return {"code": "success", "properties": properties, "talks": rows}


def plain_calendar(count: int, first: int = 1) -> str:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Calendar//EN\r\n"
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}@example.org\r\nDTSTAMP:20260901T000000Z\r\n"
        f"DTSTART:2026{9 + n % 3:02}{1 + n % 28:02}T{8 + n % 10:02}0000Z\r\n"
        f"SUMMARY:Speaker Number{n} (University of Examples): Lecture {n} on things\r\n"
        f"LOCATION:Room {n}\r\nEND:VEVENT\r\n"
        for n in range(first, first + count)
    )
    return f"{head}{events}END:VCALENDAR\r\n"


def json_reply(value: object) -> Reply:
    return Reply(json.dumps(value), "application/json")


def talk_page() -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Colloquium</title></head><body><h1>Colloquium</h1>'
        "<p><b>Speaker:</b> Dr. Ellen Fox (University of Leeds)</p>"
        "<p><b>Title:</b> Tilings that never repeat</p>"
        "<p><b>Date:</b> Friday 16 October 2026, 3:00pm - 4:00pm</p><p><b>Room:</b> MALL 1</p>"
        "<p><b>Abstract:</b> One tile can do it. We show which.</p></body></html>"
    )


PAGES: dict[str, Callable[[], Reply]] = {
    "/robots.txt": lambda: Reply("User-agent: *\nDisallow: /private/\n", "text/plain"),
    "/api/0/search/series": lambda: json_reply(
        {
            "code": "success",
            "results": [{"shortname": s, "topics": t, "display": True} for s, (_, _, t) in SERIES.items()],
        }
    ),
    "/seminar/ALPHA/ics": lambda: Reply(calendar("ALPHA"), CALENDAR_TYPE),
    "/seminar/BETA/ics": lambda: Reply(calendar("BETA"), CALENDAR_TYPE),
    "/export.ics": lambda: Reply(plain_calendar(3), CALENDAR_TYPE),
    "/many.ics": lambda: Reply(plain_calendar(400), CALENDAR_TYPE),
    "/empty.ics": lambda: Reply(plain_calendar(0), CALENDAR_TYPE),
    "/page.html": lambda: Reply(talk_page()),
    "/nothing.html": lambda: Reply("<html><body><h1>Welcome</h1><p>We are a department.</p></body></html>"),
    "/login.ics": lambda: Reply("<html><body><form>Please log in</form></body></html>", HTML_TYPE),
    "/cut.ics": lambda: Reply(plain_calendar(3)[:-90], CALENDAR_TYPE),
    "/short.ics": lambda: Reply(plain_calendar(3), CALENDAR_TYPE, cut=True),
    "/nobody.ics": lambda: Reply("", CALENDAR_TYPE),
    "/private/export.ics": lambda: Reply(plain_calendar(3), CALENDAR_TYPE),
    "/500.ics": lambda: Reply("<h1>Internal Server Error</h1>", status=500),
    "/403.ics": lambda: Reply("<h1>Forbidden</h1>", status=403),
    "/410.ics": lambda: Reply("<h1>Gone</h1>", status=410),
    "/hang.ics": lambda: Reply(plain_calendar(3), CALENDAR_TYPE, wait=60),
    "/loop.ics": lambda: Reply(status=302, headers={"Location": "/loop.ics?again"}),
    "/big.ics": lambda: Reply(b"X" * 300_000, CALENDAR_TYPE),
    "/moved.ics": lambda: Reply(status=301, headers={"Location": "/export.ics"}),
}


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.site.asked.append((time.monotonic(), self.path, self.headers.get("User-Agent", "")))
        page = self.site.pages.get(parts.path)
        if page is not None:
            self._send(page())
        elif parts.path == "/api/0/lookup/series":
            self._send(_lookup_reply(parse_qs(parts.query)))
        else:
            self._send(Reply("<h1>Not Found</h1>", status=404))

    def _send(self, reply: Reply) -> None:
        deadline = time.monotonic() + reply.wait
        while time.monotonic() < deadline and not self.server.closing:  # type: ignore[attr-defined]
            time.sleep(0.05)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.raw) + (1000 if reply.cut else 0)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.raw)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _lookup_reply(query: dict[str, list[str]]) -> Reply:
    series = json.loads(query["series_id"][0])
    return json_reply(
        lookup(series) if series in SERIES else {"code": "success", "properties": None, "talks": []}
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    closing = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed or lost patience is what some tests are about."""


@contextmanager
def serve(**pages: Callable[[], Reply]) -> Iterator[Site]:
    """Run the server for a `with` block; `pages` are added to the usual ones (`x_ics` is `/x.ics`)."""
    handler = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    named = {"/" + name.replace("_", "."): page for name, page in pages.items()}
    site = Site(f"http://127.0.0.1:{server.server_address[1]}", {**PAGES, **named})
    handler.site = site
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.closing = True
        server.shutdown()
        server.server_close()
