from seminarcrawl.platforms.page import PageSpider


class MitBiologySpider(PageSpider):
    """MIT, Biology (https://biology.mit.edu/events/)."""

    name = "mit_biology"
    institution = "MIT"
    country = "US"
    start_urls = ["https://biology.mit.edu/events/"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
