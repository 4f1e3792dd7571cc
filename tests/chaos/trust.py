"""No address of a private network is reached, whatever a source says (`tests/test_guard.py` in numbers)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.nursery import Nursery
from tests.chaos.rows import Row
from tests.processes import Bench
from tests.test_guard import addresses, listening, vectors

HOST = "127.0.0.2"
TRUSTED = ("-s", f"PRIVATE_HOSTS={HOST}", "-s", "CLOSESPIDER_ERRORCOUNT=0", "-s", "RETRY_TIMES=0")


def rows() -> Iterator[Row]:
    """The line of the table."""
    with TemporaryDirectory() as place, Nursery() as nursery, listening({}, "::") as (port, hits):
        forms = len(addresses(port))
        with listening(vectors(port), f"::ffff:{HOST}") as (site, asked):
            bench, folder = Bench(Path(place)), Path(place)
            pages = [
                f"http://{HOST}:{site}/{kind}/{n}" for kind in ("redirect", "refresh") for n in range(forms)
            ]
            page = ("-a", f"url=http://{HOST}:{site}/", "-a", "timezone=Europe/Paris")
            several = ("-s", "SPIDER_MODULES=tests.loopback.spiders", "-a")
            codes = [
                nursery.run(bench.command("page", *page, *TRUSTED)[3:], folder).code,
                nursery.run(
                    bench.command("several", *several, "urls=" + " ".join(addresses(port) + pages), *TRUSTED)[
                        3:
                    ],
                    folder,
                ).code,
            ]
            tried = min(
                len({path for path in asked if path.startswith(f"/{kind}/")})
                for kind in ("redirect", "refresh")
            )
    yield Row(
        f"{forms} forms of private addresses by redirect, refresh, link and address",
        "0 hits on the secret server",
        f"{len(hits)} hits; {tried} redirects and refreshes followed up; exit codes {codes}",
        not hits and tried == forms and 0 not in codes,
    )
