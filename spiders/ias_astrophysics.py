from seminarcrawl.platforms.drupal import DrupalSpider


class IasAstrophysicsSpider(DrupalSpider):
    """Institute for Advanced Study, Astrophysics calendar (https://www.ias.edu/sns/events/astrophysics)."""

    name = "ias_astrophysics"
    institution = "Institute for Advanced Study"
    country = "US"
    start_urls = ["https://www.ias.edu/sns/events/astrophysics"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
