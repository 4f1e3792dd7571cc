"""`scrapy addspider` as a new user tries it: a page's address in, a spider that replays out."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seminarcrawl.adding import REQUESTS
from tests.loopback.bedework import BedeworkServer
from tests.loopback.drupal import DrupalServer
from tests.loopback.feed import FeedServer
from tests.loopback.front_pages import (
    BEDEWORK,
    GOOGLE,
    ICS_LINK,
    INDICO,
    OUTLOOK,
    PLONE,
    TALKS_OX,
    TRUMBA,
    VTCALENDAR,
    Fronted,
    event_links,
    front,
)
from tests.loopback.google_calendar import GoogleCalendar
from tests.loopback.indico import Indico
from tests.loopback.livewhale import LiveWhaleServer
from tests.loopback.localist import LocalistServer
from tests.loopback.modern_events_calendar import ModernEventsCalendarServer
from tests.loopback.outlook import Outlook
from tests.loopback.page import DepartmentServer
from tests.loopback.platforms import Asked, PlatformServer, serve_platform
from tests.loopback.plone import Plone
from tests.loopback.routes import CalendarFileServer
from tests.loopback.server import Reply
from tests.loopback.talks_cam import TalksCam
from tests.loopback.talks_ox import TalksOx
from tests.loopback.the_events_calendar import TheEventsCalendarServer
from tests.loopback.trumba import TrumbaServer
from tests.loopback.typo3 import Typo3Server
from tests.loopback.vtcalendar import VTCalendar
from tests.processes import HASTE, ROOT, Done, run, scrapy
from tests.test_spiders import code_lines

pytestmark = pytest.mark.slow
TODAY = date.today()  # noqa: DTZ011 (the servers' today; what they hold lies around it)
PARIS = ("--timezone", "Europe/Paris")


@dataclass
class Case:
    """One site: the base that its spider should have, and how many talks at least it should bring."""

    base: str
    site: PlatformServer
    path: str
    talks: int = 12
    options: tuple[str, ...] = PARIS


def behind(inner: PlatformServer, path: str, page: str, *, apart: bool = False) -> Fronted:
    return Fronted(inner=inner, path=path, page=page, apart=apart)


def cases() -> dict[str, Case]:
    calendar = CalendarFileServer(today=TODAY, summary="{one.speaker} ({one.affiliation}): {one.title}")
    subscription = ("-s", "SUBSCRIPTION_HOSTS=127.0.0.1")
    google = behind(GoogleCalendar(today=TODAY), "/seminar", GOOGLE, apart=True)
    outlook = behind(Outlook(today=TODAY), "/seminar", OUTLOOK, apart=True)
    month, series = "/vtcalendar/main.php", "/talks/series/id/0a1b2c3d"
    return {
        "localist": Case("LocalistSpider", LocalistServer(today=TODAY), "/calendar"),
        "livewhale": Case("LiveWhaleSpider", LiveWhaleServer(today=TODAY), "/physics/"),
        "trumba": Case("TrumbaSpider", behind(TrumbaServer(today=TODAY), "/events", TRUMBA), "/events"),
        "tec": Case("TheEventsCalendarSpider", TheEventsCalendarServer(today=TODAY), "/events/"),
        "mec": Case("ModernEventsCalendarSpider", ModernEventsCalendarServer(today=TODAY), "/events/", 5),
        "bedework": Case(
            "BedeworkSpider", behind(BedeworkServer(today=TODAY), "/cal/main", BEDEWORK), "/cal/main"
        ),
        "indico": Case("IndicoSpider", behind(Indico(today=TODAY), "/category/7/", INDICO), "/category/7/"),
        "talks_cam": Case("TalksCamSpider", TalksCam(today=TODAY), "/show/index/17"),
        "talks_ox": Case("TalksOxSpider", behind(TalksOx(today=TODAY), series, TALKS_OX), series),
        "vtcalendar": Case("VTCalendarSpider", behind(VTCalendar(today=TODAY), month, VTCALENDAR), month),
        "google": Case("GoogleCalendarSpider", google, "/seminar", options=subscription),
        "outlook": Case("OutlookSpider", outlook, "/seminar", options=(*PARIS, *subscription)),
        "plone": Case("PloneSpider", behind(Plone(today=TODAY), "/seminars", PLONE), "/seminars"),
        "drupal": Case("DrupalSpider", DrupalServer(today=TODAY), "/events"),
        "typo3": Case("Typo3Spider", Typo3Server(today=TODAY), "/veranstaltungen", 5),
        "feed": Case("FeedSpider", FeedServer(today=TODAY), "/seminars", 5),
        "ical": Case("ICalSpider", behind(calendar, "/colloquium", ICS_LINK), "/colloquium"),
        "page": Case("PageSpider", DepartmentServer(today=TODAY), "/colloquium"),
        "sheet": Case("PageSpider", DepartmentServer(today=TODAY), "/talks.csv"),
    }


def mostly_complete(talks: list[dict[str, Any]]) -> bool:
    """A first sample is small: the pages of some talks are not in it."""
    complete = [talk for talk in talks if talk["title"] and talk["speakers"] and talk["start"]]
    return 2 * len(complete) > len(talks)


def project(folder: Path) -> Path:
    """A copy of the project as a fresh clone has it, the engine by a link."""
    for name in ("seminarcrawl", "pipelines", "scrapy.cfg", "docs"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "spiders", folder / "spiders", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def addspider(folder: Path, *arguments: str) -> Done:
    """As a new user has it: no setting in the environment allows this machine's own addresses."""
    command = [sys.executable, "-m", "scrapy", "addspider", *arguments, *HASTE]
    return run(command, cwd=folder, SEMINARCRAWL_ALLOW_LOOPBACK="")


