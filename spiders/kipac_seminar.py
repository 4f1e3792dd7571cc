from seminarcrawl.platforms.drupal import DrupalSpider


class KipacSeminarSpider(DrupalSpider):
    """KIPAC (Stanford and SLAC), KIPAC Seminar (https://kipac.stanford.edu/events/kipac-seminar-0)."""

    name = "kipac_seminar"
    institution = "KIPAC (Stanford and SLAC)"
    country = "US"
    start_urls = ["https://kipac.stanford.edu/events/kipac-seminar-0"]
    details = True
    series = "KIPAC Seminar"
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
