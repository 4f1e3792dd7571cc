from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.ical import ICalSpider


class IcalSpider(AnywhereSpider, ICalSpider):
    """Any calendar feed: `scrapy crawl ical -a url=… -a timezone=…`."""

    name = "ical"
