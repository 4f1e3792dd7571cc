"""The real `scrapy crawl` against a real server: exit code, summary line, files."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.loopback.server import Reply, Site, plain_calendar, serve
from tests.processes import Bench, run

pytestmark = pytest.mark.slow


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture(scope="module")
def site() -> Site:
    with serve() as running:
        yield running


def calendar_of(site: Site, path: str) -> tuple[str, ...]:
    return ("ical", "-a", f"url={site.url}{path}", "-a", "timezone=Europe/Paris")


def test_the_whole_catalogue_comes_once_and_a_second_run_changes_no_byte(bench: Bench) -> None:
    with serve() as site:
        first = bench.crawl("researchseminars", "-a", f"base_url={site.url}")
        assert first.code == 0, first.err
        assert {key: first.summary[key] for key in ("status", "failure_class", "found", "new")} == {
            "status": "ok",
            "failure_class": None,
            "found": 5,
            "new": 5,
        }
        talks = bench.talks()
        assert [t["uid"] for t in talks] == ["ALPHA/1", "BETA/1", "ALPHA/2", "BETA/2", "ALPHA/3"]
        assert talks[0]["start"] == "2026-10-06T15:00:00+02:00"
        assert talks[0]["timezone"] == "Europe/Paris"
        assert talks[0]["location"] == "Room 1"
        before = bench.jsonl.read_bytes()
        assert "/robots.txt" in site.paths()

        second = bench.crawl("researchseminars", "-a", f"base_url={site.url}")
        assert second.code == 0
        assert (second.summary["new"], second.summary["changed"], second.summary["unchanged"]) == (0, 0, 5)
        assert bench.jsonl.read_bytes() == before
        robots = [path for path in site.paths() if path == "/robots.txt"]
        assert len(site.paths()) - len(robots) == 2 * (1 + 2 * 2), "one search, then two requests per series"


def test_series_and_since_narrow_the_catalogue(bench: Bench, site: Site) -> None:
    done = bench.crawl(
        "researchseminars", "-a", f"base_url={site.url}", "-a", "series=ALPHA", "-a", "since=2026-10-10"
    )
    assert done.code == 0, done.err
    assert [t["uid"] for t in bench.talks()] == ["ALPHA/2", "ALPHA/3"]


@pytest.mark.parametrize("half", ["seminar_ALPHA_ics", "lookup"])
def test_either_half_failing_keeps_the_talks_of_the_other(bench: Bench, half: str) -> None:
    with serve() as site:
        if half == "lookup":
            site.pages["/api/0/lookup/series"] = lambda: Reply("broken", status=500)
        else:
            site.pages["/seminar/ALPHA/ics"] = lambda: Reply("broken", status=500)
        done = bench.crawl(
            "researchseminars", "-a", f"base_url={site.url}", "-a", "series=ALPHA", "-s", "RETRY_TIMES=0"
        )
    assert done.code == 4
    assert done.summary["failure_class"] == "http_error"
    assert [(t["uid"], t["title"]) for t in bench.talks()] == [
        ("ALPHA/1", "Primes on a diet"),
        ("ALPHA/2", "Forms without weight"),
        ("ALPHA/3", "Fields, extended"),
    ]


def test_a_calendar_and_a_page_end_up_in_one_database(bench: Bench, site: Site) -> None:
    assert bench.crawl(*calendar_of(site, "/export.ics")).code == 0
    page = bench.crawl("page", "-a", f"url={site.url}/page.html", "-a", "timezone=Europe/London")
    assert page.code == 0, page.err
    talks = bench.talks()
    assert len(talks) == 4
    tilings = next(t for t in talks if t["title"] == "Tilings that never repeat")
    assert tilings["start"] == "2026-10-16T15:00:00+01:00"
    assert tilings["speakers"] == [{"name": "Ellen Fox", "affiliation": "University of Leeds", "url": None}]
    with sqlite3.connect(bench.db) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.fixture(scope="module")
def stored_before(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Bench:
    """One talk, stored by a run that went well."""
    before = Bench(tmp_path_factory.mktemp("before"))
    assert before.crawl("page", "-a", f"url={site.url}/page.html", "-a", "timezone=Europe/London").code == 0
    return before


FAULTS = [
    ("/nowhere.ics", 4, "gone", 0),
    ("/410.ics", 4, "gone", 0),
    ("/403.ics", 4, "blocked", 0),
    ("/500.ics", 4, "http_error", 0),
    ("/hang.ics", 4, "timeout", 0),
    ("/loop.ics", 4, "redirect", 0),
    ("/login.ics", 4, "not_calendar", 0),
    ("/short.ics", 4, "partial", 0),
    ("/cut.ics", 4, "partial", 2),
    ("/big.ics", 4, "too_large", 0),
    ("/private/export.ics", 4, "robots", 0),
    ("/empty.ics", 3, "empty", 0),
    ("/nobody.ics", 3, "empty", 0),
    ("/moved.ics", 0, None, 3),
]


@pytest.mark.parametrize(("path", "code", "failure_class", "kept"), FAULTS, ids=[f[0] for f in FAULTS])
def test_each_fault_has_its_exit_code_and_class_and_costs_nothing_stored(
    bench: Bench, stored_before: Bench, path: str, code: int, failure_class: str | None, kept: int
) -> None:
    for output in (stored_before.db, stored_before.jsonl):
        shutil.copy(output, bench.folder)
    with serve() as site:
        limits = ("-s", "RETRY_TIMES=0", "-s", "DOWNLOAD_TIMEOUT=1", "-s", "DOWNLOAD_MAXSIZE=200000")
        done = bench.crawl(*calendar_of(site, path), *limits)
    assert (done.code, done.summary["failure_class"], done.summary["exit_code"]) == (
        code,
        failure_class,
        code,
    )
    if code:
        assert any(site.url in fault["url"] and fault["rule"] for fault in done.summary["faults"])
    assert done.summary["new"] == kept
    assert len(bench.talks()) == kept + 1, "what was stored before is still there"
    with sqlite3.connect(bench.db) as connection:
        ended = connection.execute("SELECT exit_code, failure_class FROM runs ORDER BY id DESC").fetchone()
    assert ended == (code, failure_class)


def test_a_refused_connection_and_an_unknown_host(bench: Bench) -> None:
    with serve() as site:
        url = site.url
    refused = bench.crawl(
        "ical", "-a", f"url={url}/x.ics", "-a", "timezone=Europe/Paris", "-s", "RETRY_TIMES=0"
    )
    assert (refused.code, refused.summary["failure_class"]) == (4, "connection")
    unknown = (
        "-a",
        "url=http://no-such-host.invalid/x.ics",
        "-a",
        "timezone=Europe/Paris",
        "-s",
        "RETRY_TIMES=0",
    )
    assert bench.crawl("ical", *unknown).summary["failure_class"] in {"dns", "connection"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("ical",),
        ("ical", "-a", "url=http://x.example", "-a", "timezone=Mars/Olympus"),
        ("ical", "-a", "url=file:///etc/passwd", "-a", "timezone=Europe/Paris"),
        ("ical", "-a", "url=http://x.example", "-a", "timezone=America"),
        ("ical", "-a", "url=http://x.example", "-a", "timezone=Europe/Paris", "-a", "colour=red"),
        ("page", "-a", "url=http://x.example"),
        ("researchseminars", "-a", "series=../etc"),
        ("researchseminars", "-a", "since=soon"),
        ("l2s_seminars",),
        ("no_such_spider",),
        ("ical", "page"),
    ],
    ids=lambda a: " ".join(a),
)
def test_wrong_usage_is_exit_2_with_a_message_and_touches_nothing(
    bench: Bench, arguments: tuple[str, ...]
) -> None:
    done = bench.crawl(*arguments)
    assert done.code == 2
    assert "error:" in done.err
    assert "Traceback" not in done.err
    assert not bench.jsonl.exists()


def test_a_database_that_cannot_be_opened_is_exit_5(bench: Bench, site: Site) -> None:
    bench.db.mkdir()
    asked = len(site.paths())
    done = bench.crawl(*calendar_of(site, "/export.ics"))
    assert (done.code, done.summary["failure_class"]) == (5, "storage")
    assert len(done.err.splitlines()) == 1, done.err
    assert len(done.summary["faults"]) == 1
    assert len(site.paths()) == asked, "nothing was asked"


def test_an_exception_in_our_own_code_is_exit_1(bench: Bench, site: Site) -> None:
    done = bench.crawl(
        *calendar_of(site, "/export.ics"), "-s", 'ITEM_PIPELINES={"tests.loopback.broken.BrokenPipeline": 1}'
    )
    assert (done.code, done.summary["failure_class"]) == (1, "internal")
    assert "broken on purpose" in done.summary["faults"][0]["detail"]


def test_the_readable_summary_is_one_line_on_stdout(bench: Bench, site: Site) -> None:
    command = bench.command(*calendar_of(site, "/export.ics"))
    done = run(command[:-2])
    assert done.out.startswith("ical: ok; 3 talks: 3 new, 0 changed, 0 unchanged, 0 rejected; ")
    assert done.out.count("\n") == 1
    assert done.err == ""


def test_feed_exports_take_the_talks_too(bench: Bench, site: Site) -> None:
    targets = [bench.folder / f"feed.{suffix}" for suffix in ("jsonl", "csv", "xml")]
    exports = [argument for target in targets for argument in ("-O", str(target))]
    done = bench.crawl(*calendar_of(site, "/export.ics"), *exports)
    assert done.code == 0, done.err
    for target in targets:
        assert "Lecture 1 on things" in target.read_text(encoding="utf-8")
    header, first, *_ = targets[1].read_text(encoding="utf-8").splitlines()
    assert header.split(",")[:4] == ["uid", "title", "speakers", "start"]
    assert "(University of Examples)" in first, "people in one cell, readable"


def test_outputs_can_be_switched_off(bench: Bench, site: Site) -> None:
    done = bench.crawl(*calendar_of(site, "/export.ics"), "-s", "TALKS_JSONL=")
    assert done.code == 0, done.err
    assert bench.db.exists()
    assert not bench.jsonl.exists()


def test_the_operator_is_named_to_the_server(bench: Bench) -> None:
    with serve() as site:
        done = bench.crawl(*calendar_of(site, "/export.ics"), SEMINARCRAWL_CONTACT="mailto:ops@example.org")
        assert done.code == 0
        assert {agent for _, _, agent in site.asked} == {"seminarcrawl/0.1.0 (+mailto:ops@example.org)"}


def test_retry_after_is_honoured(bench: Bench) -> None:
    answers = iter([Reply("busy", status=503, headers={"Retry-After": "2"})])
    with serve(busy_ics=lambda: next(answers, Reply(plain_calendar(2), "text/calendar"))) as site:
        done = bench.crawl(*calendar_of(site, "/busy.ics"))
        asked = [moment for moment, path, _ in site.asked if path == "/busy.ics"]
    assert done.code == 0, done.err
    assert len(asked) == 2
    assert asked[1] - asked[0] >= 1.5, "two seconds, less what a busy server is late with its clock"


def test_requests_to_one_host_are_a_second_apart(bench: Bench) -> None:
    with serve() as site:
        done = run(bench.command("researchseminars", "-a", f"base_url={site.url}", haste=False))
        moments = [moment for moment, _, _ in site.asked]
    assert done.code == 0, done.err
    gaps = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert min(gaps) >= 0.8, "a second, less what a busy server is late with its clock"


def test_a_talk_that_moves_is_changed_not_doubled(bench: Bench) -> None:
    with serve() as site:
        assert bench.crawl(*calendar_of(site, "/export.ics")).code == 0
        moved = plain_calendar(3).replace("DTSTART:20261002T0900", "DTSTART:20261009T1100")
        assert moved != plain_calendar(3)
        site.pages["/export.ics"] = lambda: Reply(moved, "text/calendar")
        done = bench.crawl(*calendar_of(site, "/export.ics"))
    assert (done.summary["new"], done.summary["changed"], done.summary["unchanged"]) == (0, 1, 2)
    assert {t["uid"]: t["start"][:16] for t in bench.talks()}["1@example.org"] == "2026-10-09T13:00"


def test_environment_does_not_reach_the_output(tmp_path: Path) -> None:
    """The clock's zone, the locale and the hash seed leave no trace in talks.jsonl."""
    outputs = set()
    with serve() as site:
        for number, (zone, lang, seed) in enumerate(
            [("UTC", "C", "0"), ("Asia/Tokyo", "de_DE.UTF-8", "1"), ("America/New_York", "C.UTF-8", "77")]
        ):
            folder = tmp_path / str(number)
            folder.mkdir()
            bench = Bench(folder)
            frozen = ("-s", "FETCHED_AT=2026-10-01T00:00:00+00:00")
            environment = {"TZ": zone, "LANG": lang, "LC_ALL": lang, "PYTHONHASHSEED": seed}
            done = bench.crawl("researchseminars", "-a", f"base_url={site.url}", *frozen, **environment)
            assert done.code == 0, done.err
            outputs.add(bench.jsonl.read_bytes())
    assert len(outputs) == 1


def test_a_crawl_started_by_a_large_program_is_not_blamed_for_its_memory(bench: Bench, site: Site) -> None:
    large = bytearray(600_000_000)
    large[::4096] = b"x" * len(large[::4096])
    done = bench.crawl("ical", "-a", f"url={site.url}/export.ics", "-a", "timezone=Europe/London")
    assert (done.code, len(large) > 0) == (0, True), done.out
