"""The same talk from run to run, and from source to source."""

import json
from contextlib import contextmanager

import pytest

from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.store import Run, Talks
from seminarcrawl.store.run import note_exit


@pytest.fixture
def talks(tmp_path):
    with Talks(tmp_path / "talks.db") as database:
        yield database


def talk(uid="a1", title="Sheaves on graphs", start="2026-10-14T14:00:00+02:00", speaker="Ada Lund", **more):
    speakers = [Speaker(speaker)] if speaker else []
    values = {"source": "north", "series": "Algebra", "fetched_at": "2026-10-01T08:00:00+00:00", **more}
    return TalkItem(uid=uid, title=title, start=start, speakers=speakers, **values)


@contextmanager
def running(talks, source="north"):
    run = Run(talks, source)
    yield run
    run.finish()


def crawl(talks, *items, source="north", complete=True):
    run = Run(talks, source)
    for item in items:
        run.put(item)
    run.finish(complete=complete)
    return run


def rows(talks, table):
    return talks.connection.execute(f"SELECT * FROM {table}").fetchall()


def dump(talks, without=("runs",)):
    names = [
        name
        for (name,) in talks.connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        if name not in without
    ]
    return {name: rows(talks, name) for name in names}


def test_an_unchanged_source_changes_no_row_but_the_runs(talks):
    items = [talk(f"a{n}", f"Lecture number {n}", abstract="Words. " * n) for n in range(20)]
    crawl(talks, *items)
    before = dump(talks)
    later = [talk(f"a{n}", f"Lecture number {n}", abstract="Words. " * n) for n in range(20)]
    for item in later:
        item.fetched_at = "2026-10-08T08:00:00+00:00"
        item.source_url = "https://north.example/page/2"
    run = crawl(talks, *later)
    assert dump(talks) == before
    assert (run.counts.new, run.counts.changed, run.counts.unchanged) == (0, 0, 20)
    assert len(rows(talks, "runs")) == 2


def test_a_moved_talk_is_the_same_talk_with_one_change(talks):
    crawl(talks, talk())
    run = crawl(talks, talk(start="2026-10-21T16:00:00+02:00", location="Room 4"))
    assert [t.start for t in talks.current()] == ["2026-10-21T16:00:00+02:00"]
    assert run.counts.changed == 1
    fields = talks.connection.execute("SELECT field, old, new FROM changes ORDER BY id").fetchall()
    assert fields == [
        ("start", "2026-10-14T14:00:00+02:00", "2026-10-21T16:00:00+02:00"),
        ("location", None, "Room 4"),
    ]
    readable = talks.connection.execute(
        "SELECT source, title, speakers, field FROM changes_readable"
    ).fetchall()
    assert readable == [("north", "Sheaves on graphs", "Ada Lund", field) for field in ("location", "start")]
    runs = talks.connection.execute("SELECT source, ended, new, changed FROM runs_readable").fetchall()
    assert runs == [("north", "finished", 0, 1), ("north", "finished", 1, 0)]


def test_a_title_that_is_announced_belongs_to_the_same_talk(talks):
    crawl(talks, talk(uid=None, title=None))
    crawl(talks, talk(uid=None, title="Sheaves on graphs"))
    assert [t.title for t in talks.current()] == ["Sheaves on graphs"]


def test_an_empty_slot_is_filled(talks):
    crawl(talks, talk(uid=None, title=None, speaker=None))
    crawl(talks, talk(uid=None))
    assert [(t.title, t.speakers[0].name) for t in talks.current()] == [("Sheaves on graphs", "Ada Lund")]


def test_the_same_title_a_year_apart_is_two_talks(talks):
    crawl(talks, talk(uid=None))
    crawl(talks, talk(uid=None, start="2027-10-14T14:00:00+02:00"))
    assert talks.count() == 2


def test_uids_that_are_new_every_time_make_no_new_talks(talks):
    for time in range(5):
        crawl(talks, *(talk(f"{time}-{n}", f"Lecture number {n}") for n in range(10)))
    assert talks.count() == 10


def test_a_cancelled_talk_stays_and_comes_back(talks):
    crawl(talks, talk())
    crawl(talks, talk(status="cancelled"))
    assert [t.status for t in talks.current()] == ["cancelled"]
    crawl(talks, talk())
    assert [t.status for t in talks.current()] == ["confirmed"]


def test_one_uid_for_all_occurrences_is_one_talk_each(talks):
    weekly = [talk("same", f"Lecture {n}", f"2026-10-{n:02}T14:00:00+02:00") for n in (7, 14, 21)]
    crawl(talks, *weekly)
    assert talks.count() == 3
    crawl(talks, *weekly[1:], talk("same", "Lecture 28", "2026-10-28T14:00:00+01:00"))
    assert sorted(t.title for t in talks.current()) == ["Lecture 14", "Lecture 21", "Lecture 28", "Lecture 7"]


