from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonEebSpider(DrupalSpider):
    """Princeton University, Ecology & Evolutionary Biology (https://eeb.princeton.edu)."""

    name = "princeton_eeb"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://eeb.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    may_be_empty = True
    verified = None
