"""Which software made a page: the signs of signs.toml, looked for in its source and its address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from scrapy.http import TextResponse

from seminarcrawl.reading.vocabulary import load_table

_LONGEST = 1_000_000  # characters of a page that are looked at
_MOST_EMBEDDED = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """One platform's signs. `name` is that of its module, template and entry in signs.toml."""

    name: str
    label: str
    page: tuple[re.Pattern[str], ...]
    address: re.Pattern[str] | None
    generator: re.Pattern[str] | None
    embedded: re.Pattern[str] | None
    embedded_as: str
    feeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A platform that a page shows: where it is to be read (`urls`), and by which text it was known."""

    sign: Sign
    urls: tuple[str, ...]
    why: str


def recognise(response: TextResponse) -> list[Recognised]:
    """The platforms that a page shows signs of, those first that hold nothing but talks and events."""
    source = response.text[:_LONGEST]
    generators = response.xpath("//meta[@name='generator' or @name='Generator']/@content").getall()
    found = (_recognised(sign, response.url, source, generators) for sign in signs())
    return [platform for platform in found if platform is not None]


def _recognised(sign: Sign, url: str, source: str, generators: list[str]) -> Recognised | None:
    if sign.address and (match := sign.address.search(url)):
        return Recognised(sign, (url,), f"its address has {match[0]!r}")
    embedded = tuple(dict.fromkeys(_embedded(sign, source)))[:_MOST_EMBEDDED]
    if embedded:
        return Recognised(sign, embedded, f"it embeds {embedded[0]}")
    if sign.generator and (generator := next(filter(sign.generator.search, generators), None)):
        return Recognised(sign, (url,), f"its generator is {generator!r}")
    match = next(filter(None, (pattern.search(source) for pattern in sign.page)), None)
    return Recognised(sign, (url,), f"its source has {match[0]!r}") if match else None


def _embedded(sign: Sign, source: str) -> Iterator[str]:
    """The addresses of a platform's calendars in the page's source."""
    for match in sign.embedded.finditer(source) if sign.embedded else ():
        yield html.unescape(sign.embedded_as.format(match[1]) if sign.embedded_as else match[0])


@cache
def signs() -> tuple[Sign, ...]:
    """All platforms' signs, in the order in which they are tried."""
    return tuple(
        _sign(name, each) for name, each in load_table("seminarcrawl.platforms", "signs.toml").items()
    )


def _sign(name: str, table: dict[str, Any]) -> Sign:
    def pattern(key: str) -> re.Pattern[str] | None:
        return re.compile(table[key]) if key in table else None

    return Sign(
        name=name,
        label=table["label"],
        page=tuple(re.compile(text) for text in table.get("page", ())),
        address=pattern("address"),
        generator=pattern("generator"),
        embedded=pattern("embedded"),
        embedded_as=table.get("embedded_as", ""),
        feeds=tuple(table.get("feeds", ())),
    )
