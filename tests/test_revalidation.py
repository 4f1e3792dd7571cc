"""What is kept of answers may be damaged, or not ours: then it is not used, and nothing fails."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from seminarcrawl.revalidation import ResponseStorage

REQUEST = Request("https://example.org/seminar.ics")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.responses.db"


@contextmanager
def opened(path: Path) -> Iterator[tuple[ResponseStorage, Spider]]:
    spider = get_crawler(Spider)._create_spider("north")
    storage = ResponseStorage(Settings({"TALKS_DB": str(path.with_name("talks.db"))}))
    storage.open_spider(spider)
    yield storage, spider
    storage.close_spider(spider)


def keep(path: Path, body: bytes = b"BEGIN:VCALENDAR") -> None:
    with opened(path) as (storage, spider):
        answer = TextResponse(
            REQUEST.url, headers={"ETag": '"one"', "Content-Type": "text/calendar"}, body=body
        )
        storage.store_response(spider, REQUEST, answer)


def kept(path: Path) -> Response | None:
    with opened(path) as (storage, spider):
        return storage.retrieve_response(spider, REQUEST)


def test_an_answer_is_kept(path: Path) -> None:
    keep(path)
    answer = kept(path)
    assert answer is not None
    assert (answer.body, answer.headers["ETag"]) == (b"BEGIN:VCALENDAR", b'"one"')


@pytest.mark.parametrize(
    "damage",
    [
        "body = x'00ff'",
        "body = 7",
        "headers = '{'",
        "headers = '[1, 2]'",
        "used = 'once'",
        "status = 'x'",
    ],
)
def test_a_damaged_answer_is_none(path: Path, damage: str) -> None:
    keep(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE responses SET {damage}")
    assert kept(path) is None


def test_a_damaged_file_is_put_aside_and_made_anew(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)
    assert kept(path) is None
    assert path.with_name("talks.responses.db.damaged").read_bytes() == b"not a database" * 1000
    keep(path)
    assert kept(path) is not None


def test_damaged_pages_are_noticed_when_they_are_read(path: Path) -> None:
    for size in range(1, 40):
        keep(path, bytes(range(256)) * size * 50)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    assert kept(path) is None
    keep(path)
    assert kept(path) is not None


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    keep(path)
    assert kept(path) is None
    assert path.read_bytes() == before


def test_a_locked_file_is_not_waited_for_long(path: Path) -> None:
    keep(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        keep(path, b"new")
        assert kept(path) is None
    answer = kept(path)
    assert answer is not None
    assert answer.body == b"BEGIN:VCALENDAR"


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    keep(path)
    assert kept(path) is None
