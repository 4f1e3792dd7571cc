"""Many crawls as processes of their own, without the second that each needs to load Scrapy.

`python -m tests.chaos.nursery` loads it once and forks: each child runs `scrapy …` as if just started, with
its own reactor, exit code and outputs. Requests and answers are lines of JSON on stdin and stdout.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.processes import ROOT, Done

PATIENCE = 240.0  # seconds for one crawl


@dataclass
class Child:
    """A crawl under way, or ended."""

    out: Path
    err: Path
    pid: int = 0
    code: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0  # the most that it took
    started: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def wait(self, seconds: float = PATIENCE) -> Done:
        """How it ended. Raises TimeoutError when it has not, so long after it began."""
        self.started.wait(PATIENCE)
        if not self.ended.wait(seconds):
            self.signal(signal.SIGKILL)
            raise TimeoutError(f"not ended after {seconds:.0f} s: {self.err.read_text()[-2000:]}")
        return Done(self.code, self.out.read_text(), self.err.read_text())

    def signal(self, number: int) -> None:
        """Send it a signal, if it is still there."""
        self.started.wait(PATIENCE)
        with contextlib.suppress(ProcessLookupError):
            if not self.ended.is_set():
                os.kill(self.pid, number)


class Nursery:
    """Starts crawls. To be closed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.nursery"],
            cwd=ROOT,
            env={**os.environ, "SEMINARCRAWL_ALLOW_LOOPBACK": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._children: dict[int, Child] = {}
        self._lock = threading.Lock()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Nursery:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, arguments: list[str], folder: Path, **environment: str) -> Child:
        """Run `scrapy ARGUMENTS` in the project; its outputs go into files in `folder`."""
        with self._lock:
            number = len(self._children)
            child = Child(folder / f"out-{number}", folder / f"err-{number}")
            self._children[number] = child
            wish = {
                "number": number,
                "arguments": arguments,
                "out": str(child.out),
                "err": str(child.err),
                "environment": environment,
            }
            assert self._process.stdin
            self._process.stdin.write(json.dumps(wish) + "\n")
            self._process.stdin.flush()
        return child

    def run(self, arguments: list[str], folder: Path, **environment: str) -> Done:
        """The same to its end."""
        return self.start(arguments, folder, **environment).wait()

    def close(self) -> None:
        """End the process; crawls under way are killed."""
        for child in self._children.values():
            if not child.ended.is_set():
                child.signal(signal.SIGKILL)
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(60)
        self._reader.join(10)

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            told: dict[str, Any] = json.loads(line)
            child = self._children[told.pop("number")]
            for name, value in told.items():
                setattr(child, name, value)
            (child.ended if "code" in told else child.started).set()


def main() -> None:
    """Load everything that a crawl loads, then fork one for each line."""
    _load()
    lines = sys.stdin.buffer
    os.set_blocking(lines.fileno(), False)
    children: dict[int, tuple[int, float]] = {}
    waiting, open_ = b"", True
    while open_ or children:
        if open_ and select.select([lines], [], [], 0.01)[0]:
            read = os.read(lines.fileno(), 65536)
            open_ = bool(read)
            *whole, waiting = (waiting + read).split(b"\n")
            for line in whole:
                wish = json.loads(line)
                pid = _fork(wish)
                children[pid] = (wish["number"], time.monotonic())
                _tell(number=wish["number"], pid=pid)
        elif not open_:
            time.sleep(0.01)
        _reap(children)


def _reap(children: dict[int, tuple[int, float]]) -> None:
    while children:
        pid, status, usage = os.wait4(-1, os.WNOHANG)
        if not pid:
            return
        number, began = children.pop(pid)
        code = os.waitstatus_to_exitcode(status)
        _tell(number=number, code=code, seconds=time.monotonic() - began, megabytes=usage.ru_maxrss / 1024)


def _tell(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _load() -> None:
    """Import what a crawl imports, which a rehearsal in a child tells."""
    from tests.bombs import warm_up

    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        modules = Path(folder, "modules")
        address = ("-a", "url=http://127.0.0.1:9/x.ics", "-a", "timezone=Europe/Paris")
        outputs = ("-s", f"TALKS_DB={folder}/talks.db", "-s", f"TALKS_JSONL={folder}/talks.jsonl")
        limits = ("-s", "RETRY_TIMES=0", "-s", "DOWNLOAD_TIMEOUT=1")
        arguments = ["crawl", "ical", *address, *outputs, *limits]
        wish = {"arguments": arguments, "out": os.devnull, "err": os.devnull, "environment": {}}
        os.waitpid(_fork(wish, modules), 0)
        names = modules.read_text().split()
    for name in names:
        # Of a reactor there may be one for each process, made by the child.
        if name != "twisted.internet.reactor" and not name.startswith("__"):
            with contextlib.suppress(ImportError):
                import_module(name)
    assert "twisted.internet.reactor" not in sys.modules
    gc.collect()
    gc.freeze()


def _fork(wish: dict[str, Any], modules: Path | None = None) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        for number, path in ((1, wish["out"]), (2, wish["err"])):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ.update(wish["environment"])
        code = _scrapy(wish["arguments"])
    except BaseException:  # noqa: BLE001 - whatever it is, the child must end here
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        if modules is not None:
            modules.write_text("\n".join(sys.modules))
        os._exit(code)


def _scrapy(arguments: list[str]) -> int:
    from scrapy.cmdline import execute

    sys.argv = ["scrapy", *arguments]
    try:
        execute(sys.argv)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


if __name__ == "__main__":
    main()
