from seminarcrawl.platforms.page import PageSpider


class ZewSpider(PageSpider):
    """ZEW Mannheim, events (https://www.zew.de/veranstaltungen)."""

    name = "zew"
    institution = "ZEW Mannheim"
    country = "DE"
    start_urls = ["https://www.zew.de/veranstaltungen"]
    details = True
    timezone = "Europe/Berlin"
    languages = ("de",)
    verified = None
