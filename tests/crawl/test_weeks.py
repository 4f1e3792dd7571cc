"""A source over simulated weeks: the real `scrapy crawl` against a site that changes."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.loopback.server import CALENDAR_TYPE, Reply, Site, serve
from tests.processes import Bench, Done, scrapy

MONDAY = date(2026, 9, 7)
PEOPLE = (
    "Anna Berg (Uppsala)",
    "Luc Martin (Lyon)",
    "Ada Obi (Ibadan)",
    "Tom Reed (Brown)",
    "Mei Lin (Taipei)",
    "Carla Ruiz (Santiago)",
)
SUBJECTS = ("Primes on a diet", "Waves at rest", "Heat, quickly", "Knots untied", "Cold stars")


class Department:
    """A department's calendar: weekly talks, and what its secretary does to them."""

    def __init__(self) -> None:
        self.talks: dict[int, dict[str, str]] = {
            n: {
                "SUMMARY": f"{PEOPLE[n % 6]}: {SUBJECTS[n % 5]}",
                "DTSTART": f"{MONDAY + timedelta(weeks=n):%Y%m%d}T140000Z",
                "LOCATION": "Room 5",
            }
            for n in range(1, 13)
        }
        self.answer: Reply | None = None

    def calendar(self) -> Reply:
        if self.answer is not None:
            return self.answer
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Calendar//EN"]
        for n, talk in self.talks.items():
            lines += ["BEGIN:VEVENT", f"UID:{n}@example.org", "DTSTAMP:20260901T000000Z"]
            lines += [f"{name}:{value}" for name, value in talk.items()] + ["END:VEVENT"]
        return Reply("\r\n".join([*lines, "END:VCALENDAR", ""]), CALENDAR_TYPE)


@pytest.fixture
def department() -> Department:
    return Department()


@pytest.fixture
def site(department: Department) -> Iterator[Site]:
    with serve(seminar_ics=department.calendar) as running:
        yield running


