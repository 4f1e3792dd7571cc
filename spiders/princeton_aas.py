from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonAasSpider(DrupalSpider):
    """Princeton University, African American Studies (https://aas.princeton.edu)."""

    name = "princeton_aas"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://aas.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
