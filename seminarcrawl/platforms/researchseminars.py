"""researchseminars.org: the calendar of a series says which talks are shown, its JSON says the rest.

The calendar (`/seminar/{S}/ics`) carries the live link, but packs speaker, title and room into text and
knows UTC only. The lookup (`/api/0/lookup/series`) has every field apart, with the talk's own zone, but
no live link. They are joined on the UID `{S}/{N}`; when one of them fails the other's talks are kept.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import quote

from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from seminarcrawl.errors import ArgumentError
from seminarcrawl.faults import Fault
from seminarcrawl.items import FIELD_NAMES, Speaker, TalkItem
from seminarcrawl.platforms.base import TalkSpider, split_list
from seminarcrawl.reading.dates import localize
from seminarcrawl.reading.status import is_no_talk, is_placeholder, read_status
from seminarcrawl.reading.zones import iana_zone

_SERIES = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HTTP = re.compile(r"https?://\S{1,2000}", re.I)
Row = Mapping[str, Any]


class ResearchSeminarsSpider(TalkSpider):
    """Every talk of the series asked for, or of the whole catalogue."""

    platform = "researchseminars.org"
    hosts = ("researchseminars.org",)
    base_url: str = "https://researchseminars.org"
    # What the exports are written in; each talk's own zone comes from the JSON.
    timezone = "UTC"
    topic: str | None = None
    arguments: ClassVar[dict[str, str]] = {
        "series": "series IDs, comma-separated; without it the whole catalogue",
        "topic": "only talks of this topic or its branches: math_NT, or math",
        "base_url": "another site that runs the same software",
    }
    narrowing = ("series", "topic")

    def check(self) -> None:
        """Series IDs and the day must make sense."""
        super().check()
        self.base_url = self.base_url.rstrip("/")
        self.series_ids = split_list(self.series or "")
        for series_id in self.series_ids:
            if not _SERIES.fullmatch(series_id):
                raise ArgumentError(f"series={series_id!r} is no series ID (letters, digits, _ and -)")
        # The argument names IDs, not a series: it is no fact that the talks share.
        self.series = None
        self.start_urls = [self._calendar_url(series_id) for series_id in self.series_ids]
        self.start_urls = self.start_urls or [f"{self.base_url}/api/0/search/series"]

    # --- navigation

    async def start(self) -> AsyncIterator[Any]:
        """The series asked for; without any, the catalogue in one request."""
        if not self.series_ids:
            yield self.request(self.start_urls[0], self.parse_catalogue)
        for series_id in self.series_ids:
            yield self._calendar_request(series_id)

    def parse_catalogue(self, response: Response) -> Iterator[Any]:
        """A calendar request for each series that is shown and has the topic."""
        answer = self._json(response)
        for row in _rows(answer, "results") if answer else ():
            series_id = _text(row, "shortname") or ""
            shown = not row.get("deleted") and row.get("display") is not False
            if shown and self._has_topic(_listed(row, "topics")) and _SERIES.fullmatch(series_id):
                yield self._calendar_request(series_id)

    def _calendar_request(self, series_id: str) -> Any:
        return self.request(
            self._calendar_url(series_id),
            self.parse_calendar,
            self.calendar_failed,
            cb_kwargs={"series_id": series_id},
        )

    def _calendar_url(self, series_id: str) -> str:
        return f"{self.base_url}/seminar/{series_id}/ics"

    def _lookup_request(self, series_id: str, calendar: list[TalkItem], complete: bool) -> Any:
        series = quote(f'"{series_id}"')
        return self.request(
            f"{self.base_url}/api/0/lookup/series?series_id={series}",
            self.parse_lookup,
            self.lookup_failed,
            cb_kwargs={"series_id": series_id, "calendar": calendar, "complete": complete},
        )

    # --- the two halves

    def parse_calendar(self, response: Response, series_id: str) -> Iterator[Any]:
        """Read the calendar, then ask for the series' JSON."""
        faults_before = self.faults_noted
        # Times are in UTC, which is where no talk takes place: the zone stays unknown.
        calendar = list(self.talks(response, format="ical", timezone=None, needed=True))
        yield self._lookup_request(series_id, calendar, complete=self.faults_noted == faults_before)

    def calendar_failed(self, failure: Failure) -> Iterator[Any]:
        """Without a calendar the JSON alone must do."""
        self.failed(failure)
        series_id = failure.request.cb_kwargs["series_id"]  # type: ignore[attr-defined]
        yield self._lookup_request(series_id, [], complete=False)

    def parse_lookup(
        self, response: Response, series_id: str, calendar: list[TalkItem], complete: bool
    ) -> Iterator[TalkItem]:
        """Join both halves."""
        answer = self._json(response) or {}
        properties = answer.get("properties")
        series = properties if isinstance(properties, Mapping) else {}
        if answer and not series:
            fault = Fault("gone", response.url, "researchseminars.no-series", f"no series {series_id}")
            self.record(fault)
        elif series and not isinstance(answer.get("talks"), list):
            self.record(
                Fault("unreadable", response.url, "researchseminars.no-talks", "has no list of talks")
            )
        rows = self._talks_of_rows(_rows(answer, "talks"), series, response)
        yield from filter(self._wanted, join(calendar, rows, calendar_decides=complete))

    def lookup_failed(self, failure: Failure) -> Iterator[TalkItem]:
        """Without the JSON the calendar alone must do."""
        self.failed(failure)
        calendar: list[TalkItem] = failure.request.cb_kwargs["calendar"]  # type: ignore[attr-defined]
        yield from filter(self._wanted, calendar)

    def _talks_of_rows(self, rows: Iterable[Row], series: Row, response: Response) -> list[TalkItem]:
        document = self.document(response)
        talks = (talk_of_row(row, series, self.base_url) for row in rows if is_shown(row))
        return [self.stamp(talk, document) for talk in talks if talk is not None]

    def _json(self, response: Response) -> dict[str, Any] | None:
        """The answer as an object; None (and a fault) when it is none."""
        try:
            answer = response.json() if isinstance(response, TextResponse) else None
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            detail = "the API did not answer with a JSON object"
            self.record(Fault("unreadable", response.url, "researchseminars.not-json", detail))
            return None
        return answer

    # --- what was asked for

    def _wanted(self, talk: TalkItem) -> bool:
        return not talk.topics or self._has_topic(talk.topics)

    def _has_topic(self, topics: list[Any]) -> bool:
        wanted = self.topic
        return not wanted or any(t == wanted or str(t).startswith(f"{wanted}_") for t in topics)


