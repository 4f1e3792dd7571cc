from seminarcrawl.platforms.page import PageSpider


class WhiteheadSpider(PageSpider):
    """Whitehead Institute, Events (https://wi.mit.edu/events)."""

    name = "whitehead"
    institution = "Whitehead Institute"
    country = "US"
    start_urls = ["https://wi.mit.edu/events"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
