from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonClassicsSpider(DrupalSpider):
    """Princeton University, Classics (https://classics.princeton.edu)."""

    name = "princeton_classics"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://classics.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
