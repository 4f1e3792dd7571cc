from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonArtandarchaeologySpider(DrupalSpider):
    """Princeton University, Art & Archaeology (https://artandarchaeology.princeton.edu)."""

    name = "princeton_artandarchaeology"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://artandarchaeology.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
