"""The catalogue: whose talks the spiders bring, as their attributes say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from seminarcrawl.platforms.base import TalkSpider, split_list
from seminarcrawl.platforms.repository import RepositorySpider
from seminarcrawl.platforms.researchseminars import ResearchSeminarsSpider

# What stands between these two lines of docs/SOURCES.md is written by `scrapy sources --write`.
BEGIN = "<!-- The table is written by `scrapy sources --write`. -->"
END = "<!-- End of the table. -->"
_ADDRESS = re.compile(r"\s\((https?://[^\s()]{1,500})\)\.?\s*$")
_NOWHERE = "international"


class Loader(Protocol):
    """What a Scrapy spider loader can do."""

    def list(self) -> list[str]:
        """The names of the spiders."""
        ...

    def load(self, spider_name: str) -> Any:
        """The class of a spider."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """One spider of an institution. `country` is an ISO 3166 code, None for an international series.

    `talks` says which of the institution's talks it brings, `addresses` where it begins, `page` where a
    person looks; `verified` is None until the live source has been crawled.
    """

    name: str
    institution: str
    talks: str
    series: tuple[str, ...]
    platform: str
    timezone: str
    country: str | None
    addresses: tuple[str, ...]
    page: str
    verified: Mapping[str, Any] | None

    def as_dict(self) -> dict[str, Any]:
        """For `scrapy sources --json`."""
        return asdict(self)

    def mentions(self, words: Iterable[str]) -> bool:
        """Whether all words occur somewhere in it, whatever their case."""
        text = " ".join(map(str, (*self.as_dict().values(),))).casefold()
        return all(word.casefold() in text for word in words)


def sources(loader: Loader) -> list[Source]:
    """The spiders of institutions, by country, institution and name; international ones last."""
    spiders = [loader.load(name) for name in loader.list()]
    found = [source_of(spider) for spider in spiders if getattr(spider, "institution", "")]
    return sorted(found, key=lambda s: (s.country or "ZZ", s.institution.casefold(), s.name))


def source_of(spider: type[TalkSpider]) -> Source:
    """What a spider's attributes say about its source."""
    addresses = _addresses(spider)
    return Source(
        name=spider.name,
        institution=spider.institution,
        talks=_talks(spider),
        series=tuple(spider.series_urls) or ((spider.series,) if spider.series else ()),
        platform=spider.platform,
        timezone=spider.timezone or "",
        country=spider.country,
        addresses=addresses,
        page=spider.page or address_in(spider) or (addresses or ("",))[0],
        verified=spider.verified,
    )


def _addresses(spider: type[TalkSpider]) -> tuple[str, ...]:
    """Where a spider begins, as an address that a person can open wherever there is one."""
    if issubclass(spider, RepositorySpider):
        return (f"https://github.com/{spider.repository}",) if spider.repository else ()
    if issubclass(spider, ResearchSeminarsSpider):
        return tuple(f"{spider.base_url}/seminar/{series}" for series in split_list(spider.series or ""))
    return tuple(spider.series_urls.values()) or tuple(getattr(spider, "start_urls", None) or ())


def address_in(spider: type[TalkSpider]) -> str | None:
    """The page that a spider's docstring names in brackets at its end."""
    match = _ADDRESS.search(spider.__doc__ or "")
    return match[1] if match else None


def _talks(spider: type[TalkSpider]) -> str:
    """What a docstring says between the institution and the address: `Institution, TALKS (https://…).`"""
    text = _ADDRESS.sub("", spider.__doc__ or "").strip().rstrip(".")
    return " ".join(text.removeprefix(spider.institution).lstrip(", ").split())


def normal_address(url: str) -> str:
    """An address without what makes no difference: scheme, `www.`, a closing slash, escapes."""
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return unquote(f"{host}{parts.path.rstrip('/')}{query}")


def markdown(found: Iterable[Source]) -> str:
    """The table of docs/SOURCES.md, with its two marks."""
    found = list(found)
    count = f"{len(found)} spiders, {sum(len(source.addresses) for source in found)} addresses."
    head = [
        "| country | institution | talks | spider | platform | zone | address | verified |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([BEGIN, "", count, "", *head, *map(_row, found), "", END])


def _row(source: Source) -> str:
    series = f": {'; '.join(source.series)}" if len(source.series) > 1 else ""
    cells = [
        source.country or _NOWHERE,
        source.institution,
        source.talks + series,
        f"`{source.name}`",
        source.platform,
        source.timezone,
        f"<{source.page}>" if source.page else "",
        str((source.verified or {}).get("date", "not yet")),
    ]
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def rewritten(page: str, found: list[Source]) -> str:
    """docs/SOURCES.md with its table written anew. Raises ValueError when its marks are not there."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page lacks its marks {BEGIN!r} and {END!r}")
    return f"{before}{markdown(found)}{after}"