def test_a_page_that_shows_the_next_talk_every_week_keeps_the_last_one(talks):
    page = "https://north.example/next"
    crawl(talks, talk(page, "Sheaves", url=page))
    crawl(talks, talk(page, "Braids", "2026-10-21T14:00:00+02:00", "Bo Berg", url=page))
    assert sorted(t.title for t in talks.current()) == ["Braids", "Sheaves"]


def test_one_talk_in_two_sources_is_one_talk_with_two_sightings(talks):
    crawl(talks, talk())
    crawl(talks, talk("other", source="south", abstract="All is explained.", location="Hall"), source="south")
    [only] = talks.current()
    assert (only.source, only.uid, only.abstract, only.location) == (
        "north",
        "a1",
        "All is explained.",
        "Hall",
    )
    assert [(s.source, s.talk) for s in talks.sightings_of(1)] == [("north", 1), ("south", 1)]
    before = dump(talks)
    crawl(talks, talk())
    crawl(talks, talk("other", source="south", abstract="All is explained.", location="Hall"), source="south")
    assert dump(talks) == before


def test_the_same_moment_in_two_zones_is_one_talk(talks):
    crawl(talks, talk(start="2026-10-14T01:00:00+09:00"))
    crawl(talks, talk("x", start="2026-10-13T18:00:00+02:00", source="south"), source="south")
    assert talks.count() == 1


def test_a_short_title_without_speakers_joins_nothing_across_sources(talks):
    crawl(talks, talk(title="Colloquium", speaker=None))
    crawl(talks, talk("x", title="Colloquium", speaker=None, source="south"), source="south")
    assert talks.count() == 2


def test_two_talks_become_one_when_the_title_is_announced(talks):
    crawl(talks, talk(speaker=None, title="A long title nobody else has"))
    crawl(talks, talk("x", None, speaker=None, series="Geometry", source="south"), source="south")
    assert talks.count() == 2
    announced = talk("x", "A long title nobody else has", speaker=None, series="Geometry", source="south")
    crawl(talks, announced, source="south")
    assert talks.count() == 1
    assert len(talks.sightings_of(1)) == 2


def test_a_year_worked_out_anew_does_not_move_the_talk(talks):
    old = talk(uid=None, when="14 October, 14:00", inferred=["start.year"])
    crawl(talks, old)
    again = talk(
        uid=None, when="14 October, 14:00", start="2027-10-14T14:00:00+02:00", inferred=["start.year"]
    )
    crawl(talks, again)
    assert [t.start for t in talks.current()] == ["2026-10-14T14:00:00+02:00"]


def test_half_a_document_erases_nothing_until_a_whole_one_says_so(talks):
    crawl(talks, talk(abstract="All is explained.", location="Hall"))
    crawl(talks, talk(), complete=False)
    assert [(t.abstract, t.location) for t in talks.current()] == [("All is explained.", "Hall")]
    run = crawl(talks, talk(location="Hall"))
    assert [(t.abstract, t.location) for t in talks.current()] == [(None, "Hall")]
    assert run.counts.changed == 1


def test_a_list_and_its_details_are_told_apart_from_a_change(talks):
    short = {"abstract": "All is …", "uid": "p"}
    full = {"abstract": "All is explained.", "uid": "p", "location": "Hall"}
    crawl(talks, talk(**short), talk(**full))
    before = dump(talks)
    crawl(talks, talk(**short), talk(**full))
    assert dump(talks) == before
    assert rows(talks, "changes") == []
    run = crawl(
        talks, talk(**{**short, "title": "Sheaves on trees"}), talk(**{**full, "title": "Sheaves on trees"})
    )
    [only] = talks.current()
    assert (only.title, only.abstract) == ("Sheaves on trees", "All is explained.")
    assert run.counts.changed == 1


def test_a_source_that_no_longer_shows_a_talk_keeps_it_and_its_last_day_is_known(talks):
    first = crawl(talks, talk(), talk("a2", "Braids"))
    second = crawl(talks, talk())
    assert talks.count() == 2
    gone = talks.sightings("uid = 'a2'")[0]
    assert gone.last_run == first.id
    assert talks.sightings("uid = 'a1'")[0].last_run is None
    crawl(talks, talk(), talk("a2", "Braids"))
    assert talks.sightings("uid = 'a2'")[0].last_run is None
    assert second.id == 2


def test_an_empty_run_says_nothing_about_what_is_gone(talks):
    crawl(talks, talk())
    before = dump(talks)
    crawl(talks)
    assert dump(talks) == before


