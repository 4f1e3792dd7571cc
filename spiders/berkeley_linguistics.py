from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyLinguisticsSpider(LiveWhaleSpider):
    """UC Berkeley, Linguistics (https://events.berkeley.edu)."""

    name = "berkeley_linguistics"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/linguistics"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
