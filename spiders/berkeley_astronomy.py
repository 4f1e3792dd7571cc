from seminarcrawl.platforms.page import PageSpider


class BerkeleyAstronomySpider(PageSpider):
    """UC Berkeley, Astronomy Colloquium (https://astro.berkeley.edu/astronomy-colloquium)."""

    name = "berkeley_astronomy"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://astro.berkeley.edu/astronomy-colloquium"]
    series = "Astronomy Colloquium"
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
