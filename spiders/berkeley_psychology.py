from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyPsychologySpider(LiveWhaleSpider):
    """UC Berkeley, Psychology (https://events.berkeley.edu)."""

    name = "berkeley_psychology"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/psychology"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
