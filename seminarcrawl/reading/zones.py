"""Time zones as people and software name them: IANA, Windows, abbreviations, offsets, cities."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from seminarcrawl.reading.languages import load_languages, remember
from seminarcrawl.reading.recall import recalled
from seminarcrawl.reading.text import unaccented
from seminarcrawl.reading.vocabulary import load_table

_TABLES: dict[str, dict[str, Any]] = load_table("seminarcrawl.reading", "zones.toml")
ABBREVIATIONS: dict[str, list[str]] = _TABLES["abbreviations"]
_WINDOWS: dict[str, str] = {name.casefold(): zone for name, zone in _TABLES["windows"].items()}
_DISPLAY: dict[str, str] = {name.casefold(): zone for name, zone in _TABLES["windows_display"].items()}
_NAMES: dict[str, str] = _TABLES["names"]

_LONGEST_NAME = 120
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}")
_TAIL = re.compile(r"[A-Z][A-Za-z_+-]{1,20}/[A-Z][A-Za-z_+-]{1,30}(?:/[A-Z][A-Za-z_+-]{1,30})?$")
_OFFSET = re.compile(
    r"(?:UTC|GMT)?\s{0,2}([+\-\u2212\u2013])\s{0,2}(\d{1,2})(?::?(\d{2}))?(?!\d)(?:\s{0,2}(?:UTC|GMT|hrs?|h)\b)?",
    re.I,
)
_UTC_NAMES = frozenset(
    {"z", "utc", "ut", "uct", "zulu", "universal", "etc/utc", "coordinated universal time"}
)
_LONDON_LIKE = frozenset(
    {"Europe/London", "Europe/Dublin", "Europe/Lisbon", "Atlantic/Canary", "Europe/Belfast"}
)


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Case-folded IANA names that place something ("America/Paris"), never a folder or a POSIX oddity."""
    return {name.casefold(): name for name in available_timezones() if "/" in name or name == "UTC"}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Case-folded last parts of IANA names ("new york") and the other names people print."""
    cities: dict[str, str] = {}
    for name in sorted(available_timezones()):
        area, _, city = name.rpartition("/")
        if area.split("/")[0] in {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Pacific"}:
            cities.setdefault(city.replace("_", " ").casefold(), name)
    return {**cities, **_NAMES}


@lru_cache(maxsize=512)
def zone_info(name: str | None) -> ZoneInfo | None:
    """The ZoneInfo of an IANA name, None when there is none. Never raises."""
    known = iana_zone(name) if name else None
    return ZoneInfo(known) if known else None


@recalled(1024)
def iana_zone(name: str) -> str | None:
    """The IANA zone behind a TZID-like name: IANA, Windows, quoted, vendor-prefixed.

    None if unknown. Never raises.
    """
    name = name.strip().strip("\"'").strip()
    if not name or len(name) > _LONGEST_NAME or "\0" in name or ".." in name:
        return None
    folded = name.casefold()
    if folded in _UTC_NAMES or folded in {"gmt", "etc/gmt"}:
        return "UTC"
    if _PLAIN_NAME.fullmatch(name) and folded in _known():
        return _known()[folded]
    if folded in _WINDOWS:
        return _WINDOWS[folded]
    tail = _TAIL.search(name)
    if tail and tail.group().casefold() in _known():
        return _known()[tail.group().casefold()]
    return next((zone for words, zone in _DISPLAY.items() if words in folded), None)


@lru_cache(maxsize=512)
def _offsets(zone: str) -> tuple[timedelta | None, timedelta | None]:
    """A zone's offsets in January and July: what tells its rules from another's."""
    info = ZoneInfo(zone)
    return info.utcoffset(datetime(2024, 1, 15)), info.utcoffset(datetime(2024, 7, 15))  # noqa: DTZ001


def fixed_offset(name: str) -> tzinfo | None:
    """The offset that `UTC+8`, `+0530`, `GMT -04:00` or `Z` prints, None when it prints none."""
    if name.strip().casefold() in _UTC_NAMES:
        return UTC
    match = _OFFSET.fullmatch(name.strip())
    if not match:
        return None
    sign, hours, minutes = match.groups()
    if len(hours) > 2 or int(hours) > 14 or int(minutes or 0) > 59:
        return None
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(offset if sign == "+" else -offset)


def _of_abbreviation(name: str, home: str | None) -> tzinfo | None:
    candidates = ABBREVIATIONS.get(name.upper())
    if not candidates:
        return None
    if home:
        for candidate in candidates:
            if _offsets(candidate) == _offsets(home):
                return ZoneInfo(home)
    return ZoneInfo(candidates[0])


@recalled(1024)
def printed_zone(name: str, home: str | None) -> tzinfo | None:
    """The zone that a printed abbreviation, offset or city means for a source whose zone is `home`.

    `CET` in a Paris source is Paris local time; `EST` in July in New York is New York time;
    `UTC+8` is a fixed offset; `IST` depends on `home`. None if unknown.
    """
    name = " ".join(name.strip(" \t()[]").split())[:_LONGEST_NAME]
    home = iana_zone(home) if home else None
    offset = fixed_offset(name)
    if offset is not None:
        return offset
    if name.casefold() == "gmt":
        return ZoneInfo(home) if home in _LONDON_LIKE else UTC
    return _of_abbreviation(name, home) or _of_city(name, home)


def city_zone(name: str) -> str | None:
    """The IANA zone of a city, country or region as printed before "time" ("Paris", "Pacific")."""
    folded = name.casefold()
    return _phrases().get(folded) or _cities().get(unaccented(folded))


def _of_city(name: str, home: str | None) -> tzinfo | None:
    zone = city_zone(name) or iana_zone(name)
    if zone is None:
        return None
    return ZoneInfo(home) if home and _offsets(home) == _offsets(zone) else ZoneInfo(zone)


@remember(1)
def _phrases() -> dict[str, str]:
    return {
        words.casefold(): zone
        for table in load_languages().values()
        for words, zone in table.get("dates", {}).get("zones", {}).items()
    }


@remember(1)
def zone_phrases() -> tuple[str, ...]:
    """Whole expressions of one language that name a zone ("北京时间", "heure de Paris"), case-folded."""
    return tuple(sorted(_phrases(), key=len, reverse=True))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """IANA zone → ISO 3166 country, from the time zone database's own table."""
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


@lru_cache(maxsize=512)
def country(zone: str | None) -> str | None:
    """The country of an IANA zone, None when unknown."""
    return _countries().get(zone) if zone else None


def country_is(zone: str | None, habit: str) -> bool:
    """Whether the zone's country has this habit: `month_first`, `year_first` or `twelve_hours`."""
    return country(zone) in _TABLES["countries"][habit]


def languages_of(zone: str | None) -> tuple[str, ...]:
    """The languages of the zone's country as far as we can read them."""
    found: list[str] = _TABLES["languages"].get(country(zone) or "", [])
    return tuple(found)
