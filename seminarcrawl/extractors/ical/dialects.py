"""What calendar platforms mean by their properties, one table row and at most one function each.

Only what a platform's own software writes stands here (PRODID names it, or its X- properties do); how one
institution uses it is for the roles that are read from the whole calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from seminarcrawl.extractors.ical.components import Calendar, params_of, unescape
from seminarcrawl.extractors.ical.entry import Entry, urls_in
from seminarcrawl.reading.announcement.reader import trim_abstract
from seminarcrawl.reading.people import names
from seminarcrawl.reading.places import find_online_url, strip_passcode
from seminarcrawl.reading.status import is_placeholder
from seminarcrawl.reading.summary import SummaryRole
from seminarcrawl.reading.text import clean, one_line


@dataclass(frozen=True, slots=True)
class Dialect:
    """One platform: how to recognise its calendars, what SUMMARY is in them, and how its layout reads.

    `signs` are lower-case parts of PRODID, `properties` prefixes of property names that only it writes.
    `talks_only` platforms publish nothing but talks.
    """

    name: str
    signs: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    role: SummaryRole | None = None
    talks_only: bool = False
    read: Callable[[Entry], None] | None = None


def dialect_of(calendar: Calendar) -> Dialect:
    """The platform a calendar comes from; a plain one when none is recognised."""
    prodid = calendar.properties.raw("PRODID").lower()
    written = {line.name for event in calendar.events[:3] for line in event.lines}
    for dialect in DIALECTS:
        if any(sign in prodid for sign in dialect.signs):
            return dialect
        if any(name.startswith(dialect.properties) for name in written if dialect.properties):
            return dialect
    return PLAIN


# researchseminars.org -------------------------------------------------------------------------------

_RS_TITLE = re.compile(r"Title: <a href=\"([^\"\n]{1,300})\">(.{1,2000}?)</a>[^\S\n]{0,10}(?:\n|$)", re.S)
_RS_PLAIN_TITLE = re.compile(r"Title: ()([^<\n]{1,2000})(?:\n|$)")
_RS_LINES = {
    "room": re.compile(r"^Lecture held in (.{1,500})$", re.M),
    "live": re.compile(r"^(?:Interactive|View-only) livestream: (\S{1,2000})$", re.M),
}
_RS_ABSTRACT = re.compile(r"^Abstract(?:: TBA)?[^\S\n]{0,10}$", re.M)
_RS_BY = re.compile(r"^by ", re.M)


def _researchseminars(entry: Entry) -> None:
    """SUMMARY is the speaker, the title is a link's text, the room a line of its own; LOCATION is a link."""
    text = entry.description.replace("\r", "")
    entry.location, entry.is_read = "", True
    title = _RS_TITLE.match(text) or _RS_PLAIN_TITLE.match(text)
    if title:
        entry.url = entry.url or title[1]
        if not is_placeholder(one_line(title[2])):
            entry.state("title", one_line(title[2]), title[0], "researchseminars.title")
    entry.url = entry.url or f"https://researchseminars.org/talk/{entry.event.raw('UID')}/"
    head, _, tail = _around(_RS_ABSTRACT, text[title.end() if title else 0 :])
    byline = head.split("\n", 1)[0] if _RS_BY.match(head) else ""
    speakers, _, series = byline[len("by ") :].rpartition(" as part of ")
    entry.state("series", one_line(series), byline, "researchseminars.series")
    line = entry.summary or one_line(speakers or byline[len("by ") :])
    if not is_placeholder(line):
        entry.state("speakers", names.read_speakers(line), line, "researchseminars.speaker")
    room, live = _RS_LINES["room"].search(head), _RS_LINES["live"].search(head)
    if room:
        entry.state("location", one_line(room[1]).removesuffix("."), room[0], "researchseminars.room")
    links = [live[1]] if live else [line.value for line in entry.event.all("URL")]
    online = find_online_url(" ".join(links), links)
    if online or (live and live[1].startswith("http")):
        entry.state(
            "online_url", online or strip_passcode(live[1] if live else ""), links[0], "researchseminars.live"
        )
    entry.state("abstract", trim_abstract(tail), tail, "researchseminars.abstract")


def _around(pattern: re.Pattern[str], text: str) -> tuple[str, str, str]:
    """`text` before, at and after the first match; all of it before when there is none."""
    match = pattern.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


# talks.cam and its kin, talks.ox, Indico ------------------------------------------------------------


def _talks_cam(entry: Entry) -> None:
    """CATEGORIES is the series, CONTACT the organiser, DESCRIPTION the abstract and nothing else."""
    if entry.categories:
        entry.state("series", entry.categories[0], entry.categories[0], "talks.cam.series")
    entry.state("host", entry.event.text("CONTACT"), entry.event.raw("CONTACT"), "talks.cam.contact")
    entry.state("abstract", trim_abstract(entry.description), entry.description, "talks.cam.description")
    entry.is_read = True


_OX_STATUS = re.compile(
    r"^\s{0,10}Status: This talk (has been cancelled|is in preparation[^\n]{0,200})\s{0,10}"
)
_OX_SPEAKERS = re.compile(r"^Speakers?:[^\S\n]{0,10}", re.M)


