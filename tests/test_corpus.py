"""The score on the labelled corpus beside the checkout, held above its targets; skipped without it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"

FIELDS = ("found", "title", "speakers", "affiliation", "start", "abstract", "whole")
PAGES = dict(zip(FIELDS, (0.95, 0.93, 0.93, 0.88, 0.95, 0.90, 0.75), strict=True))
TARGETS = {
    "seeds": dict.fromkeys(FIELDS, 1.0),
    "ical": dict(zip(FIELDS, (0.98, 0.95, 0.95, 0.90, 0.98, 0.95, 0.85), strict=True)),
    "html": PAGES,
    "intl": PAGES,
    "mixed": PAGES,
}
MOST_INVENTED = {"seeds": 0.0, "ical": 0.03, "html": 0.03, "intl": 0.03, "mixed": 0.03}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    if not (CORPUS / "score.py").is_file():
        pytest.skip("the labelled corpus is not beside this checkout")
    out = tmp_path_factory.mktemp("score") / "report.json"
    subprocess.run([sys.executable, CORPUS / "score.py", "--json", out], cwd=ROOT, check=True)
    return json.loads(out.read_text())


@pytest.mark.parametrize("name", TARGETS)
def test_score_holds_its_target(report: dict[str, dict[str, float]], name: str) -> None:
    figures = report[name]
    missed = {k: (figures[k], least) for k, least in TARGETS[name].items() if figures[k] < least}
    assert not missed, f"below target (got, least): {missed}"
    assert figures["invented"] <= MOST_INVENTED[name]
    assert figures["raised"] == 0
