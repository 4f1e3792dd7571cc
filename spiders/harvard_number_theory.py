from seminarcrawl.platforms.page import PageSpider


class HarvardNumberTheorySpider(PageSpider):
    """Harvard University, Number Theory Seminar (https://www.math.harvard.edu/event/?cat=number-theory)."""

    name = "harvard_number_theory"
    institution = "Harvard University"
    country = "US"
    start_urls = ["https://www.math.harvard.edu/event/?cat=number-theory"]
    details = True
    series = "Number Theory Seminar"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
