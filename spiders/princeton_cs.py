from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonCsSpider(DrupalSpider):
    """Princeton University, Computer Science (https://www.cs.princeton.edu)."""

    name = "princeton_cs"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://www.cs.princeton.edu"]
    details = True
    jsonapi = "node/event"
    date_field = "field_event_date"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
