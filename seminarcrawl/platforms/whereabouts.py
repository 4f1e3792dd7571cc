"""Whose page it is and where: the zone, the country, the institution, the languages that a source states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from scrapy.http import TextResponse
from tldextract import TLDExtract

from seminarcrawl.platforms.responses import header_of
from seminarcrawl.reading.vocabulary import load_table
from seminarcrawl.reading.zones import ABBREVIATIONS, country, iana_zone

_TABLES: dict[str, Any] = load_table("seminarcrawl.platforms", "whereabouts.toml")
# Parts of an address that say what every page of this kind is, not whose.
WORDS_OF_EVERY_PATH = frozenset(_TABLES["words_of_every_path"])
_STATED = [(row["what"], re.compile(row["pattern"])) for row in _TABLES["stated"]]
_MAIL_MOMENT = re.compile(r"\b(\d{1,2} [A-Z][a-z]{2} 20\d\d \d\d:\d\d(?::\d\d)? [+-]\d{4})\b")
_MOMENT = re.compile(r"\b(20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?[+-]\d\d:?\d\d)\b")
_LONGEST = 2_000_000
_WELL_KNOWN = frozenset(zone for zones in ABBREVIATIONS.values() for zone in zones)
_TITLE_PARTS = re.compile(r"\s[|\u2013\u2014\u00b7\u2022\u00bb:-]{1,2}\s|\s?\|\s?")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].{0,20})?")
# The list that comes with it: no network. A site at github.io or wordpress.com is its owner's.
_suffixes = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone and what it was derived from, for a person to judge."""

    name: str
    why: str


def zone_of(documents: Iterable[str], hosts: Iterable[str]) -> Zone | None:
    """The one IANA zone that the source's documents state, or that their offsets and the country of the host
    leave; None when they state none, or several. Never a guess.

    `documents` are texts (feeds first, then the page), `hosts` the host names they came from.
    """
    texts = [text[:_LONGEST] for text in documents]
    countries = {code for code in map(country_of_host, hosts) if code}
    for what, pattern in _STATED:
        names = {zone for text in texts for zone in _zones(pattern, text)}
        if names:
            name = _same_rules(names)
            # A calendar's zone may be its owner's when he made it: one of another country is asked about.
            abroad = name is None or (len(countries) == 1 and country(name) not in {None, *countries})
            return None if name is None or abroad else Zone(name, what)
    if len(countries) != 1:
        return None
    return _zone_of_country(countries.pop(), [moment for text in texts for moment in _moments(text)])


