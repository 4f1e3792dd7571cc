from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyBuddhistStudiesSpider(LiveWhaleSpider):
    """UC Berkeley, Buddhist Studies (https://events.berkeley.edu)."""

    name = "berkeley_buddhist_studies"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/Buddhist%20Studies"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
