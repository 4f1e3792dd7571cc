from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyClassicsSpider(LiveWhaleSpider):
    """UC Berkeley, Classics (https://events.berkeley.edu)."""

    name = "berkeley_classics"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/classics"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
