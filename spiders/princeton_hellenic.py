from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonHellenicSpider(DrupalSpider):
    """Princeton University, Hellenic Studies (https://hellenic.princeton.edu)."""

    name = "princeton_hellenic"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://hellenic.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "series_speaker_title"
    verified = None
