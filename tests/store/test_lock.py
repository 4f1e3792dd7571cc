"""One crawl of a source into one output, as long as its process lives."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from seminarcrawl.errors import AlreadyRunningError
from seminarcrawl.store.lock import SourceLock, is_held

_HOLD = """
import sys, time
from seminarcrawl.store.lock import SourceLock
SourceLock(sys.argv[1], sys.argv[2])
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "talks.db"


def holding(output: Path, source: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(output), source], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_crawl_of_the_source_is_refused_and_one_of_another_is_not(output: Path) -> None:
    with holding(output, "north") as process:
        with pytest.raises(AlreadyRunningError, match="north"):
            SourceLock(output, "north")
        SourceLock(output, "south").release()
        process.kill()


def test_a_link_to_the_output_is_the_same_output(output: Path) -> None:
    link = output.with_name("link.db")
    output.touch()
    link.symlink_to(output)
    with holding(link, "north") as process:
        with pytest.raises(AlreadyRunningError):
            SourceLock(output, "north")
        process.kill()


def test_a_killed_process_holds_nothing(output: Path) -> None:
    with holding(output, "north") as process:
        assert is_held(output, "north")
        assert not is_held(output, "south")
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not is_held(output, "north")
    SourceLock(output, "north").release()


def test_nothing_is_made_by_asking(output: Path) -> None:
    assert is_held(output, "north") is False
    assert not list(output.parent.iterdir())
