from seminarcrawl.platforms.trumba import TrumbaSpider


class UwFisheriesSpider(TrumbaSpider):
    """University of Washington, Aquatic & Fishery Sciences
    (https://www.trumba.com/calendars/sea_fish.rss).
    """

    name = "uw_fisheries"
    institution = "University of Washington"
    country = "US"
    start_urls = ["https://www.trumba.com/calendars/sea_fish.rss"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
