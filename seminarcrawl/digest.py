"""News of talks as plain text that can be mailed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from seminarcrawl.items import TalkItem, speakers_line
from seminarcrawl.run import counted
from seminarcrawl.store.news import Change, News

_LONG = {"abstract"}  # only said to be new or different
_NAMES = {"online_url": "link", "start": "time"}


def text(news: Iterable[News]) -> str:
    """All news, the new talks first; empty when there are none."""
    found = list(news)
    sections = [
        ("New", [item for item in found if item.is_new]),
        ("Changed", [item for item in found if not item.is_new]),
    ]
    parts = []
    for heading, items in sections:
        if items:
            title = f"{heading}: {counted(len(items), 'talk')}"
            parts.append("\n".join([title, "=" * len(title), "", *(_entry(item) for item in items)]))
    return "\n".join(parts)


def mail(news: Iterable[News], *, since: datetime, now: datetime, to: str) -> str:
    """A message for `sendmail -t`; empty when there is no news, so that nobody is written to."""
    found = list(news)
    if not found:
        return ""
    new = sum(item.is_new for item in found)
    message = EmailMessage()
    message["To"] = to
    message["Date"] = format_datetime(now)
    message["Subject"] = f"Talks: {new} new, {len(found) - new} changed since {since:%-d %B}"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text(found))
    return message.as_string()


def _entry(news: News) -> str:
    talk = news.talk
    lines = [f"{_when(talk)}  {talk.title or '(title to be announced)'}"]
    if talk.status != "confirmed":
        lines[0] = f"{lines[0]} [{talk.status.upper()}]"
    people = speakers_line(talk.speakers)
    place = ", ".join(part for part in (talk.location or talk.online_url, talk.series) if part)
    lines += [f"    {line}" for line in (people, place, talk.url) if line]
    lines += [f"    {_change(change)}" for change in news.changes]
    return "\n".join([*lines, ""])


def _change(change: Change) -> str:
    name = _NAMES.get(change.field, change.field)
    if change.field in _LONG:
        return (
            f"* {name}: {'changed' if change.old and change.new else 'new' if change.new else 'taken back'}"
        )
    if change.old is None:
        return f"* {name}: {_shown(change.new)}"
    return f"* {name}: {_shown(change.old)} -> {_shown(change.new) or 'not stated any more'}"


def _shown(value: str | None) -> str:
    """A moment as people write it, anything else as it is."""
    if value is None:
        return ""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{moment:%a %d %b %Y}" if len(value) == 10 else f"{moment:%a %d %b %Y, %H:%M}"


def _when(talk: TalkItem) -> str:
    return _shown(talk.start) or talk.when or "no date yet"
