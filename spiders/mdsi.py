from seminarcrawl.platforms.page import PageSpider


class MdsiSpider(PageSpider):
    """TUM Munich Data Science Institute, Events (https://www.mdsi.tum.de/en/mdsi/latest-info/events/)."""

    name = "mdsi"
    institution = "TUM Munich Data Science Institute"
    country = "DE"
    start_urls = ["https://www.mdsi.tum.de/en/mdsi/latest-info/events/"]
    details = True
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
