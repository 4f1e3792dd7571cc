from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyStatisticsSpider(LiveWhaleSpider):
    """UC Berkeley, Statistics (https://events.berkeley.edu)."""

    name = "berkeley_statistics"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/statistics"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
