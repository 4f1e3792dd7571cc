"""The best address first, the next when it is refused; what no address could mend is a fault at once."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from twisted.internet.error import DNSLookupError
from twisted.python.failure import Failure

from seminarcrawl.platforms.alternatives import Alternative, AlternativesSpider
from tests.platforms.asking import refused
from tests.platforms.making import answer, made, rules

API, FEED, PAGE = (f"https://x.example/{name}" for name in ("api", "feed.ics", "page"))


class Calendar(AlternativesSpider):
    """A calendar with an API that its method may find unfit."""

    def parse_api(self, response: Any, group: str) -> Any:
        """Never what it should be."""
        return self.unfit(response, "calendar.no-list", f"no list of {group}")


def first(spider: Calendar) -> Request:
    alternatives = [Alternative(API, "parse_api", {"group": "maths"}), Alternative(FEED), Alternative(PAGE)]
    return spider.best_of(alternatives, "Algebra")


def failed(request: Request, error: Exception) -> list[Any]:
    failure = Failure(error)
    failure.request = request  # type: ignore[attr-defined]
    assert request.errback is not None
    return list(request.errback(failure))


@pytest.mark.parametrize("status", [401, 403, 404, 406, 410])
def test_a_refusal_leads_to_the_next_address_and_is_no_fault(status: int) -> None:
    spider = made(Calendar)
    (following,) = refused(first(spider), status)
    assert (following.url, following.callback, following.cb_kwargs) == (FEED, spider.parse, {})
    assert following.meta["series"] == "Algebra"
    assert rules(spider) == []
    assert spider.crawler.stats.get_value("alternatives/asked") == 1


def test_what_robots_txt_forbids_is_asked_for_elsewhere() -> None:
    spider = made(Calendar)
    (following,) = failed(first(spider), IgnoreRequest("Forbidden by robots.txt"))
    assert following.url == FEED


def test_an_answer_that_is_none_leads_on_too() -> None:
    spider = made(Calendar)
    request = first(spider)
    (following,) = spider.parse_api(answer(request, "<html></html>", "text/html"), **request.cb_kwargs)
    assert following.url == FEED
    assert rules(spider) == []


def test_the_last_refusal_is_the_fault() -> None:
    spider = made(Calendar)
    request = first(spider)
    for _ in range(2):
        (request,) = refused(request, 404)
    assert request.url == PAGE
    assert refused(request, 403) == []
    assert rules(spider) == [("blocked", "http.403")]


def test_a_host_that_is_not_there_has_no_better_address() -> None:
    spider = made(Calendar)
    assert failed(first(spider), DNSLookupError("no such host")) == []
    assert [failure_class for failure_class, _ in rules(spider)] == ["dns"]
