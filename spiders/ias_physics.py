from seminarcrawl.platforms.drupal import DrupalSpider


class IasPhysicsSpider(DrupalSpider):
    """Institute for Advanced Study, Physics calendar (https://www.ias.edu/sns/events/physics)."""

    name = "ias_physics"
    institution = "Institute for Advanced Study"
    country = "US"
    start_urls = ["https://www.ias.edu/sns/events/physics"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
