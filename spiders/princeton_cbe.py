from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonCbeSpider(DrupalSpider):
    """Princeton University, Chemical & Biological Engineering (https://cbe.princeton.edu)."""

    name = "princeton_cbe"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://cbe.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