def _rows(answer: Row, key: str) -> list[Row]:
    """The objects of a list; whatever else stands there is none of ours."""
    return [row for row in _listed(answer, key) if isinstance(row, Mapping)]


def _listed(row: Row, key: str) -> list[Any]:
    value = row.get(key)
    return value if isinstance(value, list) else []


def is_shown(row: Row) -> bool:
    """Whether the site shows this talk: not deleted, not hidden, not the old slot of a moved talk."""
    counter = row.get("seminar_ctr")
    numbered = isinstance(counter, int) and counter > 0
    return numbered and not row.get("deleted") and row.get("display") is not False


def talk_of_row(row: Row, series: Row, base_url: str) -> TalkItem | None:
    """A row of the lookup as a talk; None for an entry that announces none ("No seminar").

    E-mail addresses, hints at passcodes and comments are left where they are.
    """
    uid = f"{row.get('seminar_id')}/{row['seminar_ctr']}"
    title = _text(row, "title")
    if not title and is_no_talk(_text(row, "speaker") or ""):
        return None
    timezone = iana_zone(_text(row, "timezone") or _text(series, "timezone") or "")
    status, _ = read_status(_text(row, "comments") or "")
    return TalkItem(
        uid=uid,
        title=title,
        speakers=_speakers(row),
        start=_moment(row, "start_time", timezone),
        end=_moment(row, "end_time", timezone),
        timezone=timezone,
        when=_text(row, "start_time"),
        location=_text(row, "room"),
        online_url=_link(row, "stream_link"),
        series=_text(series, "name"),
        host=", ".join(map(str, _listed(series, "institutions"))) or None,
        abstract=_text(row, "abstract"),
        language=_text(row, "language"),
        topics=[str(topic) for topic in _listed(row, "topics") or _listed(series, "topics")],
        links=[url for key in ("slides_link", "video_link", "paper_link") if (url := _link(row, key))],
        status=status or "confirmed",
        url=f"{base_url}/talk/{uid}/",
    )


def join(calendar: list[TalkItem], rows: list[TalkItem], *, calendar_decides: bool) -> list[TalkItem]:
    """One talk per UID: the JSON's fields, completed by the calendar's.

    `calendar_decides`: the calendar is complete, so that a row it does not have is not shown to the public.
    """
    by_uid = {talk.uid: talk for talk in rows}
    joined = [complete(by_uid.pop(talk.uid, None), talk) for talk in calendar]
    return joined if calendar_decides and calendar else joined + list(by_uid.values())


def complete(row: TalkItem | None, event: TalkItem) -> TalkItem:
    """The JSON's talk, with what only the calendar's event says; the event itself when the JSON has none."""
    if row is None:
        return event
    # The calendar's link is the live one, and its address is the one that decided.
    row.online_url = event.online_url or row.online_url
    row.source_url = event.source_url
    if row.status == "confirmed":
        row.status = event.status
    for name in FIELD_NAMES:
        if name != "inferred" and not getattr(row, name):
            setattr(row, name, getattr(event, name))
    return row


def _speakers(row: Row) -> list[Speaker]:
    """Names, affiliations and homepages are parallel lists, separated by bars."""
    names = _parts(row, "speaker")
    affiliations, pages = _parts(row, "speaker_affiliation"), _parts(row, "speaker_homepage")
    return [
        Speaker(name, _nth(affiliations, n), _nth(pages, n))
        for n, name in enumerate(names)
        if not is_placeholder(name)
    ]


def _parts(row: Row, key: str) -> list[str]:
    return [part.strip() for part in (_text(row, key) or "").split("|")]


def _nth(parts: list[str], n: int) -> str | None:
    return (parts[n] or None) if n < len(parts) else None


def _text(row: Row, key: str) -> str | None:
    value = row.get(key)
    text = value.strip() if isinstance(value, str) else ""
    return None if is_placeholder(text) else text


def _link(row: Row, key: str) -> str | None:
    text = _text(row, key)
    return text if text and _HTTP.fullmatch(text) else None


def _moment(row: Row, key: str, timezone: str | None) -> str | None:
    """`2020-07-06 13:00:00+00:00` in the talk's own zone."""
    try:
        moment = datetime.fromisoformat(_text(row, key) or "")
    except ValueError:
        return None
    return localize(moment, timezone) if moment.tzinfo else None
