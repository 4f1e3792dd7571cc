from seminarcrawl.platforms.trumba import TrumbaSpider


class UwCfarSpider(TrumbaSpider):
    """University of Washington, UW/Fred Hutch CFAR, global health seminars
    (https://www.trumba.com/calendars/sea_cfar-globalhealth.ics).
    """

    name = "uw_cfar"
    institution = "University of Washington"
    country = "US"
    start_urls = ["https://www.trumba.com/calendars/sea_cfar-globalhealth.ics"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
