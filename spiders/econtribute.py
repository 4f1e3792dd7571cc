from seminarcrawl.platforms.page import PageSpider


class EcontributeSpider(PageSpider):
    """ECONtribute (Bonn and Cologne), events (https://www.econtribute.de/events)."""

    name = "econtribute"
    institution = "ECONtribute (Bonn and Cologne)"
    country = "DE"
    start_urls = ["https://www.econtribute.de/events"]
    details = True
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
