from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonPsychologySpider(DrupalSpider):
    """Princeton University, Psychology (https://psychology.princeton.edu)."""

    name = "princeton_psychology"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://psychology.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
