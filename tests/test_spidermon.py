"""The monitors for Spidermon, which is optional: with the real one, and without it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from seminarcrawl.settings import EXTENSIONS
from tests.loopback.server import CALENDAR_TYPE, Reply, serve
from tests.processes import ROOT, Bench

SETTINGS = (
    *("-s", "SPIDERMON_ENABLED=1", "-s", "LOG_LEVEL=INFO"),
    *("-s", "EXTENSIONS=" + json.dumps({**EXTENSIONS, "spidermon.contrib.scrapy.extensions.Spidermon": 500})),
    *("-s", "SPIDERMON_ENGINE_STOP_MONITORS=seminarcrawl.spidermon.TalksMonitorSuite"),
)


def test_without_spidermon_it_says_what_is_missing() -> None:
    hidden = "import sys; sys.modules['spidermon'] = None; import seminarcrawl.spidermon"
    command = [sys.executable, "-c", hidden]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Spidermon: pip install spidermon" in done.stderr


def test_the_monitors_tell_a_good_run_from_a_bad_one(tmp_path: Path) -> None:
    events = [
        f"BEGIN:VEVENT\r\nUID:{n}@x\r\nDTSTART:203010{n:02}T140000Z\r\n"
        f"SUMMARY:Ada Berg (Lyon): Subject {n}\r\nEND:VEVENT\r\n"
        for n in range(1, 7)
    ]
    told = {"events": events}

    def calendar() -> Reply:
        head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n"
        return Reply(head + "".join(told["events"]) + "END:VCALENDAR\r\n", CALENDAR_TYPE)

    with serve(talks_ics=calendar) as site:
        address = ("-a", f"url={site.url}/talks.ics", "-a", "timezone=UTC")
        bench = Bench(tmp_path)
        good = bench.crawl("ical", *address, *SETTINGS)
        assert good.code == 0, good.summary["faults"]
        assert "4 monitors in" in good.err
        assert "FAILED (" not in good.err
        told["events"] = events[:1]
        bad = bench.crawl("ical", *address, *SETTINGS)
        assert bad.code == 3
        assert "FAILED (failures=1" in bad.err
        assert "5 of 6 talks to come are no longer shown" in bad.err
