"""Some departments, on hosts that the environment names."""

from __future__ import annotations

import os

from seminarcrawl.platforms.ical import ICalSpider

HERE = os.environ.get("LOOPBACK_URL", "http://127.0.0.1:9")
THERE = HERE.replace("127.0.0.1", "localhost")


class Department(ICalSpider):
    """What they have in common."""

    timezone = "Europe/London"


class NorthSpider(Department):
    """North."""

    name = "north"
    start_urls = [f"{HERE}/export.ics"]


class EastSpider(Department):
    """East: on the same host as North."""

    name = "east"
    start_urls = [f"{HERE}/many.ics"]


class SouthSpider(Department):
    """South: on a host of its own, and gone."""

    name = "south"
    start_urls = [f"{THERE}/410.ics"]


class WestSpider(Department):
    """West: never answers."""

    name = "west"
    start_urls = [f"{THERE}/hang.ics"]
    in_crawlall = False


class RestingSpider(Department):
    """North in summer."""

    name = "resting"
    start_urls = [f"{HERE}/seminar.ics"]
    quiet = ("06-20", "09-15")
    in_crawlall = False
