"""A LiveWhale calendar: `/live/json/v2`, the older `/live/json`, `/live/ical`.

Every group that is asked for exists and has all lectures, except one called "Nobody". `version` 1 is a site
from before the newer form; `json` says whether JSON is served at all.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date
from html import escape
from typing import Any, ClassVar

from tests.loopback.calendars import CALENDAR_TYPE, escaped
from tests.loopback.platforms import Asked, Lecture, PlatformServer, not_found
from tests.loopback.server import Reply

_LIVE = re.compile(r"/live/(json|ical)(/v2)?/events(/.*)?")
_ALWAYS = (
    "id",
    "title",
    "url",
    "date_iso",
    "date2_iso",
    "date_utc",
    "date2_utc",
    "date_ts",
    "is_all_day",
    "is_canceled",
)


@dataclass
class LiveWhaleServer(PlatformServer):
    zone: str = "America/Los_Angeles"
    version: int = 2
    json: bool = True
    per_page: int = 100
    robots: ClassVar[str] = "User-agent: *\nDisallow: /livewhale/\nDisallow: /_ingredients/\n"

    def answer(self, asked: Asked) -> Reply:
        live = _LIVE.fullmatch(asked.path)
        if live is None:
            body = '<div class="lw_cal" data-href="/live/widget/events">Loading…</div>'
            return Reply(f"<html><body>{body}</body></html>")
        steps = [step for step in (live[3] or "").split("/") if step]
        wanted = dict(zip(steps[::2], steps[1::2], strict=False))
        rows = [lecture for lecture in self.lectures if self._is_wanted(lecture, wanted)]
        if live[1] == "ical":
            return Reply(self.calendar(rows), CALENDAR_TYPE)
        if not self.json or (live[2] and self.version < 2):
            return not_found()
        if not live[2]:
            return _json([self._event(row) for row in rows[: int(wanted.get("max", 100))]])
        return self._pages(rows, wanted, int(asked.query.get("page", 1)))

    def _pages(self, rows: list[Lecture], wanted: dict[str, str], current: int) -> Reply:
        size = min(int(wanted.get("paginate", 20)), self.per_page)
        total = max(1, -(-len(rows) // size))
        fields = wanted.get("response_fields", "")
        shown = [
            {
                key: value
                for key, value in self._event(row).items()
                if fields == "all" or key in (*_ALWAYS, *fields.split(","))
            }
            for row in rows[(current - 1) * size : current * size]
        ]
        meta = {"page": current, "total_results": len(rows), "per_page": size, "total_pages": total}
        links = {"next": f"?page={current + 1}"} if current < total else {}
        return _json({"meta": meta, "data": shown, "links": links})

    def _is_wanted(self, lecture: Lecture, wanted: dict[str, str]) -> bool:
        day = lecture.start(self.today, self.zone).date().isoformat()
        first = wanted.get("start_date", self.today.isoformat())
        is_in = first <= day <= wanted.get("end_date", date.max.isoformat())
        return is_in and wanted.get("group") != "Nobody"

    def _event(self, lecture: Lecture) -> dict[str, Any]:
        start, end = lecture.start(self.today, self.zone), lecture.end(self.today, self.zone)
        return {
            "id": 500 + lecture.number,
            "parent": None,
            "gid": 12,
            "title": escape(lecture.title),
            "url": f"{self.origin}/event/{500 + lecture.number}",
            "date": f"{start:%B} {start.day}",
            "date_time": f"{start:%I:%M%p}",
            "date_iso": start.isoformat(),
            "date2_iso": end.isoformat(),
            "date_utc": f"{start.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
            "date2_utc": f"{end.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
            "date_ts": int(start.timestamp()),
            "tz_offset": f"{start:%z}",
            "is_all_day": None,
            "is_canceled": 1 if lecture.cancelled else None,
            "is_online": None,
            "location": escape(lecture.room),
            "location_title": escape(lecture.room),
            "summary": "",
            "description": f"<p>{escape(lecture.abstract)}</p>",
            "contact_info": "<p>Front desk, 555-0100</p>",
            "cost": None,
            "event_types": ["Seminar"],
            "tags": ["mathematics"],
            "group_title": "Department of Mathematics",
            "custom_speaker": f"{lecture.speaker} ({lecture.affiliation})",
            "last_modified": "2026-09-01 12:00:00",
        }

    def calendar(self, rows: list[Lecture]) -> str:
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//LiveWhale//NONSGML Calendar//EN"]
        for lecture in rows:
            start, end = (
                moment(self.today, self.zone).astimezone(UTC) for moment in (lecture.start, lecture.end)
            )
            lines += [
                "BEGIN:VEVENT",
                f"UID:{start:%Y%m%dT%H%M%SZ}-{500 + lecture.number}@events.example.edu",
                f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
                f"DTEND:{end:%Y%m%dT%H%M%SZ}",
                f"SUMMARY:{escaped(lecture.title)}",
                f"DESCRIPTION:{escaped(lecture.abstract)}",
                f"X-ALT-DESC;FMTTYPE=text/html:<p>{escaped(lecture.abstract)}</p>",
                f"LOCATION:{escaped(lecture.room)}",
                f"URL:{self.origin}/event/{500 + lecture.number}",
                "X-LIVEWHALE-TYPE:event",
                f"X-LIVEWHALE-ID:{500 + lecture.number}",
                f"X-LIVEWHALE-TIMEZONE:{self.zone}",
                f"X-LIVEWHALE-CUSTOM-SPEAKER:{escaped(f'{lecture.speaker} ({lecture.affiliation})')}",
                *(["X-LIVEWHALE-CANCELED:1", "STATUS:CANCELLED"] if lecture.cancelled else []),
                "END:VEVENT",
            ]
        return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _json(value: Any) -> Reply:
    return Reply(json.dumps(value), "application/json; charset=utf-8")
