from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyBidsSpider(LiveWhaleSpider):
    """UC Berkeley, Berkeley Institute for Data Science (https://events.berkeley.edu)."""

    name = "berkeley_bids"
    institution = "UC Berkeley"
    country = "US"
    start_urls = [
        "https://events.berkeley.edu/live/ical/events/group/Berkeley%20Institute%20for%20Data%20Science"
    ]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
