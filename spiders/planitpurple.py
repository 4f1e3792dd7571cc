from seminarcrawl.platforms import planitpurple
from seminarcrawl.platforms.anywhere import AnywhereSpider


class PlanItPurpleSpider(AnywhereSpider, planitpurple.PlanItPurpleSpider):
    """Any calendar of PlanIt Purple: `scrapy crawl planitpurple -a url=…/calendar/3758`."""

    name = "planitpurple"
