from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonCitpSpider(DrupalSpider):
    """Princeton University, Center for Information Technology Policy (https://citp.princeton.edu)."""

    name = "princeton_citp"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://citp.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