def _zones(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """The zones that a pattern finds; UTC is how data is written down, and nobody's zone."""
    for name in set(pattern.findall(text)):
        zone = iana_zone(unquote(name.replace("\\/", "/")))
        if zone and zone != "UTC":
            yield zone


def _zone_of_country(code: str, moments: list[datetime]) -> Zone | None:
    """The country's zone, when all its zones have the same rules, or only one fits all the moments stated."""
    groups = _zones_by_rules(code)
    if len(groups) == 1:
        return Zone(groups[0][0], f"the only zone of {code}, the domain's country")
    if not moments:
        return None
    fitting = [group for group in groups if all(_fits(group[0], moment) for moment in moments)]
    if len(fitting) != 1:
        return None
    return Zone(fitting[0][0], f"the only zone of {code}, the domain's country, that has the offsets stated")


def _same_rules(names: set[str]) -> str | None:
    """One of these zones, when they are names for the same rules (`US/Eastern` and `America/New_York`)."""
    if len({_rules(name) for name in names}) > 1:
        return None
    return min(names, key=lambda name: (country(name) is None, name))


@cache
def _rules(name: str) -> tuple[timedelta | None, ...]:
    """A zone's offsets in the middle of each month."""
    zone = ZoneInfo(name)
    days = (datetime(2025, month, 15, 12, tzinfo=UTC) for month in range(1, 13))
    return tuple(day.astimezone(zone).utcoffset() for day in days)


@cache
def _zones_by_rules(code: str) -> list[list[str]]:
    """A country's zones, those with the same offsets all year together; the best known of each first."""
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    groups: dict[tuple[timedelta | None, ...], list[str]] = {}
    for row in rows:
        if row[0] == code:
            groups.setdefault(_rules(row[2]), []).append(row[2])
    return [sorted(group, key=lambda zone: zone not in _WELL_KNOWN) for group in groups.values()]


def _moments(text: str) -> Iterator[datetime]:
    ways: tuple[tuple[re.Pattern[str], Callable[[str], datetime]], ...] = (
        (_MOMENT, datetime.fromisoformat),
        (_MAIL_MOMENT, parsedate_to_datetime),
    )
    for stated, read in {(moment, read) for pattern, read in ways for moment in pattern.findall(text)}:
        try:
            moment = read(stated)
        except ValueError:
            continue
        if moment.utcoffset():  # +00:00 is how many programs write any moment
            yield moment


def _fits(zone: str, moment: datetime) -> bool:
    return moment.astimezone(ZoneInfo(zone)).utcoffset() == moment.utcoffset()


def country_of_host(host: str) -> str | None:
    """The ISO 3166 code of a host's country as its domain says; None for one that is used everywhere."""
    domain = host.lower().rstrip(".").rpartition(".")[2]
    if domain in _TABLES["generic_domains"]:
        return None
    code = _TABLES["countries"].get(domain, domain.upper())
    return code if _zones_by_rules(code) else None


def country_of_zone(zone: str) -> str | None:
    """The ISO 3166 code of a zone's country."""
    return country(zone)


def host_words(url: str) -> list[str]:
    """The words of a host's name, the institution's own first, its suffix and `www` left out.

    `https://www.maths.example.ac.uk/` gives `["example", "maths"]`; an IP address gives none.
    """
    host = urlsplit(url).hostname or ""
    with suppress(UnicodeError):  # xn--… as people write it, where it is well-formed
        host = host.encode("ascii").decode("idna")
    parts = _suffixes(host)
    if not parts.suffix:
        return []
    words = [word for word in parts.subdomain.split(".") if word not in ("", "www", "www2", "web")]
    return [parts.domain, *reversed(words)]


def is_shared(host: str) -> bool:
    """Whether a host holds everybody's calendars and files, so that neither it nor its pages say whose."""
    return any(host == one or host.endswith(f".{one}") for one in _TABLES["shared_hosts"])


def institution_of(response: TextResponse) -> str | None:
    """Whose page it is: `og:site_name`, the publisher, or the part of pages' titles that names the site."""
    for query in (
        "//meta[@property='og:site_name']/@content",
        "//meta[@name='application-name' or @name='DC.publisher']/@content",
    ):
        if name := _clean(response.xpath(query).get()):
            return name
    parts = _title_parts(response)
    return parts[-1] if len(parts) > 1 else None


def title_of(response: TextResponse) -> str | None:
    """What the page is called, without the site's name."""
    heading = _clean(" ".join(response.xpath("(//h1)[1]//text()").getall()))
    parts = _title_parts(response)
    return (parts[0] if parts else None) or heading


def languages_of(response: TextResponse) -> tuple[str, ...]:
    """The language codes that the page states for itself, its own first."""
    stated = [
        *response.xpath("/html/@lang | /html/@xml:lang").getall(),
        header_of(response, "Content-Language"),
        *response.xpath("//meta[re:test(@http-equiv, '^content-language$', 'i')]/@content").getall(),
    ]
    codes = (match[1].lower() for text in stated for part in text.split(",") if (match := _code(part)))
    return tuple(dict.fromkeys(codes))


def _code(text: str) -> re.Match[str] | None:
    return _LANGUAGE.fullmatch(text.strip())


def _title_parts(response: TextResponse) -> list[str]:
    title = _clean(response.xpath("(//head/title)[1]/text()").get()) or ""
    return [part for part in (_clean(part) for part in _TITLE_PARTS.split(title)) if part]


def _clean(text: str | None) -> str | None:
    return " ".join((text or "").split())[:120].strip(" |-–—·:") or None
