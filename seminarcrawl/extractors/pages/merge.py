"""Structured data and visible text of one page, completed by each other (PLATFORMS: who wins)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from seminarcrawl.reading.context import Context
from seminarcrawl.reading.draft import Draft
from seminarcrawl.reading.kinds import is_other_kind, names_talk
from seminarcrawl.reading.text import fold

_WHEN = ("start", "end", "timezone")


def merge(visible: list[Draft], stated: Sequence[Draft], context: Context) -> list[Draft]:
    """The page's talks: what its text says, with the times that its structured data state.

    Text and data pair by title or day; on a page with one talk each they are the same talk. Data without a
    visible talk stand alone when they are a talk by themselves.
    """
    if not stated:
        return visible
    if not visible:
        return [draft for draft in stated if is_talk_by_itself(draft)]
    if len(visible) == 1 and len(stated) == 1:
        join(visible[0], stated[0])
        return visible
    for draft in stated:
        partner = next((one for one in visible if same_talk(one, draft)), None)
        if partner is not None:
            join(partner, draft)
    return visible


def same_talk(one: Draft, other: Draft) -> bool:
    """Whether two readings of one page are of the same talk."""
    titles = {fold(one.item.title or ""), fold(other.item.title or "")}
    if len(titles) == 1 and titles != {""}:
        return True
    days = {(one.item.start or "")[:10], (other.item.start or "")[:10]}
    return len(days) == 1 and days != {""} and (not one.item.title or not other.item.title)


def join(visible: Draft, stated: Draft) -> None:
    """Complete what the text says by what the data state; a moment with a zone in the data wins."""
    start = stated.item.start
    if start and len(start) > 10 and _explains(visible.item.start, start):
        for name in _WHEN:
            value = getattr(stated.item, name)
            why = stated.evidence.get(name)
            if value:
                visible.put(
                    name,
                    value,
                    why.text if why else value,
                    why.rule if why else "structured data",
                    replace=True,
                )
        visible.item.inferred = [n for n in visible.item.inferred if not n.startswith(("start", "end"))]
    visible.fill_from(stated)


def _explains(visible: str | None, stated: str) -> bool:
    """Whether data may replace the visible start: none, a day alone, or another hour of about the same day.

    A local time that software labels as UTC (visible 10:30, data `10:30Z`) is not believed.
    """
    if not visible:
        return True
    if len(visible) <= 10:
        return visible == stated[:10]
    seen, told = datetime.fromisoformat(visible), datetime.fromisoformat(stated)
    if seen.tzinfo is None or told.tzinfo is None:
        return seen.date() == told.date()
    is_mislabelled = told.astimezone(UTC).replace(tzinfo=None) == seen.replace(tzinfo=None)
    return not is_mislabelled and abs(seen - told) <= timedelta(hours=26)


def is_talk_by_itself(draft: Draft) -> bool:
    """Whether structured data alone announce a talk: they name who speaks, or a series of talks."""
    item = draft.item
    if not item.start:
        return False
    if item.speakers:
        return True
    if item.title is None or is_other_kind(item.title):
        return False
    return any(names_talk(text) for text in (item.title, item.series or "") if text)
