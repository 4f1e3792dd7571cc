from seminarcrawl.platforms.drupal import DrupalSpider


class KipacColloquiumSpider(DrupalSpider):
    """KIPAC (Stanford and SLAC), Astrophysics Colloquium
    (https://kipac.stanford.edu/events/astrophysics-colloquium-0).
    """

    name = "kipac_colloquium"
    institution = "KIPAC (Stanford and SLAC)"
    country = "US"
    start_urls = ["https://kipac.stanford.edu/events/astrophysics-colloquium-0"]
    details = True
    series = "Astrophysics Colloquium"
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
