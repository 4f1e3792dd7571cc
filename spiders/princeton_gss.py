from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonGssSpider(DrupalSpider):
    """Princeton University, Gender & Sexuality Studies (https://gss.princeton.edu)."""

    name = "princeton_gss"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://gss.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    may_be_empty = True
    verified = None
