from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.bedework import BedeworkSpider as BedeworkCalendar


class BedeworkSpider(AnywhereSpider, BedeworkCalendar):
    """Any Bedework calendar: `scrapy crawl bedework -a url=… -a timezone=…`."""

    name = "bedework"
