"""What a document said last time is believed only as long as nothing else was read since."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from seminarcrawl.items import Speaker, TalkItem
from seminarcrawl.store import Run, Talks
from seminarcrawl.store.documents import LARGE, Documents

URL = "https://example.org/seminar.ics"


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Talks]:
    with Talks(tmp_path / "talks.db") as database:
        yield database


def lecture(n: int, room: str) -> TalkItem:
    return TalkItem(
        uid=f"u{n}",
        title=f"Lecture number {n}",
        speakers=[Speaker(f"Person {n}")],
        start=f"2026-10-{n % 28 + 1:02}T14:00:00+02:00",
        location=room,
        source_url=URL,
    )


def crawl(talks: Talks, room: str, *, read: int = 5, ended: bool = True) -> bool:
    """A run of a document that names this room; whether it was read. `ended` False: killed after `read`."""
    run = Run(talks, "north")
    documents = Documents(run)
    if documents.still_shows(URL, f"fingerprint of {room}"):
        run.finish()
        return False
    for n in range(read):
        run.put(lecture(n, room))
    if ended:
        run.finish()
        documents.finish()
    return True


def rooms(talks: Talks) -> set[str | None]:
    return {talk.location for talk in talks.current()}


def test_an_unchanged_document_is_not_read(talks: Talks) -> None:
    assert crawl(talks, "Room 1")
    assert not crawl(talks, "Room 1")


def test_a_document_that_comes_back_after_a_killed_run_is_read_again(talks: Talks) -> None:
    crawl(talks, "Room 1")
    crawl(talks, "Room 2", read=2, ended=False)
    assert crawl(talks, "Room 1")
    assert rooms(talks) == {"Room 1"}
    assert not crawl(talks, "Room 1")


def test_a_document_that_comes_back_after_a_suspicious_run_is_read_again(talks: Talks) -> None:
    crawl(talks, "Room 1")
    run = Run(talks, "north")
    documents = Documents(run)
    assert not documents.still_shows(URL, "fingerprint of a relaunch")
    for n in range(5):
        run.put(TalkItem(uid=f"u{n}", title=f"Error {n}", start=lecture(n, "").start, source_url=URL))
    assert run.finish()
    documents.finish()
    assert crawl(talks, "Room 1")
    assert {talk.title for talk in talks.current()} == {f"Lecture number {n}" for n in range(5)}


def test_events_that_come_back_after_a_killed_run_are_read_again(talks: Talks) -> None:
    first = {f"u{n}": "Room 1" for n in range(LARGE)}
    run = Run(talks, "north")
    documents = Documents(run)
    documents.still_shows(URL, "one")
    assert not documents.unchanged_events(URL, first)
    for n in range(LARGE):
        run.put(lecture(n, "Room 1"))
    run.finish()
    documents.finish()

    killed = Run(talks, "north")
    documents = Documents(killed)
    assert not documents.still_shows(URL, "two")
    assert len(documents.unchanged_events(URL, first | {"u7": "Room 2"})) == LARGE - 1
    killed.put(lecture(7, "Room 2"))

    documents = Documents(Run(talks, "north"))
    assert not documents.still_shows(URL, "three")
    assert "u7" not in documents.unchanged_events(URL, first | {"u9": "Room 2"})
