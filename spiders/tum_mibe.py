from seminarcrawl.platforms.page import PageSpider


class TumMibeSpider(PageSpider):
    """TU München, Munich Institute of Biomedical Engineering (https://www.bioengineering.tum.de/events/1)."""

    name = "tum_mibe"
    institution = "TU München"
    country = "DE"
    start_urls = ["https://www.bioengineering.tum.de/events/1"]
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
