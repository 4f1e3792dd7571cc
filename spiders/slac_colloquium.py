from seminarcrawl.platforms.drupal import DrupalSpider


class SlacColloquiumSpider(DrupalSpider):
    """SLAC, Colloquium (https://colloquium.slac.stanford.edu/upcoming-events)."""

    name = "slac_colloquium"
    institution = "SLAC"
    country = "US"
    start_urls = [
        "https://colloquium.slac.stanford.edu/upcoming-events",
        "https://colloquium.slac.stanford.edu/past-events",
    ]
    details = True
    series = "SLAC Colloquium"
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
