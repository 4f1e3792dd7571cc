from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.feed import FeedSpider as RssSpider
from seminarcrawl.platforms.page import PAGE_ARGUMENTS


class FeedSpider(AnywhereSpider, RssSpider):
    """Any RSS or Atom feed: `scrapy crawl feed -a url=… -a timezone=…`."""

    name = "feed"
    arguments = {**AnywhereSpider.arguments, **PAGE_ARGUMENTS}
