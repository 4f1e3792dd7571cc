from seminarcrawl.platforms.page import PageSpider


class IaifiSpider(PageSpider):
    """IAIFI, events (MIT, Harvard, Northeastern, Tufts) (https://iaifi.org/events.html)."""

    name = "iaifi"
    institution = "IAIFI"
    country = "US"
    start_urls = ["https://iaifi.org/events.html"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