def left(folder: Path) -> set[str]:
    """What a failure would leave: new spiders, samples, unfinished folders."""
    new = {path.name for path in (folder / "spiders").glob("*.py")} - {
        path.name for path in (ROOT / "spiders").glob("*.py")
    }
    return new | {
        path.name for path in folder.iterdir() if path.name.startswith(".") or path.name == "samples"
    }


def test_sites_of_a_dozen_platforms_become_spiders_that_replay(tmp_path: Path) -> None:
    wrong: dict[str, str] = {}
    root = project(tmp_path)

    def add(name: str, case: Case) -> None:
        done = addspider(root, case.site.url + case.path, "--name", f"new_{name}", *case.options)
        path = root / "spiders" / f"new_{name}.py"
        if done.code or not path.is_file():
            wrong[name] = f"exit {done.code}: {done.err[-800:]}{done.out[-800:]}"
            return
        text = path.read_text(encoding="utf-8")
        expected = root / "samples" / f"new_{name}" / "first" / "expected.jsonl"
        talks = [json.loads(line) for line in expected.read_text(encoding="utf-8").splitlines()]
        if f"({case.base}):" not in text or len(code_lines(text)) >= 15:
            wrong[name] = text + done.out[:3000]
        elif len(talks) < case.talks or not mostly_complete(talks):
            wrong[name] = "\n".join(json.dumps(talk, ensure_ascii=False)[:300] for talk in talks) or "none"

    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        sites = cases()
        for case in sites.values():
            stack.enter_context(serve_platform(case.site))
            if isinstance(case.site, Fronted) and case.site.apart:
                stack.enter_context(serve_platform(case.site.inner))
        list(pool.map(lambda pair: add(*pair), sites.items()))
    assert wrong == {}, "\n\n".join(f"{name}: {why}" for name, why in wrong.items())
    replayed = scrapy("replay", "--json", cwd=root)
    verdicts = {line["sample"]: line["verdict"] for line in map(json.loads, replayed.out.splitlines())}
    assert replayed.code == 0
    assert verdicts == {f"new_{name}/first": "as expected" for name in sites}


class TestRefusals:
    @pytest.mark.parametrize(
        ("arguments", "code", "says"),
        [
            (("/colloquium",), 2, "give --timezone"),
            (("/intern/list", *PARIS), 4, "robots.txt forbids"),
        ],
    )
    def test_one_sentence_and_nothing_left_behind(
        self, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
    ) -> None:
        root = project(tmp_path)
        with serve_platform(DepartmentServer(today=TODAY)) as site:
            done = addspider(root, site.url + arguments[0], *arguments[1:])
        assert done.code == code
        assert says in done.err
        assert "Traceback" not in done.err
        assert left(root) == set()

    def test_a_page_without_talks_is_told_what_it_is_and_what_was_tried(self, tmp_path: Path) -> None:
        root = project(tmp_path)
        page = front("<div id='app'></div>" + "<script src='/a.js'></script>" * 4)
        with serve_platform(Page(page=page)) as site:
            done = addspider(root, f"{site.url}/", *PARIS)
        assert done.code == 3
        assert "browser's scripts fill" in done.err
        assert "tried: the page as people see it" in done.err
        assert left(root) == set()

    def test_a_host_of_everybodys_calendars_does_not_say_whose(self, tmp_path: Path) -> None:
        address = "https://calendar.google.com/calendar/embed?src=abc%40group.calendar.google.com"
        done = addspider(project(tmp_path), address, "--name", "new_calendar")
        assert (done.code, left(tmp_path)) == (2, set())
        assert "give --institution" in done.err

    def test_a_source_of_the_catalogue(self, tmp_path: Path) -> None:
        done = addspider(project(tmp_path), "http://crear.essec.edu/working-group-on-risk/")
        assert done.code == 2
        assert "scrapy crawl essec_crear" in done.err


