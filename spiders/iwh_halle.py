from seminarcrawl.platforms.page import PageSpider


class IwhHalleSpider(PageSpider):
    """IWH Halle, events (https://www.iwh-halle.de/veranstaltungen/)."""

    name = "iwh_halle"
    institution = "IWH Halle"
    country = "DE"
    start_urls = ["https://www.iwh-halle.de/veranstaltungen/"]
    details = True
    timezone = "Europe/Berlin"
    languages = ("de",)
    verified = None
