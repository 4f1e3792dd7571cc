from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyCjsSpider(LiveWhaleSpider):
    """UC Berkeley, Center for Japanese Studies (https://events.berkeley.edu)."""

    name = "berkeley_cjs"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/Center%20for%20Japanese%20Studies"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
