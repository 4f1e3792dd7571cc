from seminarcrawl.platforms.page import PageSpider


class HarvardSeasSpider(PageSpider):
    """Harvard SEAS, Events (https://events.seas.harvard.edu/)."""

    name = "harvard_seas"
    institution = "Harvard SEAS"
    country = "US"
    start_urls = ["https://events.seas.harvard.edu/"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
