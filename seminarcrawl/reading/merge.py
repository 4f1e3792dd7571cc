"""Two statements about one talk become one: completed by another, or brought up to date by a newer.

Values that mean one thing together go together: start, end, zone and the words they were read from.
"""

from __future__ import annotations

from seminarcrawl.items import FIELD_NAMES, Speaker, TalkItem
from seminarcrawl.reading.text import fold

TIME = ("start", "end", "timezone", "when")
TEXTS = ("title", "location", "series", "host", "abstract")
OTHERS = ("online_url", "language", "topics", "links", "url")
# Where a statement comes from and when it was fetched says nothing about the talk.
PROVENANCE = ("source", "source_url", "fetched_at")
CONTENT = tuple(name for name in FIELD_NAMES if name not in PROVENANCE)
_CUT = ("…", "...", "[…]", "[...]")


def content_of(item: TalkItem) -> dict[str, object]:
    """What `item` says about the talk, without where and when it was read."""
    plain = item.as_dict()
    return {name: plain[name] for name in CONTENT}


def merge(first: TalkItem, second: TalkItem) -> TalkItem:
    """Complete `first` from `second`, another statement about the same talk, and return it.

    What `first` states stays, unless `second` states the same more fully: a text of which `first` has only a
    part, an hour where `first` has the day alone, a start read rather than reasoned out, an affiliation. A
    status other than confirmed is never lost.
    """
    for name in TEXTS:
        if _is_fuller(getattr(second, name), getattr(first, name)):
            setattr(first, name, getattr(second, name))
    for name in OTHERS:
        if not getattr(first, name) and getattr(second, name):
            setattr(first, name, getattr(second, name))
    _merge_time(first, second)
    first.speakers = merge_speakers(first.speakers, second.speakers)
    if first.status == "confirmed":
        first.status = second.status
    if first.source == second.source:
        first.uid = first.uid or second.uid
    return first


def update(stored: TalkItem, new: TalkItem) -> TalkItem:
    """`stored` as a new statement *of the same source* has it: an item of its own, neither is changed.

    What `new` states replaces what is stored. What it does not state stays as it was (`unstated` names it):
    half a document must not erase what a whole one said. A text cut off with dots does not replace the whole.
    """
    result = TalkItem.from_dict(stored.as_dict())
    for name in (*TEXTS, *OTHERS):
        value = getattr(new, name)
        if value and not _is_cut(value, getattr(stored, name)):
            setattr(result, name, value)
    if new.start and not _is_year_read_again(stored, new):
        same_start = new.start == stored.start
        for name in TIME:
            setattr(result, name, getattr(new, name) or (getattr(stored, name) if same_start else None))
        _take_inferred(result, new, ("start", "end"))
    elif new.when and not new.start and not stored.start:
        result.when = new.when
    if new.speakers:
        result.speakers = [Speaker(s.name, s.affiliation, s.url) for s in new.speakers]
        _keep_known_people(result.speakers, stored.speakers)
    for name in {i.split(".")[0] for i in new.inferred} - {"start", "end"}:
        _take_inferred(result, new, (name,))
    result.status = new.status
    for name in ("uid", *PROVENANCE):
        setattr(result, name, getattr(new, name) or getattr(stored, name))
    return result


def unstated(stored: TalkItem, new: TalkItem) -> list[str]:
    """The fields that `stored` has and `new` no longer states."""
    names = (*TEXTS, *OTHERS, "start", "end", "when", "speakers")
    return [name for name in names if getattr(stored, name) and not getattr(new, name)]


def erase(item: TalkItem, names: list[str]) -> TalkItem:
    """`item` without the named fields, and without what `inferred` says of them."""
    empty = TalkItem()
    for name in names:
        setattr(item, name, getattr(empty, name))
    item.inferred = [entry for entry in item.inferred if entry.split(".")[0] not in names]
    return item


def merge_speakers(first: list[Speaker], second: list[Speaker]) -> list[Speaker]:
    """`first`, with affiliations and pages that only `second` gives; `second` where `first` names nobody."""
    if not first:
        return second
    _keep_known_people(first, second)
    return first


def _keep_known_people(people: list[Speaker], known: list[Speaker]) -> None:
    by_name = {fold(person.name): person for person in known}
    for person in people:
        same = by_name.get(fold(person.name))
        if same is not None:
            person.affiliation = person.affiliation or same.affiliation
            person.url = person.url or same.url


def _is_fuller(new: str | None, old: str | None) -> bool:
    """Whether `new` says all that `old` says, and more."""
    if not new or not old:
        return bool(new)
    if _is_cut(old, new):
        return True
    folded_new, folded_old = fold(new), fold(old)
    return len(folded_new) > len(folded_old) and f" {folded_old} " in f" {folded_new} "


def _is_cut(part: object, whole: object) -> bool:
    """Whether `part` is the beginning of `whole`, cut off with dots."""
    if not isinstance(part, str) or not isinstance(whole, str):
        return False
    for dots in _CUT:
        if part.endswith(dots):
            beginning = fold(part.removesuffix(dots))
            return bool(beginning) and len(whole) > len(part) and fold(whole).startswith(beginning)
    return False


def _merge_time(first: TalkItem, second: TalkItem) -> None:
    """Take the time of `second` when it is the better statement: any, with an hour, or not reasoned out."""
    if not second.start:
        first.timezone = first.timezone or second.timezone
        first.when = first.when or second.when
        return
    if not first.start or _time_rank(second) > _time_rank(first):
        for name in TIME:
            setattr(first, name, getattr(second, name) or (None if name == "end" else getattr(first, name)))
        _take_inferred(first, second, ("start", "end"))
    elif first.start == second.start:
        first.end = first.end or second.end
        first.when = first.when or second.when
        first.timezone = first.timezone or second.timezone


def _time_rank(item: TalkItem) -> tuple[bool, bool]:
    return len(item.start or "") > len("2026-01-01"), not any(i.startswith("start.") for i in item.inferred)


def _take_inferred(target: TalkItem, origin: TalkItem, names: tuple[str, ...]) -> None:
    """What `origin` says was inferred about the named fields replaces what `target` says of them."""
    kept = [entry for entry in target.inferred if entry.split(".")[0] not in names]
    target.inferred = kept + [entry for entry in origin.inferred if entry.split(".")[0] in names]


def _is_year_read_again(stored: TalkItem, new: TalkItem) -> bool:
    """The same words without a year, read at a later time: the first reading was nearer to the talk."""
    if not stored.start or not new.start or "start.year" not in new.inferred:
        return False
    same_words = bool(new.when) and fold(new.when or "") == fold(stored.when or "")
    return same_words and stored.start[4:16] == new.start[4:16] and stored.start != new.start
