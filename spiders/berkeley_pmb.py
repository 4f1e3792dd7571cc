from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyPmbSpider(LiveWhaleSpider):
    """UC Berkeley, Plant & Microbial Biology (https://events.berkeley.edu)."""

    name = "berkeley_pmb"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/plant%20and%20microbial%20biology"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
