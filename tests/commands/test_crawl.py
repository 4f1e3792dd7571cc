"""What `scrapy crawl` refuses before anything is asked. How runs end: tests/crawl."""

from __future__ import annotations

import pytest
from scrapy.utils.project import get_project_settings

from seminarcrawl.commands.crawl import wrong_setting


def test_the_settings_as_they_are() -> None:
    assert wrong_setting(get_project_settings()) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DOWNLOAD_DELAY", "a second"),
        ("ROBOTSTXT_OBEY", "perhaps"),
        ("DOWNLOAD_MAXSIZE", "10MB"),
        ("ITEM_PIPELINES", '{"pipelines.nope.NopePipeline": 1}'),
        ("EXTENSIONS", '{"seminarcrawl.run.Nope": 1}'),
    ],
)
def test_a_setting_that_cannot_be_is_named(name: str, value: str) -> None:
    settings = get_project_settings()
    settings.set(name, value, priority="cmdline")
    wrong = wrong_setting(settings)
    assert wrong is not None
    assert wrong.startswith(f"setting {name}")


@pytest.mark.parametrize(
    ("name", "value"), [("DOWNLOAD_DELAY", "0.5"), ("TALKS_DB", ""), ("RETRY_TIMES", "0")]
)
def test_a_setting_as_the_command_line_gives_it(name: str, value: str) -> None:
    settings = get_project_settings()
    settings.set(name, value, priority="cmdline")
    assert wrong_setting(settings) is None