def _talks_ox(entry: Entry) -> None:
    """A Status line first, the Speakers block last; a venue that is not announced is none."""
    status = _OX_STATUS.match(entry.description)
    if status:
        entry.status = "cancelled" if "cancelled" in status[1] else "tentative"
        entry.description = entry.description[status.end() :]
    body, label, block = _around(_OX_SPEAKERS, entry.description)
    if label:
        line = one_line(block)
        if line.lower() != "various speakers":
            entry.state("speakers", names.read_speakers(line), line, "talks.ox.speakers")
    entry.state("abstract", trim_abstract(body), body, "talks.ox.description")
    entry.is_read = True


_INDICO_SPEAKERS = re.compile(r"^Speakers?: ([^\n]{2,2000})(?:\n|$)")


def _indico(entry: Entry) -> None:
    """`Speakers: A (Affil), B (Affil)`, the description with its tags gone, the address."""
    speakers = _INDICO_SPEAKERS.match(entry.description.lstrip())
    if speakers:
        entry.state("speakers", names.read_speakers(speakers[1]), speakers[1], "indico.speakers")
        entry.description = entry.description.lstrip()[speakers.end() :]
    address = entry.event.raw("URL")
    if address:
        entry.description = "\n".join(
            line for line in entry.description.split("\n") if line.strip() != address
        )


# University calendars -------------------------------------------------------------------------------


def _livewhale(entry: Entry) -> None:
    """Custom fields are labelled lines; a description that is missing stands in X-LIVEWHALE-SUMMARY."""
    lines = [_labelled(line.name.removeprefix("X-LIVEWHALE-CUSTOM-").replace("-", " ").title(), line.value)
             for line in entry.event.named("X-LIVEWHALE-CUSTOM-")]  # fmt: skip
    body = entry.description or entry.event.text("X-LIVEWHALE-SUMMARY")
    entry.description = _with_lines(lines, body)


def _trumba(entry: Entry) -> None:
    """Custom fields carry labels that each institution chose: read as labelled lines, once."""
    lines = []
    for line in entry.event.named("X-TRUMBA-CUSTOMFIELD"):
        label = params_of(line).get("NAME", "")
        if label and f"{label}:" not in entry.description:
            lines.append(_labelled(label, line.value))
    entry.description = _with_lines(lines, entry.description)
    entry.location = one_line(re.sub(r"<[^>]{0,300}>", " ", entry.location))


def _labelled(label: str, value: str) -> str:
    return f"{label}: {one_line(unescape(value))}"


def _with_lines(lines: list[str], body: str) -> str:
    """Labelled lines before a description, in HTML when it is HTML."""
    if not lines:
        return body
    is_html = "<" in body and ">" in body
    return ("<br>".join(lines) + "<br><br>" + body) if is_html else ("\n".join(lines) + "\n\n" + body).strip()


_GOOGLE_FOOTER = re.compile(r"-::~:~::~")


def _google(entry: Entry) -> None:
    """The Meet details below a rule of tildes are logistics; the link to join stands there or in
    X-GOOGLE-CONFERENCE."""
    head, _, tail = _around(_GOOGLE_FOOTER, entry.description)
    entry.description = head
    link = entry.event.raw("X-GOOGLE-CONFERENCE") or find_online_url(tail, urls_in(tail))
    entry.state("online_url", link, link or "", "google.conference")


_TEAMS_RULE = re.compile(r"^_{20,}[^\S\n]{0,10}$", re.M)


def _exchange(entry: Entry) -> None:
    """Joining text below a rule of underscores is logistics; its link is kept."""
    head, rule, tail = _around(_TEAMS_RULE, entry.description)
    online = find_online_url(tail, urls_in(tail)) if rule else None
    rooms = [part.strip() for part in entry.location.split(";") if "microsoft teams" not in part.lower()]
    entry.location = "; ".join(rooms)
    skype = entry.event.raw("X-MICROSOFT-SKYPETEAMSMEETINGURL") or online
    if rule and online:
        entry.description = head
    if skype:
        entry.state("online_url", strip_passcode(skype), skype, "exchange.teams")


def _plone(entry: Entry) -> None:
    """CONTACT is name, telephone, mail and address in one line: the name is the host."""
    contact = clean(entry.event.text("CONTACT")).split(",")[0]
    if names.person_likeness(contact) >= 0.5:
        entry.state("host", contact, entry.event.raw("CONTACT"), "plone.contact")


DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        "researchseminars",
        ("researchseminars.org", "mathseminars.org"),
        (),
        "speaker",
        True,
        _researchseminars,
    ),
    Dialect("talks.cam", ("talks.cam", "talks.bham"), (), "title_speaker", True, _talks_cam),
    Dialect("talks.ox", ("talks.ox",), (), "title", True, _talks_ox),
    Dialect("indico", ("cern//indico",), (), "title", True, _indico),
    Dialect("livewhale", ("livewhale",), ("X-LIVEWHALE-",), None, False, _livewhale),
    Dialect("trumba", ("trumba",), ("X-TRUMBA-",), None, False, _trumba),
    Dialect("google", ("google calendar",), ("X-GOOGLE-",), None, False, _google),
    Dialect("exchange", ("microsoft",), ("X-MICROSOFT-SKYPE",), None, False, _exchange),
    Dialect("plone", ("plone.app.event", "plone.org"), (), None, False, _plone),
)
PLAIN = Dialect("plain")
