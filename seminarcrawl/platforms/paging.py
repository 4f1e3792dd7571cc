"""From page to page of a list: by the pager's own link, or by counting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from scrapy.http import Response

from seminarcrawl.compact import CompactSet
from seminarcrawl.platforms.responses import is_markup, link_to

NUMBER = "{page}"
REL_NEXT = "link[rel~=next], a[rel~=next]"


@dataclass
class Trail:
    """The pages of one list so far: where it began, how many, and what they brought."""

    start: str
    pages: int = 1
    seen: CompactSet = field(default_factory=CompactSet)

    def brings(self, keys: Iterable[str]) -> bool:
        """Whether any of these is new; they are known from now on."""
        return sum(self.seen.add(key.encode("utf-8", "surrogatepass")) for key in keys) > 0


def counted_page(start: str, pattern: str, number: int) -> str:
    """The address of page `number`: a pattern from `?` on replaces the query, from `&` on it adds to it."""
    part = pattern.replace(NUMBER, str(number))
    if part.startswith("&"):
        return start + ("&" if "?" in start else "?") + part[1:]
    return urljoin(start, part)


def linked_page(response: Response, selector: str) -> str | None:
    """The address of the link that `selector` points at, or that is inside it; None without one."""
    if not is_markup(response):
        return None
    for element in response.css(selector):
        href = element.xpath("@href | .//a/@href").get() if hasattr(element.root, "tag") else element.get()
        if href and not href.startswith(("#", "javascript:")):
            return link_to(response, href)
    return None
