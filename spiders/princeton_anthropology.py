from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonAnthropologySpider(DrupalSpider):
    """Princeton University, Anthropology (https://anthropology.princeton.edu)."""

    name = "princeton_anthropology"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://anthropology.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
