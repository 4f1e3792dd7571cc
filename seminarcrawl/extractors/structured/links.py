"""Links that add an event to a calendar: a page's most precise moment, often the only one with a zone."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from seminarcrawl.extractors.data.text import Tree

_LONGEST = 30_000
_ICAL_LINE = re.compile(
    r"(?m)^(DTSTART|DTEND|SUMMARY|LOCATION|DESCRIPTION|UID)((?:;[^:\n]{0,100})?):([^\n]{0,5000})$"
)
_ICAL_KEYS = {"DTSTART": "start", "DTEND": "end", "SUMMARY": "title", "LOCATION": "location",
              "DESCRIPTION": "description", "UID": "uid"}  # fmt: skip
_TZID = re.compile(r"TZID=\"?([^\";:]{1,60})")


def calendar_link(href: str) -> dict[str, Tree] | None:
    """The event in a link that adds it to somebody's calendar; None for any other link."""
    if len(href) > _LONGEST:
        return None
    if href.startswith("data:text/calendar"):
        return _from_data(href)
    if not href.startswith(("http://", "https://", "//")):
        return None
    try:
        parts = urlsplit(href)
    except ValueError:  # `http://[`
        return None
    host = parts.hostname or ""
    if "google." in host and "calendar" in f"{host}{parts.path}":
        return _from_google(parse_qs(parts.query))
    if host.startswith("outlook.") and "startdt" in parts.query:
        return _from_outlook(parse_qs(parts.query))
    if host == "calendar.yahoo.com":
        return _from_yahoo(parse_qs(parts.query))
    return None


def _from_google(query: dict[str, list[str]]) -> dict[str, Tree] | None:
    start, _, end = _one(query, "dates").partition("/")
    if not start:
        return None
    return {
        "start": start, "end": end, "zone": _one(query, "ctz"), "title": _one(query, "text"),
        "location": _one(query, "location"), "description": _one(query, "details"),
    }  # fmt: skip


def _from_outlook(query: dict[str, list[str]]) -> dict[str, Tree]:
    return {
        "start": _one(query, "startdt"), "end": _one(query, "enddt"), "title": _one(query, "subject"),
        "location": _one(query, "location"), "description": _one(query, "body"),
        "all_day": _one(query, "allday"),
    }  # fmt: skip


def _from_yahoo(query: dict[str, list[str]]) -> dict[str, Tree] | None:
    if not _one(query, "st"):
        return None
    return {
        "start": _one(query, "st"), "end": _one(query, "et"), "title": _one(query, "title"),
        "location": _one(query, "in_loc"), "description": _one(query, "desc"),
    }  # fmt: skip


def _one(query: dict[str, list[str]], name: str) -> str:
    return query.get(name, [""])[0].strip().replace(" ", "+" if name == "startdt" else " ")


def _from_data(href: str) -> dict[str, Tree] | None:
    """A whole calendar with one event in the link itself."""
    text = unquote(href.partition(",")[2]).replace("\r\n", "\n").replace("\n ", "")
    record: dict[str, Tree] = {}
    for name, parameters, value in _ICAL_LINE.findall(text):
        plain = value.strip().replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
        record.setdefault(_ICAL_KEYS[name], plain)
        if name == "DTSTART" and (zone := _TZID.search(parameters)):
            record["zone"] = zone.group(1)
    return record if "start" in record else None
