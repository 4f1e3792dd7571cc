from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.localist import LocalistSpider as LocalistCalendar


class LocalistSpider(AnywhereSpider, LocalistCalendar):
    """Any Localist calendar, or one department's: `scrapy crawl localist -a url=… -a timezone=…`."""

    name = "localist"
