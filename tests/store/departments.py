"""Imagined departments: their talks, what becomes of them as weeks go by, and the pages that show them."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape

FIRST = (
    "Ada Luc Mei Tom Anna Ravi Sofia Jonas Élise Noor Pedro Hanna Kofi Ines Milan Greta Omar Yuki Clara Björn"
)
LAST = (
    "Berg Martin Obi Reed Lindqvist Castillo Novak Fischer Moreau Haddad Silva Virtanen Mensah Duarte Kovač "
    "Keller Rahman Tanaka Jensen Ström"
)
TOWNS = "Uppsala Lyon Ibadan Toronto Taipei Santiago Prague Vienna Grenoble Leiden Porto Helsinki Accra Graz"
THINGS = (
    "random walks;spectral gaps;moduli spaces;shallow water;sparse graphs;spin glasses;prime gaps;"
    "optimal stopping;"
    "knot invariants;dark matter halos;neural operators;coral reefs;auction design;thin films;tree automata"
)
MANNERS = (
    "On the geometry of {};Recent progress on {};New bounds for {};A gentle introduction to {};{} revisited;"
    "What we learn from {};Large deviations for {};Computing with {};The dynamics of {};Stability of {}"
)
ROOMS = ("Room 117", "Room 204", "Lecture Hall B", "Room 3.014")


@dataclass(frozen=True)
class Talk:
    """One talk as the department knows it; `title_from`: the day on which its title is announced."""

    number: int
    day: date
    speaker: str
    town: str
    title: str
    hour: str = "14:00"
    room: str = ROOMS[0]
    abstract: str = ""
    title_from: date = date.min
    cancelled: bool = False

    def titled(self, today: date) -> str:
        if today < self.title_from:
            return "TBA"
        return f"CANCELLED: {self.title}" if self.cancelled else self.title

    def but(self, **more: object) -> Talk:
        return replace(self, **more)  # type: ignore[arg-type]


def person(dice: random.Random) -> str:
    return f"{dice.choice(FIRST.split())} {dice.choice(LAST.split())}"


def make(number: int, day: date, dice: random.Random, *, titled_before: int | None = None) -> Talk:
    things = dice.sample(THINGS.split(";"), 2)
    title = dice.choice(MANNERS.split(";")).format(" and ".join(things))
    title = title[0].upper() + title[1:]
    return Talk(
        number,
        day,
        person(dice),
        dice.choice(TOWNS.split()),
        title,
        abstract=f"We study {things[0]} and show how they are related to {things[1]}; open questions end it.",
        title_from=date.min if titled_before is None else day - timedelta(days=titled_before),
    )


@dataclass(frozen=True)
class Page:
    """A document as it is sent."""

    body: bytes
    path: str = "seminar/"
    content_type: str = "text/html; charset=utf-8"

    def but(self, body: bytes | str) -> Page:
        return replace(self, body=body.encode() if isinstance(body, str) else body)


Renderer = Callable[[list[Talk], date], Page]


def in_html(body: str) -> Page:
    return Page(
        f"<!DOCTYPE html><html lang='en'><head><title>Seminar</title></head><body><nav><a href='/'>Home</a> "
        f"<a href='/people'>People</a></nav><main><h1>Department Seminar</h1>{body}</main>"
        f"<footer>Questions? Write to the <a href='/office'>office</a>.</footer></body></html>".encode()
    )


def table(talks: list[Talk], today: date) -> Page:
    rows = "".join(
        f"<tr><td>{t.day:%d %B %Y}</td><td>{t.hour}</td><td>{t.speaker} ({t.town})</td>"
        f"<td>{escape(t.titled(today))}</td><td>{t.room}</td></tr>"
        for t in talks
    )
    head = "<tr><th>Date</th><th>Time</th><th>Speaker</th><th>Title</th><th>Room</th></tr>"
    return in_html(f"<table>{head}{rows}</table>")


def labelled(talks: list[Talk], today: date) -> Page:
    return in_html(
        "".join(
            f"<div class='talk'><p><b>Speaker:</b> {t.speaker} ({t.town})</p><p><b>Title:</b> "
            f"{escape(t.titled(today))}</p><p><b>Date:</b> {t.day:%A, %B %d, %Y}, {t.hour}</p>"
            f"<p><b>Place:</b> {t.room}</p><p><b>Abstract:</b> {t.abstract}</p></div>"
            for t in talks
        )
    )


def german(talks: list[Talk], today: date) -> Page:
    return in_html(
        "".join(
            f"<div class='vortrag'><p>Datum: {t.day:%d.%m.%Y}, {t.hour} Uhr</p><p>Ort: {t.room}</p>"
            f"<p>Referent: {t.speaker} ({t.town})</p><p>Titel: {escape(t.titled(today))}</p></div>"
            for t in talks
        )
    )


def cards(talks: list[Talk], today: date) -> Page:
    return in_html(
        "".join(
            f"<article><h3>{escape(t.titled(today))}</h3><p class='speaker'>{t.speaker}, {t.town}</p>"
            f"<p class='date'>{t.day:%d %b %Y}, {t.hour}</p><p class='place'>{t.room}</p></article>"
            for t in talks
        )
    )


def items(talks: list[Talk], today: date) -> Page:
    lines = "".join(
        f"<li><b>{t.day:%d %B %Y}</b>, {t.hour}, {t.room}. <b>{t.speaker}</b> ({t.town}): "
        f"<i>{escape(t.titled(today))}</i></li>"
        for t in talks
    )
    return in_html(f"<ul>{lines}</ul>")


def microdata(talks: list[Talk], today: date) -> Page:
    return in_html(
        "".join(
            "<div itemscope itemtype='https://schema.org/Event'>"
            f"<h3 itemprop='name'>{escape(t.titled(today))}</h3>"
            f"<time itemprop='startDate' datetime='{t.day}T{t.hour}:00'>{t.day}</time>"
            f"<span itemprop='performer' itemscope itemtype='https://schema.org/Person'>"
            f"<span itemprop='name'>{t.speaker}</span></span>"
            f"<span itemprop='location'>{t.room}</span></div>"
            for t in talks
        )
    )


def json_ld(talks: list[Talk], today: date) -> Page:
    events = [
        {
            "@context": "https://schema.org",
            "@type": "EducationEvent",
            "name": t.titled(today),
            "startDate": f"{t.day}T{t.hour}:00+00:00",
            "performer": {"@type": "Person", "name": t.speaker, "affiliation": t.town},
            "location": {"@type": "Place", "name": t.room},
        }
        for t in talks
    ]
    return in_html(f"<script type='application/ld+json'>{json.dumps(events)}</script><div id='list'></div>")


def data(talks: list[Talk], today: date) -> Page:
    rows = [
        {
            "id": t.number,
            "title": t.titled(today),
            "speaker": t.speaker,
            "affiliation": t.town,
            "date": str(t.day),
            "time": t.hour,
            "room": t.room,
        }
        for t in talks
    ]
    return Page(json.dumps({"talks": rows}).encode(), "talks.json", "application/json")


def sheet(talks: list[Talk], today: date) -> Page:
    out = io.StringIO()
    write = csv.writer(out).writerow
    write(["Date", "Time", "Speaker", "Affiliation", "Title", "Room"])
    for t in talks:
        write([t.day, t.hour, t.speaker, t.town, t.titled(today), t.room])
    return Page(out.getvalue().encode(), "talks.csv", "text/csv")


def calendar(talks: list[Talk], today: date) -> Page:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Calendar//EN"]
    for t in talks:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{t.number}@example.org",
            "DTSTAMP:20250901T000000Z",
            f"DTSTART:{t.day:%Y%m%d}T{t.hour.replace(':', '')}00Z",
            f"SUMMARY:{t.speaker} ({t.town}): {t.titled(today)}",
            f"LOCATION:{t.room}",
            *(["STATUS:CANCELLED"] if t.cancelled else []),
            "END:VEVENT",
        ]
    text = "\r\n".join([*lines, "END:VCALENDAR", ""])
    return Page(text.encode(), "talks.ics", "text/calendar; charset=utf-8")


def plain(talks: list[Talk], today: date) -> Page:
    text = "\n\n".join(
        f"Date: {t.day:%d %B %Y}\nTime: {t.hour}\nSpeaker: {t.speaker} ({t.town})\nTitle: {t.titled(today)}\n"
        f"Room: {t.room}"
        for t in talks
    )
    return Page(f"DEPARTMENT SEMINAR\n\n{text}\n".encode(), "seminar.txt", "text/plain; charset=utf-8")


RENDERERS: dict[str, Renderer] = {
    r.__name__: r
    for r in (
        table,
        labelled,
        german,
        cards,
        items,
        microdata,
        json_ld,
        data,
        sheet,
        calendar,
        plain,
    )
}
