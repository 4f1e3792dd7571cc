from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyMathSpider(LiveWhaleSpider):
    """UC Berkeley, Mathematics (https://events.berkeley.edu)."""

    name = "berkeley_math"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/Mathematics"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
