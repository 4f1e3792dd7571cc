from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonPmiSpider(DrupalSpider):
    """Princeton University, Princeton Materials Institute (https://materials.princeton.edu)."""

    name = "princeton_pmi"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://materials.princeton.edu"]
    details = True
    jsonapi = "node/event"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
