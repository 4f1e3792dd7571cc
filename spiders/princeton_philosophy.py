from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonPhilosophySpider(DrupalSpider):
    """Princeton University, Philosophy (https://philosophy.princeton.edu)."""

    name = "princeton_philosophy"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://philosophy.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
