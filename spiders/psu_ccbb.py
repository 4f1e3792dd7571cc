from seminarcrawl.platforms.feed import FeedSpider


class PsuCcbbSpider(FeedSpider):
    """Pennsylvania State University, CCBB seminar (http://www.ccbb.psu.edu/seminar/index.xml)."""

    name = "psu_ccbb"
    institution = "Pennsylvania State University"
    country = "US"
    start_urls = ["http://www.ccbb.psu.edu/seminar/index.xml"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
