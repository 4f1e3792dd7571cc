"""An item as a spider or an extractor gives it becomes a TalkItem in its one form.

`normalize` may be applied again without changing anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from seminarcrawl.items import FIELD_NAMES, STATED, Speaker, Status, TalkItem, parse_moment
from seminarcrawl.reading.context import Context
from seminarcrawl.reading.dates import localize, read_when
from seminarcrawl.reading.dates.model import When
from seminarcrawl.reading.markup import safe_url, strip_markup, strip_passcodes
from seminarcrawl.reading.people.names import clean_name, read_speakers
from seminarcrawl.reading.places import read_place, strip_passcode, tells_access
from seminarcrawl.reading.status import is_placeholder, read_status
from seminarcrawl.reading.text import clean, fold, one_line
from seminarcrawl.reading.title_remarks import without_closing_remark, without_kind
from seminarcrawl.reading.zones import iana_zone

# 【数论讨论班】题目: what stands in these brackets before a title is the kind of event or its series.
_CATEGORY = re.compile(r"^【[^【】]{1,30}】\s{0,3}(?=\S)")
_LINES = ("title", "when", "location", "series", "host", "language", "timezone", "source")
_NOWHERE = {"UTC", "Etc/UTC", "Etc/GMT", "GMT"}
_LINK_SCHEMES = ("http", "https", "mailto")
_MOST_SPEAKERS, _MOST_LINKS, _MOST_CLEANINGS = 100, 200, 8  # bounds for hostile input


def as_talk(item: object) -> TalkItem:
    """A TalkItem from what a spider yields: a TalkItem, or a dict with some of its fields.

    Raises TypeError for anything else, ValueError naming the fields that a talk does not have.
    """
    if isinstance(item, TalkItem):
        return item
    if not isinstance(item, Mapping):
        raise TypeError(f"a talk is a TalkItem or a dict, not {type(item).__name__}")
    unknown = sorted(str(name) for name in item if name not in FIELD_NAMES)
    if unknown:
        raise ValueError(f"a talk has no field {', '.join(unknown)}; it has {', '.join(FIELD_NAMES)}")
    return TalkItem(**item)


def normalize(
    item: TalkItem | Mapping[str, Any], context: Context, *, keep_passcodes: bool = False
) -> TalkItem:
    """`item` with clean text, read speakers and times, and safe links: changed in place, and returned.

    A half-filled item is enough: `speakers=["Prof. Jane Doe (MIT)"]`, `when="Oct 3, 3pm"`. `context` says
    where it comes from. Placeholders become None; a status that the title states moves to `status`; what
    cannot be read as a time stays in `when`. Raises TypeError and ValueError as `as_talk` does.
    """
    talk = as_talk(item)
    _clean_texts(talk)
    _read_title(talk)
    talk.source_url = _source_url(talk.source_url) or _source_url(context.url)
    talk.speakers = _speakers(talk.speakers, talk.source_url or "")
    _read_times(talk, context)
    talk.series = talk.series or context.series
    talk.host = talk.host or context.host
    _read_place(talk)
    _clean_links(talk, keep_passcodes)
    talk.topics = _unique(_line(topic) for topic in _listed(talk.topics))
    talk.inferred = _unique(_listed(talk.inferred))
    talk.status = _status(talk.status)
    talk.uid = talk.uid or talk.url
    return talk


# --- text


def _clean_texts(talk: TalkItem) -> None:
    for name in _LINES:
        value = getattr(talk, name)
        setattr(talk, name, _line(value) if value is not None else None)
    if talk.uid is not None:  # an ID is no text: only what could be taken for markup goes
        talk.uid = one_line(str(talk.uid)).replace("<", "").replace(">", "").strip() or None
    abstract = None if talk.abstract is None else clean(strip_markup(str(talk.abstract)))
    talk.abstract = abstract if abstract and not is_placeholder(abstract) else None
    for name in ("location", "series", "host"):
        value = getattr(talk, name)
        if value and is_placeholder(value):
            setattr(talk, name, None)


def _line(value: object) -> str | None:
    return one_line(strip_markup(str(value))) or None


def _read_title(talk: TalkItem) -> None:
    """A title without the status it states; None when it says that there is none yet."""
    # "[CANCELLED] Cancelled: Knots" is marked twice.
    for _ in range(_MOST_CLEANINGS):
        status, rest = read_status(talk.title or "")
        if status is None:
            break
        if _status(talk.status) == "confirmed":
            talk.status = status
        talk.title = rest.strip() or None
    if talk.title:
        talk.title = without_kind(without_closing_remark(_CATEGORY.sub("", talk.title)))
    if talk.title and is_placeholder(talk.title):
        talk.title = None


def _status(value: object) -> Status:
    """One of our words; iCalendar's and schema.org's are understood ("CANCELLED", "EventPostponed")."""
    word = str(value or "confirmed").lower().rpartition("/")[2].removeprefix("event")
    word = {"canceled": "cancelled", "scheduled": "confirmed", "rescheduled": "confirmed"}.get(word, word)
    return word if word in STATED else "confirmed"


def _listed(values: object) -> list[Any]:
    """A list of what should be one, but may be a single value or None."""
    if not values:
        return []
    if isinstance(values, str | Mapping | Speaker) or not isinstance(values, Iterable):
        return [values]
    return list(values)


def _unique(values: Iterable[str | None]) -> list[str]:
    """Each value once, those that differ only in case or punctuation too, in order."""
    kept: dict[str, str] = {}
    for value in values:
        if value:
            kept.setdefault(fold(value) or value, value)
    return list(kept.values())


# --- speakers


def _speakers(given: object, base: str) -> list[Speaker]:
    people: list[Speaker] = []
    for entry in _listed(given)[:_MOST_SPEAKERS]:
        people += _people(entry, base)
    seen: set[tuple[str, str | None]] = set()
    unique = []
    for person in people:
        key = (person.name, person.affiliation)
        if key not in seen:
            seen.add(key)
            unique.append(person)
    return unique


def _people(entry: object, base: str) -> list[Speaker]:
    """A Speaker is taken as read, a dict or a string is read as a speaker line."""
    if isinstance(entry, Speaker):
        return _person(entry.name, entry.affiliation, entry.url, base)
    if isinstance(entry, Mapping):
        name, affiliation = _line(entry.get("name") or ""), _line(entry.get("affiliation") or "")
        read = read_speakers(name or "", affiliation=affiliation) or [Speaker(name or "", affiliation)]
        url = entry.get("url") if len(read) == 1 else None
        return [p for s in read for p in _person(s.name, s.affiliation, url or s.url, base)]
    line = _line(entry) or ""
    read = read_speakers(line) or [Speaker(line)]  # who put it among the speakers knows better
    return [p for s in read for p in _person(s.name, s.affiliation, s.url, base)]


def _person(name: str, affiliation: str | None, url: str | None, base: str) -> list[Speaker]:
    line = _line(name)
    if not line or is_placeholder(line):
        return []
    place = _line(affiliation) if affiliation else None
    if place and is_placeholder(place):
        place = None
    link = safe_url(str(url), base, schemes=_LINK_SCHEMES) if url else None
    return [Speaker(_settled_name(line), place, link)]


def _settled_name(name: str) -> str:
    """Cleaned until nothing more comes off: what was cleaned once must stay as it is ever after."""
    for _ in range(_MOST_CLEANINGS):
        before, name = name, clean_name(name) or name
        if name == before:
            break
    return name


# --- time


def _read_times(talk: TalkItem, context: Context) -> None:
    talk.timezone = iana_zone(talk.timezone) if talk.timezone else None
    zone = talk.timezone or context.timezone
    here = context.but(timezone=zone)
    start, words = _moment(talk.start, here)
    end, end_words = _moment(talk.end, here)
    when = None
    if start is None and (words or talk.when):
        talk.when = talk.when or words
        when = (read_when(words, here) if words else None) or read_when(talk.when or "", here)
        if when is not None:
            start, end = when.start, end or when.end
            _note(talk, when)
    if end is None and end_words and start is not None:
        end = _end(end_words, start, here)
    talk.start, talk.end = start, _plausible_end(talk, start, end)
    if start is not None:
        talk.timezone = talk.timezone or _place_zone(context.timezone) or (when.timezone if when else None)


def _place_zone(zone: str | None) -> str | None:
    """A source whose times are all in UTC says nothing about where its talks are given."""
    return None if zone in _NOWHERE else zone


def _moment(value: object, context: Context) -> tuple[str | None, str | None]:
    """ISO as TalkItem wants it (a day, or a time with its offset); else the words that are to be read."""
    if value is None or value == "":
        return None, None
    if isinstance(value, date):  # a datetime is a date too
        moment: date | datetime | None = value
    else:
        try:
            moment = parse_moment(str(value).strip())
        except ValueError:
            return None, _line(value)
    if not isinstance(moment, datetime):
        return (moment.isoformat() if moment else None), None
    if moment.tzinfo is None:  # the wall clock of the place: the grammar knows its gaps and folds
        return None, moment.isoformat()
    try:
        return localize(moment, context.timezone), None
    except OverflowError:  # the year 1 or 9999
        return moment.isoformat(), None


def _end(words: str, start: str, context: Context) -> str | None:
    """The end in words, which may name the hour alone."""
    when = read_when(words, context, fallback=False) or read_when(f"{start[:10]} {words}", context)
    return when.start if when else None


def _note(talk: TalkItem, when: When) -> None:
    for name in when.inferred:
        talk.infer(name)
    for flag in when.flags:
        talk.infer(f"start.{flag}")


def _plausible_end(talk: TalkItem, start: str | None, end: str | None) -> str | None:
    """No end before the start, and none that says no more than the start."""
    if start is None or end is None:
        return None
    first, last = parse_moment(start), parse_moment(end)
    if isinstance(first, datetime) and isinstance(last, datetime):
        if last < first:
            talk.infer("end.before-start")
        return end if last > first else None
    return end if end[:10] > start[:10] else None


# --- place and links


def _read_place(talk: TalkItem) -> None:
    """A link is never a location: it is where to join. A passcode is not kept."""
    if not talk.location:
        return
    if "://" in talk.location or "www." in talk.location.lower() or tells_access(talk.location):
        place = read_place(talk.location)
        talk.location = place.location
        talk.online_url = talk.online_url or place.online_url


def _clean_links(talk: TalkItem, keep_passcodes: bool) -> None:
    base = talk.source_url
    talk.url = safe_url(str(talk.url), base) if talk.url else None
    talk.online_url = safe_url(str(talk.online_url), base) if talk.online_url else None
    links = (safe_url(str(link), base, schemes=_LINK_SCHEMES) for link in _listed(talk.links)[:_MOST_LINKS])
    talk.links = list(dict.fromkeys(link for link in links if link))
    if keep_passcodes:
        return
    talk.online_url = strip_passcode(talk.online_url) if talk.online_url else None
    talk.links = list(dict.fromkeys(strip_passcode(link) for link in talk.links))
    for name in ("abstract", "location", "when"):
        value = getattr(talk, name)
        if value:
            setattr(talk, name, strip_passcodes(value))


def _source_url(url: str | None) -> str | None:
    """Where it was read: any address or path, but without user name, password and control characters."""
    if not url:
        return None
    line = one_line(str(url))
    return (safe_url(line) if line.lower().startswith(("http:", "https:")) else line) or None
