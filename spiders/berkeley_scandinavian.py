from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyScandinavianSpider(LiveWhaleSpider):
    """UC Berkeley, Scandinavian (https://events.berkeley.edu)."""

    name = "berkeley_scandinavian"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/Scandinavian"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
