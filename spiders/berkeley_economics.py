from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyEconomicsSpider(LiveWhaleSpider):
    """UC Berkeley, Economics (https://events.berkeley.edu)."""

    name = "berkeley_economics"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/economics"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
