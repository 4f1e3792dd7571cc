from seminarcrawl.platforms.page import PageSpider


class GothenburgEconomicsSpider(PageSpider):
    """University of Gothenburg, Economics seminars
    (https://www.gu.se/nationalekonomi-statistik/var-forskning/seminarier-inom-nationalekonomi).
    """

    name = "gothenburg_economics"
    institution = "University of Gothenburg"
    country = "SE"
    start_urls = ["https://www.gu.se/nationalekonomi-statistik/var-forskning/seminarier-inom-nationalekonomi"]
    timezone = "Europe/Stockholm"
    languages = ("sv",)
    verified = None
