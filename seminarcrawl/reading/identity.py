"""Which talk is this: the keys by which two items are recognised as one talk.

In this order: 1. the source's own ID (with the recurrence, which is part of `uid`); 2. the talk's own page;
3. the same title at the same time; 4. while a title is missing: the same series, time and speaker.
Status is never part of a key. One talk seen in two sources is one talk with two sightings; the same talk
given twice is two talks. An ID or a page that several talks share identifies none of them alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from seminarcrawl.items import Speaker, TalkItem, parse_moment
from seminarcrawl.reading.merge import merge
from seminarcrawl.reading.text import fold

# A title this long is hardly shared by chance (bytes: scripts that write without spaces).
_DISTINCTIVE_WORDS, _DISTINCTIVE_BYTES = 4, 30
_LONGEST_KEY = 200  # characters of a folded title that are compared

Key = Literal["uid", "page", "title", "slot"]
_LookupKey = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """What of a talk tells it from another, made comparable.

    `title` and `series` are folded, `speakers` the word sets of their folded names, `day` is the local
    date, `instant` the start in UTC (None when the source gives no hour), `when` the folded source words
    where the year was worked out from them.
    """

    source: str | None
    uid: str | None
    page: str | None
    title: str | None
    series: str | None
    speakers: tuple[frozenset[str], ...]
    day: str | None
    instant: str | None
    when: str | None = None


def identify(item: TalkItem) -> Identity:
    """The identity of `item`. A start that is not ISO counts as none."""
    day, instant = _moments(item)
    return Identity(
        source=item.source,
        uid=item.uid or None,
        page=item.url or None,
        title=_key(item.title),
        series=_key(item.series),
        speakers=tuple(_name_words(speaker) for speaker in item.speakers),
        day=day,
        instant=instant,
        when=_key(item.when) if "start.year" in item.inferred else None,
    )


def _moments(item: TalkItem) -> tuple[str | None, str | None]:
    try:
        moment = parse_moment(item.start)
    except ValueError:
        return None, None
    if not isinstance(moment, datetime):
        return (moment.isoformat() if isinstance(moment, date) else None), None
    if moment.tzinfo is None:
        return moment.date().isoformat(), None
    try:
        return moment.date().isoformat(), moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:  # year 1 or 9999
        return moment.date().isoformat(), None


def _key(text: str | None) -> str | None:
    return fold(text)[:_LONGEST_KEY].strip() or None if text else None


def _name_words(speaker: Speaker) -> frozenset[str]:
    return frozenset(fold(speaker.name).split())


# --- comparisons: "agree" where nothing contradicts, "same" where both state it


def same_start(one: Identity, other: Identity) -> bool:
    """The same moment; the same day where either gives no hour; the same words, read in another year."""
    if one.instant and other.instant:
        same = one.instant == other.instant
    else:
        same = one.day is not None and one.day == other.day
    return same or _same_words(one, other)


def _same_words(one: Identity, other: Identity) -> bool:
    """A page without years, read again next year: the year was worked out anew, the talk is the old one."""
    return bool(
        one.when
        and one.when == other.when
        and one.source == other.source
        and one.day
        and other.day
        and one.day[5:] == other.day[5:]
    )


def starts_agree(one: Identity, other: Identity) -> bool:
    """Whether the starts may be the same: one is missing, or they are."""
    return one.day is None or other.day is None or same_start(one, other)


def titles_agree(one: Identity, other: Identity) -> bool:
    """Whether the titles may be the same: one is missing, or they are."""
    return one.title is None or other.title is None or one.title == other.title


def same_speakers(one: Identity, other: Identity) -> bool:
    """Whether both name speakers and at least one of them is on both lists (a full word of the name)."""
    return any(_same_person(a, b) for a in one.speakers for b in other.speakers)


def speakers_agree(one: Identity, other: Identity) -> bool:
    """Whether the speakers may be the same: one names none, or they share one."""
    return not one.speakers or not other.speakers or same_speakers(one, other)


def _same_person(a: frozenset[str], b: frozenset[str]) -> bool:
    """`j doe` and `jane doe`: a common word, and the others may be initials of each other."""
    common = {word for word in a & b if len(word) > 1}
    if not common:
        return False
    return all(_has_initial(word, b) for word in a - b) or all(_has_initial(word, a) for word in b - a)


def _has_initial(word: str, others: frozenset[str]) -> bool:
    return any(word[0] == other[0] and (len(word) == 1 or len(other) == 1) for other in others)


def is_reused(one: Identity, other: Identity) -> bool:
    """Whether an ID that both carry now stands for another talk: nothing that both state is the same.

    A calendar's UID is trusted until title, speakers and day all differ. A page is trusted less: the page
    "next seminar" shows another talk every week.
    """
    if one.day is None or other.day is None or one.day == other.day:
        return False
    contradictions = [not titles_agree(one, other), not speakers_agree(one, other)]
    if one.uid and one.uid == other.uid and one.uid != other.page:
        return all(contradictions)
    same_title = bool(one.title) and one.title == other.title
    return any(contradictions) and not same_title and not same_speakers(one, other)


def same_key(one: Identity, other: Identity) -> Key | None:
    """The first key on which two identities meet, before any look at what contradicts it."""
    if one.source == other.source:
        if one.uid and one.uid == other.uid:
            return "uid"
        if one.page and one.page == other.page:
            return "page"
    if one.title and one.title == other.title and same_start(one, other):
        return "title"
    untitled = not (one.title and other.title)
    if untitled and same_start(one, other) and same_speakers(one, other) and _same_series(one, other):
        return "slot"
    return None


def _same_series(one: Identity, other: Identity) -> bool:
    """The same series; within a source it may be missing on one side or both."""
    if one.series and other.series:
        return one.series == other.series
    return one.source == other.source


def same_talk(one: Identity, other: Identity) -> bool:
    """Whether two items *of one document or run* are one talk.

    Stricter than across runs, where a talk with the same ID may have moved: in one run, two starts under
    one ID are two talks (calendars exist in which all occurrences share a UID).
    """
    key = same_key(one, other)
    if key in ("uid", "page"):
        return _same_under_shared_id(one, other)
    if key == "title":
        return speakers_agree(one, other) and (one.source == other.source or is_distinctive(one, other))
    return key == "slot"


def _same_under_shared_id(one: Identity, other: Identity) -> bool:
    if not starts_agree(one, other):
        # Two documents that disagree about the hour of one talk, not two talks.
        return bool(one.title) and one.title == other.title and one.day == other.day
    if titles_agree(one, other):
        return speakers_agree(one, other)
    return same_start(one, other) and same_speakers(one, other)


def may_have_moved(one: Identity, other: Identity) -> bool:
    """Whether a talk that a source no longer shows may be the one that it newly shows at another time.

    The same title by the same speaker, or a long title; while a title is missing the same speaker in the same
    series.
    """
    if one.title and other.title:
        return one.title == other.title and speakers_agree(one, other) and is_distinctive(one, other)
    return same_speakers(one, other) and _same_series(one, other)


def is_distinctive(one: Identity, other: Identity) -> bool:
    """Whether the same title and start are enough across sources: a shared speaker, or a long title."""
    title = one.title or ""
    long = len(title.split()) >= _DISTINCTIVE_WORDS or len(title.encode()) >= _DISTINCTIVE_BYTES
    return long or same_speakers(one, other)


# --- one document


def dedupe(items: Iterable[TalkItem]) -> list[TalkItem]:
    """The talks of one document, each once, in the document's order.

    Of two items for one talk the first stays (the same object) and is completed from the second by
    `merge`. A page that several talks of the document name as theirs is the document's, not a talk's:
    their `url`, and a `uid` taken from it, are unset.
    """
    kept: list[TalkItem] = []
    identities: list[Identity] = []
    by_key: dict[_LookupKey, list[int]] = {}
    for item in items:
        identity = identify(item)
        keys = lookup_keys(identity)
        at = _find(identity, keys, identities, by_key)
        if at is None:
            kept.append(item)
            identities.append(identity)
            at = len(kept) - 1
        else:
            merge(kept[at], item)
            identities[at] = identify(kept[at])
            keys = lookup_keys(identities[at])
        for key in keys:
            places = by_key.setdefault(key, [])
            if at not in places:
                places.append(at)
    _unset_shared_pages(kept)
    return kept


_MOST_CANDIDATES = 50  # of one key: bounds the work on a document in which everything looks alike


def _find(
    identity: Identity,
    keys: list[_LookupKey],
    identities: list[Identity],
    by_key: dict[_LookupKey, list[int]],
) -> int | None:
    for key in keys:
        for at in by_key.get(key, ())[-_MOST_CANDIDATES:]:
            if same_talk(identities[at], identity):
                return at
    return None


def lookup_keys(identity: Identity) -> list[_LookupKey]:
    """Exact keys under which a talk is filed; two that are the same talk share at least one."""
    keys: list[_LookupKey] = []
    if identity.uid:
        keys.append(("uid", identity.source, identity.uid, identity.day))
        keys.append(("uid", identity.source, identity.uid, identity.title))
    if identity.page:
        keys.append(("page", identity.source, identity.page, identity.day))
        keys.append(("page", identity.source, identity.page, identity.title))
    if identity.title and identity.day:
        keys.append(("title", identity.title, identity.instant))
        keys.append(("title", identity.title, identity.day))
    if identity.speakers and identity.day:
        keys.extend(("slot", word, identity.day) for word in sorted(identity.speakers[0])[:4])
    return keys


def _unset_shared_pages(items: list[TalkItem]) -> None:
    count: dict[str, int] = {}
    for item in items:
        if item.url:
            count[item.url] = count.get(item.url, 0) + 1
    for item in items:
        if item.url and count[item.url] > 1:
            if item.uid == item.url:
                item.uid = None
            if item.url == item.source_url:
                item.url = None
