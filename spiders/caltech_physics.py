from seminarcrawl.platforms.page import PageSpider


class CaltechPhysicsSpider(PageSpider):
    """Caltech, Physics Colloquium and TAPIR seminar (https://physics.caltech.edu/events/seminar-calendar)."""

    name = "caltech_physics"
    institution = "Caltech"
    country = "US"
    start_urls = ["https://physics.caltech.edu/events/seminar-calendar"]
    details = True
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
