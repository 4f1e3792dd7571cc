from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonEnglishSpider(DrupalSpider):
    """Princeton University, English (https://english.princeton.edu)."""

    name = "princeton_english"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://english.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
