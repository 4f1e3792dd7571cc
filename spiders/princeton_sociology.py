from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonSociologySpider(DrupalSpider):
    """Princeton University, Sociology (https://sociology.princeton.edu)."""

    name = "princeton_sociology"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://sociology.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
