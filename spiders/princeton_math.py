from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonMathSpider(DrupalSpider):
    """Princeton University, Mathematics (https://www.math.princeton.edu)."""

    name = "princeton_math"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://www.math.princeton.edu/events-feed.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
