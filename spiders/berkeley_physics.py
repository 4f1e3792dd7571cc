from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyPhysicsSpider(LiveWhaleSpider):
    """UC Berkeley, Physics (https://events.berkeley.edu)."""

    name = "berkeley_physics"
    institution = "UC Berkeley"
    country = "US"
    page = "https://events.berkeley.edu/physics/"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/physics"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
