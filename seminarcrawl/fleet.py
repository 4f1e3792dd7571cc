"""Many spiders, each in a process of its own: some at a time, never two that ask the same host."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from scrapy import Spider

from seminarcrawl.platforms.base import TalkSpider, http_url
from seminarcrawl.run import INTERNAL, OK, SEVERITY, STATUS, TIME_LIMIT

PATIENCE = 15.0  # seconds that a process has to end after SIGTERM
_LAST_LINES = 3


@dataclass
class Outcome:
    """How one spider's process ended. `summary` is what it said of itself, empty when it said nothing."""

    name: str
    code: int
    seconds: float
    summary: dict[str, Any] = field(default_factory=dict)
    stderr: str = ""

    @property
    def status(self) -> str:
        """The exit code in words."""
        return STATUS.get(self.code, f"ended with {self.code}")

    @property
    def why(self) -> str:
        """The first fault in words, or the last thing that the process said."""
        if self.code == OK:
            return ""
        for fault in self.summary.get("faults", []):
            return str(fault["detail"])
        lines = [line.strip() for line in self.stderr.splitlines() if line.strip()]
        return lines[-1] if lines else ""

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        summary = self.summary or {"source": self.name, "exit_code": self.code, "status": self.status}
        return {"spider": self.name, **summary, "exit_code": self.code, "status": self.status}


def hosts_of(spider: type[Spider]) -> frozenset[str]:
    """The hosts that a spider begins with; its own name when it does not say."""
    urls = [*(getattr(spider, "start_urls", None) or ()), *getattr(spider, "series_urls", {}).values()]
    hosts = {urlsplit(http_url(url)).hostname for url in urls}
    hosts.update(getattr(spider, "hosts", ()))
    found = frozenset(host.removeprefix("www.") for host in hosts if host)
    return found or frozenset({f"platform:{getattr(spider, 'platform', '') or spider.name}"})


def in_crawlall(spider: type[Spider]) -> bool:
    """Whether the spider runs when none is named."""
    return issubclass(spider, TalkSpider) and spider.in_crawlall


def worst(codes: Iterable[int]) -> int:
    """One exit code for many: the gravest."""
    seen = set(codes) - {OK}
    return next((code for code in SEVERITY if code in seen), max(seen, default=OK))


class Fleet:
    """Runs `scrapy crawl NAME` for many spiders, or another `command` that takes one and whose last line is
    JSON.

    `jobs` processes at a time; `limit` seconds for each; `options` are handed to every one.
    `tell(name, outcome)` is called when one begins (outcome None) and when it ends.
    """

    def __init__(
        self,
        spiders: dict[str, frozenset[str]],
        *,
        jobs: int,
        limit: float,
        options: Iterable[str] = (),
        command: tuple[str, ...] = ("crawl", "--summary", "json"),
        tell: Callable[[str, Outcome | None], None] = lambda name, outcome: None,
    ) -> None:
        self.waiting = dict(spiders)
        self.jobs, self.limit, self.options, self.tell = jobs, limit, tuple(options), tell
        self.command = command
        self.outcomes: list[Outcome] = []
        self._busy: dict[asyncio.Task[Outcome], frozenset[str]] = {}
        self._processes: set[asyncio.subprocess.Process] = set()
        self.stopped = False

    async def run(self) -> list[Outcome]:
        """All of them, or those that had begun when `stop` was called."""
        while not self.stopped and (self.waiting or self._busy):
            self._begin()
            await self._one_ends()
        while self._busy:
            await self._one_ends()
        return self.outcomes

    def run_until_stopped(self) -> int:
        """Run in a loop of its own; the number of the signal that stopped it, or 0."""
        return asyncio.run(self._run_until_stopped())

    async def _run_until_stopped(self) -> int:
        got: list[int] = []

        def stop(number: int) -> None:
            got.append(number)
            self.stop()

        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop, number)
        await self.run()
        return got[0] if got else 0

    def stop(self) -> None:
        """Begin no more, and tell those under way to end."""
        self.stopped = True
        self.waiting.clear()
        for process in self._processes:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)

    def _begin(self) -> None:
        for name, hosts in list(self.waiting.items()):
            if len(self._busy) >= self.jobs:
                return
            if not any(hosts & busy for busy in self._busy.values()):
                del self.waiting[name]
                self._busy[asyncio.ensure_future(self._crawl(name))] = hosts

    async def _one_ends(self) -> None:
        ended, _ = await asyncio.wait(self._busy, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            del self._busy[task]
            outcome = task.result()
            self.outcomes.append(outcome)
            self.tell(outcome.name, outcome)

    async def _crawl(self, name: str) -> Outcome:
        self.tell(name, None)
        began = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "scrapy", *self.command, *self.options, name),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # a Ctrl-C reaches us alone, and we tell them
        )
        self._processes.add(process)
        if self.stopped:  # while it was being started
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        talking = asyncio.ensure_future(process.communicate())
        code: int | None = None
        try:
            out, err = await asyncio.wait_for(asyncio.shield(talking), self.limit)
        except TimeoutError:
            code = TIME_LIMIT
            await _end(process, talking)
            out, err = await talking
        finally:
            self._processes.discard(process)
        if code is None:
            code = process.returncode if process.returncode is not None else INTERNAL
        stderr = "\n".join(err.decode(errors="replace").splitlines()[-_LAST_LINES:])
        return Outcome(name, code, time.monotonic() - began, _summary(out), stderr)


async def _end(process: asyncio.subprocess.Process, talking: asyncio.Future[Any]) -> None:
    """SIGTERM, and SIGKILL for one that does not heed it."""
    for signum in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signum)
        done, _ = await asyncio.wait({talking}, timeout=PATIENCE)
        if done:
            return


def _summary(out: bytes) -> dict[str, Any]:
    """The summary line of `--summary json`; empty when there is none."""
    lines = out.decode(errors="replace").strip().splitlines()
    try:
        value = json.loads(lines[-1]) if lines else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
