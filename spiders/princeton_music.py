from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonMusicSpider(DrupalSpider):
    """Princeton University, Music (https://music.princeton.edu)."""

    name = "princeton_music"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://music.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
