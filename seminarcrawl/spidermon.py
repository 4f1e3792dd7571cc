"""For those who watch their spiders with Spidermon: monitors that read what this project notes in the stats.

Needs `spidermon` (the extra of that name). See docs/OPERATING.md, Spidermon.
"""

from __future__ import annotations

from typing import Any

try:
    from spidermon import Monitor, MonitorSuite, monitors
except ImportError as error:
    raise ImportError("seminarcrawl.spidermon needs Spidermon: pip install spidermon") from error


class _StatsMonitor(Monitor):  # type: ignore[misc]  # Spidermon has no types
    """Base: the stats of the run, absent numbers as 0."""

    def stat(self, name: str) -> Any:
        """A value of the stats."""
        return self.data.stats.get(name, 0)


@monitors.name("Health")
class HealthMonitor(_StatsMonitor):
    """The source is what it was in its earlier runs."""

    @monitors.name("The source is what it was")  # type: ignore[untyped-decorator]
    def test_verdict(self) -> None:
        """Fails with the reasons of a suspicious run."""
        reasons = "; ".join(text for _, text in self.stat("health/reasons") or ())
        self.assertNotEqual(self.stat("health/verdict"), "suspicious", msg=reasons)


@monitors.name("Faults")
class FaultsMonitor(_StatsMonitor):
    """Nothing went wrong on the way."""

    @monitors.name("No faults")  # type: ignore[untyped-decorator]
    def test_faults(self) -> None:
        """Fails with each fault's class, address and words."""
        told = [f"{fault.failure_class} {fault.url}: {fault.detail}" for fault in self.stat("faults") or ()]
        self.assertEqual(told, [], msg="; ".join(told))

    @monitors.name("All talks are stored")  # type: ignore[untyped-decorator]
    def test_stored(self) -> None:
        """Fails when talks were read that could not be stored."""
        lost = self.stat("talks/unsaved")
        self.assertEqual(lost, 0, msg=f"{lost} talks could not be stored")


@monitors.name("Talks")
class TalksMonitor(_StatsMonitor):
    """Most of what the source shows can be used."""

    @monitors.name("Few are rejected")  # type: ignore[untyped-decorator]
    def test_rejected(self) -> None:
        """Fails when more talks are rejected than kept."""
        kept = sum(self.stat(f"talks/{fate}") for fate in ("new", "changed", "unchanged"))
        rejected = self.stat("talks/rejected")
        self.assertLessEqual(rejected, kept, msg=f"{rejected} talks rejected, {kept} kept")


class TalksMonitorSuite(MonitorSuite):  # type: ignore[misc]
    """All of them: for SPIDERMON_ENGINE_STOP_MONITORS, for the verdict is there when the books are closed."""

    monitors = (HealthMonitor, FaultsMonitor, TalksMonitor)
