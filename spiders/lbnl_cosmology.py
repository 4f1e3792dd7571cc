from seminarcrawl.platforms.page import PageSpider


class LbnlCosmologySpider(PageSpider):
    """LBNL and UC Berkeley, Cosmology Seminar (https://cosmology.lbl.gov/sem_bcg_future.html)."""

    name = "lbnl_cosmology"
    institution = "LBNL and UC Berkeley"
    country = "US"
    start_urls = ["https://cosmology.lbl.gov/sem_bcg_future.html"]
    series = "Cosmology Seminar"
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
