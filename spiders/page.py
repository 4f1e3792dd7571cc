from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.page import PAGE_ARGUMENTS
from seminarcrawl.platforms.page import PageSpider as WebPageSpider


class PageSpider(AnywhereSpider, WebPageSpider):
    """Any web page, data file, sheet or announcement: `scrapy crawl page -a url=… -a timezone=…`."""

    name = "page"
    arguments = {**AnywhereSpider.arguments, **PAGE_ARGUMENTS}
