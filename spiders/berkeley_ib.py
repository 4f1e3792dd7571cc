from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyIbSpider(LiveWhaleSpider):
    """UC Berkeley, Integrative Biology (https://events.berkeley.edu)."""

    name = "berkeley_ib"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/integrative%20biology"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
