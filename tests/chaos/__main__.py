"""All numbers of docs/RELIABILITY.md: `make chaos`, one part: `make chaos PART=kills`, less: `SCALE=0.05`."""

from __future__ import annotations

import importlib
import os
import sys
import time
from datetime import UTC, datetime

from tests.chaos.rows import SCALE, SEED, Row

PARTS = ("faulty", "kills", "syscalls", "storage", "stops", "trust", "hostile", "fuzz", "endurance")


def main() -> int:
    """Run the parts named as arguments, or all; print the table. 1 when a target is not met."""
    parts = sys.argv[1:] or PARTS
    unknown = set(parts) - set(PARTS)
    if unknown:
        print(f"no part {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    for part in parts:
        began = time.monotonic()
        for row in importlib.import_module(f"tests.chaos.{part}").rows():
            rows.append(row)
            print(f"{'met    ' if row.met else 'NOT MET'}  {row.what}: {row.measured}", flush=True)
        print(f"         ({part}: {time.monotonic() - began:.0f} s)", flush=True)
    print(table(rows))
    return 0 if all(row.met for row in rows) else 1


def table(rows: list[Row]) -> str:
    """The rows in Markdown, as they stand in the docs."""
    where = f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, scale {SCALE:g}, seed {SEED}"
    lines = [f"\n{where}\n", "| what | target | measured | met |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {row.what} | {row.target} | {row.measured} | {'yes' if row.met else '**no**'} |" for row in rows
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