class Weeks:
    """The crawls of one operator, a week apart."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.bench, self.site = Bench(folder), site

    def crawl(self, week: int, *more: str) -> Done:
        moment = f"{MONDAY + timedelta(weeks=week)}T06:00:00+00:00"
        address = ("-a", f"url={self.site.url}/seminar.ics", "-a", "timezone=Europe/London")
        return self.bench.crawl("ical", *address, "-s", f"FETCHED_AT={moment}", *more)

    def command(self, *arguments: str) -> Done:
        return scrapy(*arguments, "-s", f"TALKS_DB={self.bench.db}", COLUMNS="120")

    def rows(self, query: str) -> list[Any]:
        with sqlite3.connect(self.bench.db) as connection:
            return connection.execute(query).fetchall()

    def statuses(self) -> dict[str, str]:
        return {talk["uid"]: talk["status"] for talk in self.bench.talks()}


@pytest.fixture
def weeks(tmp_path: Path, site: Site) -> Weeks:
    return Weeks(tmp_path, site)


def test_a_term_in_the_life_of_a_source(weeks: Weeks, department: Department) -> None:
    assert weeks.crawl(0).summary["new"] == 12
    # A room, an hour, a cancellation: one row each, and news for whoever asks.
    department.talks[3]["LOCATION"] = "Room 6"
    department.talks[4]["DTSTART"] = department.talks[4]["DTSTART"].replace("T14", "T16")
    department.talks[5]["STATUS"] = "CANCELLED"
    moved = weeks.crawl(1)
    assert (moved.code, moved.summary["changed"], moved.summary["verdict"]) == (0, 3, "healthy")
    changes = set(weeks.rows("SELECT field, old, new FROM changes"))
    assert {name for name, _, _ in changes} == {"location", "start", "when", "status"}
    assert ("location", "Room 5", "Room 6") in changes
    assert ("status", "confirmed", "cancelled") in changes
    # A talk is taken off the calendar: missing, and after three healthy runs withdrawn; never deleted.
    gone = department.talks.pop(9)
    assert weeks.crawl(2).summary["missing"] == 1
    assert weeks.statuses()["9@example.org"] == "missing"
    assert weeks.crawl(3).summary["missing"] == 1
    assert weeks.crawl(4).summary["withdrawn"] == 1
    assert weeks.statuses()["9@example.org"] == "withdrawn"
    # It is put back.
    department.talks[9] = gone
    assert weeks.crawl(5).summary["changed"] == 1
    assert weeks.statuses()["9@example.org"] == "confirmed"
    assert len(weeks.bench.talks()) == 12
    # The term ends, and the calendar is emptied: a source that keeps its talks does not do that.
    department.talks.clear()
    empty = weeks.crawl(6)
    assert (empty.code, empty.summary["failure_class"], empty.summary["verdict"]) == (
        3,
        "empty",
        "suspicious",
    )
    assert set(weeks.statuses().values()) == {"confirmed", "cancelled"}
    assert len(weeks.bench.talks()) == 12


def test_a_page_without_links_moves_its_talks(weeks: Weeks, site: Site) -> None:
    days = [MONDAY + timedelta(weeks=n) for n in range(1, 9)]
    hours = ["2 pm"] * 8

    def page() -> Reply:
        rows = "".join(
            f"<tr><td>{day:%B} {day.day}, {day.year}</td><td>{hour}</td><td>{PEOPLE[n % 6]}</td>"
            f"<td>{SUBJECTS[n % 5]} in dimension {n}</td></tr>"
            for n, (day, hour) in enumerate(zip(days, hours, strict=True))
        )
        head = "<tr><th>Date</th><th>Time</th><th>Speaker</th><th>Title</th></tr>"
        return Reply(f"<html><body><h1>Seminar</h1><table>{head}{rows}</table></body></html>")

    def crawl(week: int) -> dict[str, Any]:
        moment = f"{MONDAY + timedelta(weeks=week)}T06:00:00+00:00"
        address = ("-a", f"url={site.url}/list.html", "-a", "timezone=Europe/London")
        return weeks.bench.crawl("page", *address, "-s", f"FETCHED_AT={moment}").summary

    site.pages["/list.html"] = page
    assert crawl(0)["new"] == 8
    hours[3], days[5] = "4 pm", MONDAY + timedelta(weeks=12)
    moved = crawl(1)
    assert (moved["new"], moved["changed"], moved["missing"]) == (0, 2, 0)
    assert weeks.rows("SELECT substr(old, 1, 13), substr(new, 1, 13) FROM changes WHERE field = 'start'") == [
        ("2026-10-05T14", "2026-10-05T16"),
        ("2026-10-19T14", "2026-11-30T14"),
    ]


def test_an_empty_summer_is_no_alarm_where_the_spider_says_so(weeks: Weeks, department: Department) -> None:
    def crawl(week: int) -> Done:
        moment = f"{MONDAY + timedelta(weeks=week)}T06:00:00+00:00"
        spiders = ("-s", "SPIDER_MODULES=tests.loopback.spiders", "-s", f"FETCHED_AT={moment}")
        return weeks.bench.crawl("resting", *spiders, LOOPBACK_URL=weeks.site.url)

    assert crawl(6).code == 0  # it keeps the talks that are over
    department.talks.clear()
    in_term = crawl(20)  # all talks are over: 25 January
    assert (in_term.code, in_term.summary["verdict"]) == (3, "suspicious")
    in_summer = crawl(42)  # 28 June
    assert (in_summer.code, in_summer.summary["verdict"]) == (0, "healthy")
    assert len(weeks.bench.talks()) == 12


def test_a_bad_crawl_changes_nothing(weeks: Weeks, department: Department) -> None:
    weeks.crawl(0)
    before = weeks.bench.jsonl.read_bytes()
    whole = department.calendar().raw
    for reply, code in (
        (Reply("", CALENDAR_TYPE), 3),
        (Reply("<html><body>Please log in</body></html>"), 4),
        (Reply(whole[:400], CALENDAR_TYPE), 4),
        (Reply("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", CALENDAR_TYPE), 3),
        (Reply(b"gone", status=404), 4),
    ):
        department.answer = reply
        assert weeks.crawl(1).code == code
        assert weeks.bench.jsonl.read_bytes() == before
    department.answer = None
    recovered = weeks.crawl(2)
    assert (recovered.code, recovered.summary["unchanged"]) == (0, 12)


def test_what_is_new_is_told_as_text_as_json_and_as_a_mail(weeks: Weeks, department: Department) -> None:
    weeks.crawl(0)
    department.talks[3]["LOCATION"] = "Room 6"
    department.talks[13] = {"DTSTART": "20261214T140000Z", "SUMMARY": "Ben Ade (Lagos): Rain"}
    weeks.crawl(1)
    since = ("talks", "--changed-since", "2026-09-14")
    told = weeks.command(*since).out
    assert "New: 1 talk" in told
    assert "* location: Room 5 -> Room 6" in told
    lines = [json.loads(line) for line in weeks.command(*since, "--json").out.splitlines()]
    assert [(line["news"], line["talk"]["uid"]) for line in lines] == [
        ("changed", "3@example.org"),
        ("new", "13@example.org"),
    ]
    message = weeks.command(*since, "--mail-to", "staff@example.org").out
    assert "To: staff@example.org" in message
    assert "Subject: Talks: 1 new, 1 changed since 14 September" in message
    assert weeks.command("talks", "--changed-since", "2026-09-15", "--mail-to", "a@example.org").out == ""
    assert "nothing new" in weeks.command("talks", "--changed-since", "2026-09-15").out
    assert weeks.command("talks", "--changed-since", "whenever").code == 2


def test_health_shows_every_source_and_what_to_do(weeks: Weeks, department: Department) -> None:
    weeks.crawl(0)
    assert weeks.command("health").code == 0
    for n in range(2, 12):
        department.talks.pop(n)
    collapsed = weeks.crawl(1)
    assert (collapsed.code, collapsed.summary["failure_class"]) == (3, "site_changed")
    done = weeks.command("health")
    assert done.code == 3
    assert "suspicious" in done.out
    assert "no longer shown" in done.out
    (line,) = weeks.command("health", "ical", "--json").out.splitlines()
    assert json.loads(line)["trend"] == [12, 2]
    assert weeks.command("health", "--accept", "ical").code == 0
    assert weeks.crawl(2).summary["verdict"] == "healthy"
    assert weeks.command("health").code == 0
    assert weeks.command("health", "--accept", "ical").code == 2
    assert weeks.command("health", "nobody").code == 2


class TestCheapCrawls:
    """What is unchanged is neither sent, nor read, nor written again."""

    def test_an_unchanged_feed_is_not_read_again(self, weeks: Weeks, department: Department) -> None:
        weeks.crawl(0)
        before = self.dump(weeks)
        again = weeks.crawl(1).summary
        assert (again["found"], again["unchanged"], again["new"], again["verdict"]) == (12, 12, 0, "healthy")
        assert self.dump(weeks) == before
        assert self.stat(weeks, "documents/unchanged") == 1

    def test_a_time_stamp_is_no_change_and_a_word_is(self, weeks: Weeks, department: Department) -> None:
        weeks.crawl(0)
        for talk in department.talks.values():
            talk["DTSTAMP"] = "20260914T000000Z"
        assert self.stat(weeks, "documents/unchanged") == 1
        department.talks[3]["LOCATION"] = "Room 6"
        assert weeks.crawl(2).summary["changed"] == 1

    def test_a_talk_that_is_missing_stays_missing_while_nothing_changes(
        self, weeks: Weeks, department: Department
    ) -> None:
        weeks.crawl(0)
        del department.talks[9]
        assert weeks.crawl(1).summary["missing"] == 1
        assert weeks.crawl(2).summary["missing"] == 1
        assert weeks.crawl(3).summary["withdrawn"] == 1

    def test_the_server_is_asked_whether_anything_changed(
        self, weeks: Weeks, department: Department, site: Site
    ) -> None:
        def with_tag() -> Reply:
            return Reply(department.calendar().raw, CALENDAR_TYPE, headers={"ETag": '"one"'})

        site.pages["/seminar.ics"] = with_tag
        weeks.crawl(0)
        site.pages["/seminar.ics"] = lambda: Reply(b"", CALENDAR_TYPE, 304, {"ETag": '"one"'})
        done = weeks.crawl(1)
        assert (done.code, done.summary["unchanged"], done.summary["verdict"]) == (0, 12, "healthy")
        assert len(weeks.bench.talks()) == 12
        site.pages["/seminar.ics"] = lambda: Reply(b"down", CALENDAR_TYPE, 500)
        assert weeks.crawl(2).code == 4  # an old answer hides no failure

    def test_a_damaged_store_of_answers_is_no_failure(self, weeks: Weeks) -> None:
        weeks.crawl(0)
        (weeks.bench.folder / "talks.responses.db").write_bytes(b"not a database" * 100)
        done = weeks.crawl(1)
        assert (done.code, done.summary["unchanged"]) == (0, 12)

    def test_of_a_large_calendar_only_what_changed_is_read(
        self, weeks: Weeks, department: Department, tmp_path: Path
    ) -> None:
        department.talks = {
            n: {
                "SUMMARY": f"{PEOPLE[n % 6]}: {SUBJECTS[n % 5]} {n}",
                "DTSTART": f"{MONDAY + timedelta(days=n):%Y%m%d}T140000Z",
                "LOCATION": "Room 5",
            }
            for n in range(1, 601)
        }
        assert weeks.crawl(0).summary["new"] == 600
        department.talks[300]["LOCATION"] = "Room 6"
        department.talks[601] = {"DTSTART": "20281201T140000Z", "SUMMARY": "Ben Ade (Lagos): Rain"}
        del department.talks[450]
        read = weeks.crawl(1, "-s", "LOG_LEVEL=INFO")
        counts = {name: read.summary[name] for name in ("found", "new", "changed", "unchanged", "missing")}
        assert counts == {"found": 600, "new": 1, "changed": 1, "unchanged": 598, "missing": 1}
        assert "'talks/known': 598" in read.err
        # It comes to the same as reading everything.
        whole = Weeks(tmp_path / "whole", weeks.site)
        whole.bench.folder.mkdir()
        whole.crawl(1)
        assert self.told(weeks) - self.told(whole) == {("450@example.org", "missing")}
        assert self.told(whole) < self.told(weeks)

    def told(self, weeks: Weeks) -> set[tuple[Any, ...]]:
        names = ("uid", "title", "start", "location", "series")
        talks = weeks.bench.talks()
        gone = {(talk["uid"], talk["status"]) for talk in talks if talk["status"] == "missing"}
        return gone | {tuple(t[name] for name in names) for t in talks if t["status"] != "missing"}

    def dump(self, weeks: Weeks) -> dict[str, list[Any]]:
        tables = ("talks", "speakers", "sightings", "changes", "documents")
        return {table: weeks.rows(f"SELECT * FROM {table}") for table in tables}

    def stat(self, weeks: Weeks, name: str) -> int:
        done = weeks.crawl(1, "-s", "LOG_LEVEL=INFO")
        found = re.search(rf"'{name}': (\d+)", done.err)
        return int(found[1]) if found else 0
