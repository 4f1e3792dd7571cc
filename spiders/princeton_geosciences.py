from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonGeosciencesSpider(DrupalSpider):
    """Princeton University, Geosciences (https://geosciences.princeton.edu/events)."""

    name = "princeton_geosciences"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://geosciences.princeton.edu/events"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
