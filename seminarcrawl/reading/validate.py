"""What is wrong with a talk: what makes it unusable, and what is only to be counted.

A talk is never unusable because a field is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from seminarcrawl.items import FIELD_NAMES, STATUSES, Speaker, TalkItem, parse_moment
from seminarcrawl.reading.status import is_no_talk
from seminarcrawl.reading.zones import iana_zone

_FIRST_YEAR = 1990
_YEARS_AHEAD = 5
_LONGEST_TITLE = 500
_LONGEST_TALK = 14  # days
_LISTS = ("topics", "links", "inferred")
_TEXTS = tuple(name for name in FIELD_NAMES if name not in (*_LISTS, "speakers", "status"))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a talk. `rule` is fit for counting: `start.out-of-range`.

    `fatal`: the talk is rejected. Otherwise it is kept and the problem counted.
    """

    field: str
    rule: str
    message: str
    fatal: bool = False


def problems(item: TalkItem) -> list[Problem]:
    """Everything that is wrong with a normalized talk, the fatal first."""
    wrong_types = list(_types(item))
    if wrong_types:  # the other checks need the types to be right
        return wrong_types
    found = [problem for check in _CHECKS for problem in check(item)]
    return sorted(found, key=lambda problem: not problem.fatal)


def rejections(item: TalkItem) -> list[Problem]:
    """Only what makes the talk unusable."""
    wrong_types = list(_types(item))
    found = wrong_types or [problem for check in _CHECKS_THAT_REJECT for problem in check(item)]
    return [problem for problem in found if problem.fatal]


def _types(item: TalkItem) -> Iterator[Problem]:
    for name in _TEXTS:
        value = getattr(item, name)
        if value is not None and not isinstance(value, str):
            yield _fatal(name, "type", f"is {type(value).__name__}, should be text")
    for name in _LISTS:
        value = getattr(item, name)
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            yield _fatal(name, "type", "should be a list of texts")
    if not isinstance(item.speakers, list) or not all(isinstance(s, Speaker) for s in item.speakers):
        yield _fatal("speakers", "type", "should be a list of Speaker")
    if item.status not in STATUSES:
        yield _fatal("status", "unknown", f"{item.status!r} is none of {', '.join(STATUSES)}")


def _identity(item: TalkItem) -> Iterator[Problem]:
    if not (item.title or item.speakers or item.start):
        yield Problem("title", "talk.nothing-known", "neither title nor speaker nor start", fatal=True)
    elif item.title and not item.speakers and is_no_talk(item.title):
        yield Problem("title", "talk.no-talk", f"announces that there is none: {item.title!r}", fatal=True)


def _missing(item: TalkItem) -> Iterator[Problem]:
    for name in ("title", "speakers", "start"):
        if not getattr(item, name):
            yield Problem(name, f"{name}.missing", "is not stated")
    if item.when and not item.start:
        yield Problem("start", "start.unread", f"could not be read from {item.when[:100]!r}")


def _start(item: TalkItem) -> Iterator[Problem]:
    moment = _parsed(item.start)
    if moment is None:
        if item.start:
            yield _fatal("start", "not-iso", f"{item.start[:60]!r} is not ISO 8601")
        return
    if isinstance(moment, datetime) and moment.tzinfo is None:
        yield _fatal("start", "no-offset", f"{item.start} has no offset")
    fetched = _parsed(item.fetched_at)
    latest = fetched.year + _YEARS_AHEAD if fetched else moment.year
    if not _FIRST_YEAR <= moment.year <= latest:
        yield _fatal("start", "out-of-range", f"{item.start} is not between {_FIRST_YEAR} and {latest}")


def _end(item: TalkItem) -> Iterator[Problem]:
    first, last = _parsed(item.start), _parsed(item.end)
    if item.end and last is None:
        yield _fatal("end", "not-iso", f"{item.end[:60]!r} is not ISO 8601")
    elif isinstance(last, datetime) and last.tzinfo is None:
        yield _fatal("end", "no-offset", f"{item.end} has no offset")
    elif first is not None and last is not None:
        length = _day(last) - _day(first)
        if length.days < 0:
            yield Problem("end", "end.before-start", f"{item.end} is before {item.start}")
        elif length.days > _LONGEST_TALK:
            yield Problem("end", "end.too-late", f"{length.days} days after the start")


def _zone(item: TalkItem) -> Iterator[Problem]:
    if item.timezone and iana_zone(item.timezone) != item.timezone:
        yield Problem("timezone", "timezone.unknown", f"{item.timezone!r} is no IANA zone")


def _text(item: TalkItem) -> Iterator[Problem]:
    for name in ("title", "location", "series", "abstract"):
        if "\ufffd" in (getattr(item, name) or ""):
            yield Problem(name, f"{name}.undecodable", "holds U+FFFD: read in the wrong character set")
    if len(item.title or "") > _LONGEST_TITLE:
        yield Problem("title", "title.too-long", f"has {len(item.title or '')} characters")
    if item.location and "://" in item.location:
        yield Problem("location", "location.link", "is a link")


def _links(item: TalkItem) -> Iterator[Problem]:
    for name in ("url", "online_url"):
        value = getattr(item, name)
        if value and _scheme(value) not in ("http", "https"):
            yield _fatal(name, "unsafe", f"{value[:60]!r} is no web address")
    for link in (*item.links, *(s.url for s in item.speakers if s.url)):
        if _scheme(link) not in ("http", "https", "mailto"):
            yield _fatal("links", "unsafe", f"{link[:60]!r} is no web or mail address")


def _marks(item: TalkItem) -> Iterator[Problem]:
    for mark in ("weekday-contradicts", "dst-gap", "dst-fold"):
        if f"start.{mark}" in item.inferred:
            yield Problem("start", f"start.{mark}", f"read from {(item.when or item.start or '')[:100]!r}")


_CHECKS: tuple[Callable[[TalkItem], Iterator[Problem]], ...] = (
    _identity,
    _missing,
    _start,
    _end,
    _zone,
    _text,
    _links,
    _marks,
)
_CHECKS_THAT_REJECT = (_identity, _start, _end, _links)


def _fatal(field: str, rule: str, message: str) -> Problem:
    return Problem(field, f"{field}.{rule}", message, fatal=True)


def _parsed(text: str | None) -> date | datetime | None:
    try:
        return parse_moment(text)
    except ValueError:
        return None


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""