def test_speakers_keep_their_order_and_are_found(talks):
    item = talk(speaker=None)
    item.speakers = [Speaker("Zoë Ångström", "Lund"), Speaker("Ada Lund")]
    crawl(talks, item)
    assert [s.name for s in next(talks.current()).speakers] == ["Zoë Ångström", "Ada Lund"]
    assert [t.uid for t in talks.search("angstrom")] == ["a1"]
    assert talks.connection.execute("SELECT speakers FROM talks").fetchone() == (
        "Zoë Ångström (Lund); Ada Lund",
    )
    changed = talk(speaker="Bo Berg")
    crawl(talks, changed)
    assert talks.search("angstrom") == []
    assert [t.uid for t in talks.search("berg")] == ["a1"]
    talks.connection.execute("INSERT INTO talks_search (talks_search) VALUES ('integrity-check')")


def test_words_of_scripts_without_blanks_are_found_inside_the_text(talks):
    crawl(
        talks,
        talk("zh", "北京大学数论讨论班", "2026-10-01"),
        talk("mixed", "Number theory in 北京", "2026-10-02"),
        talk("odd", 'Say "number" AND theory*', "2026-10-03"),
    )
    assert [t.uid for t in talks.search("数论")] == ["zh"]
    assert {t.uid for t in talks.search("北京")} == {"zh", "mixed"}
    assert [t.uid for t in talks.search("北京 number")] == ["mixed"]
    assert [t.uid for t in talks.search('"number" AND theory*')] == ["odd"]
    assert talks.search("数论 number") == []


def test_how_the_process_ended_is_noted_beside_the_run(talks, tmp_path):
    path = tmp_path / "talks.db"
    with Talks(path) as stored:
        run = Run(stored, "north")
        run.finish(requests=3, bytes=512)
    note_exit(path, run.id, 4, "timeout")
    with Talks(path) as stored:
        row = stored.connection.execute(
            "SELECT exit_code, failure_class, requests, bytes FROM runs"
        ).fetchone()
    assert row == (4, "timeout", 3, 512)


def test_people_can_read_the_views(talks):
    crawl(talks, talk(title=None))
    crawl(talks, talk("z", title=None, source="south"), source="south")
    readable = talks.connection.execute("SELECT title, speakers, sources FROM talks_readable").fetchall()
    assert readable == [("(not announced)", "Ada Lund", "north, south")]
    seen = talks.connection.execute("SELECT source, first_seen, last_seen FROM sightings_readable").fetchall()
    assert [row[0] for row in seen] == ["north", "south"]
    assert all(first and last for _, first, last in seen)


def test_talks_come_by_start_then_source_then_uid_and_those_without_a_start_last(talks):
    with running(talks) as run:
        run.put(talk("c", "Third", None))
        run.put(talk("b", "Second", "2026-10-14T10:00:00+02:00"))
        run.put(talk("a", "First", "2026-10-14T09:30:00+02:00"))
        run.put(talk("d", "Of the day", "2026-10-14"))
        run.put(talk("e", "Elsewhere", "2026-10-14T10:00:00+02:00", "Bo Berg", source="east"))
    assert [t.title for t in talks.current()] == ["Of the day", "First", "Elsewhere", "Second", "Third"]


def test_runs_tell_what_they_brought(talks):
    run = Run(talks, "north", version="9.9")
    run.put(talk())
    run.finish("finished", rejected=2, duplicates=3)
    row = talks.connection.execute(
        "SELECT source, reason, complete, version, new, changed, unchanged, rejected, duplicates FROM runs"
    ).fetchone()
    assert row == ("north", "finished", 1, "9.9", 1, 0, 0, 2, 3)


def test_foreign_keys_hold(talks):
    crawl(talks, talk())
    talks.connection.execute("DELETE FROM talks")
    assert rows(talks, "speakers") == []
    assert rows(talks, "sightings") == []


def test_what_is_read_is_what_was_stored(talks):
    item = talk(
        topics=["algebra", "代数"], links=["https://x.example/s.pdf"], inferred=["start.year"], when="14 Oct"
    )
    item.speakers[0].url = "https://x.example/~ada"
    crawl(talks, item)
    assert json.loads(next(talks.current()).to_json()) == json.loads(item.to_json())


def test_on_a_day_full_of_talks_the_one_at_this_hour_is_found(talks) -> None:
    """Sixty others on its day, none of them with a number of its own."""
    starts = [f"2026-10-14T{8 + n // 6:02}:{n % 6 * 10:02}:00+02:00" for n in range(61)]
    programme = [
        talk(None, f"Chapter {n} of the lectures", start, f"Person{n} Family{n}")
        for n, start in enumerate(starts)
    ]
    crawl(talks, *programme)
    last = talk(None, "Something else altogether", starts[60], "Person60 Family60")
    run = crawl(talks, *programme[:60], last)
    assert (run.counts.new, run.counts.changed, run.counts.unchanged) == (0, 1, 60)


def test_at_an_hour_that_was_not_known_before_it_is_the_same_talk(talks) -> None:
    crawl(talks, talk(None, None, "2026-10-14", "Ada Lund"))
    run = crawl(talks, talk(None, "Sheaves on graphs", "2026-10-14T14:00:00+02:00", "Ada Lund"))
    assert (run.counts.new, run.counts.changed) == (0, 1)
