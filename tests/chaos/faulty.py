"""A crawl of a source that was well before, while its server misbehaves."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.chaos import rows as chaos_rows
from tests.chaos.dumps import unsound
from tests.chaos.modes import BOMBS, MODES, Mode
from tests.chaos.nursery import Nursery
from tests.chaos.rows import Row
from tests.chaos.server import FIRST, SECOND, Chaos, serve
from tests.chaos.sources import FROZEN
from tests.processes import Bench, Done

# The modes that are tried at a smaller scale: one of each kind.
FEW = (
    "ok", "hang", "drip", "trunc-nocl", "trunc-chunked", "cl-short", "s500", "s503-ra-seconds", "s404",
    "chain-6", "redir-loopback", "no-charset", "gz-bomb", "errpage", "flap-uid", "reset", "robots-hang",
)  # fmt: skip
TIMEOUT = 3  # seconds for a download


@dataclass
class Outcome:
    """What a mode came to: `wrong` says what is not as expected."""

    mode: Mode
    done: Done
    seconds: float
    megabytes: float
    kept: int
    deleted: int
    wrong: list[str]


def crawl(chaos: Chaos, mode: Mode, nursery: Nursery, bench: Bench) -> tuple[Done, float, float]:
    """One crawl of both documents (or the second alone): how it ended, its seconds and megabytes."""
    urls = chaos.urls[1:] if mode.alone else chaos.urls
    open_to = f"PRIVATE_HOSTS={'127.0.0.1'}" if mode.guarded else "ALLOW_LOOPBACK=True"
    arguments = bench.command(
        "pages" if mode.is_page else "calendars",
        *("-a", f"urls={' '.join(urls)}", "-s", "SPIDER_MODULES=tests.chaos.spiders"),
        *("-s", f"FETCHED_AT={FROZEN}", "-s", open_to, "-s", f"DOWNLOAD_TIMEOUT={TIMEOUT}"),
        *(mode.more or ("-s", "RETRY_TIMES=0")),
    )[3:]
    child = nursery.start(arguments, bench.folder)
    done = child.wait(mode.expected.seconds)
    return done, child.seconds, child.megabytes


def behave(mode: Mode, nursery: Nursery, folder: Path, crawls: int | None = None) -> Outcome:
    """A crawl while all is well, then `crawls` of them while it is not."""
    bench = Bench(folder)
    if mode.name in BOMBS:
        BOMBS[mode.name]()
    with serve() as chaos:
        chaos.is_page = mode.is_page
        healthy, _, _ = crawl(chaos, mode, nursery, bench)
        assert healthy.code == 0, healthy
        before = {key(talk): talk for talk in bench.talks()}
        assert len(before) == (0 if mode.alone else FIRST) + SECOND, healthy
        chaos.asked.clear()
        chaos.handler, chaos.robots = mode.handler, mode.robots
        done, seconds, megabytes = crawl(chaos, mode, nursery, bench)
        after = {key(talk): talk for talk in bench.talks()}
        wrong = list(_wrong(mode, chaos, done, before, after))
        for _ in range((crawls or mode.crawls) - 1):
            again, _, _ = crawl(chaos, mode, nursery, bench)
            if again.summary["new"] or len(bench.talks()) != len(after):
                wrong.append(f"{again.summary['new']} new talks in a later crawl")
        kept = done.summary["found"] - (0 if mode.alone else FIRST + 1)
        deleted = len(set(before) - set(after))
    found = unsound(bench.db)
    if found:
        wrong.append(found)
    for name, value in (("kept", kept), ("deleted", deleted)):
        if value != getattr(mode.expected, name):
            wrong.append(f"{value} talks {name}, not {getattr(mode.expected, name)}")
    if megabytes > mode.expected.megabytes:
        wrong.append(f"{megabytes:.0f} MB")
    return Outcome(mode, done, seconds, megabytes, kept, deleted, wrong)


def key(talk: dict[str, Any]) -> tuple[str, str]:
    """By what a test knows a talk again."""
    return talk["title"], talk["start"]


def _wrong(
    mode: Mode, chaos: Chaos, done: Done, before: dict[Any, dict[str, Any]], after: dict[Any, dict[str, Any]]
) -> Iterator[str]:
    expected = mode.expected
    got = (done.code, done.summary["failure_class"])
    if got != (expected.code, expected.failure_class):
        yield f"{got}, not {(expected.code, expected.failure_class)}: {done.summary['faults']}"
    if expected.code and not all(fault["url"] and fault["rule"] for fault in done.summary["faults"]):
        yield "a fault without address or rule"
    if not mode.alone and len([talk for talk in after if "Knoten 10" not in talk[0]]) != FIRST + 1:
        yield "the other document's talks were not all stored"
    for name, talk in before.items():
        if name in after and without_uid(after[name]) != without_uid(talk):
            yield f"a stored talk is another: {talk} {after[name]}"
    if any("\ufffd" in str(talk) for talk in after.values()):
        yield "letters are lost"
    if not all("Hörsaal" in talk["location"] for talk in after.values()):
        yield "a room is lost"
    yield from _manners(mode, chaos)


def without_uid(talk: dict[str, Any]) -> dict[str, Any]:
    """What must stay the same of a talk whose ID flaps or whose address moved."""
    return {name: value for name, value in talk.items() if name not in ("uid", "source_url", "fetched_at")}


def _manners(mode: Mode, chaos: Chaos) -> Iterator[str]:
    if chaos.asked_secret:
        yield "the secret server was asked"
    if len(chaos.asked) > 12:
        yield f"asked {len(chaos.asked)} times"
    if any({"cookie", "referer", "authorization"} & set(asked.headers) for asked in chaos.asked_elsewhere):
        yield "told another host what is not its business"
    if "-ra-" in mode.name:
        first, second, *_ = [*chaos.times("/second.ics"), 0.0, 0.0]
        if second - first < 1.5:  # two seconds, less what a busy server is late with its clock
            yield f"did not wait: {second - first:.1f} s"


def rows() -> Iterator[Row]:
    """The line of the table."""
    names = list(MODES) if chaos_rows.SCALE >= 1 else list(FEW)
    with TemporaryDirectory() as place, Nursery() as nursery, ThreadPoolExecutor(2) as pool:

        def outcome(name: str) -> Outcome:
            folder = Path(place, name)
            folder.mkdir()
            return behave(MODES[name], nursery, folder, None if chaos_rows.SCALE >= 1 else 3)

        outcomes = list(pool.map(outcome, names))
    bad = [outcome for outcome in outcomes if outcome.wrong]
    for outcome in bad:
        print(f"    {outcome.mode.name}: {'; '.join(outcome.wrong)}")
    yield Row(
        f"{len(names)} of {len(MODES)} ways of a server to misbehave"
        if len(names) < len(MODES)
        else f"{len(names)} ways of a server to misbehave",
        "right exit code and class, other talks kept, 0 rows lost, < 200 MB",
        f"{len(names) - len(bad)} right, {sum(outcome.deleted for outcome in outcomes)} rows lost, at most"
        f" {max(outcome.seconds for outcome in outcomes):.0f} s and"
        f" {max(outcome.megabytes for outcome in outcomes):.0f} MB",
        not bad,
    )
