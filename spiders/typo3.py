from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.page import PAGE_ARGUMENTS
from seminarcrawl.platforms.typo3 import Typo3Spider as EventsSpider


class Typo3Spider(AnywhereSpider, EventsSpider):
    """Any TYPO3 site's list of events: `scrapy crawl typo3 -a url=… -a timezone=…`."""

    name = "typo3"
    arguments = {**AnywhereSpider.arguments, **PAGE_ARGUMENTS}
