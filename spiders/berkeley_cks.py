from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyCksSpider(LiveWhaleSpider):
    """UC Berkeley, Center for Korean Studies (https://events.berkeley.edu)."""

    name = "berkeley_cks"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/Center%20for%20Korean%20Studies"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
