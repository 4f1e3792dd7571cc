from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonReligionSpider(DrupalSpider):
    """Princeton University, Religion (https://religion.princeton.edu)."""

    name = "princeton_religion"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://religion.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
