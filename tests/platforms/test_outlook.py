"""Outlook: the feed behind a published page, Windows zones, private appointments left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminarcrawl.errors import ArgumentError
from seminarcrawl.platforms.outlook import OutlookSpider, calendar_address
from tests.loopback.outlook import Outlook
from tests.loopback.platforms import LECTURES, serve_platform
from tests.platforms.making import FROZEN, made, published, stored
from tests.processes import Bench

HOST = "https://outlook.office365.com/owa/calendar"


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        (f"{HOST}/abc@uni.example/def/calendar.html", f"{HOST}/abc@uni.example/def/calendar.ics"),
        (f"{HOST}/abc@uni.example/def/calendar.ics", f"{HOST}/abc@uni.example/def/calendar.ics"),
        (f"{HOST}/abc/def/reachcalendar.ics", f"{HOST}/abc/def/reachcalendar.ics"),
        (
            "webcal://outlook.live.com/owa/calendar/0/1/cid-A2/index.html",
            "https://outlook.live.com/owa/calendar/0/1/cid-A2/calendar.ics",
        ),
    ],
)
def test_a_published_page_leads_to_its_feed(url: str, feed: str) -> None:
    assert calendar_address(url) == feed


def test_a_mailbox_is_no_published_calendar() -> None:
    with pytest.raises(ArgumentError, match="no published Outlook calendar"):
        made(OutlookSpider, start_urls=["https://outlook.office365.com/calendar/view/month"])


def test_a_published_calendar(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with serve_platform(Outlook()) as site:
        done = bench.crawl(
            *("outlook", "-a", f"url={site.url}/owa/calendar/abc@uni.example/def/calendar.html"),
            *("-a", "timezone=Europe/Paris", "-s", "SUBSCRIPTION_HOSTS=127.0.0.1", *FROZEN),
        )
    assert done.code == 0, done.err
    assert stored(bench.talks()) == published(site)
    first = min(bench.talks(), key=lambda talk: talk["start"])
    assert (first["location"], first["abstract"]) == ("Room 201", LECTURES[0].abstract)
    assert first["online_url"] == "https://teams.microsoft.com/l/x/1"
    assert first["timezone"] == "Europe/Paris"
