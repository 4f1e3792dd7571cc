from seminarcrawl.platforms.page import PageSpider


class TumMgtSpider(PageSpider):
    """TU München, School of Management seminar (https://www.mgt.tum.de/faculty-research/seminar)."""

    name = "tum_mgt"
    institution = "TU München"
    country = "DE"
    start_urls = ["https://www.mgt.tum.de/faculty-research/seminar"]
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
