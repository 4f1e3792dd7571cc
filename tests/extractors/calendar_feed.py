"""Calendars made of a few properties, and the talks read from them."""

from datetime import UTC, datetime

from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.ical.extractor import extract
from seminarcrawl.reading.context import Context

FETCHED = datetime(2026, 10, 1, 8, tzinfo=UTC)


def feed(*events: dict[str, str], name: str = "", prodid: str = "-//example//EN") -> bytes:
    """A calendar of events given as properties; DTSTART is a weekly slot unless given."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{prodid}"]
    lines += [f"X-WR-CALNAME:{name}"] if name else []
    for number, event in enumerate(events):
        event = {"UID": f"e{number}", "DTSTART;TZID=Europe/Berlin": f"202610{number + 5:02}T141500", **event}
        lines += ["BEGIN:VEVENT", *(f"{key}:{value}" for key, value in event.items()), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def talks(body: bytes, **context):
    document = Document(body, Context(fetched_at=FETCHED, **{"timezone": "Europe/Berlin", **context}))
    return [draft.item for draft in extract(document)]


def who(item):
    return [(person.name, person.affiliation) for person in item.speakers]


def summaries(*texts: str, **more: str) -> bytes:
    return feed(*({"SUMMARY": text.replace(",", r"\,")} for text in texts), **more)
