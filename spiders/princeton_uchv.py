from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonUchvSpider(DrupalSpider):
    """Princeton University, University Center for Human Values (https://uchv.princeton.edu)."""

    name = "princeton_uchv"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://uchv.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
