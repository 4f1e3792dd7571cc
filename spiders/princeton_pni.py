from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonPniSpider(DrupalSpider):
    """Princeton University, Neuroscience Institute (https://pni.princeton.edu)."""

    name = "princeton_pni"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://pni.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "speaker"
    verified = None
