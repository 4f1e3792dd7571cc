"""What an operator installs: unit files, crontab, the daily script; and what the docs show of them."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_string
from email.policy import default as modern
from pathlib import Path

import pytest

from tests.loopback.server import CALENDAR_TYPE, Reply, plain_calendar, serve
from tests.processes import HASTE, ROOT, Bench, Done, run, scrapy

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.*"))
HOME = "/srv/seminarcrawl"


def executable(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for command in ("deploy/daily.sh", ".venv/bin/scrapy"):
        executable(tmp_path / command, "#!/bin/sh\n")
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(HOME, str(tmp_path))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    done = run(["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)])
    ours = [line for line in done.err.splitlines() if "seminarcrawl" in line]
    assert (done.code, ours) == (0, [])


def test_every_unit_leaves_time_for_a_clean_stop_and_names_no_other_place() -> None:
    assert {unit.suffix for unit in UNITS} == {".service", ".timer"}
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        paths = re.findall(r"(?<=[ =])/[\w./-]+", text)
        assert all(path.startswith(HOME) for path in paths), unit.name
        if unit.suffix == ".service":
            assert int(re.search(r"^TimeoutStopSec=(\d+)$", text, re.M)[1]) >= 15, unit.name  # type: ignore[index]


FIELD = r"(?:\*|\d+(?:-\d+)?(?:,\d+)*)(?:/\d+)?"


def test_the_crontab_can_be_installed() -> None:
    text = (DEPLOY / "crontab").read_text(encoding="utf-8")
    jobs = [
        line
        for line in text.splitlines()
        if line and not line.startswith("#") and not re.match(r"\w+=", line)
    ]
    assert len(jobs) == 2
    for job in jobs:
        assert re.fullmatch(rf"(?:{FIELD} ){{4}}{FIELD}  \S.*", job), job
        assert "%" not in job  # cron would make a line break of it
        assert job.split("  ", 1)[1].startswith((HOME, f"cd {HOME} && ")), job
    assert text.endswith("\n")  # cron ignores a last line without one


def test_the_documentation_shows_the_files_as_they_are() -> None:
    text = (ROOT / "docs" / "OPERATING.md").read_text(encoding="utf-8")
    shown = re.findall(r"```(?:ini|cron)\n# (deploy/\S+)\n(.*?)```", text, re.S)
    assert {path for path, _ in shown} == {
        "deploy/crontab",
        "deploy/systemd/seminarcrawl.service",
        "deploy/systemd/seminarcrawl.timer",
    }
    for path, block in shown:
        assert block == (ROOT / path).read_text(encoding="utf-8"), path


class Daily:
    """The daily script with a sendmail that keeps what it is given."""

    def __init__(self, folder: Path, url: str) -> None:
        self.bench, self.url, self.box = Bench(folder), url, folder / "box"
        outputs = f"-s TALKS_DB={self.bench.db} -s TALKS_JSONL={self.bench.jsonl}"
        spiders = f"-s SPIDER_MODULES=tests.loopback.spiders {' '.join(HASTE)}"
        scrapy = f'exec "{sys.executable}" -m scrapy "$@" {outputs} {spiders}\n'
        self.scrapy = executable(folder / "scrapy", f"#!/bin/sh\n{scrapy}")
        self.sendmail = executable(
            folder / "sendmail",
            f'#!/bin/sh\n[ "$1" = -t ] || exit 64\nmkdir -p "{self.box}"\n'
            f'n=$(ls "{self.box}" | wc -l)\ncat > "{self.box}/$n"\n',
        )

    def run(self, *spiders: str) -> Done:
        environment = {
            "SCRAPY": str(self.scrapy),
            "SENDMAIL": str(self.sendmail),
            "LOOPBACK_URL": self.url,
            "COLUMNS": "120",
        }
        script = str(DEPLOY / "daily.sh")
        return run([script, "staff@example.org", "ops@example.org", *spiders], cwd=Path("/"), **environment)

    def mails(self) -> list[tuple[str, str, str]]:
        """Receiver, subject and text of the mails so far."""
        found = []
        for path in sorted(self.box.glob("*")):
            message = message_from_string(path.read_text(encoding="utf-8"), policy=modern)
            found.append((message["To"], message["Subject"], message.get_content()))
        return found


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_the_daily_script_mails_the_news_once_and_the_operator_what_is_wrong(tmp_path: Path) -> None:
    with serve() as site:
        daily = Daily(tmp_path, site.url)
        first = daily.run("north")
        assert first.code == 0, first.err
        ((to, subject, text),) = daily.mails()
        assert (to, subject.split(" since")[0]) == ("staff@example.org", "Talks: 3 new, 0 changed")
        assert "New: 3 talks" in text
        assert daily.run("north").code == 0
        assert len(daily.mails()) == 1  # no news, no mail
        assert daily.run("north", "south").code == 4
        assert len(daily.mails()) == 2
        to, subject, text = daily.mails()[1]
        assert to == "ops@example.org"
        assert "exit code 4" in subject
        assert "south: source failed: answered 410" in text
        assert "2 sources, 1 to look at" in text


def test_the_script_says_how_it_is_used() -> None:
    done = subprocess.run([DEPLOY / "daily.sh"], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "usage: daily.sh READER" in done.stderr


def test_an_egg_crawls_without_the_project_around_it(tmp_path: Path) -> None:
    packaging = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    setuptools = packaging["tool"]["setuptools"]
    assert packaging["project"]["entry-points"]["scrapy"] == {"settings": "seminarcrawl.settings"}
    patterns = ("*.py", *setuptools["package-data"]["*"])
    egg = tmp_path / "seminarcrawl.egg"
    with zipfile.ZipFile(egg, "w") as archive:
        for package in setuptools["packages"]["find"]["include"]:
            files = (path for pattern in patterns for path in (ROOT / package.strip("*")).rglob(pattern))
            for path in files:
                archive.write(path, path.relative_to(ROOT))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {"PYTHONPATH": str(egg), "SCRAPY_SETTINGS_MODULE": "seminarcrawl.settings"}
    with serve() as site:
        site.pages["/talks.ics"] = lambda: Reply(plain_calendar(2), CALENDAR_TYPE)
        arguments = ("-a", f"url={site.url}/talks.ics", "-a", "timezone=Europe/Paris", *HASTE)
        done = scrapy("crawl", "ical", *arguments, "--summary", "json", cwd=elsewhere, **environment)
    assert done.code == 0, done.err
    assert len(Bench(elsewhere).talks()) == 2
