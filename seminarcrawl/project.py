"""Where the project stands: the folder of scrapy.cfg, and what every command finds from there."""

from __future__ import annotations

from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg


def project_root() -> Path:
    """The folder of scrapy.cfg."""
    return Path(closest_scrapy_cfg()).parent


def samples_root() -> Path:
    """The folder of the samples."""
    return project_root() / "samples"


def existing_database(settings: BaseSettings | None) -> str:
    """The path in TALKS_DB. Raises UsageError when no database stands there."""
    path: str | None = settings["TALKS_DB"] if settings else None
    if not path or not Path(path).is_file():
        raise UsageError(f"there is no database {path!r} yet: crawl first, or make crawl", print_help=False)
    return path
