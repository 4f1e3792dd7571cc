from seminarcrawl.platforms.page import PageSpider


class MitCsailSpider(PageSpider):
    """MIT, CSAIL events (https://www.csail.mit.edu/events)."""

    name = "mit_csail"
    institution = "MIT"
    country = "US"
    start_urls = ["https://www.csail.mit.edu/events"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
