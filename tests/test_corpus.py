"""The score on the labelled corpus beside the checkout, held above its targets; skipped without it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"

TARGETS = {
    "seeds": {"found": 1, "title": 1, "speakers": 1, "affiliation": 1, "start": 1, "abstract": 1, "whole": 1},
    "ical": {
        "found": 0.98,
        "title": 0.95,
        "speakers": 0.95,
        "affiliation": 0.90,
        "start": 0.98,
        "abstract": 0.95,
        "whole": 0.85,
    },
    "html": {
        "found": 0.95,
        "title": 0.93,
        "speakers": 0.93,
        "affiliation": 0.88,
        "start": 0.95,
        "abstract": 0.90,
        "whole": 0.75,
    },
    "intl": {
        "found": 0.95,
        "title": 0.93,
        "speakers": 0.93,
        "affiliation": 0.88,
        "start": 0.95,
        "abstract": 0.90,
        "whole": 0.75,
    },
    "mixed": {
        "found": 0.95,
        "title": 0.93,
        "speakers": 0.93,
        "affiliation": 0.88,
        "start": 0.95,
        "abstract": 0.90,
        "whole": 0.75,
    },
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
