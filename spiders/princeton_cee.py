from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonCeeSpider(DrupalSpider):
    """Princeton University, Civil & Environmental Engineering (https://cee.princeton.edu)."""

    name = "princeton_cee"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://cee.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    may_be_empty = True
    verified = None
