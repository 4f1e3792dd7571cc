from seminarcrawl.platforms.trumba import TrumbaSpider


class UwMarineBiologySpider(TrumbaSpider):
    """University of Washington, Marine Biology (https://www.trumba.com/calendars/sea_marinebio.rss)."""

    name = "uw_marine_biology"
    institution = "University of Washington"
    country = "US"
    start_urls = ["https://www.trumba.com/calendars/sea_marinebio.rss"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
