"""The settings that keep a public server, the operator and this machine safe."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import load_object

from seminarcrawl import settings
from seminarcrawl.items import FIELD_NAMES
from seminarcrawl.network import user_agent
from spiders.ical import IcalSpider

REQUIRED = {
    "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_TIMEOUT": 30,
    "DOWNLOAD_MAXSIZE": 10_000_000,
    "DOWNLOAD_WARNSIZE": 2_000_000,
    "REDIRECT_MAX_TIMES": 5,
    "RETRY_TIMES": 2,
    "DOWNLOAD_FAIL_ON_DATALOSS": True,
    "COOKIES_ENABLED": False,
    "REFERER_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "AUTOTHROTTLE_ENABLED": True,
    "CLOSESPIDER_TIMEOUT": 900,
    "CLOSESPIDER_ERRORCOUNT": 20,
    "MEMUSAGE_LIMIT_MB": 512,
}


def project(**more: Any) -> Settings:
    loaded = Settings()
    loaded.setmodule(settings, priority="project")
    loaded.setdict(more, priority="cmdline")
    return loaded


@pytest.mark.parametrize("name", REQUIRED)
def test_limits_and_locks(name: str) -> None:
    assert project()[name] == REQUIRED[name]


def test_a_second_at_least_between_requests() -> None:
    assert project().getfloat("DOWNLOAD_DELAY") >= 1
    assert project().getfloat("DOWNLOAD_DELAY_JITTER") == 0
    assert project().getfloat("AUTOTHROTTLE_MAX_DELAY") < 10, "a stop signal waits for it"


def test_only_the_web_can_be_reached() -> None:
    handlers = project().getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} <= {"http", "https"}
    assert {"file", "data", "ftp", "s3"} <= {
        scheme for scheme, handler in handlers.items() if handler is None
    }


def test_no_spider_loosens_a_limit() -> None:
    for name in (
        "ROBOTSTXT_OBEY",
        "DOWNLOAD_VERIFY_CERTIFICATES",
        "DOWNLOAD_DELAY",
        "CONCURRENT_REQUESTS_PER_DOMAIN",
    ):
        for module in SPIDER_MODULES_LOADED:
            for value in vars(module).values():
                assert name not in (getattr(value, "custom_settings", None) or {})


def test_the_pipelines_are_the_architecture() -> None:
    order = build_component_list(project()["ITEM_PIPELINES"])
    stages = [path.split(".")[1] for path in order]
    assert stages == ["normalize", "scope", "validate", "dedupe", "sqlite", "jsonl"]
    for path in order:
        assert load_object(path).__doc__, f"{path} says what it does"


def test_every_component_named_in_the_settings_exists() -> None:
    loaded = project()
    for name in ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "ADDONS"):
        for path in loaded[name]:
            assert load_object(path)
    for path in loaded["FEED_EXPORTERS"].values():
        assert load_object(path)
    assert import_module(loaded["COMMANDS_MODULE"])


def test_feed_exports_have_the_fields_of_a_talk_in_order() -> None:
    assert project()["FEED_EXPORT_FIELDS"] == list(FIELD_NAMES)


def agent(**more: Any) -> str:
    crawler = Crawler(IcalSpider, project(**more))
    crawler.addons.load_settings(crawler.settings)
    return str(crawler.settings["USER_AGENT"])


def test_the_user_agent_names_the_operator() -> None:
    assert agent(CONTACT="https://example.org/crawler") == user_agent("https://example.org/crawler")
    assert agent(CONTACT="https://example.org/crawler").endswith("(+https://example.org/crawler)")
    assert agent(CONTACT="").startswith("seminarcrawl/")
    assert agent(CONTACT="x", USER_AGENT="mine/1.0") == "mine/1.0"


def test_a_contact_cannot_smuggle_in_a_header() -> None:
    assert "\n" not in user_agent("me@example.org\r\nX-Evil: 1")


SPIDER_MODULES_LOADED = [import_module("spiders.researchseminars"), import_module("spiders.msu_events")]
