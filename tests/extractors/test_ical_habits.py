"""Habits of SUMMARY lines, many departments in brief, from `calendars/habits.toml`."""

import tomllib
from pathlib import Path

import pytest

from tests.extractors.calendar_feed import summaries, talks

HABITS = tomllib.loads(Path(__file__).with_name("calendars").joinpath("habits.toml").read_text("utf-8"))


@pytest.mark.parametrize("habit", HABITS)
def test_habit(habit):
    found = talks(summaries(*HABITS[habit]["lines"]))
    read = [[item.title or "", [s.name for s in item.speakers], item.series or ""] for item in found]
    assert read == HABITS[habit].get("talks", [])
