from seminarcrawl.platforms.page import PageSpider


class MitBcsSpider(PageSpider):
    """MIT, Brain and Cognitive Sciences (https://bcs.mit.edu/events)."""

    name = "mit_bcs"
    institution = "MIT"
    country = "US"
    start_urls = ["https://bcs.mit.edu/events"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
