from seminarcrawl.platforms.page import PageSpider


class RwiEssenSpider(PageSpider):
    """RWI Essen, events (https://www.rwi-essen.de/veranstaltungen)."""

    name = "rwi_essen"
    institution = "RWI Essen"
    country = "DE"
    start_urls = ["https://www.rwi-essen.de/veranstaltungen"]
    details = True
    timezone = "Europe/Berlin"
    languages = ("de",)
    verified = None
