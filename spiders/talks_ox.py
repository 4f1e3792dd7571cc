from seminarcrawl.platforms import talks_ox
from seminarcrawl.platforms.anywhere import AnywhereSpider


class TalksOxSpider(AnywhereSpider, talks_ox.TalksOxSpider):
    """Any series, department or search of talks.ox: `scrapy crawl talks_ox -a url=…`."""

    name = "talks_ox"
