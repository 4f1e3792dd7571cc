from seminarcrawl.platforms import plone
from seminarcrawl.platforms.anywhere import AnywhereSpider


class PloneSpider(AnywhereSpider, plone.PloneSpider):
    """Any folder of events in Plone: `scrapy crawl plone -a url=… -a timezone=…`."""

    name = "plone"
