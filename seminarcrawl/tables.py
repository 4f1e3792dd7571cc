"""Talks as a person likes to read them in a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from seminarcrawl.items import TalkItem, speakers_line
from seminarcrawl.reading.draft import Evidence

_STATUS_STYLE = {"cancelled": "bold red", "postponed": "bold yellow", "tentative": "yellow"}
_LONGEST = 160


def print_talks(console: Console, talks: Iterable[TalkItem]) -> int:
    """Print talks under their months, the hour on the left; return how many there were."""
    count = 0
    for month, group in groupby(sorted(talks, key=_moment_key), key=_month):
        console.print(Text(f"\n{month}", style="bold cyan"))
        table = Table(box=None, show_header=False, padding=(0, 2, 1, 0), expand=False)
        table.add_column(no_wrap=True, style="cyan")
        table.add_column(overflow="fold")
        for talk in group:
            count += 1
            table.add_row(_when(talk), _what(talk))
        console.print(Padding(table, (0, 0, 0, 2)))
    return count


def print_evidence(console: Console, item: TalkItem, evidence: Mapping[str, Evidence]) -> None:
    """Print, for each field of a talk, the text it was read from and the rule that read it."""
    table = Table(box=None, show_header=True, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("field", "value", "read from", "by rule"):
        table.add_column(heading, overflow="fold")
    for name, why in evidence.items():
        value = "" if name.startswith("-") else _shown(getattr(item, name))
        table.add_row(
            Text(name, style="cyan"), _cut(value), Text(_cut(why.text), style="dim"), Text(why.rule)
        )
    if item.inferred:
        table.add_row(Text("inferred", style="yellow"), ", ".join(item.inferred), "", "")
    console.print(Padding(table, (0, 0, 1, 4)))


def _what(talk: TalkItem) -> Text:
    """Title, people, place: a line each, as far as they are known."""
    text = Text()
    if talk.status in _STATUS_STYLE:
        text.append(f"{talk.status.upper()}  ", style=_STATUS_STYLE[talk.status])
    text.append(talk.title or "(title to be announced)", style="bold" if talk.title else "dim italic")
    people = speakers_line(talk.speakers)
    if people:
        text.append(f"\n{people}")
    place = " · ".join(part for part in (talk.location or talk.online_url, talk.series, talk.source) if part)
    if place:
        text.append(f"\n{place}", style="dim")
    return text


def _when(talk: TalkItem) -> Text:
    moment = talk.starts_at
    if moment is None:
        return Text(_cut(talk.when or "no date", 24), style="yellow")
    if not isinstance(moment, datetime):
        return Text(f"{moment:%a %d}")
    end = talk.ends_at
    until = f"–{end:%H:%M}" if isinstance(end, datetime) and end.date() == moment.date() else ""
    text = Text(f"{moment:%a %d}  {moment:%H:%M}{until}")
    if talk.timezone:
        text.append(f"\n{'':8}{_city(talk.timezone)}", style="dim")
    return text


def _city(timezone: str) -> str:
    """`America/New_York` as people say it."""
    return timezone.rpartition("/")[2].replace("_", " ")


def _moment_key(talk: TalkItem) -> tuple[str, str, str]:
    return (talk.start or "~", talk.source or "", talk.uid or "")


def _month(talk: TalkItem) -> str:
    moment: date | None = talk.starts_at
    return f"{moment:%B %Y}" if moment else "Without a date"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_shown(v) for v in value)
    name, affiliation = getattr(value, "name", None), getattr(value, "affiliation", None)
    if name:
        return f"{name} ({affiliation})" if affiliation else str(name)
    return "" if value is None else str(value)


def _cut(text: str, limit: int = _LONGEST) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


@contextmanager
def until_enough() -> Iterator[None]:
    """Let the reader of a pipe close it before the end: `scrapy talks | head` has seen enough."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
