from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonHistorySpider(DrupalSpider):
    """Princeton University, History (https://history.princeton.edu)."""

    name = "princeton_history"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://history.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
