from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonComplitSpider(DrupalSpider):
    """Princeton University, Comparative Literature (https://complit.princeton.edu)."""

    name = "princeton_complit"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://complit.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
