from seminarcrawl.platforms.page import PageSpider


class TumSeemSpider(PageSpider):
    """TU München, SEEM seminar on energy markets (https://www.ep.mgt.tum.de/cem/seem-seminar/)."""

    name = "tum_seem"
    institution = "TU München"
    country = "DE"
    start_urls = ["https://www.ep.mgt.tum.de/cem/seem-seminar/"]
    series = "SEEM seminar"
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
