"""What the pipelines do to the items of a run, and to both outputs."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
import scrapy

from seminarcrawl.errors import StorageError
from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.reading.scope import Scope


def lecture(n=1, **more):
    values = {
        "uid": f"u{n}",
        "title": f"Lecture on subject number {n}",
        "when": f"{n % 28 + 1} October 2026, 14:00",
        "speakers": [f"Prof. Ada Lund {n} (Lund University)"],
    }
    return {**values, **more}


def lines(outputs):
    return [json.loads(line) for line in Path(outputs["TALKS_JSONL"]).read_text("utf-8").splitlines()]


def titles_in_database(outputs):
    with sqlite3.connect(outputs["TALKS_DB"]) as connection:
        return {title for (title,) in connection.execute("SELECT title FROM talks")}


def test_a_plain_dict_becomes_a_stored_talk(crawl, outputs):
    made = crawl(outputs, [{"title": "On knots", "when": "Oct 3, 3pm", "speakers": ["Prof. Jane Doe (MIT)"]}])
    [line] = lines(outputs)
    assert line["start"] == "2026-10-03T15:00:00+02:00"
    assert line["speakers"] == [{"name": "Jane Doe", "affiliation": "MIT", "url": None}]
    assert (line["source"], line["timezone"], line["fetched_at"]) == (
        "north",
        "Europe/Paris",
        "2026-10-01T08:00:00+00:00",
    )
    assert titles_in_database(outputs) == {"On knots"}
    assert made.stat("talks/new") == 1


def test_a_wrong_field_is_rejected_by_name(crawl, outputs, caplog):
    made = crawl(outputs, [{"titel": "On knots"}, {"title": "On braids"}, 17])
    assert made.stat("talks/rejected") == 2
    assert made.stat("talks/rejected/item.not-a-talk") == 2
    assert "titel" in caplog.text
    assert titles_in_database(outputs) == {"On braids"}


def test_a_missing_field_is_counted_and_kept(crawl, outputs):
    made = crawl(outputs, [{"title": "On knots"}])
    assert made.stat("talks/warning/start.missing") == 1
    assert made.stat("talks/warning/speakers.missing") == 1
    assert titles_in_database(outputs) == {"On knots"}


def test_nothing_known_is_rejected(crawl, outputs):
    made = crawl(outputs, [{"location": "Room 4"}, {"title": "TBA"}])
    assert made.stat("talks/rejected/talk.nothing-known") == 2
    assert lines(outputs) == []


def test_a_talk_is_passed_on_once_or_completed(crawl, outputs):
    made = crawl(outputs, [lecture(), lecture(), lecture(abstract="All is explained."), lecture(2)])
    assert [item is not None for item in made.passed] == [True, False, True, True]
    assert made.passed[2].abstract == "All is explained."
    assert made.stat("talks/duplicates") == 1
    assert made.stat("talks/new") == 2
    assert len(lines(outputs)) == 2


@pytest.mark.parametrize("off", ["TALKS_DB", "TALKS_JSONL", None])
def test_a_second_run_changes_no_byte(crawl, outputs, off):
    settings = {**outputs, off: ""} if off else outputs
    items = [lecture(n) for n in range(12)]
    crawl({**settings}, items)
    files = {path: path.read_bytes() for path in map(Path, outputs.values()) if path.exists()}
    later = {**settings, "FETCHED_AT": "2026-10-09T08:00:00+00:00"}
    made = crawl(later, items[::-1])
    assert made.stat("talks/unchanged") == 12
    assert made.stat("talks/new") == 0
    if off != "TALKS_JSONL":
        jsonl = Path(outputs["TALKS_JSONL"])
        assert jsonl.read_bytes() == files[jsonl]
    for name, path in outputs.items():
        assert Path(path).exists() == (name != off)


def test_without_a_database_the_file_still_knows_each_talk(crawl, outputs):
    settings = {**outputs, "TALKS_DB": ""}
    crawl(settings, [lecture(1, title="TBA"), lecture(2)])
    made = crawl(settings, [lecture(1), lecture(2, when="5 October 2026, 16:00"), lecture(3)])
    assert [(line["uid"], line["start"]) for line in lines(outputs)] == [
        ("u1", "2026-10-02T14:00:00+02:00"),
        ("u3", "2026-10-04T14:00:00+02:00"),
        ("u2", "2026-10-05T16:00:00+02:00"),
    ]
    assert lines(outputs)[0]["title"] == "Lecture on subject number 1"
    assert (made.stat("talks/new"), made.stat("talks/changed")) == (1, 2)


class SouthSpider(scrapy.Spider):
    name = "south"
    timezone = "Europe/Paris"


@pytest.mark.parametrize("off", ["TALKS_DB", None])
def test_another_source_completes_and_doubles_nothing(crawl, outputs, off):
    settings = {**outputs, off: ""} if off else outputs
    crawl(settings, [lecture(1), lecture(2)])
    made = crawl(settings, [lecture(1, uid="s1", location="Hall")], spider=SouthSpider)
    assert len(lines(outputs)) == 2
    assert (lines(outputs)[0]["source"], lines(outputs)[0]["location"]) == ("north", "Hall")
    assert made.stat("talks/new") == 0
    before = Path(outputs["TALKS_JSONL"]).read_bytes()
    crawl(settings, [lecture(1), lecture(2)])
    crawl(settings, [lecture(1, uid="s1", location="Hall")], spider=SouthSpider)
    assert Path(outputs["TALKS_JSONL"]).read_bytes() == before


@pytest.mark.parametrize("reason", ["shutdown", "closespider_timeout"])
def test_a_run_that_was_cut_short_erases_nothing(crawl, outputs, reason):
    crawl(outputs, [lecture(1, abstract="All is explained."), lecture(2)])
    crawl(outputs, [lecture(1)], reason=reason)
    assert lines(outputs)[0]["abstract"] == "All is explained."
    crawl(outputs, [lecture(1)])
    assert lines(outputs)[0]["abstract"] is None
    assert len(lines(outputs)) == 2


def test_every_pipeline_has_an_off_switch(outputs, chain_of):
    off = {
        "NORMALIZE_ENABLED": False,
        "SCOPE_ENABLED": False,
        "VALIDATE_ENABLED": False,
        "DEDUPE_ENABLED": False,
        "TALKS_DB": "",
        "TALKS_JSONL": "",
    }
    for name, value in off.items():
        assert len(chain_of({**outputs, name: value}).pipelines) == 5
    assert chain_of({**outputs, **off}).pipelines == []


def test_stored_without_the_other_pipelines(crawl, outputs):
    bare = {
        "NORMALIZE_ENABLED": False,
        "SCOPE_ENABLED": False,
        "VALIDATE_ENABLED": False,
        "DEDUPE_ENABLED": False,
    }
    item = TalkItem(title="On knots", speakers=[Speaker("Jane Doe")], start="2026-10-03")
    crawl({**outputs, **bare}, [item, item])
    assert titles_in_database(outputs) == {"On knots"}


def test_passcodes_are_kept_only_on_request(crawl, outputs):
    url = "https://zoom.us/j/123456789?pwd=geheim"
    crawl(outputs, [lecture(online_url=url, abstract=f"Join at {url} or come.")])
    assert "geheim" not in Path(outputs["TALKS_JSONL"]).read_text()
    crawl({**outputs, "KEEP_PASSCODES": True}, [lecture(online_url=url)])
    assert lines(outputs)[0]["online_url"] == url


def test_a_database_that_cannot_be_opened_ends_the_run_before_it_began(outputs, tmp_path, chain_of):
    with pytest.raises(StorageError) as caught:
        chain_of({**outputs, "TALKS_DB": str(tmp_path)})
    assert caught.value.rule == "storage.directory"


def test_after_a_failure_nothing_more_is_tried(crawl, outputs, chain_of):
    crawl(outputs, [lecture(1)])
    before = Path(outputs["TALKS_JSONL"]).read_bytes()
    made = chain_of(outputs)
    made.open()
    run = made.pipelines[4]._run
    run._db.execute("PRAGMA max_page_count = 1")

    def put_many():
        for n in range(2, 400):
            made.put(lecture(n, abstract="Words " * 500))

    with pytest.raises(StorageError):
        put_many()
    assert made.stat("storage/error") == "storage.full"
    assert made.put(lecture(999)) is None
    assert made.stat("talks/unsaved") == 1
    made.close("storage")
    assert Path(outputs["TALKS_JSONL"]).read_bytes() == before
    assert len(titles_in_database(outputs)) >= 1


def test_a_talk_outside_the_scope_is_neither_stored_nor_rejected(crawl, outputs):
    class Scoped(scrapy.Spider):
        name = "scoped"
        timezone = "Europe/Paris"
        scope = Scope(since=date(2026, 10, 4))

    made = crawl(outputs, [lecture(1), lecture(2), lecture(3)], spider=Scoped)
    assert titles_in_database(outputs) == {"Lecture on subject number 3"}
    assert (made.stat("talks/out_of_scope"), made.stat("talks/rejected")) == (2, 0)
