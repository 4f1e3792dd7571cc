from seminarcrawl.platforms import outlook
from seminarcrawl.platforms.anywhere import AnywhereSpider


class OutlookSpider(AnywhereSpider, outlook.OutlookSpider):
    """Any calendar published from Outlook: `scrapy crawl outlook -a url=… -a timezone=…`."""

    name = "outlook"
