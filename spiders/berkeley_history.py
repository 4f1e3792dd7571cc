from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyHistorySpider(LiveWhaleSpider):
    """UC Berkeley, History (https://events.berkeley.edu)."""

    name = "berkeley_history"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/history"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
