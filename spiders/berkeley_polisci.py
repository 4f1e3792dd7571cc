from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyPolisciSpider(LiveWhaleSpider):
    """UC Berkeley, Political Science (https://events.berkeley.edu)."""

    name = "berkeley_polisci"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/political%20science"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
