from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonEceSpider(DrupalSpider):
    """Princeton University, Electrical & Computer Engineering (https://ece.princeton.edu)."""

    name = "princeton_ece"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://ece.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