def test_no_address_is_asked_for_more_often_than_to_look_and_to_try(tmp_path: Path) -> None:
    with serve_platform(DepartmentServer(today=TODAY)) as site:
        done = addspider(project(tmp_path), f"{site.url}/colloquium", "--name", "new_page", *PARIS)
    assert done.code == 0, done.err
    asked = Counter(site.paths())
    assert asked.pop("/colloquium") == 2
    assert set(asked.values()) == {1}
    assert len(asked) <= REQUESTS


@dataclass
class Page(PlatformServer):
    page: str = ""
    hangs: bool = False

    def answer(self, asked: Asked) -> Reply:
        if self.hangs and asked.path == "/talks.ics":
            time.sleep(20)
        return Reply(self.page.replace("{origin}", self.url))


def test_single_talks_calendar_entries_are_no_source(tmp_path: Path) -> None:
    root, site = project(tmp_path), DepartmentServer(today=TODAY)
    page = site.list_page(site.lectures, event_links(site.lectures))
    with serve_platform(behind(site, "/list", page)) as fronted:
        done = addspider(root, f"{fronted.url}/list", "--name", "new_list", *PARIS)
        assert done.code == 0, done.err
        assert not [path for path in fronted.paths() if path.startswith("/entry/")]
    assert "(PageSpider):" in (root / "spiders/new_list.py").read_text(encoding="utf-8")


def test_an_index_of_talks_pages(tmp_path: Path) -> None:
    root, site = project(tmp_path), DepartmentServer(today=TODAY)
    links = "".join(f'<li><a href="/talks/{one.number}">Talk {one.number}</a></li>' for one in site.lectures)
    with serve_platform(behind(site, "/programme", front(f"<h1>Programme</h1><ul>{links}</ul>"))) as fronted:
        done = addspider(root, f"{fronted.url}/programme", "--name", "new_index", *PARIS)
    assert done.code == 0, done.err
    text = (root / "spiders/new_index.py").read_text(encoding="utf-8")
    assert 'talk_links = "/talks/[^/?#]+$"' in text


def test_the_zone_is_asked_for_on_a_terminal(tmp_path: Path) -> None:
    root, site = project(tmp_path), DepartmentServer(today=TODAY)
    ours, theirs = pty.openpty()
    with serve_platform(site), subprocess.Popen(
        [sys.executable, "-m", "scrapy", "addspider", f"{site.url}/cards", "--name", "new_asked", *HASTE],
        cwd=root, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        os.write(ours, b"Mars/Olympus\nEurope/Paris\n")
        out, err = process.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, err
    assert "'Mars/Olympus' is no IANA time zone" in out
    assert 'timezone = "Europe/Paris"' in (root / "spiders/new_asked.py").read_text(encoding="utf-8")


def test_a_saved_page_needs_its_address_and_no_network(tmp_path: Path) -> None:
    root, site = project(tmp_path), DepartmentServer(today=TODAY)
    saved = tmp_path / "saved.html"
    saved.write_text(site.list_page(site.lectures, ""), encoding="utf-8")
    done = addspider(root, str(saved), *PARIS)
    assert (done.code, left(root)) == (2, set())
    assert "--url" in done.err
    done = addspider(root, str(saved), "--url", "https://www.maths.example.ac.uk/talks/")
    assert done.code == 0, done.err
    assert "Europe/London (the only zone of GB" in done.out
    text = (root / "spiders/example_maths.py").read_text(encoding="utf-8")
    assert "verified = None" in text
    assert 'timezone = "Europe/London"' in text
    assert scrapy("replay", "example_maths", cwd=root).code == 0


def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    root = project(tmp_path)
    with serve_platform(Page(page=ICS_LINK, hangs=True)) as site, subprocess.Popen(
        [sys.executable, "-m", "scrapy", "addspider", f"{site.url}/", "--name", "new_hung", *PARIS, *HASTE],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 60
        while "/talks.ics" not in site.paths() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert left(root) == set()
