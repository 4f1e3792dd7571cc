from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonSlavicSpider(DrupalSpider):
    """Princeton University, Slavic Languages (https://slavic.princeton.edu)."""

    name = "princeton_slavic"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://slavic.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    may_be_empty = True
    verified = None
