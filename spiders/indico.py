from seminarcrawl.platforms import indico
from seminarcrawl.platforms.anywhere import AnywhereSpider


class IndicoSpider(AnywhereSpider, indico.IndicoSpider):
    """Any Indico category: `scrapy crawl indico -a url=https://…/category/7/ -a timezone=…`."""

    name = "indico"
