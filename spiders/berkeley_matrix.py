from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyMatrixSpider(LiveWhaleSpider):
    """UC Berkeley, Social Science Matrix (https://events.berkeley.edu)."""

    name = "berkeley_matrix"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/Social%20Science%20Matrix"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
