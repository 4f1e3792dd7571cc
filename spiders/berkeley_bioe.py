from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyBioeSpider(LiveWhaleSpider):
    """UC Berkeley, Bioengineering (https://events.berkeley.edu)."""

    name = "berkeley_bioe"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/bioengineering"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
