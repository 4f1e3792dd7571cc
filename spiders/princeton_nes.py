from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonNesSpider(DrupalSpider):
    """Princeton University, Near Eastern Studies (https://nes.princeton.edu)."""

    name = "princeton_nes"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://nes.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "series"
    verified = None
