from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonMaeSpider(DrupalSpider):
    """Princeton University, Mechanical & Aerospace Engineering (https://mae.princeton.edu)."""

    name = "princeton_mae"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://mae.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
