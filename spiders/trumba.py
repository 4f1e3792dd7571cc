from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.trumba import TrumbaSpider as TrumbaCalendar


class TrumbaSpider(AnywhereSpider, TrumbaCalendar):
    """Any Trumba or 25Live Publisher calendar: `scrapy crawl trumba -a url=… -a timezone=…`."""

    name = "trumba"
