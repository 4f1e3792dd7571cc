from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonOrfeSpider(DrupalSpider):
    """Princeton University, Operations Research & Financial Engineering (https://orfe.princeton.edu)."""

    name = "princeton_orfe"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://orfe.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    may_be_empty = True
    verified = None
