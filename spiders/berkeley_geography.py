from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyGeographySpider(LiveWhaleSpider):
    """UC Berkeley, Geography (https://events.berkeley.edu)."""

    name = "berkeley_geography"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/geography"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
