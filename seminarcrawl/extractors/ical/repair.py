"""Calendar bytes as property lines, with what producers commonly break put right.

Unfolded on bytes (a fold may split a UTF-8 character), decoded line by line, and lines that are no
property joined to the text before them: bare newlines in a DESCRIPTION are the commonest fault of all.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.decode import decode
from seminarcrawl.extractors.document import Document

MOST_BYTES = 10_000_000
LONGEST_LINE = 64_000  # characters of one property; longer ones are attachments or bombs

_WIDE_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_NEWLINE = re.compile(rb"\r{0,2}\n|\r")
_FOLD = re.compile(rb"\n(?:\n(?=[ \t][:;]))?[ \t]")  # Mozilla left a blank line before the value
_NAME = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60})([;:])")
_COMPONENT = re.compile(r"(BEGIN|END):(V[A-Z]{4,12}|STANDARD|DAYLIGHT)\s{0,40}$", re.I)

# RFC 5545 and 7986, and what stands in VEVENT by mistake (talks.ox writes TZID there).
_KNOWN = frozenset((
    "ACKNOWLEDGED", "ACTION", "ATTACH", "ATTENDEE", "BEGIN", "CALSCALE", "CATEGORIES", "CLASS", "COLOR",
    "COMMENT", "COMPLETED", "CONFERENCE", "CONTACT", "CREATED", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART",
    "DUE", "DURATION", "END", "EXDATE", "EXRULE", "FREEBUSY", "GEO", "IMAGE", "LAST-MODIFIED", "LOCATION",
    "METHOD", "NAME", "ORGANIZER", "PERCENT-COMPLETE", "PRIORITY", "PRODID", "RDATE", "RECURRENCE-ID",
    "REFRESH-INTERVAL", "RELATED-TO", "REPEAT", "REQUEST-STATUS", "RESOURCES", "RRULE", "SEQUENCE", "SOURCE",
    "STATUS", "STRUCTURED-DATA", "STYLED-DESCRIPTION", "SUMMARY", "TIMEZONE-ID", "TRANSP", "TRIGGER", "TZID",
    "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "TZURL", "UID", "URL", "VERSION",
))  # fmt: skip
# VTCalendar writes a name with a blank in it.
_NOT_A_NAME = "WEB MAP:"
# Only text runs on over a bare newline.
_TEXT = frozenset(("COMMENT", "CONTACT", "DESCRIPTION", "LOCATION", "SUMMARY", "STYLED-DESCRIPTION"))


class Line(NamedTuple):
    """One property line: upper-cased name, parameters as printed (without the first `;`), raw value."""

    name: str
    params: str
    value: str

    def __str__(self) -> str:
        params = f";{self.params}" if self.params else ""
        return f"{self.name}{params}:{self.value}"


def property_lines(document: Document) -> Iterator[Line]:
    """The document's property lines, repaired. Raises ExtractionError when it is no calendar at all."""
    physical = _unfolded(document)
    strict = "BEGIN:V" in physical  # a calendar in lower case is read too, but "Location:" in prose is prose
    line: Line | None = None
    more: list[str] = []  # of its value
    for text in physical.split("\n"):
        following = _property(text, strict)
        if following is not None:
            if line is not None:
                yield _whole(document, line, more)
            line, more = following, []
        elif line is None:
            continue
        elif text.startswith(_NOT_A_NAME):
            yield _whole(document, line, more)
            line = None
        elif line.name in _TEXT or line.name.startswith("X-"):
            more.append(text)
    if line is not None:
        yield _whole(document, line, more)


def _unfolded(document: Document) -> str:
    """The text from BEGIN:VCALENDAR on, one property a line."""
    body = document.body
    if len(body) > MOST_BYTES:
        raise ExtractionError(
            "ical.too-large", f"{len(body)} bytes, more than {MOST_BYTES}", url=document.url
        )
    if body.startswith(_WIDE_BOMS) or body[:200].count(b"\0") > 40:
        body = document.text.encode()
    body = _FOLD.sub(b"", _with_plain_newlines(body)).replace(b"\0", b"")
    upper = body.upper()
    begin = upper.find(b"BEGIN:VCALENDAR")
    if begin < 0:
        begin = upper.find(b"BEGIN:VEVENT")
    if begin < 0:
        raise ExtractionError("ical.no-calendar", _what_instead(upper), url=document.url)
    return _decoded(body[begin:], document.content_type)


def _with_plain_newlines(body: bytes) -> bytes:
    if b"\r\r" in body:
        return _NEWLINE.sub(b"\n", body)
    return body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _what_instead(upper: bytes) -> str:
    """In words, what came instead of a calendar."""
    if not upper.strip():
        return "the document is empty"
    if b"<HTML" in upper[:2000] or b"<!DOCTYPE" in upper[:2000]:
        return "an HTML page came instead of a calendar (a login page, or an error sent as a success?)"
    return "there is no BEGIN:VCALENDAR"


def _decoded(body: bytes, content_type: str | None) -> str:
    """UTF-8; where that fails, line by line: one event in Latin-1 must not spoil the others."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(_decoded_line(line, content_type) for line in body.split(b"\n"))


def _decoded_line(line: bytes, content_type: str | None) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return decode(line, content_type)


def _property(text: str, strict: bool) -> Line | None:
    """`text` as a property, or None when it is a piece of the text before it."""
    match = _NAME.match(text)
    if match is None:
        component = _COMPONENT.search(text[-60:]) if text else None
        return Line(component[1].upper(), "", component[2].upper()) if component else None
    name = match[1].upper()
    if name in ("BEGIN", "END"):
        return Line(name, "", text[match.end() :].strip().upper())
    if (name not in _KNOWN and not name.startswith("X-")) or (strict and match[1] != name):
        component = _COMPONENT.search(text[-60:])
        return Line(component[1].upper(), "", component[2].upper()) if component else None
    if match[2] == ":":
        return Line(name, "", text[match.end() :])
    colon = _value_colon(text, match.end())
    return Line(name, text[match.end() : colon], text[colon + 1 :]) if colon > 0 else None


def _value_colon(text: str, start: int) -> int:
    """Where the value's colon stands: the first outside quotes, else the last; -1 if there is none."""
    position = start
    while True:
        colon, quote = text.find(":", position), text.find('"', position)
        if colon < 0 or quote < 0 or colon < quote:
            return colon
        closing = text.find('"', quote + 1)
        if closing < 0:
            return text.rfind(":", start)
        position = closing + 1


def _whole(document: Document, line: Line, more: list[str]) -> Line:
    """A property with the lines that belong to its value; what is glued into a DESCRIPTION comes apart."""
    if more:
        line = line._replace(value="\\n".join([line.value, *more]))
    if len(line.value) > LONGEST_LINE:
        if line.name != "ATTACH":
            document.problem("ical.long-line", f"{line.name} of {len(line.value)} characters was cut")
        line = line._replace(value=line.value[:LONGEST_LINE])
    if line.name == "DESCRIPTION" and line.value.startswith("LOCATION:"):
        return Line("LOCATION", "", line.value[len("LOCATION:") :].strip())
    return line
