from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyChemistrySpider(LiveWhaleSpider):
    """UC Berkeley, College of Chemistry (https://events.berkeley.edu)."""

    name = "berkeley_chemistry"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/college%20of%20chemistry"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
